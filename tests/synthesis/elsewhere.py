"""What a script prints on machines with other clocks, other languages and other hashes."""

import os
import subprocess
import sys
from pathlib import Path

_SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8"},
)


def printed_elsewhere(script: str) -> set[str]:
    """What it prints in each place, each text once; it can import what lies in this folder."""
    here = str(Path(__file__).parent)
    beginning = f"import sys; sys.path.insert(0, {here!r})\n"
    return {
        subprocess.run(
            [sys.executable, "-c", beginning + script],
            env=os.environ | around,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for around in _SURROUNDINGS
    }
