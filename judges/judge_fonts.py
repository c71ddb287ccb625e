"""pdffonts on PDF files: each font is embedded, is a subset, and maps its glyphs to text.

Use: judge_fonts.py FILE...
"""

import re
import subprocess
import sys

from verdict import Verdicts

# name (37 columns), type, encoding, then emb sub uni and the object's two numbers.
ROW = re.compile(r"^(?P<name>.*?)\s+(?P<emb>yes|no) +(?P<sub>yes|no) +(?P<uni>yes|no) +\d+ +\d+$")
WANTED = {"emb": "not embedded", "sub": "not a subset", "uni": "without ToUnicode"}

if __name__ == "__main__":
    with Verdicts("pdffonts") as verdicts:
        for file in sys.argv[1:]:
            with verdicts.on(file) as verdict:
                run = subprocess.run(["pdffonts", file], capture_output=True, timeout=600)
                said = run.stderr.decode("utf-8", "replace").strip()
                if run.returncode or said:
                    verdict.complaints.append(said[-300:] or f"ended with {run.returncode}")
                rows = run.stdout.decode("utf-8", "replace").splitlines()[2:]
                if not rows:
                    verdict.complaints.append("no font at all")
                for row in rows:
                    font = ROW.match(row)
                    if not font:
                        verdict.complaints.append(f"not understood: {row}")
                        continue
                    for column, fault in WANTED.items():
                        if font[column] == "no":
                            verdict.complaints.append(f"{fault}: {font['name'].strip()}")
                verdict.note = f"{len(rows)} fonts"
