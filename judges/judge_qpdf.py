"""qpdf on PDF files: the file's structure is sound, without a warning.

Use: judge_qpdf.py FILE...
"""

import subprocess
import sys

from verdict import Verdicts

if __name__ == "__main__":
    with Verdicts("qpdf") as verdicts:
        for file in sys.argv[1:]:
            with verdicts.on(file) as verdict:
                run = subprocess.run(["qpdf", "--check", file], capture_output=True, timeout=600)
                said = (run.stdout + run.stderr).decode("utf-8", "replace").splitlines()
                if run.returncode or any("WARNING" in line for line in said):
                    verdict.complaints += said[-5:] or [f"qpdf ended with {run.returncode}"]
