"""The colours that readers of Fingertips are used to, on request: green, yellow and red for blue, ring and orange.

Symbol and word stay as they are, so nothing hangs on the colour. Lives here: which mark gets which colour on a page, on
the map and in a picture that leaves. Not here: the marks (`charts.marks`), who asks for it (`asking.address.PALETTE`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from charts.theme import ACCENT, FINGERTIPS, FINGERTIPS_MUCH, FINGERTIPS_TINTS, INK, SIMILAR_FILL, WORSE
from equity.comparing.comparison import Comparison

MARKS = {
    outcome: f"he-m-{outcome.value.replace('_', '-')}"
    for outcome in (Comparison.BETTER, Comparison.SIMILAR, Comparison.WORSE, Comparison.LOWER, Comparison.HIGHER)
}
MUCH_CODES = {
    "26": Comparison.BETTER,
    "27": Comparison.WORSE,
    "28": Comparison.LOWER,
    "29": Comparison.HIGHER,
}
CLASS_CODES = {
    "20": Comparison.BETTER,
    "21": Comparison.SIMILAR,
    "22": Comparison.WORSE,
    "24": Comparison.LOWER,
    "25": Comparison.HIGHER,
}
_MARKED = re.compile(r'<(\w+) class="he-[mr]-(better|similar|worse|lower|higher)"([^>]*)>')
_LOOK = re.compile(r'(fill|stroke)="(#[0-9A-Fa-f]{6})"')
_ON = ".he-fingertips"
# Icons of variation and the small map are coloured as wholes: the two colours of judgement give way inside them.
_WITHIN = (".hu-icon", ".hc-areas>path")


def map_colours() -> dict[str, str]:
    """Colour of each class of the colouring against a benchmark, keyed by class code as text."""
    much = {code: FINGERTIPS_MUCH[outcome] for code, outcome in MUCH_CODES.items()}
    return {code: FINGERTIPS[outcome] for code, outcome in CLASS_CODES.items()} | much


def instead(colours: Mapping[str, str]) -> dict[str, str]:
    """A map's colours by class code, those of judgement exchanged."""
    own = map_colours()
    return {code: own.get(code, colour) for code, colour in colours.items()}


def recoloured(html: str) -> str:
    """A page's HTML or a picture with these colours, for what leaves the page."""
    html = _MARKED.sub(lambda found: f"<{found[1]} {_shape(Comparison(found[2]), found[3])}>", html)
    for outcome in FINGERTIPS_TINTS:
        html = re.sub(rf"\bhc-{outcome.value}\b", f"hc-{outcome.value} hf-{outcome.value}", html)
    return html


def _shape(outcome: Comparison, looks: str) -> str:
    def look(found: re.Match[str]) -> str:
        if outcome is Comparison.SIMILAR:
            return f'{found[1]}="{FINGERTIPS[outcome] if found[1] == "fill" else INK}"'
        return f'{found[1]}="{FINGERTIPS[outcome]}"' if found[2].upper() != "#FFFFFF" else found[0]

    return _LOOK.sub(look, looks).strip()


def fingertips_css() -> str:
    """The style sheet, which waits for the class `he-fingertips` on the document."""
    rules = [
        f"{_ON} .{MARKS[Comparison.SIMILAR]}{{fill:{FINGERTIPS[Comparison.SIMILAR]}!important;stroke:{INK}!important}}"
    ]
    for outcome in (Comparison.BETTER, Comparison.WORSE):
        rules.append(f"{_ON} .{MARKS[outcome]}{{fill:{FINGERTIPS[outcome]}!important}}")
    for outcome in (Comparison.LOWER, Comparison.HIGHER):
        rules.append(f"{_ON} circle.{MARKS[outcome]}{{stroke:{FINGERTIPS[outcome]}!important}}")
        rules.append(f"{_ON} path.{MARKS[outcome]}{{fill:{FINGERTIPS[outcome]}!important}}")
    for outcome in FINGERTIPS_MUCH:  # the ring of 99.8 %
        rules.append(f"{_ON} .he-r-{outcome.value}{{stroke:{FINGERTIPS[outcome]}!important}}")
    for old, outcome in ((ACCENT, Comparison.BETTER), (WORSE, Comparison.WORSE), (SIMILAR_FILL, Comparison.SIMILAR)):
        for kind in ("fill", "stroke"):
            where = ",".join(f'{_ON} {within}[{kind}="{old}"],{_ON} {within} [{kind}="{old}"]' for within in _WITHIN)
            rules.append(f"{where}{{{kind}:{FINGERTIPS[outcome]}!important}}")
    for outcome, tint in FINGERTIPS_TINTS.items():
        rules.append(f"{_ON} td.hc-{outcome.value},{_ON} .hc-key.hc-{outcome.value}{{background:{tint}!important}}")
    return f"<style>{''.join(rules)}</style>"
