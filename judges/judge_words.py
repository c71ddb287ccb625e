"""Does an edition say what its source says, read by someone else's reader?

Use: judge_words.py READER SOURCE FILE    READER is poppler, pdfjs, mupdf, tags, epub or text
"""

import sys
from pathlib import Path

import documents
import epub_text
import pdf_text
import source as markdown
import text_text
from compare import compare
from verdict import Verdicts
from words import Lines, signs, words


# Who reads a PDF page by page.
PAGES = {"poppler": pdf_text.poppler, "pdfjs": pdf_text.pdfjs, "mupdf": pdf_text.mupdf}


def judge(reader, path, file):
    """The complaints about a file, and how many words it was asked for."""
    source = markdown.read(path)
    unseen = ()
    if reader in PAGES:
        lines = pdf_text.text_lines(PAGES[reader](file), source)
        # The alternative of a picture is on no page; a PDF carries it apart from the text.
        unseen = ("alt",)
    elif reader == "tags":
        lines = pdf_text.tagged(file)
        unseen = ("alt",)
    elif reader == "epub":
        lines = epub_text.lines(file)
    else:
        lines = text_text.lines(file, source)
    said = Lines(source).join(lines)
    source.title = [words(title) for title in source.title]
    may_lack = documents.allowed(path, reader)
    complaints = compare(source, said, may_lack, unseen)
    if lacking := source.code - signs("\n".join(lines)):
        listed = " ".join(f"{sign}×{count}" for sign, count in lacking.most_common())
        complaints.append(f"signs of the code missing: {listed}")
    note = f"{sum(len(block.words) for block in source.blocks)} words"
    if may_lack:
        note += ", allowed to lack " + " ".join(f"{w}×{n}" for w, n in sorted(may_lack.items()))
    return complaints, note


if __name__ == "__main__":
    reader, path, file = sys.argv[1:]
    with Verdicts(f"words-{reader}") as verdicts:
        with verdicts.on(Path(file)) as verdict:
            complaints, verdict.note = judge(reader, path, file)
            verdict.complaints += complaints
