"""The gradient page's style sheet. Lives here: CSS of its figures, card and sections. Not here: the frame."""

from __future__ import annotations

from charts.theme import ACCENT, INK, NARROW_BELOW, ROW_RULE, RULE, SEA, SECONDARY

_GRADIENT = f"""
.st-key-gradient,.st-key-gradient :has(.he-gradient-sheet),.he-gradient-sheet{{display:contents}}
.he-gradient-sheet>*{{grid-column:1/-1;min-width:0}}
.st-key-gradient:not(:has(.he-gradient-sheet)){{display:block;grid-column:1/-1;height:470px;margin-top:12px;
background:linear-gradient({SEA},{SEA}) 0 46px/68% 340px no-repeat,
linear-gradient({ROW_RULE},{ROW_RULE}) 100% 0/30% 470px no-repeat}}
.he-gradient-sheet>figure{{grid-area:5/1;margin:12px 0 0;min-height:470px}}
.he-gradient-sheet>.he-side{{grid-area:5/2;margin-top:12px}}
.he-gradient-sheet svg text{{font-family:inherit;font-variant-numeric:tabular-nums}}
.he-gradient-sheet svg{{display:block}}.hg-narrow{{display:none}}
.he-gradient-sheet .he-card{{display:block;min-height:470px;padding:8px 18px 10px;font-size:14px;line-height:19px}}
.he-gradient-sheet .he-card h3{{font-size:15px;line-height:20px;margin:9px 0 0;padding:0;font-weight:700;
letter-spacing:0;color:{INK}}}
.he-gradient-sheet .he-said{{font-size:14px;line-height:18px;margin:1px 0 0}}
.hg-big{{font-size:38px;line-height:44px;font-weight:700;letter-spacing:-1px;margin:0}}
.hg-big small{{font-size:16px;line-height:20px;letter-spacing:0;font-weight:400}}
.he-gradient-sheet .hg-ends{{font-size:13px;margin:2px 0 5px}}
.hg-ends td,.hg-ends th{{padding:0 0 0 8px}}.hg-ends td:first-child,.hg-ends th:first-child{{padding-left:0}}
.hg-ends .he-r{{white-space:nowrap}}.hg-ends thead .he-r{{white-space:normal}}
.he-gradient-sheet>.he-paragraph{{grid-row:7;max-width:none;margin-top:10px}}
.he-gradient-sheet>.hg-sections{{grid-row:8;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 32px}}
.he-gradient-sheet>.hg-further{{grid-row:9;min-height:420px}}.he-gradient-sheet>.he-panel{{grid-row:10}}
.hg-further[aria-busy]>.hg-section{{opacity:.45}}
.hg-section{{grid-column:1/-1;min-width:0}}.hg-half{{grid-column:auto}}
.hg-section h2{{font-size:20px;line-height:26px;margin:20px 0 4px;padding:0;font-weight:700;letter-spacing:0;
color:{INK}}}
.hg-section p{{font-size:15px;line-height:22px;margin:0 0 6px;max-width:900px}}
.hg-section p.he-note{{font-size:13px;line-height:18px;margin:4px 0 0}}
.hg-section td,.hg-section tbody th{{padding-top:3px;padding-bottom:3px}}
.hg-section small{{display:block;font-size:12px;line-height:15px;color:{SECONDARY};font-weight:400}}
.hg-two td{{text-wrap:balance}}
.hg-two td:last-child{{font-weight:400;font-size:13px;line-height:18px;color:{SECONDARY};min-width:300px}}
.hg-two td:nth-child(4){{min-width:150px}}.he-table.hg-two tbody tr.he-on td:last-child{{font-weight:400;color:{INK}}}
.hg-section .he-r{{white-space:nowrap}}.hg-two td:nth-child(4).he-r{{white-space:normal}}
.he-gradient-sheet .he-src{{margin-top:6px}}
.hg-section figure{{margin:4px 0 0}}.hg-half figure{{max-width:440px}}
.hg-section h3{{font-size:16px;line-height:22px;margin:14px 0 2px;padding:0;font-weight:700;letter-spacing:0;
color:{INK}}}
.hg-bar{{width:34%}}.hg-bar i{{display:block;height:12px;min-width:1px}}
.hg-core20 th small{{display:inline}}
.hg-axis small,.hg-moments small{{display:inline;margin-left:6px}}
.hg-axis tbody th,.hg-moments tbody th{{white-space:nowrap}}
.hg-axis td:last-child,.hg-axis th:last-child{{padding-left:18px;width:250px}}
.hg-leading h3{{margin-top:0}}.hg-leading p{{font-size:14px;line-height:20px}}
.hg-section .hg-axis thead .he-r{{white-space:normal}}.hg-axis caption{{text-align:left;font-size:13px;
line-height:18px;color:{SECONDARY}}}.hg-leading td,.hg-leading tbody th{{padding-left:6px}}
.hg-leading .hg-axis td:last-child,.hg-leading .hg-axis th:last-child{{padding-left:10px;width:240px}}
.hg-section ul.hg-absent{{margin:2px 0 0;padding-left:18px;font-size:14px;line-height:21px}}
.hg-absent li{{font-size:14px;margin:0;padding:0}}
.hg-section ul.hg-legend{{list-style:none;margin:4px 0 8px;padding:0;display:flex;flex-wrap:wrap;gap:2px 16px;
font-size:13px;line-height:20px}}
.hg-legend li{{display:flex;gap:6px;align-items:center;margin:0;padding:0;font-size:13px}}
.hg-legend i{{width:22px;height:13px;box-sizing:border-box}}
.hg-maps{{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:12px 16px}}
.hg-maps svg{{width:100%;height:auto;max-height:190px}}
.hg-maps figcaption{{font-size:13px;line-height:18px;color:{INK}}}.hg-maps figcaption b{{float:right}}
.hg-more summary{{font-size:14px;line-height:20px;padding:5px 2px;min-height:24px;cursor:pointer;color:{ACCENT};
font-weight:700}}
.st-key-system{{flex:1 1 190px}}
.st-key-lens{{flex:1 1 214px}}.st-key-ages{{flex:0 0 206px}}.st-key-ages button{{min-width:0;padding:0 10px}}
"""
_NARROW = f"""
@media(max-width:{NARROW_BELOW}px){{
.hg-wide{{display:none}}.hg-narrow{{display:block}}
.he-gradient-sheet>figure{{grid-area:5/1;min-height:0}}.he-gradient-sheet>.he-side{{grid-area:6/1}}
.he-gradient-sheet .he-card{{min-height:0}}
.he-gradient-sheet>.hg-sections{{grid-template-columns:minmax(0,1fr)}}
.hg-numbers,.hg-two,.hg-axis,.hg-moments{{min-width:820px}}
.hg-maps{{grid-template-columns:repeat(auto-fill,minmax(104px,1fr));gap:10px 12px}}
.hg-maps figcaption b{{float:none}}
.hg-section{{border-top:1px solid {RULE};margin-top:14px}}.hg-section h2{{margin-top:10px}}
}}
"""


def gradient_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"<style>{_GRADIENT}{_NARROW}</style>"
