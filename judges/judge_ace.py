"""Ace by DAISY on EPUB files: no violation of serious or critical impact.

Use: judge_ace.py FILE...
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from verdict import Verdicts

HERE = Path(__file__).resolve().parent
MODULES = HERE.parent / "target/judges/node/node_modules"
GRAVE = ("serious", "critical")


def reports(files):
    """Ace's findings for each file."""
    done = subprocess.run(
        ["node", HERE / "ace.mjs", MODULES, *files],
        capture_output=True,
        timeout=800,
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": "/usr/bin/chromium"},
    )
    text = done.stdout.decode("utf-8", "replace")
    if not text.startswith("["):
        raise ValueError(f"no report: {done.stderr.decode('utf-8', 'replace')[-300:]}")
    return json.loads(text)


def judge(report, verdict):
    """Fills in the verdict."""
    if isinstance(report, dict):
        raise ValueError(report["error"])
    failed = [found for found in report if found["outcome"] == "fail"]
    for found in failed:
        if found["impact"] in GRAVE:
            said = " ".join(str(found["said"]).split())[:200]
            verdict.complaints.append(f"{found['impact']} {found['rule']} {found['file']}: {said}")
    verdict.note = f"Ace, {len(failed)} findings"


if __name__ == "__main__":
    files = sys.argv[1:]
    with Verdicts("ace") as verdicts:
        found = reports(files)
        for file, report in zip(files, found, strict=True):
            with verdicts.on(file) as verdict:
                judge(report, verdict)
