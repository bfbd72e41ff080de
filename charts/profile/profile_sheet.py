"""The profile's sheet: measures with people beside them, then access and gaps, teams, county, sources, method.

Lives here: how the pieces are put together. Not here: any of the pieces.
"""

from __future__ import annotations

from charts.markup import text
from charts.profile.access_figure import access_section
from charts.profile.gaps import gaps_section
from charts.profile.people_figure import people
from charts.profile.profile_evidence import Profile
from charts.profile.spine_table import spine_table
from charts.profile.teams_table import teams_section
from charts.saying import judged
from charts.source_line import source_line

METHOD = (
    (
        "Where a value is from",
        "The map's for the same area: stored, or numerators and denominators summed once over its small areas. A place "
        "that is a district or council as well has that council's figures too, beside areas of that kind.",
    ),
    (
        "The chart",
        "Each row has its own axis: the benchmark is in the middle, half the width reaches the area of its kind "
        "that is farthest from it. Right is better; where no side is good, right is higher. The pale bar runs from the "
        "lowest to the highest area, the darker one holds the middle half (quartiles, from five areas up). Areas whose "
        "values must not be ranked are left out of the bars.",
    ),
    (
        "Better, similar, worse",
        "Against the system where it has a figure of the same period, else England. "
        f"{judged.METHOD} With many measures one in twenty would differ by chance alone.",
    ),
    (
        "Five-year trend",
        "Five values a year apart are tested (chi-squared for trend, Armitage 1955, or an inverse-variance line); a "
        "direction is named beyond 99.8 % and only if it holds without any one of the five.",
    ),
    (
        "Deprivation",
        "Residents (mid-2015) by the national tenth of their small area, Index of Multiple Deprivation 2019.",
    ),
    (
        "How far care is",
        "Modelled road times of small areas to the nearest unit. Times are never averaged over an area: residents are "
        "counted by the time of the small area they live in.",
    ),
)


def sheet(profile: Profile, *, show: str, county: str) -> str:
    """The whole page below its controls; `county` is the panel of the county around a place, "" where it has none."""
    return (
        f'<div class="hp-top">{spine_table(profile, show)}<div class="hp-side">{_ways(profile)}'
        f"{people(profile.ages, profile.tenths)}"
        f"{gaps_section(profile, show)}</div></div>{access_section(profile.access)}"
        f"{teams_section(profile.teams, selected=profile.code)}{county}{_refused(profile)}"
        f"{source_line(profile.sources, method_href='#method')}{_method()}"
    )


def _ways(profile: Profile) -> str:
    """Links to the pages that show the same area."""
    links = "".join(f'<a href="{text(href)}" target="_self">{text(word)}</a>' for word, href in profile.ways)
    return f'<p class="hp-go">{links}</p>' if links else ""


def _refused(profile: Profile) -> str:
    if not profile.refused:
        return ""
    told = "".join(f"<p>{text(words)}</p>" for words in profile.refused)
    return f'<section class="hp-withheld" aria-label="Withheld"><h2>Withheld</h2>{told}</section>'


def _method() -> str:
    rows = "".join(f"<div><dt>{text(label)}</dt><dd>{text(words)}</dd></div>" for label, words in METHOD)
    return (
        '<details class="he-panel" id="method"><summary>Method and limits</summary>'
        f'<dl class="he-method">{rows}</dl></details>'
    )
