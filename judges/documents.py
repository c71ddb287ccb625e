"""What is exported and judged."""

from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).resolve().parent.parent
CORPORA = HOUSE.parent / "shared" / "corpora"


class Document(NamedTuple):
    """A name for its folder of editions, the file or book to export, and the words that a reader
    may miss, with their number."""

    name: str
    path: Path
    allowed: dict = {}
    # Whether its tag tree is read by poppler, which reads a page anew for each element on it.
    tagged: bool = True


HANDBOOK = Document("handbook", HOUSE / "source")
SEED = Document("seed", CORPORA / "seed/article.md")
# Documents that nobody here wrote, each for what it is rich in.
OPEN = [
    Document("novel", CORPORA / "open/01-novel/Jane Austen/Pride and Prejudice.md"),
    # Hangul, Bengali and rarer Chinese signs: no built-in face has them, the export says so with
    # their place, and pdf.js does not read what is not drawn.
    Document(
        "rust-book",
        CORPORA / "open/02-rust-book",
        {
            "pdfjs": {"안녕하세요": 1, "한국어": 1, "বাংলা": 1, "體": 1, "語": 1},
            # MuPDF looks at the sign that stands in for them, and not at the text that goes with it.
            "mupdf": {"안녕하세요": 1, "한국어": 1, "বাংলা": 1, "語": 1},
            # `String`s: one word or two, where the text edition sets ticks within it.
            "XHTML": {"String": 3, "s": 3},
        },
        tagged=False,
    ),
    Document("tables", CORPORA / "open/06-table-public-apis/README.md", tagged=False),
    Document(
        "pictures",
        CORPORA / "open/07-images-iot/1-getting-started/lessons/1-introduction-to-iot/README.md",
    ),
    Document(
        "chinese", CORPORA / "open/08-articles-opensource-guide/_articles/zh-hans/legal.md"
    ),
    Document(
        "hindi",
        CORPORA / "open/08-articles-opensource-guide/_articles/hi/how-to-contribute.md",
        # poppler tells a hyphen of the text, which stands in a face of its own, like the breaker's.
        tagged=False,
    ),
    Document(
        "footnotes",
        CORPORA / "open/10-blog-rust-footnotes/content"
        / "what-does-it-take-to-ship-rust-in-safety-critical.md",
    ),
    Document("lesson", CORPORA / "open/12-lesson-carpentry/episodes/01-intro.md"),
]

# Exported as EPUBs and checked by EPUBCheck alone: from right to left, full of formulas, Khmer and
# Thai, and made to break things.
FORMAL = [
    Document("arabic", CORPORA / "open/08-articles-opensource-guide/_articles/ar/legal.md"),
    Document("formulas", CORPORA / "open/05-math-d2l/chapter_linear-regression/linear-regression.md"),
    Document("khmer", CORPORA / "open/11-khmer-thai-study-guide/translations/README-kh.md"),
    Document("poems", CORPORA / "open/01-novel/Rabindranath Tagore/Gitanjali.md"),
]


def allowed(path, reader):
    """The words that this reader may miss in an edition of this source."""
    for document in [HANDBOOK, SEED, *OPEN]:
        if document.path == Path(path):
            return document.allowed.get(reader, {})
    return {}


def documents(quick):
    """The documents to judge, and a remark on what is left out, or None."""
    if not CORPORA.is_dir():
        return [HANDBOOK], f"no {CORPORA}: the handbook alone is judged"
    if quick:
        return [HANDBOOK, SEED], "quick: the handbook and the seed article alone"
    return [HANDBOOK, SEED, *OPEN], None
