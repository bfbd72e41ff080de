"""Open data that comes inside installed Python packages: where its files are.

Lives here: the way to a file of a package without importing the package. Not here: what the files mean (one file of
`data.sources` per package).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path


def package_file(package: str, *parts: str) -> Path:
    """Path of a data file inside an installed package.

    Raises
    ------
    FileNotFoundError
        If the package is not installed or has no such file; the message says what to install.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"the package {package} is not installed: see requirements-build.txt")
    path = Path(next(iter(spec.submodule_search_locations))).joinpath(*parts)
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} is missing: the installed version of {package} does not carry it")
    return path
