"""The reference implementation of WACZ, as a command that is asked whether our files are valid."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

VALID = (0, "Validation succeeded, the passed WACZ is valid")
INVALID = (1, "Validation failed, the passed WACZ is invalid")


def validate(path: Path) -> tuple[int, str]:
    """Exit code and verdict of `wacz validate`; without the package the test is skipped, but never where CI is set."""
    beside = Path(sys.executable).with_name("wacz")
    command = str(beside) if beside.exists() else shutil.which("wacz")
    if command is None and os.environ.get("CI"):
        pytest.fail("The package wacz is missing, and the automatic checks may not go without it.")
    if command is None:
        pytest.skip("needs the package wacz (0.6.0), which is not installed here")
    done = subprocess.run([command, "validate", "-f", str(path)], capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout.strip().splitlines() or [done.stderr])[-1]
