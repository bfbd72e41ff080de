"""The style sheet of the similar places page. Not here: the frame (`charts.frame.layout_style`)."""

from __future__ import annotations

from charts.theme import ACCENT, FOCUS_WIDTH, INK, NARROW_BELOW, ORANGE_TEXT, ROW_RULE, RULE, SEA, SECONDARY

_PAGE = f"""
.st-key-similar,.st-key-similar :has(.he-similar-sheet),.he-similar-sheet{{display:contents}}
.st-key-similar:not(:has(.he-similar-sheet)){{display:block;grid-column:1/-1;height:420px;margin-top:12px;
background:linear-gradient({ROW_RULE},{ROW_RULE}) 0 0/66% 200px no-repeat,
linear-gradient({ROW_RULE},{ROW_RULE}) 100% 0/30% 400px no-repeat,
repeating-linear-gradient({ROW_RULE} 0 20px,transparent 20px 34px) 0 216px/66% 184px no-repeat}}
.he-similar-sheet>*{{grid-column:1/-1;min-width:0}}
.he-similar-sheet>.hs-top{{grid-area:6/1;margin-top:10px}}
.he-similar-sheet>.hs-main{{grid-area:7/1;margin-top:10px}}
.he-similar-sheet>.he-side{{grid-area:6/2/span 2;margin-top:12px}}
.he-similar-sheet>.he-box{{grid-row:6;margin-top:12px;max-width:836px}}
.he-similar-sheet>.hs-change{{grid-row:8}}.he-similar-sheet>.hs-alike{{grid-row:9}}
.he-similar-sheet>.he-src{{grid-row:10}}.he-similar-sheet>.he-panel{{grid-row:11}}
.st-key-viewrow{{gap:12px!important;flex-wrap:wrap;align-items:flex-end;margin-top:7px;grid-row:5}}
.st-key-viewrow label{{margin:0 0 2px}}.st-key-viewrow .st-key-view{{flex:0 0 auto}}
.st-key-viewrow .st-key-where{{flex:0 1 330px}}
.he-similar-sheet svg{{display:block}}
.he-similar-sheet svg text{{font-family:inherit;font-variant-numeric:tabular-nums}}
.hs-figure,.hs-map{{margin:0}}.hs-narrow{{display:none}}
.he-similar-sheet .hs-said{{font-size:14px;line-height:20px;margin:4px 0 0;color:{INK}}}
.he-similar-sheet .hs-card{{min-height:0;display:block;padding:10px 16px 10px;font-size:14px;line-height:19px}}
.hs-card p{{margin:6px 0 0;font-size:14px;line-height:19px}}.hs-card .he-eyebrow{{margin:0}}
.he-similar-sheet .hs-v{{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 10px;margin:0}}
.hs-v b{{font-size:36px;line-height:42px;letter-spacing:-.8px;white-space:nowrap}}
.hs-v span{{font-size:13px;line-height:17px;color:{SECONDARY}}}
.he-similar-sheet .hs-card .he-judge{{font-size:14.5px;margin:0}}
.he-similar-sheet .hs-card .he-ci{{font-size:13px;margin:2px 0 0}}
.he-similar-sheet .hs-warn{{border-left:3px solid {ORANGE_TEXT};background:{SEA};padding:5px 10px}}
.he-similar-sheet .hs-card .he-note{{font-size:12px;line-height:16px}}
.hs-map{{margin-top:12px}}.hs-map svg[role]{{width:100%;height:auto;border:1px solid {RULE}}}
.hs-map figcaption{{display:flex;flex-wrap:wrap;gap:2px 18px;font-size:13px;line-height:20px;margin-top:4px;
color:{INK}}}
.hs-map figcaption span{{display:inline-flex;gap:6px;align-items:center}}
.he-similar-sheet .he-table caption{{font-size:16px;line-height:24px;padding:0 0 2px}}
.he-similar-sheet .he-table small{{display:block;font-size:12px;line-height:15px;color:{SECONDARY};font-weight:400}}
.hs-table td,.hs-table th,.hs-finder td,.hs-finder th{{height:36px}}
.hs-table td:nth-child(5),.hs-table td:nth-child(3){{white-space:nowrap}}
.hs-table thead th{{font-size:12.5px}}
.hs-areas .he-panel{{border-top:0;margin-top:0}}
.hs-areas .he-table+.he-table{{margin-top:14px}}
.hs-dist{{display:inline-flex;gap:8px;align-items:center;font-size:13px}}
.he-table .hs-dist small{{display:inline;color:{ORANGE_TEXT};font-weight:700}}
.hs-act{{font:inherit;font-size:13px;color:{ACCENT};background:none;border:0;padding:0 2px;min-height:28px;
text-decoration:underline;cursor:pointer;white-space:nowrap}}
.hs-act:focus-visible{{outline:{FOCUS_WIDTH}px solid {INK};outline-offset:1px}}
.he-similar-sheet h2{{font-size:20px;line-height:26px;margin:20px 0 4px;padding:0;font-weight:700;letter-spacing:0;
color:{INK}}}
.hs-section p{{font-size:15px;line-height:22px;margin:0 0 6px;max-width:900px;color:{INK}}}
.hs-section figure{{margin:6px 0 4px}}.hs-section .he-note{{font-size:12.5px;line-height:17px;color:{SECONDARY}}}
.hs-checks{{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 32px}}
.hs-check:first-child{{padding-top:0}}.hs-checks svg{{max-width:100%;height:auto}}
.hs-check h3{{font-size:16px;line-height:22px;margin:12px 0 2px;padding:0;font-weight:700;letter-spacing:0;color:{INK}}}
.he-table.hs-periods{{max-width:760px}}
.hs-likeness tbody th{{min-width:230px}}.hs-likeness td.he-r{{white-space:nowrap}}
.hs-likeness td.he-d{{min-width:230px;line-height:16px;font-size:12px;padding-top:3px;padding-bottom:3px}}
.hs-likeness .hs-unused>*{{color:{SECONDARY}}}
.hs-flag{{font-size:13px;white-space:nowrap}}.hs-warned{{color:{ORANGE_TEXT};font-weight:700}}
.hs-key.hs-key{{list-style:none;margin:6px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:2px 18px}}
.hs-key li{{display:flex;gap:6px;align-items:center;margin:0;padding:0;font-size:12.5px;line-height:18px;
color:{SECONDARY}}}
.he-similar-sheet>.he-src{{margin-top:14px}}
.hs-finder .hs-rank{{color:{SECONDARY};width:24px}}
.hs-why.hs-why{{margin:4px 0;padding-left:16px}}
.hs-why li{{font-size:13.5px;line-height:18px;margin:0;padding:0}}
.hs-finder td,.hs-finder th{{vertical-align:top;padding-top:6px!important}}
.st-key-start{{flex:1 1 150px}}
.st-key-view button{{min-width:0;padding:0 10px}}
"""
_NARROW = f"""
@media(max-width:{NARROW_BELOW}px){{
.hs-checks{{display:block}}.hs-wide{{display:none}}.hs-narrow{{display:block}}.hs-narrow svg{{width:100%;height:auto}}
.he-similar-sheet>.hs-top{{grid-area:6/1}}.he-similar-sheet>.he-side{{grid-area:7/1}}
.he-similar-sheet>.hs-main{{grid-area:8/1}}
.hs-dist svg{{display:none}}.he-similar-sheet>.hs-change{{grid-row:9}}.he-similar-sheet>.hs-alike{{grid-row:10}}
.he-similar-sheet>.he-src{{grid-row:11}}.he-similar-sheet>.he-panel{{grid-row:12}}
.st-key-viewrow>*{{width:100%!important;flex:none!important}}
.he-similar-sheet .hs-likeness,.he-similar-sheet .hs-finder{{min-width:760px}}
.hs-likeness td.he-d{{display:table-cell}}
}}
"""


def similar_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"<style>{_PAGE}{_NARROW}</style>"
