"""Two or more folders of editions that were exported from the same sources: equal byte for byte.

Use: judge_same.py FOLDER FOLDER...    one verdict for each file of the first folder
"""

import sys
from pathlib import Path

from verdict import Verdicts


def first_difference(one, other):
    """The offset of the first byte that differs."""
    for at in range(0, min(len(one), len(other)), 4096):
        if one[at : at + 4096] != other[at : at + 4096]:
            pairs = zip(one[at : at + 4096], other[at : at + 4096])
            return at + next((i for i, (a, b) in enumerate(pairs) if a != b), 0)
    return min(len(one), len(other))


if __name__ == "__main__":
    first, *others = map(Path, sys.argv[1:])
    names = sorted({p.relative_to(f) for f in (first, *others) for p in f.rglob("*") if p.is_file()})
    with Verdicts("same") as verdicts:
        for name in names:
            with verdicts.on(first / name) as verdict:
                data = (first / name).read_bytes()
                for other in others:
                    again = (other / name).read_bytes()
                    if again != data:
                        at = first_difference(data, again)
                        near = (data[max(0, at - 20) : at + 20], again[max(0, at - 20) : at + 20])
                        verdict.complaints.append(
                            f"{other / name} differs at byte {at}: {near[0]!r} and {near[1]!r}"
                        )
