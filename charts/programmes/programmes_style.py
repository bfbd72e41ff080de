"""The style sheet of the programmes page. Not here: the frame (`charts.frame.layout_style`)."""

from __future__ import annotations

from charts.theme import ACCENT, INK, NARROW_BELOW, ORANGE_TEXT, ROW_RULE, RULE, SECONDARY


def programmes_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"""<style>
.st-key-programmes,.st-key-programmes :has(.he-programmes-sheet),.he-programmes-sheet{{display:contents}}
.he-programmes-sheet>*{{grid-column:1/-1;min-width:0;margin-top:12px;color:{INK}}}
.st-key-programmes:not(:has(.he-programmes-sheet)){{display:block;grid-column:1/-1;height:380px;margin-top:10px;
background:repeating-linear-gradient({ROW_RULE} 0 14px,transparent 14px 30px)}}
.he-programmes-sheet p{{margin:0}}.he-programmes-sheet p:not(.he-src){{font-size:14px;line-height:20px}}
.he-programmes-sheet .he-box{{min-height:0}}
.hp-items td,.hp-items th{{padding:5px 14px 5px 0;height:auto;line-height:19px}}
.hp-items .hp-old{{color:{ORANGE_TEXT};font-weight:700}}.hp-items .he-badge{{white-space:nowrap}}
.hp-list{{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:16px}}
.hp-one{{border:1px solid {RULE};border-top:3px solid {ACCENT};padding:10px 16px 12px;min-width:0}}
.hp-one h2{{font-size:18px;line-height:24px;font-weight:700;margin:0 0 2px;padding:0;letter-spacing:0}}
.he-programmes-sheet p:is(.hp-where,.hp-note,.hp-none){{font-size:13px;line-height:18px;color:{SECONDARY}}}
.hp-where+p:not(.hp-where){{margin-top:6px!important}}
.hp-reach.hp-reach{{list-style:none;margin:8px 0 4px;padding:0}}
.hp-reach li{{border-top:1px solid {RULE};padding:4px 0;margin:0;font-size:15px;line-height:21px}}
.hp-reach b{{font-size:20px;line-height:24px;font-variant-numeric:tabular-nums}}
.hp-reach small{{display:block;font-size:13px;line-height:17px;color:{SECONDARY}}}
.st-key-addprogramme{{grid-column:1/-1;margin-top:14px;max-width:836px}}
.hp-steps.hp-steps{{margin:0;padding:0 0 0 20px}}
.hp-steps li{{font-size:14px;line-height:20px;margin:0 0 6px;padding:0}}
.hp-steps a{{color:{ACCENT};text-decoration:underline}}.st-key-addprogramme button{{min-height:32px}}
.hp-go{{display:flex;flex-wrap:wrap;gap:2px 18px}}.hp-one a{{color:{ACCENT};text-decoration:underline}}
.hp-go a{{min-height:24px;line-height:26px}}
@media(max-width:1000px){{.hp-list{{grid-template-columns:repeat(2,minmax(0,1fr))}}}}
@media(max-width:{NARROW_BELOW}px){{.hp-items{{min-width:760px}}.hp-list{{grid-template-columns:minmax(0,1fr)}}}}
</style>"""
