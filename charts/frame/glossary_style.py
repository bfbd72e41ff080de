"""The style sheet of terms and their meanings. Not here: the terms (`charts.glossary`)."""

from __future__ import annotations

from charts.theme import INK, PAPER, SECONDARY

_TERMS = f"""
.he-term{{font:inherit;color:inherit;background:none;border:0;padding:0;min-height:24px;cursor:pointer;text-align:left;
text-decoration:underline dotted {SECONDARY} 1.5px;text-underline-offset:3px}}
.he-meaning{{position:fixed;inset:auto;position-area:bottom span-right;position-try-fallbacks:flip-block,flip-inline;
margin:4px 0;max-width:min(360px,calc(100vw - 32px));padding:10px 14px;border:1px solid {INK};background:{PAPER};
color:{INK};font-size:14px;line-height:20px;font-weight:400;text-align:left;white-space:normal}}
.he-meaning.he-meaning.he-meaning strong{{display:block;font-weight:700;text-align:left;margin:0}}
@supports not (position-area:bottom){{.he-meaning{{inset:0;margin:auto;height:fit-content}}}}
.he-terms{{font-size:14px;line-height:24px;margin:8px 0 0;color:{SECONDARY}}}
.he-terms .he-term{{margin-right:12px;color:{INK}}}
"""


def glossary_css() -> str:
    """The terms' sheet in a `<style>` element, for the pages that have terms."""
    return f"<style>{_TERMS}</style>"
