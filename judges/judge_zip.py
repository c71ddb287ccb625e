"""The ZIP around an EPUB, where EPUBCheck is lenient: the type comes first and uncompressed, and
nothing tells when or where the file was made.

Use: judge_zip.py FILE...
"""

import re
import sys
import zipfile

from verdict import Verdicts

NAME = re.compile(r"(mimetype|META-INF/[A-Za-z0-9._-]+|[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*)\Z")


def faults(file):
    """What is wrong with the container."""
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        first = entries[0]
        if (first.filename, archive.read(first)) != ("mimetype", b"application/epub+zip"):
            yield f"the first entry is {first.filename}, not the type"
        if first.compress_type != zipfile.ZIP_STORED or first.extra or first.flag_bits & 8:
            yield "the type is compressed or has extra fields"
        if broken := archive.testzip():
            yield f"checksum of {broken}"
        names = [entry.filename for entry in entries]
        yield from (f"odd name {name!r}" for name in names if not NAME.match(name) or ".." in name)
        if len({name.lower() for name in names}) != len(names):
            yield "two names differ in case only, or not at all"
        times = {entry.date_time for entry in entries}
        if times != {(1980, 1, 1, 0, 0, 0)}:
            yield f"times of making: {sorted(times)[-1]}"


if __name__ == "__main__":
    with Verdicts("zip") as verdicts:
        for file in sys.argv[1:]:
            with verdicts.on(file) as verdict:
                verdict.complaints += faults(file)
