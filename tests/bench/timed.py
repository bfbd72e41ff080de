"""Starts a server as any command would, and writes down how long each run of its script took.

Use: `SCRIPT_TIMES=<file> python -m tests.bench.timed uvicorn app:app --port 8501`. One line of milliseconds for each
run is appended to the file. Both apps are timed at the same place: the call with which Streamlit executes the script.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from pathlib import Path

from streamlit.runtime.scriptrunner import script_runner

execute = script_runner.exec_func_with_error_handling


def timed(*args: object, **kwargs: object) -> object:
    """Execute the script and append its milliseconds to the file."""
    start = time.perf_counter()
    try:
        return execute(*args, **kwargs)
    finally:
        with Path(os.environ["SCRIPT_TIMES"]).open("a") as file:
            file.write(f"{(time.perf_counter() - start) * 1000:.3f}\n")


if __name__ == "__main__":
    script_runner.exec_func_with_error_handling = timed
    sys.argv = sys.argv[1:]
    sys.path.insert(0, str(Path.cwd()))
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
