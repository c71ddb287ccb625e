"""A text edition in, its lines out in reading order: a table's columns are read cell by cell."""

import re
from collections import Counter
from pathlib import Path

from words import SMALL, wording

# Marks inside a word: `union`s, 2^n, H_2O.
MARKS = re.compile(r"(?<=\w)[`*^~]+\(?(?=\w)")
LOWERED = re.compile(r"\b([^\W\d_]+)_(?=\d)")
# A lower and an upper limit, which others read as one word: ∑_(i=1)^n.
LIMITS = re.compile(r"_\(([^()\s]+)\)\^\(?(?=\w)")
RULE = re.compile(r"^\s*[┌├╞└][─═┬┼╪┴┐┤╡┘]*$|^\s*\+[-=+]+\+?$")
ROW = re.compile(r"^\s*[│|].*[│|]$")


def lines(file, source):
    """The lines of the file, without its contents, its tables unrolled."""
    rows = _rows(Path(file).read_bytes().decode("utf-8"))
    return _unroll(_without_contents(rows, source))


def unrolled(text):
    """The lines of a text with all that it has, its tables unrolled."""
    return _unroll(_rows(text))


def _rows(text):
    return [LOWERED.sub(rf"\1{SMALL}", MARKS.sub(SMALL, LIMITS.sub(r"_(\1", row))) for row in text.split("\n")]


def _without_contents(rows, source):
    """The first three or more headings in a row, none of them underlined, are the list of contents, if the
    source does not have these lines itself."""
    headings = {wording(" ".join(heading)) for heading in source.headings()} - {()}
    surplus = Counter(wording(row) for row in rows if not ROW.match(row))
    surplus.subtract(source.wordings())
    out, run, found = [], [], False
    for row in rows + [""]:
        said = wording(row)
        if said in headings and surplus[said] > 0 and not found:
            run.append(row)
            continue
        if not row.strip() and run:
            run.append(row)
            continue
        if row.strip() and not said and run:
            # The last of them is underlined: a heading of the text.
            out.append(run.pop())
        entries = [entry for entry in map(wording, run) if entry]
        found = found or len(entries) >= 3
        if len(entries) < 3:
            out += run
        run = []
        out.append(row)
    return out[:-1]


def _unroll(rows):
    out, table = [], []
    for row in rows + [""]:
        if RULE.match(row) or (table and ROW.match(row)):
            table.append(row)
            continue
        out += _cells(table)
        table = []
        out.append(row)
    return out[:-1]


def _cells(table):
    """The cells of a table's rows. Rows of one line each have no rules between them."""
    groups, group = [], []
    for row in table:
        if RULE.match(row):
            groups.append(group)
            group = []
        else:
            group.append([cell.strip() for cell in re.split("[│|]", row.strip())[1:-1]])
    groups.append(group)
    groups = [group for group in groups if group]
    if len(groups) <= 2:
        groups = groups[:1] + [[row] for group in groups[1:] for row in group]
    out = []
    for group in groups:
        width = max(map(len, group))
        for column in range(width):
            out += [row[column] for row in group if column < len(row)]
            out.append("")
    return out
