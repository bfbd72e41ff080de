"""Words that must not reach a reader.

Lives here: what claims cause or certainty we do not have, and what names people by a condition instead of as people.
Not here: the rules that look for them (`house_rules`).
"""

from __future__ import annotations

import re

CLAIMS = re.compile(r"\b(caused|impact(s|ed)?|hard[- ]to[- ]reach|(in)?significant(ly)?)\b", re.IGNORECASE)
NOT_PERSON_FIRST = re.compile(
    r"\b(vulnerable|sufferers?|suffer(s|ing)? from|victims?|the (elderly|poor|deprived|disabled|homeless|obese)"
    r"|(deprived|poor|obese|disadvantaged) (people|communities|patients|families|children)|asthmatics?|diabetics?"
    r"|addicts?|refus(ers?|als?|ed|ing)|hesitan(t|cy)|non-?compliant|frequent flyers?|ethnics|illegals?|underclass"
    r"|unvaccinated|the unvaccinated|noncompliance)\b(?! areas?\b)",
    re.IGNORECASE,
)
