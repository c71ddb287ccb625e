"""The source's words and an edition's words in, what the edition does not say out.

Three questions: is each word there as often as in the source (nothing lost); do five words that
follow each other in the source follow each other in the edition (nothing torn); do the passages
stand in the order of the source (nothing moved)? Tables and notes may stand elsewhere.
"""

from bisect import bisect_left
from collections import Counter

SPAN = 5
# Part of the passages that may be torn by what an edition sets between: a note, a picture, a page.
TORN = 0.01
# Part of the passages that may stand out of order.
MOVED = 0.01
SHOWN = 5


def compare(source, said, allowed, unseen=()):
    """The complaints about an edition that says these words: none if it says what the source says.

    `allowed` holds the words that may be missing, with their number; `unseen` the kinds of blocks that
    this edition does not show.
    """
    blocks = [block for block in source.blocks if block.kind not in unseen]
    complaints = _missing(blocks, source.title, said, allowed)
    complaints += _order(blocks, said)
    return complaints


def _missing(blocks, titles, said, allowed):
    wanted = Counter(word for block in blocks for word in block.words)
    lacking = wanted - Counter(said) - Counter(allowed)
    out = []
    if lacking:
        triples = set(zip(said, said[1:], said[2:]))
        total = sum(lacking.values())
        listed = " ".join(f"{w}×{n}" if n > 1 else w for w, n in lacking.most_common(40))
        more = " …" if len(lacking) > 40 else ""
        out.append(f"{total} of {sum(wanted.values())} words missing: {listed}{more}")
        for word in list(lacking)[:SHOWN]:
            out.append("  " + _where(blocks, word, triples))
    text = set(said)
    for title in titles:
        gone = [word for word in title if word not in text]
        if gone:
            out.append(f"front matter not shown: {' '.join(title)} (missing: {' '.join(gone)})")
    return out


def _where(blocks, word, triples):
    """The first place of the word whose neighbours the edition does not have around it."""
    places = [(block, at) for block in blocks for at, each in enumerate(block.words) if each == word]
    gone = [place for place in places if not _found(*place, triples)]
    block, at = (gone or places)[0]
    return f"{block.place}: {_around(block.words, at)}"


def _found(block, at, triples):
    around = block.words[max(0, at - 1) : at + 2]
    return len(around) == 3 and tuple(around) in triples


def _around(words, at):
    before, after = " ".join(words[max(0, at - 6) : at]), " ".join(words[at + 1 : at + 7])
    return f"{before} [{words[at]}] {after}".strip()


def _order(blocks, said):
    # Numbers do not count here: editions add note marks, item numbers and page numbers.
    said = [word for word in said if not _digits(word)]
    spans = _spans(said)
    places = {}
    for at, span in enumerate(spans):
        places.setdefault(span, []).append(at)
    # A span that the source has twice says nothing about order.
    passages = []
    for block in blocks:
        if block.kind in ("cell", "alt", "caption"):
            continue
        kept = [word for word in block.words if not _digits(word)]
        passages += [(block, at, span) for at, span in enumerate(_spans(kept))]
    if not passages:
        return []
    out = []
    torn = [passage for passage in passages if passage[2] not in places]
    if len(torn) > TORN * len(passages):
        out.append(f"{len(torn)} of {len(passages)} passages of {SPAN} words torn")
        out += [f"  {block.place}: {' '.join(span)}" for block, _, span in torn[:SHOWN]]
    counts = Counter(span for _, _, span in passages)
    placed = [
        (block, span, places[span][0])
        for block, _, span in passages
        if block.kind != "note" and counts[span] == 1 and len(places.get(span, ())) == 1
    ]
    moved = _out_of_order([at for _, _, at in placed])
    if len(moved) > MOVED * len(placed):
        out.append(f"{len(moved)} of {len(placed)} passages out of order")
        out += [f"  {placed[at][0].place}: {' '.join(placed[at][1])}" for at in moved[:SHOWN]]
    # A heading may stand in the contents as well; nothing else is said twice.
    twice = [
        (block, span)
        for block, _, span in passages
        if block.kind != "heading" and counts[span] < len(places.get(span, ()))
    ]
    if len(twice) > TORN * len(passages):
        out.append(f"{len(twice)} of {len(passages)} passages said more often than in the source")
        out += [f"  {block.place}: {' '.join(span)}" for block, span in twice[:SHOWN]]
    return out


def _digits(word):
    return word.lstrip("L").isnumeric()


def _spans(words):
    return list(zip(*(words[at:] for at in range(SPAN))))


def _out_of_order(numbers):
    """The positions that a longest rising run through the numbers leaves out."""
    ends, at_end, before = [], [], []
    for at, number in enumerate(numbers):
        size = bisect_left(ends, number)
        before.append(at_end[size - 1] if size else None)
        ends[size : size + 1] = [number]
        at_end[size : size + 1] = [at]
    kept, at = set(), at_end[-1] if at_end else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return [at for at in range(len(numbers)) if at not in kept]
