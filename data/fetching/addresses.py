"""Which addresses may be asked: https, of the source's own hosts, nothing else.

Lives here: the check of an address and of every redirect. Not here: the asking (`data.fetching.transfer`).
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from data.fetching.refusals import TELL, NotFetched

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def checked(url: str, hosts: Iterable[str], *, loopback: bool = False) -> str:
    """The address, if it may be asked.

    Parameters
    ----------
    url
        Whole address.
    hosts
        Names of the source's servers.
    loopback
        Whether plain http to this machine passes.

    Raises
    ------
    NotFetched
        If it is not https, of another server, or carries a name and password.

    Examples
    --------
    >>> checked("https://www.gov.uk/api/content/x", ["www.gov.uk"])
    'https://www.gov.uk/api/content/x'
    """
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise NotFetched(url, "this is not an address", then=TELL) from None
    own = name in LOOPBACK and loopback
    if parts.scheme != "https" and not (own and parts.scheme == "http"):
        raise NotFetched(url, "the address is not encrypted (https), so it is not asked", then=TELL)
    if parts.username or parts.password or not name:
        raise NotFetched(url, "the address carries a name or a password, so it is not asked", then=TELL)
    if name not in {host.lower() for host in hosts} or (port not in (None, 443) and not own):
        raise NotFetched(url, f"{name} is not one of this source's servers, so it is not asked", then=TELL)
    return url


def redirected(url: str, location: str | None, *, hosts: Iterable[str], loopback: bool = False) -> str:
    """Where a redirect leads, if that may be asked.

    Raises
    ------
    NotFetched
        As `checked`, or if the redirect leads nowhere.
    """
    if not location:
        raise NotFetched(url, "the server sends us elsewhere without saying where", then=TELL)
    try:
        target = urljoin(url, location)
    except ValueError:
        raise NotFetched(url, "the server sends us to something that is not an address", then=TELL) from None
    return checked(target, hosts, loopback=loopback)
