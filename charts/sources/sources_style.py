"""The style sheet of definitions and sources. Not here: the frame (`layout_style`), terms (`glossary_style`)."""

from __future__ import annotations

from charts.theme import ACCENT, CONTROL_HEIGHT, INK, NARROW_BELOW, ROW_RULE, RULE

_SOURCES = f"""
.st-key-sources,.st-key-sources :has(.he-sources-sheet),.he-sources-sheet{{display:contents}}
.he-sources-sheet>*{{grid-column:1/-1;min-width:0}}
.st-key-sources:not(:has(.he-sources-sheet)){{display:block;grid-column:1/-1;height:420px;margin-top:14px;
background:repeating-linear-gradient({ROW_RULE} 0 14px,transparent 14px 44px) 0 0/22% 100% no-repeat,
repeating-linear-gradient({ROW_RULE} 0 14px,transparent 14px 44px) 26% 0/44% 100% no-repeat}}
.hs-entry{{display:grid;grid-template-columns:minmax(0,812fr) minmax(0,396fr);gap:0 24px;margin-top:12px;color:{INK}}}
.he-sources-sheet .hs-facts{{max-width:none;font-size:15px;line-height:22px}}
.hs-facts dt{{font-size:14px;line-height:22px}}
.he-sources-sheet .hs-facts p{{margin:0;font-size:15px;line-height:22px;overflow-wrap:anywhere}}
.he-sources-sheet .hs-facts p+p{{margin-top:6px}}
.he-sources-sheet a{{color:{ACCENT};text-decoration:underline}}
.hs-side .he-scroll{{border-top:3px solid {ACCENT};padding-top:8px;margin-bottom:18px}}
.hs-side .hs-list{{font-size:13px;line-height:17px}}.hs-side .hs-list caption{{font-size:16px;line-height:22px}}
.hs-side h2{{font-size:16px;line-height:22px;font-weight:700;margin:0;padding:8px 0 0;letter-spacing:0;
border-top:3px solid {ACCENT}}}
.hs-ways.hs-ways{{list-style:none;margin:4px 0 0;padding:0}}.hs-ways li{{margin:0;padding:0;font-size:14px}}
.hs-ways a{{display:inline-block;min-height:24px;line-height:26px}}
.he-sources-sheet>.he-scroll{{margin-top:12px}}
.hs-list td,.hs-list tbody th{{padding:5px 14px 5px 0;vertical-align:top}}.hs-list thead th{{padding:0 14px 3px 0}}
.hs-list tbody th{{font-weight:700;min-width:150px}}.hs-side .hs-list tbody th{{font-weight:400;min-width:0}}
.hs-list td.he-r{{white-space:nowrap}}.hs-list a{{display:inline-block;min-height:24px}}
.he-sources-sheet .he-nothing{{font-size:15px;line-height:22px;margin:14px 0}}
.st-key-refreshing{{max-width:812px;margin-top:28px;row-gap:8px;color:{INK}}}
.st-key-refreshing h2{{font-size:16px;line-height:22px;font-weight:700;margin:0;padding:8px 0 0;letter-spacing:0;
border-top:3px solid {ACCENT}}}
.st-key-refreshing h3{{font-size:15px;line-height:22px;font-weight:700;margin:8px 0 0;padding:0;letter-spacing:0}}
.st-key-refreshing p,.st-key-refreshing li{{font-size:15px;line-height:22px;margin:4px 0;overflow-wrap:anywhere}}
.st-key-refreshing ul{{margin:0;padding:0 0 0 20px}}
.st-key-show{{flex:0 0 auto}}.st-key-show button{{min-width:0;padding:0 10px}}
.st-key-source{{flex:1 1 260px}}.st-key-footprint:has(.stSelectbox){{flex:1 1 260px}}.st-key-find{{flex:1 1 200px}}
.st-key-find [data-testid="stTextInputRootElement"]{{height:{CONTROL_HEIGHT}px;min-height:{CONTROL_HEIGHT}px}}
"""
_NARROW = f"""
@media(max-width:1000px){{.hs-entry{{grid-template-columns:minmax(0,1fr)}}.hs-side{{margin-top:18px}}}}
@media(max-width:{NARROW_BELOW}px){{
.he-sources-sheet>.he-scroll .hs-list{{min-width:640px}}
.hs-side .hs-list td,.hs-side .hs-list tbody th{{border-bottom:1px solid {RULE}}}
.st-key-show [role=radiogroup],.st-key-show [role=group]{{flex-wrap:wrap;height:auto!important}}
}}
"""


def sources_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"<style>{_SOURCES}{_NARROW}</style>"
