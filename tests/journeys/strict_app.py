"""The app under a strict rule: counts up to STRICT are small, in whatever the publisher has released.

A pack that holds small counts is not opened at all, so this is how a journey meets a refused footprint on real figures.
"""

import os

from equity import disclosure

disclosure.RULES["published"] = disclosure.ReleaseRule("published", largest=int(os.environ["STRICT"]))

from app import app  # noqa: E402, F401 - after the rule, since it makes the landing view
