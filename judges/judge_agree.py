"""Do the three editions agree, read by others: poppler, an HTML parser, and line by line?

Use: judge_agree.py SOURCE PDF EPUB TEXT

Each word of the PDF and of the EPUB is counted against the text edition, in which words are plainest.
What may differ is stated here, with its reason; nothing else may.
"""

import re
import sys
from collections import Counter
from pathlib import Path

import documents
import epub_text
import pdf_text
import source as markdown
import text_text
from verdict import Verdicts
from words import Lines, is_number, words

SHOWN = 8
# Below the rule at a chapter's end, the addresses of links; in the text, their numbers.
ADDRESS = re.compile(r"^\[L\d+\].*\n(?: +.*\n)*", re.M)
NUMBER = re.compile(r" ?\[L\d+\]")
# In front of code whose lines were too long.
FOLDED = re.compile(r"NOTE: '\\+' line\s+wrapping\s+per\s+RFC\s+8792")
# `Figure 4.2`
LABEL = re.compile(r"\w+\W*[\d.\-–]+")
# What the text edition calls pictures and lists, in the languages that are judged.
LABELS = set(words("Image Links Contents 图片 链接 目录"))


def counted(said):
    return Counter(word for word in said if not is_number(word))


def repeated(source):
    """Words that an edition may say more often than another: headings, in running heads and contents;
    heads of tables, on each page and in each record; titles."""
    said = {word for heading in source.headings() for word in heading}
    return said | {word for block in source.blocks if block.kind == "cell" for word in block.words}


def judge(path, pdf, epub, text):
    """The complaints, and how many words were counted."""
    source = markdown.read(path)
    joined = Lines(source).join
    plain = FOLDED.sub("", NUMBER.sub("", ADDRESS.sub("", Path(text).read_text(encoding="utf-8"))))
    base = counted(joined(text_text.unrolled(plain)))
    said = {
        "poppler": counted(joined(pdf_text.text_lines(pdf_text.poppler(pdf), source))),
        "XHTML": counted(joined(epub_text.lines(epub))),
    }
    # A picture's alternative text is on no page; a PDF carries it apart from the text.
    unseen = {word for text in epub_text.alternatives(epub) for word in words(text)}
    complaints = []
    # A caption that says the same leaves the figure's label for an alternative text.
    labels = {word for text in epub_text.alternatives(epub) if LABEL.fullmatch(text) for word in words(text)}
    again = repeated(source)
    for name, found in said.items():
        may_lack = documents.allowed(path, name)
        only = again | LABELS | (unseen if name == "poppler" else set())
        # Only paper has running heads, and heads of tables on every page.
        lost = again if name == "poppler" else labels
        for what, more, less, explained in (
            ("only in the text edition", base, found, only),
            ("not in the text edition", found, base, lost),
        ):
            odd = {w: n for w, n in (more - less).items() if w not in explained and n > may_lack.get(w, 0)}
            # A running head that is too long is cut within a word.
            odd = {w: n for w, n in odd.items() if not any(whole.startswith(w) for whole in explained)}
            if odd:
                some = " ".join(f"{word}×{number}" for word, number in list(odd.items())[:SHOWN])
                complaints.append(f"{name}: {len(odd)} words {what}: {some}")
    return complaints, f"{sum(base.values())} words"


if __name__ == "__main__":
    with Verdicts("agree") as verdicts:
        with verdicts.on(Path(sys.argv[4])) as verdict:
            complaints, verdict.note = judge(*sys.argv[1:])
            verdict.complaints += complaints
