"""The style sheet of the page of own figures. Not here: the frame (`charts.frame.layout_style`)."""

from __future__ import annotations

from charts.theme import ACCENT, INK, NARROW_BELOW, RULE, SECONDARY


def adding_css() -> str:
    """The page's own sheet in a `<style>` element."""
    return f"""<style>
.st-key-owndata{{grid-column:1/-1;min-width:0;margin-top:12px;color:{INK}}}
.st-key-owndata p,.st-key-owndata li{{font-size:14px;line-height:20px}}
.st-key-owndata h2{{font-size:20px;line-height:26px;font-weight:700;margin:10px 0 2px;padding:0;letter-spacing:0}}
.st-key-owndata h3{{font-size:16px;line-height:22px;font-weight:700;margin:0;padding:0;letter-spacing:0}}
.stApp:has(.st-key-owndata) .he-drawer{{display:none}}
.st-key-owndata button{{min-height:32px}}.st-key-owndata a{{color:{ACCENT};text-decoration:underline}}
.st-key-owndata .he-box{{min-height:0;height:auto}}
.ha-found.ha-found{{margin:4px 0;padding:0 0 0 18px}}.ha-found li{{margin:0;padding:0;font-size:13px;line-height:18px;
color:{SECONDARY}}}
.ha-scroll{{overflow:auto;max-height:300px;margin:6px 0}}
.ha-table{{border-collapse:collapse;font-size:13px;line-height:18px;font-variant-numeric:tabular-nums;width:100%}}
.ha-table caption{{text-align:left;font-size:13px;color:{SECONDARY};padding:0 0 4px}}
.ha-table th{{text-align:left;font-weight:700;background:#FFFFFF;position:sticky;top:0}}
.ha-table :is(td,th){{border:0;border-bottom:1px solid {RULE};padding:4px 12px 4px 0;vertical-align:top;color:{INK}}}
.ha-item{{border:1px solid {RULE};border-top:3px solid {ACCENT};padding:10px 16px 8px}}
.ha-item ul{{margin:2px 0 0;padding:0 0 0 18px}}.ha-item li{{margin:0;padding:0;font-size:13px;line-height:18px}}
.ha-go{{display:flex;flex-wrap:wrap;gap:2px 18px;margin:6px 0 0}}.ha-go a{{min-height:24px;line-height:24px}}
@media(max-width:{NARROW_BELOW}px){{.ha-table:not(.ha-short,.ha-fresh){{min-width:520px}}
.ha-fresh :is(th,td):nth-child(3){{display:none}}}}
</style>"""
