"""The embedded pack, opened once: page parts are tested on the real figures."""

import pytest

from pages.parts import opened_pack, selection
from pages.parts.selection import Selection


@pytest.fixture(scope="session", autouse=True)
def embedded_pack():
    """No PACK from the caller's environment."""
    assert opened_pack.state().faults == ()
    return opened_pack.pack()


@pytest.fixture
def asked():
    """A function from changed parameters to the resolved selection and its notices."""

    def resolve(**changes: str) -> tuple[Selection, tuple[str, ...]]:
        return selection.resolved(selection.landing() | changes)

    return resolve
