"""The embedded pack, opened once: page parts are tested on the real figures."""

import pytest

from pages.parts import opened_pack
from pages.parts.asking import resolution, selection
from pages.parts.asking.selection import Selection


@pytest.fixture(scope="session", autouse=True)
def embedded_pack():
    """No PACK from the caller's environment."""
    assert opened_pack.state().faults == ()
    return opened_pack.pack()


@pytest.fixture
def asked():
    """A function from changed parameters to the resolved selection and its notices."""

    def resolve(**changes: str) -> tuple[Selection, tuple[str, ...]]:
        return resolution.resolved(selection.landing() | changes)

    return resolve
