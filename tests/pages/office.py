"""Files opened by an office program as readers open them: LibreOffice without a window.

Lives here: finding it, and turning what was opened into another form. Where it is not installed the tests that need it
skip (`make test` installs it where it may).
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

# Every sheet a file of its own; comma, quotes, UTF-8; what a cell holds and not how it is shown, no formulas.
SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"

needed = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed: files are not opened in it"
)


def converted(paths: Sequence[Path], form: str, folder: Path) -> None:
    """Open files and write each in another form into a folder; raises where one cannot be opened."""
    home = f"-env:UserInstallation=file://{folder}/home"
    command = ["soffice", "--headless", home, "--convert-to", form, "--outdir", str(folder), *map(str, paths)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    assert "Error" not in done.stderr, done.stderr
