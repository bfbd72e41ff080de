"""kill -9 at random moments of a refresh: the pack is always whole. `make faults` does it 200 times."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
TIMES = 8


def test_a_killed_refresh_never_harms_the_pack() -> None:
    command = [sys.executable, "-m", "tests.data.snapshots.killed", "--times", str(TIMES), "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    killed = int(re.search(r"'killed': (\d+)", done.stdout)[1])
    assert killed == TIMES, done.stdout
