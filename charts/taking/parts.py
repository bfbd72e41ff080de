"""Which parts of a page are figures to take away: where they stand, their table, their headline.

Lives here: one table by page. Not here: reading them out (`charts.taking.reading`).
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.taking.tree import has


@dataclass(frozen=True)
class Part:
    """A figure of a page.

    Attributes
    ----------
    name : str
        Behind the page's name: "funnel" of "compare-funnel".
    where : tuple of str
        XPaths below the page's root; all that is found is stacked in this order.
    table : str
        XPath of the table of the same numbers; "" where the figure is a table.
    heading, said : str
        XPaths of its title and of the sentence above it; "" for the page's own headline.
    tiles : int
        Of so many tiles one figure is made, "board-more-outcomes-1" and on; 0 where it is one figure.
    whole : bool
        Given only where it is asked for by its name: the same as its pieces together.
    """

    name: str
    where: tuple[str, ...]
    table: str = ""
    heading: str = ""
    said: str = ""
    tiles: int = 0
    whole: bool = False


def _section(name: str, where: str, *, inside: str, table: str = "") -> Part:
    """A part of a section with a heading and a first paragraph of its own."""
    return Part(name, (f"{where}{inside}",), f"{where}{table}" if table else "", f"{where}//h2", f"{where}//p")


def _of(kind: str, name: str) -> str:
    return f"(.//{kind}[{has(name)}])[1]"


_MORE = ".//section[h2[@id='hb-more-{0}']]"
_MAIN = f".//div[{has('hc-main')}]"
_PEOPLE = f".//section[{has('hp-people')}]"
_FURTHER = ".//section[h2[@id='hg-{0}']]"
_SAME = ".//details[summary[contains(., 'numbers as a table')]]//table"
_PARTS_OF_PEOPLE = _FURTHER.format("people")
_PUBLISHED = _FURTHER.format("published")
_MAPS = _FURTHER.format("maps")
_TWIN = f".//table[{has('he-table')}]"

PARTS: dict[str, tuple[Part, ...]] = {
    "board": (
        Part("", (_of("div", "hb-lenses"),), ".//details//table"),
        *(
            Part(f"more-{lens}", (_MORE.format(lens),), ".//details//table", f"{_MORE.format(lens)}/h2",
                 f"({_MORE.format(lens)}//p[{has('hb-sent')}])[1]", tiles=tiles, whole=not tiles)
            for lens in ("outcomes", "quality", "finance", "context")
            for tiles in (0, 8)
        ),
        Part("areas", (_of("table", "hb-floor"), _of("ul", "hb-marks"))),
        Part("strips", (_of("div", "hb-strip"),), ".//details//table"),
    ),
    "compare": (
        Part("{view}", (f"{_MAIN}/*",), _TWIN),
        Part("where", (f".//div[{has('hc-side')}]",), _TWIN),
    ),
    "area": (
        Part("spine", (f"({_TWIN.replace('he-table', 'hp-table')})[1]", _of("ul", "hp-key"))),
        Part("ages", (f"({_PEOPLE}//svg[{has('hp-fig')}])[1]", f"({_PEOPLE}//p[{has('hp-under')}])[1]"),
             f"({_PEOPLE}//details//table)[1]", f"({_PEOPLE}//h2)[1]", f"({_PEOPLE}//p[{has('hp-said')}])[1]"),
        Part("deprivation", (f"({_PEOPLE}//svg[{has('hp-fig')}])[2]", f"({_PEOPLE}//p[{has('hp-under')}])[2]"),
             f"({_PEOPLE}//details//table)[2]", f"({_PEOPLE}//h2)[2]", f"({_PEOPLE}//p[{has('hp-said')}])[2]"),
        _section("gaps", f".//section[{has('hp-gaps')}]", inside="//table"),
        _section("access", f".//section[{has('hp-access')}]", inside=f"//*[{has('hp-pair')}]", table="//table"),
        _section("teams", f".//section[{has('hp-teams')}]", inside="//table"),
        _section("county", f".//section[{has('he-around')}]", inside="//table"),
    ),
    "gradient": (
        Part("", (f"(.//div[{has('hg-wide')}]//svg)[1]",), _SAME),
        Part("people", (f"{_PARTS_OF_PEOPLE}//figure",), _SAME, f"{_PARTS_OF_PEOPLE}//h2", f"{_PARTS_OF_PEOPLE}//p"),
        _section("core20", _FURTHER.format("core20"), inside="//table"),
        _section("two-ways", _FURTHER.format("lenses"), inside="//table"),
        _section("over-time", _FURTHER.format("moments"), inside="//figure", table="//table"),
        _section("groups", _FURTHER.format("axes"), inside="//table"),
        Part("published", (f"{_PUBLISHED}//table",), "", f"{_PUBLISHED}//h2",
             f"({_PUBLISHED}//p[not({has('he-note')})])[1]"),
        _section("spread", _FURTHER.format("spread"), inside="//figure", table="//table"),
        Part("maps", (f"{_MAPS}//ul[{has('hg-legend')}]", f"{_MAPS}//div[{has('hg-maps')}]"), f"{_MAPS}//table",
             f"{_MAPS}//h2", f"{_MAPS}//p"),
    ),
    "similar": (
        Part("level", (f"(.//div[{has('hs-wide')}]//svg)[1]",), f"(.//table[{has('hs-table')}])[1]"),
        Part("finder", (_of("table", "hs-finder"),)),
        Part("where", (f"(.//figure[{has('hs-map')}])[1]",), f"(.//table[{has('hs-table')} or {has('hs-finder')}])[1]"),
        Part("areas", (f"(.//table[{has('hs-table')}])[1]",), "", f"(.//table[{has('hs-table')}])[1]/caption"),
        _section("change", f".//section[{has('hs-change')}]", inside=f"//div[{has('hs-wide')}]//svg", table="//table"),
        _section("alike", f".//section[{has('hs-alike')}]", inside="//table"),
    ),
    "signals": (
        Part("", (f"(.//div[{has('hs-main')}])[1]",), f"(.//div[{has('hs-main')}]//table)[1]"),
    ),
    "trend": (
        Part("", (f"(.//div[{has('he-trend-wide')}]//svg)[1]",), f"({_TWIN})[last()]"),
        Part("all", (_of("div", "hs-all"),), f"({_TWIN})[last()]"),
        Part("county", (f".//section[{has('he-around')}]//table",), "", f".//section[{has('he-around')}]//h2",
             f".//section[{has('he-around')}]//p"),
    ),
    "tier": (Part("", (_of("table", "ht-table"),)),),
    "misfit": (
        Part("matrix", (f".//div[{has('hm-rows')}]//table",)),
        Part("joint", (f".//div[{has('hm-joint')}]//table",), "", f".//div[{has('hm-joint')}]//caption"),
        Part("catchment", (f"(.//div[{has('hm-below')}]//table)[1]",), "", f"(.//div[{has('hm-below')}]//caption)[1]",
             f"(.//div[{has('hm-below')}]//p[{has('hm-said')}])[1]"),
    ),
    "programmes": (Part("", (".//table", f".//*[{has('hp-list')}]"), ".//table"),),
}  # fmt: skip
