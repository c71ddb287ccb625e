"""The outer form of text editions: what an editor, a mail or a terminal would trip over.

Use: judge_text.py FILE...
"""

import re
import sys
import unicodedata
from pathlib import Path

from wcwidth import wcswidth

from verdict import Verdicts

WIDTH = 72
SHOWN = 5
LABEL = re.compile(r"\A(\[L?\d+\]|[-*+│]|\d+[.)]) +")
UNSEEN = "\u00ad\u200b\u2060\ufeff"


def faults(data):
    """What is wrong with the bytes of a text edition."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [f"{line}: not UTF-8: {data[error.start:error.end]!r}"]
    out = []
    if not text.strip():
        out.append("empty")
    if not text.endswith("\n") or text.endswith("\n\n"):
        out.append("does not end in one newline")
    if text.startswith("\n"):
        out.append("begins with an empty line")
    for number, line in enumerate(text.split("\n"), 1):
        out += [f"{number}: {fault}: {line.strip()[:80]!r}" for fault in _line_faults(line)]
    return out


def _line_faults(line):
    if unicodedata.normalize("NFC", line) != line:
        yield "not NFC"
    if line != line.rstrip():
        yield "trailing blanks"
    odd = [c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in UNSEEN]
    if odd:
        yield f"control or unseen character U+{ord(odd[0]):04X}"
        return
    # An address cannot be broken; the label of a list of links stays with it, and so does the bar of
    # a record.
    width = wcswidth(line)
    if width > WIDTH and " " in LABEL.sub("", line.strip()):
        yield f"{width} columns"


if __name__ == "__main__":
    with Verdicts("text") as verdicts:
        for file in sys.argv[1:]:
            with verdicts.on(file) as verdict:
                data = Path(file).read_bytes()
                found = faults(data)
                verdict.complaints += found[:SHOWN]
                if len(found) > SHOWN:
                    verdict.complaints.append(f"and {len(found) - SHOWN} more")
                verdict.note = f"{data.count(10)} lines"
