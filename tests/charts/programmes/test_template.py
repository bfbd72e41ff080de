"""The template of programmes: what is needed stands in it, and so do the ids a reader can name."""

from __future__ import annotations

import tomllib

from charts.programmes import template
from data.programmes import OWNER_KINDS, STATUSES, programmes_of


def test_the_template_is_a_file_that_can_be_read_as_it_is() -> None:
    places, measures = {"pl-wigan": "Wigan", "pl-walsall": "Walsall"}, {"mmr": "MMR", "flu": "Flu"}
    made = template.template(places, measures, owners=OWNER_KINDS, statuses=STATUSES)
    (one,) = programmes_of(tomllib.loads(made)).values()
    assert (one.places, one.indicators) == (("pl-wigan",), ("mmr",)) and one.reach and one.deliverables
    for words in (*places, *places.values(), *measures, *OWNER_KINDS, *STATUSES):
        assert words in made


def test_the_steps_lead_to_the_template() -> None:
    html = template.steps("./r/programmes-template.toml?a=1&b=2")
    assert 'href="./r/programmes-template.toml?a=1&amp;b=2" download' in html and html.count("<li>") == 3
