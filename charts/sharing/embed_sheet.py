"""A view alone in the frame of another site: what stands below a live page, and the document of a still figure.

Lives here: HTML and CSS. Not here: who may frame it (`pages.parts.serving.embedding`).
"""

from __future__ import annotations

from charts.markup import text
from charts.taking.taken import Taken
from charts.theme import ACCENT, FOCUS_WIDTH, FONT, INK, NARROW_MARGIN, PAPER, RULE, SECONDARY

FOOT_HEIGHT, LEAST_WIDTH = 36, 560  # pixels; a narrower still picture scrolls sideways, its type stays legible
_FOOT = f"""
body>#root{{inset:0 0 {FOOT_HEIGHT}px}}
.he-actions,.he-save{{display:none!important}}
.he-foot{{position:fixed;inset:auto 0 0;height:{FOOT_HEIGHT}px;z-index:1000;box-sizing:border-box;display:flex;
align-items:center;justify-content:space-between;gap:12px;padding:0 {NARROW_MARGIN}px;border-top:1px solid {RULE};
background:{PAPER};color:{INK};font:14px/20px {FONT}}}
.he-foot a{{color:{ACCENT};white-space:nowrap}}.he-foot a:focus-visible{{outline:3px solid {INK};outline-offset:1px}}
.he-foot span{{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-size:13px}}
"""


def foot(full: str) -> str:
    """The line below a live view.

    Parameters
    ----------
    full
        Address of the full view.
    """
    link = f'<a class="he-full-view" href="{text(full)}" target="_blank" rel="noopener">Open the full view</a>'
    return f'<style>{_FOOT}</style><div role="contentinfo" class="he-foot"><span></span>{link}</div>'


_STILL = f"""*{{box-sizing:border-box}}body{{margin:0;background:{PAPER};color:{INK};font:16px/24px {FONT}}}
main{{padding:12px {NARROW_MARGIN}px}}figure{{margin:0}}.picture{{overflow-x:auto}}
.picture img{{display:block;width:100%;min-width:{LEAST_WIDTH}px;max-width:1000px;height:auto}}
p{{margin:8px 0;max-width:900px}}a{{color:{ACCENT}}}summary{{cursor:pointer;min-height:28px}}
table{{border-collapse:collapse;font-size:14px;line-height:20px;font-variant-numeric:tabular-nums}}
.table{{overflow-x:auto}}th,td{{text-align:left;padding:4px 14px 4px 0;border-top:1px solid {RULE};vertical-align:top}}
.small{{font-size:13px;line-height:18px;color:{SECONDARY}}}
:focus-visible{{outline:{FOCUS_WIDTH}px solid {INK};outline-offset:1px}}"""


def still(shown: Taken, *, picture: str, full: str) -> str:
    """The document of a still figure: picture, sentence, table, source, no script.

    Parameters
    ----------
    shown
    picture
        Address of the picture, which has title, source, licence and date on it.
    full
        Address of the full view.
    """
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in shown.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in row)}</tr>" for row in shown.rows)
    table = (
        '<details><summary>The same numbers as a table</summary><div class="table" role="region" tabindex="0" '
        f'aria-label="Table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>'
    )
    licence = "" if shown.licence in shown.source else f" {text(shown.licence)}."
    inside = (
        f'<figure><div class="picture" role="region" tabindex="0" aria-label="Picture"><img src="{text(picture)}" '
        f'width="{shown.width:g}" alt="{text(shown.alt)}"></div><figcaption><p>{text(shown.sentence)}</p></figcaption>'
        f'</figure>{table}<p class="small">{text(shown.source)}{licence}</p>'
    )
    return _document(shown.title, inside, full=full)


def none(why: str, *, full: str) -> str:
    """The document where there is no figure to show, with the reason and the way to the full view."""
    return _document("No figure here", f"<p>{text(why)}</p>", full=full)


def _document(title: str, inside: str, *, full: str) -> str:
    link = f'<p><a href="{text(full)}" target="_blank" rel="noopener">Open the full view</a></p>'
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{text(title)}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{_STILL}</style></head><body><main>{inside}{link}</main></body></html>"
    )
