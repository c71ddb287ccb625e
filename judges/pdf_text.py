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
from xml.etree import ElementTree

from words import SMALL, is_number, wording, words

Piece = namedtuple("Piece", "text x0 y0 x1 y1")
Line = namedtuple("Line", "text y0 y1")

WORD = re.compile(
    r'<word xMin="([-\d.e]+)" yMin="([-\d.e]+)" xMax="([-\d.e]+)" yMax="([-\d.e]+)">(.*?)</word>'
)
# Hebrew, Arabic and their kin.
RIGHTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
# What XML 1.0 cannot hold, as a reference too.
UNHOLDABLE = re.compile(r"&#x?[0-9a-fA-F]+;(?<=&#[0-8];)|&#x[0-8bcefBCEF];|&#x1[0-9a-fA-F];|[\x00-\x08\x0b\x0c\x0e-\x1f]")
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
    # The head of the answer holds the title, which poppler does not always write as UTF-8.
    pages = run.stdout.split(b"<page ")[1:]
    return [
        [_logical(line) for line in _lines(_pieces(page.decode("utf-8")))] for page in pages
    ]


def _pieces(page):
    for found in WORD.finditer(page):
        x0, y0, x1, y1 = map(float, found.groups()[:4])
        yield Piece(unescape(found.group(5)), x0, y0, x1, y1)


def _logical(line):
    """In this mode poppler gives right-to-left scripts as they are seen."""
    return line._replace(text=RIGHTWARDS.sub(lambda run: run.group()[::-1], line.text))


def pdfjs(file):
    """The pages of a PDF as lists of lines, read by pdf.js."""
    script = Path(__file__).parent / "pdfjs.mjs"
    run = subprocess.run(["node", script, PDFJS, file], capture_output=True)
    if run.returncode:
        raise ValueError(run.stderr.decode("utf-8", "replace").strip()[-300:])
    return [_lines(Piece(*item) for item in page) for page in json.loads(run.stdout)]


def mupdf(file):
    """The pages of a PDF as lists of lines, read by MuPDF."""
    run = subprocess.run(["mutool", "draw", "-q", "-F", "stext", "-o", "-", str(file)], capture_output=True)
    if run.returncode:
        raise ValueError(run.stderr.decode("utf-8", "replace").strip()[-300:])
    # A character that XML cannot hold is no text.
    said = UNHOLDABLE.sub("", run.stdout.decode("utf-8", "replace"))
    pages = ElementTree.fromstring(said).iter("page")
    return [[_logical(line) for line in _lines(_runs(page))] for page in pages]


def _runs(page):
    """The runs of one font in a page of MuPDF's."""
    for run in page.iter("font"):
        chars = [char for char in run if not char.get("c").isspace() or len(run) > 1]
        quads = [[float(side) for side in char.get("quad").split()] for char in chars]
        if quads:
            x0, x1 = min(q[0] for q in quads), max(q[2] for q in quads)
            y0, y1 = min(q[1] for q in quads), max(q[7] for q in quads)
            yield Piece("".join(char.get("c") for char in chars), x0, y0, x1, y1)


def tagged(file):
    """What the tag tree of a PDF says, block by block, as poppler reads it; without the contents."""
    run = subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True)
    if run.returncode:
        raise ValueError(run.stderr.decode("utf-8", "replace").strip()[-300:])
    blocks, texts, path = [], [], []
    for line in run.stdout.decode("utf-8", "replace").splitlines():
        words = line.lstrip(" ")
        depth = len(line) - len(words)
        if words.startswith('"'):
            if not any(name == "TOC" for _, name in path):
                texts.append(words[1:-1])
            continue
        while path and path[-1][0] >= depth:
            path.pop()
        # A line of code is an inline, but stands by itself.
        if not words.endswith("(inline)") or path and path[-1][1] == "Code":
            blocks.append(_whole(texts))
            texts = []
        path.append((depth, words.split(" ")[0]))
    blocks.append(_whole(texts))
    return [block for block in blocks if block.strip()]


def _whole(texts):
    """Pieces of a block put together. A hyphen of the line breaker's stands by itself."""
    apart = [
        at
        for at, text in enumerate(texts)
        if text == "-" and 0 < at < len(texts) - 1 and texts[at - 1][-1:].isalpha()
    ]
    return "".join(text for at, text in enumerate(texts) if at not in apart)


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
    """The lines of the text itself; notes, which stand between the halves of a sentence at the foot
    of a page, come after all else."""
    headings = source.headings()
    furniture = _furniture(pages, headings)
    is_note = _note_lines(pages, source)
    text, notes = [], []
    for number, page in enumerate(pages):
        lines = [
            line
            for line in page
            if (number, line) not in furniture and not _is_contents(line, headings)
        ]
        foot = len(lines)
        while foot and is_note(lines[foot - 1]):
            foot -= 1
        text += [line.text for line in lines[:foot]]
        notes += [line.text for line in lines[foot:]]
    return text + [""] + notes


def _note_lines(pages, source):
    """What tells a line of a note: it is small, and half its pairs of words are a note's."""
    notes = [block.words for block in source.blocks if block.kind == "note"]
    pairs = {pair for note in notes for pair in zip(note, note[1:])}
    singles = {word for note in notes for word in note}
    size = median([line.y1 - line.y0 for page in pages for line in page] or [0.0])

    def is_note(line):
        if not notes or line.y1 - line.y0 > 0.95 * size:
            return False
        said = [word for word in words(line.text) if not is_number(word)]
        if len(said) < 2:
            return set(said) <= singles
        return 2 * sum(pair in pairs for pair in zip(said, said[1:])) >= len(said) - 1

    return is_note


def _furniture(pages, headings):
    """The running heads and page numbers: first or last on their page, no larger than the text, at
    a height that no text reaches (a heading may stand at the top of a page, too)."""
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
        if count >= min(2, len(pages)) and _in_the_way(height, others, pages) <= count * 0.1
    }
    return {(number, line) for number, line in edges if _height(line) in heights and is_head(line)}


def _in_the_way(height, others, pages):
    """How many first or last lines of the text are not clear of a line that ends at this height."""
    middle = median([line.y1 for page in pages for line in page])
    if height < middle:
        return sum(line.y1 < height + 3 for line in others)
    return sum(line.y1 > height - 3 for line in others)


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
