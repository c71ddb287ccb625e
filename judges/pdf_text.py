"""PDF files in, their lines out, in the order of the file: by poppler or by pdf.js.

Running heads, page numbers and the list of contents are the paper's own words and are put aside,
so that a sentence goes on over the page as it does in the source.
"""

import json
import re
import subprocess
from collections import Counter, namedtuple
from html import unescape
from pathlib import Path
from statistics import median

from words import SMALL, is_number, wording, words

Piece = namedtuple("Piece", "text x0 y0 x1 y1")
Line = namedtuple("Line", "text y0 y1")

WORD = re.compile(
    r'<word xMin="([-\d.e]+)" yMin="([-\d.e]+)" xMax="([-\d.e]+)" yMax="([-\d.e]+)">(.*?)</word>'
)
# Pieces closer than this, in parts of the type size, stand in one word.
GAP = 0.1
# A note mark is smaller than this part of its line.
LOW = 0.8

PDFJS = Path(__file__).parent.parent / "target/judges/node/node_modules/pdfjs-dist"


def poppler(file):
    """The pages of a PDF as lists of lines, read by pdftotext."""
    run = subprocess.run(
        ["pdftotext", "-raw", "-bbox", "-enc", "UTF-8", str(file), "-"],
        capture_output=True,
    )
    if run.returncode:
        raise ValueError(run.stderr.decode("utf-8", "replace").strip()[-300:])
    pages = run.stdout.decode("utf-8").split("<page ")[1:]
    return [_lines(_pieces(page)) for page in pages]


def _pieces(page):
    for found in WORD.finditer(page):
        x0, y0, x1, y1 = map(float, found.groups()[:4])
        yield Piece(unescape(found.group(5)), x0, y0, x1, y1)


def pdfjs(file):
    """The pages of a PDF as lists of lines, read by pdf.js."""
    script = Path(__file__).parent / "pdfjs.mjs"
    run = subprocess.run(["node", script, PDFJS, file], capture_output=True)
    if run.returncode:
        raise ValueError(run.stderr.decode("utf-8", "replace").strip()[-300:])
    return [_lines(Piece(*item) for item in page) for page in json.loads(run.stdout)]


def _lines(pieces):
    """Pieces on one height, running to the right, make a line."""
    lines, row = [], []
    for piece in pieces:
        if row and not _same_line(row, piece):
            lines.append(_line(row))
            row = []
        row.append(piece)
    if row:
        lines.append(_line(row))
    return lines


def _same_line(row, piece):
    top, foot = min(p.y0 for p in row), max(p.y1 for p in row)
    shared = min(foot, piece.y1) - max(top, piece.y0)
    return shared > 0.4 * (piece.y1 - piece.y0) and piece.x1 > row[-1].x0


def _line(row):
    tallest = max(p.y1 - p.y0 for p in row)
    text = row[0].text
    for before, piece in zip(row, row[1:]):
        mark = piece.y1 - piece.y0 < LOW * tallest and piece.text.strip().isnumeric()
        apart = piece.x0 - before.x1 > GAP * (piece.y1 - piece.y0)
        text += (" " if apart else SMALL if mark else "") + piece.text
    return Line(text, min(p.y0 for p in row), max(p.y1 for p in row))


def text_lines(pages, source):
    """The lines of the text itself."""
    headings = source.headings()
    furniture = _furniture(pages, headings, source.wordings())
    return [
        line.text
        for number, page in enumerate(pages)
        for line in page
        if (number, line) not in furniture and not _is_contents(line, headings)
    ]


def _furniture(pages, headings, own):
    """The running heads and page numbers: first or last on their page, no larger than the text, at
    a height that no text reaches. As many lines of a wording as are the text's own stay, the first
    ones, for a heading may stand at the top of a page."""
    short = {wording(" ".join(heading)) for heading in headings}
    sizes = [line.y1 - line.y0 for page in pages for line in page]
    largest = median(sizes) * 1.1 if sizes else 0.0

    def is_head(line):
        return line.y1 - line.y0 <= largest and _is_head(line, short)

    edges = [(number, line) for number, page in enumerate(pages) for line in _edges(page)]
    heads_at = Counter(_height(line) for _, line in edges if is_head(line))
    others = [line for _, line in edges if not is_head(line)]
    heights = {
        height
        for height, count in heads_at.items()
        if count >= min(2, len(pages)) and _outside(height, others, pages)
    }
    surplus = Counter(wording(line.text) for page in pages for line in page)
    out = set()
    for number, line in reversed(edges):
        said = wording(line.text)
        if _height(line) in heights and is_head(line) and surplus[said] > _kept(said, own):
            surplus[said] -= 1
            out.add((number, line))
    return out


def _outside(height, others, pages):
    """Whether a line that ends at this height is clear of the first and last lines of the text."""
    middle = median([line.y1 for page in pages for line in page])
    if height < middle:
        return all(line.y1 > height + 3 for line in others)
    return all(line.y1 < height - 3 for line in others)


def _kept(said, own):
    """How many lines of this wording are the text's own."""
    return max(1, own[said]) if said else 0


def _height(line):
    return round(line.y1)


def _edges(page):
    if not page:
        return []
    return [min(page, key=lambda line: line.y0), max(page, key=lambda line: line.y1)]


def _is_head(line, headings):
    """A page number, or a heading; one that is too long for its line is cut short."""
    said = wording(line.text)
    return (
        not said
        or said in headings
        or (len(said) > 2 and any(heading[: len(said)] == said for heading in headings))
    )


def _is_contents(line, headings):
    """A heading, perhaps with its number, and the number of a page."""
    said = tuple(words(line.text))
    if len(said) < 2 or not is_number(said[-1]) or said in headings:
        return False
    starts = (said[at:-1] for at in range(len(said) - 1) if all(map(is_number, said[:at])))
    return any(start in headings for start in starts)
