"""The pages of PDF files, measured by poppler: words stand in the type area and not on each other,
and no page is blank but a left-hand one before an opening.

Use: judge_pages.py FILE...

Nothing is known of the style: the type area is where the words of most pages end, for left-hand and
right-hand pages apart.
"""

import re
import subprocess
import sys
from collections import Counter
from html import unescape
from statistics import quantiles
from typing import NamedTuple

import pikepdf

from verdict import Verdicts

PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
WORD = re.compile(
    r'<word xMin="([-\d.e]+)" yMin="([-\d.e]+)" xMax="([-\d.e]+)" yMax="([-\d.e]+)">(.*?)</word>'
)
# How far light signs may hang in the margin, in parts of the type's height, which poppler takes
# for a bit more than the size.
HANGS = 0.25
PLAY = 1.0
# What two words may share in each direction, of the middle of their height: a kern, an accent.
SHARED = 1.0
MIDDLE = 0.3
# With fewer pages of a kind nothing tells where the type area ends.
ENOUGH = 6
# A running head stands further from the text than its lines from each other, by this much.
HEAD_GAP = 1.2
SHOWN = 5
# What paints: a page without any of it is blank.
PAINTS = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI"}


class Word(NamedTuple):
    """A word and its box."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str


class Page(NamedTuple):
    """A page's size, and its words."""

    size: tuple
    words: list


def pages(file):
    """The pages of a PDF."""
    run = subprocess.run(
        ["pdftotext", "-bbox", "-enc", "UTF-8", str(file), "-"], capture_output=True, timeout=600
    )
    if run.returncode:
        raise ValueError(run.stderr.decode("utf-8", "replace").strip()[-300:])
    # The head of the answer holds the title, which poppler does not always write as UTF-8.
    for part in run.stdout.split(b"<page ")[1:]:
        part = "<page " + part.decode("utf-8")
        size = tuple(map(float, PAGE.match(part).groups()))
        words = [Word(*map(float, w.groups()[:4]), unescape(w[5])) for w in WORD.finditer(part)]
        yield Page(size, words)


def blank(page):
    """Whether a page of pikepdf's paints nothing."""
    return not any(
        str(instruction.operator) in PAINTS for instruction in pikepdf.parse_content_stream(page)
    )


def type_areas(found):
    """Left, right and foot of the words on left-hand and right-hand pages of the usual size."""
    usual = Counter(page.size for page in found).most_common(1)[0][0]
    areas = {}
    for hand in (0, 1):
        alike = [page.words for page in found[hand::2] if page.size == usual and len(page.words) > 20]
        if len(alike) < ENOUGH:
            continue
        left = quantiles([min(w.x0 for w in words) for words in alike], n=4)[1]
        right = quantiles([max(w.x1 for w in words) for words in alike], n=4)[1]
        foot = max(quantiles([max(w.y1 for w in words) for words in alike], n=4))
        areas[hand] = (left, right, foot)
    return usual, areas


def lines(words):
    """The heights at which lines of a page begin, downwards."""
    out = []
    for top in sorted(word.y0 for word in words):
        if not out or top - out[-1] > 3:
            out.append(top)
    return out


def heads(found):
    """The heights of running heads: where most pages begin, with a gap below."""
    tops = Counter(round(min(word.y0 for word in page.words)) for page in found if page.words)
    out = set()
    for top, count in tops.items():
        below = [lines(page.words)[:3] for page in found if page.words]
        below = [three for three in below if len(three) == 3 and round(three[0]) == top]
        gaps = [(three[1] - three[0]) / (three[2] - three[1]) for three in below]
        if count > len(found) / 4 and gaps and quantiles(gaps + gaps, n=4)[1] > HEAD_GAP:
            out.add(top)
    return out


def outside(words, area):
    """The words that stand out of the area by more than signs hang."""
    left, right, foot = area
    for word in words:
        hang = HANGS * (word.y1 - word.y0) + PLAY
        over = max(left - word.x0, word.x1 - right, word.y1 - foot)
        if over > hang:
            yield f"{word.text!r} stands {over:.1f} pt out of the type area"


def overlaps(words):
    """Pairs of words that stand on each other."""
    boxes = []
    for word in words:
        inset = (word.y1 - word.y0) * (1 - MIDDLE) / 2
        boxes.append((word.y0 + inset, word.y1 - inset, word))
    boxes.sort(key=lambda box: box[0])
    for at, (top, foot, word) in enumerate(boxes):
        for other_top, other_foot, other in boxes[at + 1 :]:
            if other_top > foot - SHARED:
                break
            across = min(word.x1, other.x1) - max(word.x0, other.x0)
            if across > SHARED and min(foot, other_foot) - other_top > SHARED:
                yield f"{word.text!r} stands on {other.text!r}"


def judge(file):
    """The complaints about a file, and how many pages it has."""
    found = list(pages(file))
    complaints = []
    usual, areas = type_areas(found)
    tops = heads(found)
    with pikepdf.open(file) as pdf:
        for index, (page, drawn) in enumerate(zip(found, pdf.pages, strict=True)):
            where = f"page {index + 1}"
            # A page that is turned or of another size has no area to be compared with.
            if page.size == usual and index % 2 in areas:
                complaints += [f"{where}: {c}" for c in outside(page.words, areas[index % 2])]
            complaints += [f"{where}: {c}" for c in overlaps(page.words)]
            at_head = {top for word in page.words for top in tops if abs(word.y0 - top) < 1.5}
            if page.words and len(lines(page.words)) == 1 and at_head:
                said = " ".join(word.text for word in page.words)
                complaints.append(f"{where} has nothing but a running head: {said}")
            meant = index % 2 == 1 and index + 1 < len(found)
            if not page.words and not meant and blank(drawn):
                complaints.append(f"{where} is blank")
    return complaints, len(found)


if __name__ == "__main__":
    with Verdicts("pages") as verdicts:
        for file in sys.argv[1:]:
            with verdicts.on(file) as verdict:
                complaints, count = judge(file)
                verdict.complaints += complaints[:SHOWN]
                if len(complaints) > SHOWN:
                    verdict.complaints.append(f"and {len(complaints) - SHOWN} more")
                verdict.note = f"{count} pages"
