"""page_validation on PDF files: a second judge of PDF/UA and PDF/A, in Rust, by another author.

Use: judge_page.py FILE...
"""

import re
import sys

import page

from claims import claims
from verdict import Verdicts

# It does not look up the usual width of a CFF font's part, which is 1000 in the Chinese face: by
# fontTools and by veraPDF the widths are equal.
DEFAULT_WIDTH = re.compile(r"width 0\.000 in its embedded CIDFontType0C program but 1000\.000")
SHOWN = 5

if __name__ == "__main__":
    with Verdicts("page") as verdicts:
        limits = page.SafetyLimits.unlimited()
        for file in sys.argv[1:]:
            with verdicts.on(file) as verdict:
                profiles = sorted(claims(file) - {"x4", "4"})
                if not profiles:
                    verdict.complaints.append("no standard is claimed")
                for profile in profiles:
                    report = page.validate_pdf(
                        file, profile=page.ValidationProfile(profile), limits=limits
                    )
                    found = {f"  {it.rule_id} {it.message}" for it in report.failures}
                    found = sorted(it for it in found if not DEFAULT_WIDTH.search(it))
                    if found:
                        verdict.complaints.append(f"FAIL {profile}")
                        verdict.complaints += found[:SHOWN]
                verdict.note = " ".join(profiles)
