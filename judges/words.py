"""Text in, words out: what counts as a word, in a source and in an edition alike.

A word is a run of letters, digits and the marks on them. All else (spaces, quotation marks,
dashes, underscores, the signs a text edition sets around emphasis) only separates words, so an
edition may set `"so -- it"` as `“so – it”`. Scripts that write without spaces have no words that a
line break would respect: there each character is a word.
"""

import re
import string
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

# Removed before anything else: they are seen by no reader and copied by none.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"))

# Stands before a small number in a line: a note mark, or a lowered part of the word.
SMALL = "\u2063"

# What a line may end with when its last word goes on in the next line.
CONTINUES = "-\u2010\u2011\\↪↩⤶⏎↵"

WITHOUT_SPACES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x30FF),  # CJK radicals, kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),  # Han, compatibility
    (0x20000, 0x3FFFF),  # Han, further planes
)


@lru_cache(maxsize=None)
def _letter(char):
    if unicodedata.category(char)[0] not in "LNM":
        return " "
    if any(first <= ord(char) <= last for first, last in WITHOUT_SPACES):
        return f" {char} "
    return char


def plain(text):
    """The text with its compatibility forms folded: `ﬁ` is `fi`, a no-break space a space."""
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE))


def words(text):
    """The words of a text, in order."""
    return "".join(map(_letter, plain(text.replace("\u00ad", "")))).split()


def signs(text):
    """How often each sign of ASCII stands in a text: what code must keep to the letter."""
    return Counter(char for char in plain(text) if char in string.punctuation)


def is_number(word):
    """Whether an edition may have added this word as a number: `12`, `L3`, `iv`."""
    return word.lstrip("L").isnumeric() or (word.islower() and not word.strip("ivxlc"))


def wording(text):
    """The words of a line or heading without the numbers at its ends: a page's, a section's."""
    said = words(text)
    while said and is_number(said[-1]):
        said.pop()
    while said and is_number(said[0]):
        said.pop(0)
    return tuple(said)


@dataclass
class Block:
    """A paragraph's worth of words of the source: `kind` is `text`, `heading`, `code`, `cell`,
    `note`, `caption` (a picture's, shown) or `alt` (a picture's, for who does not see it)."""

    kind: str
    place: str
    words: list


@dataclass
class Source:
    """The words that each edition must say."""

    blocks: list = field(default_factory=list)
    # Titles and names from the front matter: each edition says them once at least.
    title: list = field(default_factory=list)
    # The signs in its code, which no edition may dress up.
    code: Counter = field(default_factory=Counter)
    # Whether it is a book of chapters, which hides lines of its code.
    is_book: bool = False

    def headings(self):
        """The words of each heading, and of the titles."""
        lines = [" ".join(block.words) for block in self.blocks if block.kind == "heading"]
        return {tuple(words(line)) for line in lines + self.title}

    def wordings(self):
        """How often each wording stands in the text as a block of its own."""
        lines = [" ".join(block.words) for block in self.blocks]
        return Counter(wording(line) for line in lines + self.title)


class Lines:
    """Mends words that a line end cut, by the words of the source."""

    def __init__(self, source):
        self.known = set()
        self.pairs = set()
        sequence = [word for block in source.blocks for word in block.words]
        for text in source.title:
            sequence += words(text)
        self.known.update(sequence)
        self.pairs.update(zip(sequence, sequence[1:]))
        self.triples = set(zip(sequence, sequence[1:], sequence[2:]))
        self.longest = max(map(len, self.known), default=0)

    def join(self, lines):
        """The words of these lines. A word that goes on over a line end is made whole where the
        source has the whole word and does not have its pieces side by side."""
        out = []
        lines = [self._raised(line) for line in lines]
        rows = [(words(line), _open_end(line), _open_start(line)) for line in lines]
        at = 0
        while at < len(rows):
            row, end, _ = rows[at]
            row = list(row)
            while row and end and at + 1 < len(rows):
                taken = self._continuation(out + row[:-1], row[-1], rows, at + 1)
                if taken is None:
                    break
                whole, at = taken
                following = list(rows[at][0])
                row[-1:] = [whole] + following[1:]
                end = rows[at][1] if len(following) > 1 else None
            out += row
            at += 1
        return [piece for word in out for piece in self._unglue(word)]

    def _raised(self, line):
        """A small number belongs to the word before it if the source has that word: `H2O`."""
        if SMALL not in line:
            return line
        parts = re.split(r"(\S+)", line)
        whole = [set(words(part.replace(SMALL, ""))) <= self.known for part in parts]
        return "".join(
            part.replace(SMALL, "" if known else " ") for part, known in zip(parts, whole)
        )

    def _continuation(self, before, start, rows, at):
        """The whole word that begins with `start` and goes on in the rows from `at`, and the last
        row it takes from, or None."""
        soft = rows[at - 1][1] == "soft"
        whole, pieces = start, [start]
        while at < len(rows) and len(whole) <= self.longest:
            row, end, open_start = rows[at]
            if not row or not open_start:
                return None
            whole += row[0]
            pieces.append(row[0])
            if soft and not (len(row) == 1 and end == "soft"):
                return whole, at
            after = row[1:2] or (rows[at + 1][0][:1] if at + 1 < len(rows) else [])
            if not soft and whole in self.known and self._better(before, pieces, whole, after):
                return whole, at
            if len(row) > 1 or not end:
                return None
            at += 1
        return None

    def _better(self, before, pieces, whole, after):
        """Whether the whole word is more likely than its pieces, by the words around."""
        if tuple(pieces[:2]) not in self.pairs:
            return True
        before, after = before[-1:], after[:1]
        apart = {(*before, *pieces[:2]), (*pieces[-2:], *after)}
        return (*before, whole, *after) in self.triples and not apart <= self.triples

    def _unglue(self, word):
        """A note mark stands right behind its word or before its note: a reader sees `word12`."""
        if word in self.known:
            return [word]
        stem = word.strip("0123456789")
        if stem != word and stem in self.known:
            start = word.index(stem)
            return [piece for piece in (word[:start], stem, word[start + len(stem) :]) if piece]
        return [word]


def _open_end(line):
    line = line.rstrip()
    if line.endswith("\u00ad"):
        return "soft"
    line = line.rstrip(CONTINUES).rstrip()
    return "hard" if line and _letter(line[-1]) == line[-1] else None


def _open_start(line):
    line = line.lstrip().lstrip(CONTINUES).lstrip()
    return bool(line) and _letter(line[0]) == line[0]
