"""The style sheet for paper: A4 upright, a day on every page, nothing that can only be clicked."""

from charts.frame.print_style import GONE, print_css


def test_pages_are_a4_with_the_day_and_their_number():
    css = print_css("2026-06-03")
    assert "size:A4 portrait" in css and css.count("printed on 3 June 2026") == 2
    assert 'counter(page) " of " counter(pages)' in css and "print-color-adjust:exact" in css


def test_a_map_is_as_wide_as_its_column_on_paper():
    """The browser says how much smaller (static/share/printing.mjs)."""
    assert ":is(.st-key-map,.st-key-own_map,.st-key-misfit_map){zoom:var(--paper-zoom,1)" in print_css("2026-06-03")


def test_nothing_outside_print_is_changed():
    css = print_css("2026-06-03").removeprefix("<style>").removesuffix("</style>")
    outside = css[: css.index("@media print{")]
    assert outside.strip().startswith("@page{") and css.count("{") == css.count("}")
    assert ".he-take" in GONE and ".he-top" in GONE
