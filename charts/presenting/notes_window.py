"""The presenter's second window as a document of its own: notes, the next step, the time; never on the screen shared.

Lives here: its HTML and CSS. Not here: keeping in step with the presentation (`static/present/notes_window.mjs`).
"""

from __future__ import annotations

from charts.theme import ACCENT, CONTROL_EDGE, FOCUS_WIDTH, FONT, INK, PAPER, RADIUS, RULE, SECONDARY

_CSS = f"""
*{{box-sizing:border-box}}body{{margin:0;background:{PAPER};color:{INK};font:20px/28px {FONT}}}
main{{display:grid;grid-template:auto 1fr auto/minmax(0,3fr) minmax(0,2fr);gap:14px 28px;min-height:100vh;
padding:20px 24px}}
header{{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:4px 24px;align-items:baseline;border-bottom:1px solid {RULE};
padding-bottom:10px}}
h1{{font-size:26px;line-height:32px;margin:0;flex:1 1 300px}}h2{{font-size:16px;line-height:22px;margin:0 0 4px;
color:{SECONDARY};font-weight:400}}
.time{{font-size:30px;line-height:36px;font-weight:700;font-variant-numeric:tabular-nums}}.time small{{font-size:16px;
font-weight:400;color:{SECONDARY}}}
.notes{{font-size:24px;line-height:34px;white-space:pre-wrap;overflow-wrap:anywhere;margin:0}}
.next p{{margin:0;font-weight:700}}.next .of{{font-weight:400;color:{SECONDARY}}}
.next img{{width:100%;max-height:46vh;object-fit:contain;object-position:left top;margin-top:10px;
border:1px solid {RULE}}}.next img[hidden]{{display:none}}
.next{{border-left:3px solid {ACCENT};padding-left:16px}}
ol{{margin:0;padding-left:34px;font-size:16px;line-height:24px;color:{SECONDARY}}}
ol [aria-current]{{color:{INK};font-weight:700}}
nav{{grid-column:1/-1;display:flex;gap:10px;flex-wrap:wrap}}
button{{font:inherit;font-size:16px;min-height:36px;padding:0 16px;border:1px solid {CONTROL_EDGE};
border-radius:{RADIUS}px;background:{PAPER};color:{ACCENT};cursor:pointer}}
:focus-visible{{outline:{FOCUS_WIDTH}px solid {INK};outline-offset:1px}}
@media(max-width:600px){{main{{grid-template-columns:minmax(0,1fr);grid-template-rows:none}}}}
"""


def document(facts: str) -> str:
    """The whole document; `facts` is what the browser has to know, as JSON."""
    script = 'import(hePresent.library + "/notes_window.bundle.mjs").then((one) => one.notes());'
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Notes - Health equity</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{_CSS}</style></head><body><main><header><h1>No presentation is running</h1>"
        '<p class="time" style="margin:0"><span class="clock"></span> <small class="since"></small></p></header>'
        '<section aria-label="Notes"><h2>Notes</h2><p class="notes" role="status"></p></section>'
        '<section class="next" aria-label="Next"><h2>Next</h2><p class="title"></p><p class="of"></p>'
        '<img alt="The figure of the next step" hidden></section>'
        '<nav aria-label="Steps"><button type="button" data-do="back">Step back</button>'
        '<button type="button" data-do="on">Step on</button><button type="button" data-do="again">Start the clock again'
        f"</button></nav></main><script>globalThis.hePresent = {facts};{script}</script></body></html>"
    )
