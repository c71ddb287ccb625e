"""Known-bad files for each judge. A judge that lets one pass is broken.

Use: mutants.py SOURCE FILE.pdf FILE.epub FILE.txt

The good editions are spoilt one fault at a time, in a copy; each judge named with the fault must
say FAIL, and for the fault's own reason.
"""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf

import source as markdown

HERE = Path(__file__).resolve().parent
HOME = HERE.parent / "target/judges/mutants"
AT_ONCE = 2


def rare_words(path, number):
    """Words that the source has once, in running text, well apart."""
    blocks = markdown.read(path).blocks
    counts = Counter(word for block in blocks for word in block.words)
    found = [
        word
        for block in blocks
        if block.kind == "text"
        for word in block.words
        if counts[word] == 1 and len(word) > 5 and word.isascii() and word.isalpha()
    ]
    if len(found) < number:
        raise ValueError(f"{path} has no {number} rare words")
    return found[:: max(1, len(found) // number)][:number]


# --- PDF


def truncated(data):
    return data[: len(data) * 6 // 10]


def broken_xref(data):
    start = data.rindex(b"startxref")
    return data[:start] + b"startxref\n7\n%%EOF\n"


def with_pdf(change):
    """A fault made by changing the objects of a PDF."""

    def fault(data):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(pdf)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True)
            return out.getvalue()

    return fault


def fonts(pdf):
    """The fonts of a PDF, composite ones and their descendants."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
    ]


def without_to_unicode(pdf):
    done = False
    for font in fonts(pdf):
        if "/ToUnicode" in font:
            del font["/ToUnicode"]
            done = True
    if not done:
        raise ValueError("no ToUnicode to remove")


def without_font_files(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in item:
                    del item[key]


def whole_fonts(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary):
            for key in ("/BaseFont", "/FontName"):
                if key in item:
                    item[key] = pikepdf.Name("/" + re.sub(r"^/[A-Z]{6}\+", "", str(item[key])))


def _size(instruction):
    """How much text an instruction shows."""
    operands, operator = instruction.operands, str(instruction.operator)
    if operator == "Tj":
        return len(bytes(operands[0]))
    if operator == "TJ":
        return sum(len(bytes(part)) for part in operands[0] if isinstance(part, pikepdf.String))
    return 0


def line_lost(pdf):
    """The longest piece of text of a page in the middle is not drawn."""
    page = pdf.pages[len(pdf.pages) // 2]
    instructions = list(pikepdf.parse_content_stream(page))
    longest = max(range(len(instructions)), key=lambda at: _size(instructions[at]))
    if not _size(instructions[longest]):
        raise ValueError("no text to remove")
    del instructions[longest]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def pages_reversed(pdf):
    pages = list(pdf.pages)
    if len(pages) < 3:
        raise ValueError("too few pages to turn about")
    pdf.pages.reverse()


def pages_twice(pdf):
    pdf.pages.extend(list(pdf.pages))


def _page_of_text(pdf):
    """A page in the middle, on the right: full of words."""
    pages = list(pdf.pages)
    at = len(pages) // 2
    return pages[at - at % 2]


def page_shifted(pdf):
    page = _page_of_text(pdf)
    page.contents_add(b"1 0 0 1 30 0 cm\n", prepend=True)


def text_twice(pdf):
    page = _page_of_text(pdf)
    text = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(b"q\n" + text + b"\nQ q 1 0 0 1 3 4 cm\n" + text + b"\nQ")


def page_blanked(pdf):
    page = _page_of_text(pdf)
    page.Contents = pdf.make_stream(b"")


# --- EPUB


def with_zip(change):
    """A fault made by changing the entries of a ZIP: a list of [entry, bytes]."""

    def fault(data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [[entry, archive.read(entry)] for entry in archive.infolist()]
        entries = change(entries) or entries
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for entry, content in entries:
                archive.writestr(entry, content)
        return out.getvalue()

    return fault


def chapters(entries):
    """The entries that hold text."""
    found = [e for e in entries if re.search(r"\.x?html$", e[0].filename) and b"<p" in e[1]]
    return sorted(found, key=lambda entry: -len(entry[1]))


def in_chapter(pattern, by):
    """A fault made by one replacement in the longest chapter."""

    def change(entries):
        chapter = chapters(entries)[0]
        chapter[1], count = re.subn(pattern, by, chapter[1], count=1)
        if not count:
            raise ValueError(f"{pattern!r} is not there")

    return with_zip(change)


def in_all(pattern, by, suffix=".xhtml"):
    """A fault made by replacing everywhere in the files of a kind."""

    def change(entries):
        made = 0
        for entry in entries:
            if entry[0].filename.endswith(suffix):
                entry[1], count = re.subn(pattern, by, entry[1])
                made += count
        if not made:
            raise ValueError(f"{pattern!r} is not there")

    return with_zip(change)


def epub_word_lost(word):
    def change(entries):
        for chapter in chapters(entries):
            changed = re.sub(rb">([^<]*)\b%b\b" % word.encode(), rb">\1", chapter[1], count=1)
            if changed != chapter[1]:
                chapter[1] = changed
                return
        raise ValueError(f"{word} is not there")

    return with_zip(change)


def mimetype_last(entries):
    return entries[1:] + entries[:1]


def mimetype_deflated(entries):
    entries[0][0].compress_type = zipfile.ZIP_DEFLATED


def later(entries):
    for entry, _ in entries:
        entry.date_time = (2026, 1, 1, 0, 0, 0)


def chapter_lost(entries):
    lost = chapters(entries)[0][0].filename
    return [entry for entry in entries if entry[0].filename != lost]


# --- text


def in_line(change):
    """A fault made in one line of many words in the middle of a text."""

    def fault(data):
        lines = data.split(b"\n")
        middle = len(lines) // 2
        long = [at for at in range(middle, len(lines)) if len(lines[at].split()) > 5]
        at = (long or [middle])[0]
        lines[at] = change(lines[at])
        return b"\n".join(lines)

    return fault


def text_word_lost(word):
    def fault(data):
        changed = re.sub(rb"\b%b\b ?" % word.encode(), b"", data)
        if changed == data:
            raise ValueError(f"{word} is not there")
        return changed

    return fault


def moved_paragraphs(data):
    """The second half of a text before its first."""
    parts = data.split(b"\n\n")
    middle = len(parts) // 2
    return b"\n\n".join(parts[middle:] + parts[:middle]).strip(b"\n") + b"\n"


# --- tags and standards


def elements(pdf, kind):
    """The elements of a kind; a fault needs one."""
    found = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind and "/P" in item
    ]
    if not found:
        raise ValueError(f"no {kind}")
    return found


def without_alternative(pdf):
    del elements(pdf, "/Figure")[0].Alt


def heading_skipped(pdf):
    elements(pdf, "/H2")[0].S = pikepdf.Name.H5


def without_language(pdf):
    del pdf.Root.Lang


def without_tags(pdf):
    del pdf.Root.StructTreeRoot


def without_parents(pdf):
    del pdf.Root.StructTreeRoot.ParentTree


def head_cells_lost(pdf):
    for cell in elements(pdf, "/TH"):
        cell.S = pikepdf.Name.TD


def path_untagged(pdf):
    _page_of_text(pdf).contents_add(b"0 0 5 5 re f\n", prepend=False)


def paragraphs_untold(pdf):
    """The words of paragraphs are in no element."""
    for paragraph in elements(pdf, "/P"):
        if "/K" in paragraph:
            del paragraph["/K"]


def link_wordless(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Link":
            del item.Contents


def without_intent(pdf):
    del pdf.Root.OutputIntents


def false_claim(pdf):
    """A file that is no file for the press says that it is one."""
    with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
        packet["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-4"


def colours_on_press(pdf):
    false_claim(pdf)
    for page in pdf.pages:
        page.contents_add(b"/Artifact BMC 1 0 0 rg 0 0 90 90 re f EMC\n", prepend=True)


def cases(path):
    """Name, kind of file, fault, and the judges that must see it, each with its reason."""
    one, two = rare_words(path, 2)
    poppler, pdfjs = "words-poppler", "words-pdfjs"
    return [
        ("truncated", "pdf", truncated, {"qpdf": "", pdfjs: "unreadable|missing"}),
        ("broken-xref", "pdf", broken_xref, {"qpdf": "xref|startxref|damaged"}),
        (
            "no-tounicode",
            "pdf",
            with_pdf(without_to_unicode),
            {"fonts": "without ToUnicode", poppler: "missing"},
        ),
        ("no-font-files", "pdf", with_pdf(without_font_files), {"fonts": "not embedded"}),
        ("whole-fonts", "pdf", with_pdf(whole_fonts), {"fonts": "not a subset"}),
        ("line-lost", "pdf", with_pdf(line_lost), {poppler: "missing", pdfjs: "missing", "words-mupdf": "missing"}),
        (
            "pages-reversed",
            "pdf",
            with_pdf(pages_reversed),
            {poppler: "out of order", pdfjs: "out of order"},
        ),
        ("page-shifted", "pdf", with_pdf(page_shifted), {"pages": "out of the type area"}),
        ("text-twice", "pdf", with_pdf(text_twice), {"pages": " stands on "}),
        ("page-blanked", "pdf", with_pdf(page_blanked), {"pages": "is blank"}),
        (
            "no-alternative",
            "pdf",
            with_pdf(without_alternative),
            {"verapdf": "7.3-1", "page": "FAIL ua1", "tags": "without alternative"},
        ),
        ("heading-skipped", "pdf", with_pdf(heading_skipped), {"verapdf": "7.4.2", "page": "FAIL ua1"}),
        ("no-language", "pdf", with_pdf(without_language), {"verapdf": "7.2", "page": "FAIL"}),
        (
            "no-tags",
            "pdf",
            with_pdf(without_tags),
            {"verapdf": "FAIL ua1", "page": "FAIL", "tags": "no tag tree", "words-tags": "missing"},
        ),
        ("no-parents", "pdf", with_pdf(without_parents), {"verapdf": "FAIL", "tags": ""}),
        ("heads-lost", "pdf", with_pdf(head_cells_lost), {"tags": "no heads"}),
        ("path-untagged", "pdf", with_pdf(path_untagged), {"verapdf": "7.1-3", "tags": "outside all"}),
        (
            "paragraphs-untold",
            "pdf",
            with_pdf(paragraphs_untold),
            {"tags": "not in the tree", "words-tags": "missing"},
        ),
        ("link-wordless", "pdf", with_pdf(link_wordless), {"verapdf": "7.18", "tags": "without words"}),
        ("no-intent", "pdf", with_pdf(without_intent), {"verapdf": "FAIL 2a"}),
        ("no-press", "pdf", with_pdf(false_claim), {"press": "no output intent"}),
        ("press-colours", "pdf", with_pdf(colours_on_press), {"press": "ink on"}),
        ("pages-twice", "pdf", with_pdf(pages_twice), {poppler: "more often", pdfjs: "more often"}),
        (
            "broken-link",
            "epub",
            in_chapter(rb"<p([ >])", rb'<p><a href="no-such-chapter.xhtml">&#160;</a></p><p\1'),
            {"epubcheck": "RSC-007"},
        ),
        (
            "broken-fragment",
            "epub",
            in_chapter(rb"<p([ >])", rb'<p><a href="#no-such-place">&#160;</a></p><p\1'),
            {"epubcheck": "RSC-012"},
        ),
        (
            "twice-one-id",
            "epub",
            in_chapter(rb"<p([ >])", rb'<p id="twin">&#160;</p><p id="twin">&#160;</p><p\1'),
            {"epubcheck": "RSC-005.*twin"},
        ),
        ("no-alt", "epub", in_all(rb'(<img[^>]*) alt="[^"]*"', rb"\1"), {"ace": "critical image-alt"}),
        (
            "no-access-mode",
            "epub",
            in_all(rb'<meta property="schema:accessMode">[^<]*</meta>', b"", ".opf"),
            {"ace": "serious metadata-accessmode"},
        ),
        (
            "too-wide",
            "epub",
            in_chapter(rb"<p([ >])", rb'<p style="width: 900px">wide</p><p\1'),
            {"reading": "wider than the page"},
        ),
        (
            "grey-words",
            "epub",
            in_chapter(rb"<p([ >])", rb'<p style="color: #777">grey</p><p\1'),
            {"reading": "contrast"},
        ),
        (
            "note-lost",
            "epub",
            in_all(rb'role="doc-footnote" id="note-', b'role="doc-footnote" id="lost-'),
            {"reading": "the note .* is not there"},
        ),
        (
            "way-back-lost",
            "epub",
            in_all(rb'id="noteref-', b'id="lost-'),
            {"reading": "leads nowhere"},
        ),
        ("page-lost", "epub", in_all(rb'id="page-', b'id="lost-'), {"reading": "is not marked"}),
        ("blank-file", "epub", in_chapter(rb"(?s)<section.*</section>", b""), {"reading": "shows nothing"}),
        ("ill-formed", "epub", in_chapter(rb"</p>", b"</q>"), {"epubcheck": "FATAL RSC-016"}),
        (
            "bad-style",
            "epub",
            in_chapter(rb"</head>", b"<style>p { colour = red; }</style></head>"),
            {"epubcheck": "CSS-008"},
        ),
        ("chapter-gone", "epub", with_zip(chapter_lost), {"epubcheck": "RSC-001", "words-epub": ""}),
        (
            "type-last",
            "epub",
            with_zip(mimetype_last),
            {"epubcheck": "PKG-00", "zip": "first entry"},
        ),
        ("type-deflated", "epub", with_zip(mimetype_deflated), {"zip": "compressed"}),
        ("dated", "epub", with_zip(later), {"zip": "times"}),
        ("word-lost", "epub", epub_word_lost(one), {"words-epub": f"missing: {one}", "agree": f"only in.*{one}"}),
        ("long-line", "txt", in_line(lambda line: line + b" and so on" * 9), {"text": "columns"}),
        ("blanks", "txt", in_line(lambda line: line + b"  "), {"text": "trailing blanks"}),
        ("bad-utf8", "txt", in_line(lambda line: line + b"\xc3"), {"text": "not UTF-8"}),
        ("tab", "txt", in_line(lambda line: b"\t" + line), {"text": "U\\+0009"}),
        ("not-nfc", "txt", in_line(lambda line: b"e\xcc\x81 " + line[:50]), {"text": "not NFC"}),
        ("no-last-newline", "txt", lambda data: data.rstrip(b"\n"), {"text": "one newline"}),
        ("word-lost", "txt", text_word_lost(two), {"words-text": f"missing: {two}", "agree": f"not in.*{two}"}),
        (
            "code-dressed-up",
            "txt",
            lambda data: data.replace(b"--", "–".encode()),
            {"words-text": "signs of the code missing: -"},
        ),
        ("moved", "txt", moved_paragraphs, {"words-text": "out of order"}),
        ("other-byte", "txt", in_line(lambda line: line.swapcase()), {"same": "differs at byte"}),
    ]


def spoil(name, kind, fault, good):
    """Writes the bad file, in a folder of its own."""
    folder = HOME / f"{kind}-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = good.read_bytes()
    bad = fault(data)
    if bad == data:
        raise ValueError("the fault changes nothing")
    (folder / good.name).write_bytes(bad)
    return folder / good.name


def ask(judge, path, bad, goods):
    """What a judge says of a bad file."""
    if judge.startswith("words-"):
        command = ["judge_words.py", judge.removeprefix("words-"), path, bad]
    elif judge == "agree":
        files = {**goods, bad.suffix[1:]: bad}
        command = ["judge_agree.py", path, *(files[kind] for kind in ("pdf", "epub", "txt"))]
    elif judge == "same":
        command = ["judge_same.py", bad.parent, alone(goods[bad.suffix[1:]])]
    else:
        command = [f"judge_{judge}.py", bad]
    run = subprocess.run(
        [sys.executable, HERE / command[0], *command[1:]], capture_output=True, timeout=900
    )
    return run.returncode, run.stdout.decode("utf-8", "replace")


def alone(good):
    """A folder with the good file and nothing else."""
    folder = HOME / f"good-{good.suffix[1:]}"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(good, folder / good.name)
    return folder


def try_case(case, path, goods):
    """The verdicts on the judges by one bad file."""
    name, kind, fault, judges = case
    out = ""
    for judge, reason in judges.items():
        title = f"{kind}-{name}"
        try:
            bad = spoil(f"{name}-{judge}", kind, fault, goods[kind])
            code, said = ask(judge, path, bad, goods)
        except Exception as error:  # a fault that cannot be made proves nothing
            out += f"FAIL mutant         {title} for {judge}\n     not made: {error}\n"
            continue
        if code == 1 and said.startswith("FAIL") and re.search(reason, said, re.S):
            out += f"ok   mutant         {title} seen by {judge}\n"
        else:
            said = "".join(f"     {line}\n" for line in said.splitlines()[:4])
            out += f"FAIL mutant         {title} let pass by {judge}, exit {code}\n{said}"
    return out


def main():
    path, pdf, epub, text = map(Path, sys.argv[1:])
    goods = {"pdf": pdf, "epub": epub, "txt": text}
    shutil.rmtree(HOME, ignore_errors=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = list(pool.map(lambda case: try_case(case, path, goods), cases(path)))
    print("".join(said), end="")
    sys.exit(1 if any(line.startswith("FAIL") for s in said for line in s.splitlines()) else 0)


if __name__ == "__main__":
    main()
