"""veraPDF on PDF files: each meets the standards that it claims, and claims one for archives.

Use: judge_verapdf.py FILE...
"""

import subprocess
import sys
from pathlib import Path

from claims import claims
from verdict import Verdicts

HOME = Path(__file__).resolve().parent.parent / "target/judges/verapdf"
JAVA = Path("/usr/share/java")
# veraPDF's jar comes without an implementation of JAXB; Debian's has to stand before it.
JAXB = [
    "jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation",
    "stax-ex", "FastInfoset",
]
SHOWN = 5


def ask(pairs):
    """What veraPDF says of profiles and files: by both, PASS or FAIL, and the rules broken."""
    path = [*(JAVA / f"{name}.jar" for name in JAXB), HOME / "verapdf.jar", HOME]
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", ":".join(map(str, path))]
    command += ["VeraPdf", *(str(part) for pair in pairs for part in pair)]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=900)
    found, last = {}, None
    for line in run.stdout.decode("utf-8", "replace").splitlines():
        kind, *parts = line.split("\t")
        if kind in ("PASS", "FAIL", "ERROR"):
            last = found[tuple(parts)] = (kind, [])
        elif kind == "RULE" and last:
            last[1].append(" ".join(parts))
    if not found:
        raise ValueError(run.stderr.decode("utf-8", "replace").strip()[-300:])
    return found


if __name__ == "__main__":
    with Verdicts("verapdf") as verdicts:
        claimed, unread = {}, {}
        for file in sys.argv[1:]:
            try:
                claimed[file] = sorted(claims(file) - {"x4"})
            except Exception as error:
                unread[file] = error
        said = ask([(profile, file) for file, profiles in claimed.items() for profile in profiles])
        for file in sys.argv[1:]:
            with verdicts.on(file) as verdict:
                if file in unread:
                    raise unread[file]
                profiles = claimed[file]
                if not any(profile[0].isdigit() for profile in profiles):
                    verdict.complaints.append("no standard for archives is claimed")
                for profile in profiles:
                    kind, rules = said.get((profile, file), ("not judged", []))
                    if kind != "PASS":
                        verdict.complaints.append(f"{kind} {profile}")
                        verdict.complaints += [f"  {rule}"[:300] for rule in rules[:SHOWN]]
                verdict.note = " ".join(profiles)
