"""EPUB files in a real reading system: every file is shown and fits a phone, notes lead there and back,
pages of the page list are where it says, words can be read on white, sepia and black.

Use: judge_reading.py FILE...    screenshots are left below target/judges/screens
"""

import json
import subprocess
import sys
from pathlib import Path

from verdict import Verdicts

HERE = Path(__file__).resolve().parent
HOME = HERE.parent / "target/judges"


def reports(files):
    """What the reading system made of each file."""
    command = ["node", HERE / "reading.mjs", HOME / "node/node_modules", HOME / "screens", *files]
    done = subprocess.run(command, capture_output=True, timeout=800)
    text = done.stdout.decode("utf-8", "replace")
    if not text.startswith("["):
        raise ValueError(f"no report: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    return json.loads(text)


if __name__ == "__main__":
    files = sys.argv[1:]
    with Verdicts("reading") as verdicts:
        found = reports(files)
        for file, report in zip(files, found, strict=True):
            with verdicts.on(file) as verdict:
                verdict.complaints += [str(wrong)[:300] for wrong in report["wrong"][:12]]
                verdict.note = report["note"]
