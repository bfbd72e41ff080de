"""The lines that put the controls beside figures are fetched once the page is calm."""

from pages.parts.serving.document import taking_script


def test_the_control_is_fetched_when_the_page_is_calm():
    assert "requestIdleCallback" in taking_script.script() and "taking.bundle.mjs" in taking_script.script()
