"""Exports the documents, hands the editions to the judges, counts their verdicts.

Use: judge.py [--quick] PRESSROOM    by `judges/run`, which prepares what is needed
"""

import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from documents import FORMAL, HOUSE, documents

JUDGES = HOUSE / "judges"
HOME = HOUSE / "target/judges"
EDITIONS = HOME / "editions"
# Each document is exported once for the judges and twice more to compare the bytes.
RUNS = {"first": [], "one-thread": ["-j1"], "two-threads": ["-j2"]}
# What the handbook is asked to meet besides the usual.
STANDARDS = ["ua-1,a-2a", "a-2b", "a-2u", "ua-1,a-3a", "a-4", "ua-1,a-2a,x-4"]
# What is looked at in a browser.
SEEN = ("handbook", "seed", "pictures", "footnotes")
AT_ONCE = 2
VERDICT = re.compile(r"^(ok  |FAIL) ", re.M)


class Count:
    """The verdicts so far."""

    def __init__(self):
        self.passed, self.failed = 0, []
        self.started = time.monotonic()

    def take(self, said):
        """Prints what a judge said and counts it."""
        print(said, end="", flush=True)
        for verdict in re.split(r"^(?=ok  |FAIL)", said, flags=re.M):
            if verdict.startswith("FAIL"):
                self.failed.append(verdict)
            elif verdict.startswith("ok"):
                self.passed += 1

    def step(self, name):
        """Announces a step."""
        print(f"== {name} (at {time.monotonic() - self.started:.1f} s)", flush=True)


def export(pressroom, document, run):
    """Exports a document; what there is to say about it."""
    folder = EDITIONS / run / document.name
    folder.mkdir(parents=True)
    command = [pressroom, "export", document.path, "-d", folder, *RUNS[run]]
    started = time.monotonic()
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, cwd=HOUSE, timeout=300
        )
        code, said = done.returncode, done.stderr.decode("utf-8", "replace").strip()
    except (OSError, subprocess.TimeoutExpired) as error:
        code, said = "no exit", str(error)
    took = time.monotonic() - started
    found = sorted(file.suffix for file in folder.iterdir())
    good = code == 0 and found == [".epub", ".pdf", ".txt"]
    out = f"{'ok  ' if good else 'FAIL'} export         {run} {document.name}  {took:.1f} s\n"
    if not good:
        out += f"     exit code {code}, files: {' '.join(found) or 'none'}\n"
        out += "".join(f"     {line}\n" for line in said.splitlines()[-20:])
    return out


def asked(count, pressroom, document, standards):
    """The PDF of a document that has to meet these standards."""
    file = EDITIONS / "standards" / f"{standards.replace(',', '+')}.pdf"
    file.parent.mkdir(exist_ok=True)
    command = [pressroom, "export", document.path, "-o", file, "--pdf-standard", standards]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, cwd=HOUSE)
    good = done.returncode == 0 and file.exists()
    count.take(f"{'ok  ' if good else 'FAIL'} export         {standards}\n")
    return file


def as_epub(count, pressroom, document, *options):
    """The EPUB alone of a document."""
    file = EDITIONS / "formal" / f"{document.name}{''.join(options)}.epub"
    file.parent.mkdir(exist_ok=True)
    command = [pressroom, "export", document.path, "-o", file, *options]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, cwd=HOUSE)
    good = done.returncode == 0 and file.exists()
    count.take(f"{'ok  ' if good else 'FAIL'} export         {file.name}\n")
    return file


def verified(pressroom, document, files):
    """What the program's own proof comes to, with the source and without."""
    out = ""
    for source in ([], ["--source", document.path]):
        command = [pressroom, "verify", "-q", *source, *files]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, cwd=HOUSE)
        good = done.returncode == 0
        name = f"{document.name}{' and its source' if source else ''}"
        out += f"{'ok  ' if good else 'FAIL'} verify         {name}\n"
        if not good:
            said = done.stderr.decode("utf-8", "replace").splitlines()
            out += "".join(f"     {line}\n" for line in said[:6])
    return out


def judge(script, *arguments, verdicts):
    """Runs a judge that owes that many verdicts; a judge that falls silent has failed."""
    command = [sys.executable, JUDGES / script, *arguments]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, cwd=HOUSE, timeout=900
        )
    except subprocess.TimeoutExpired as error:
        return f"FAIL {script} {arguments}\n     {error}\n"
    said = done.stdout.decode("utf-8", "replace")
    given = VERDICT.findall(said)
    trouble = done.stderr.decode("utf-8", "replace")
    wrong_code = done.returncode != (1 if "FAIL" in given else 0)
    if len(given) != verdicts or wrong_code:
        said += f"FAIL {script} gave {len(given)} of {verdicts} verdicts, exit {done.returncode}\n"
        said += "".join(f"     {line}\n" for line in trouble.splitlines()[-5:])
    return said


def main():
    quick = "--quick" in sys.argv
    pressroom = Path(sys.argv[-1]).resolve()
    chosen, remark = documents(quick)
    if remark:
        print(f"note: {remark}")
    count = Count()

    count.step("export")
    shutil.rmtree(EDITIONS, ignore_errors=True)
    for run in RUNS:
        for document in chosen:
            count.take(export(pressroom, document, run))

    def editions(suffix):
        """The files of this kind; each document owes one."""
        return [
            next(iter((EDITIONS / "first" / d.name).glob(f"*{suffix}")), missing(d, suffix))
            for d in chosen
        ]

    def missing(document, suffix):
        return EDITIONS / "first" / document.name / f"missing{suffix}"

    pdfs, epubs, texts = (editions(suffix) for suffix in (".pdf", ".epub", ".txt"))
    every = len(chosen)
    profiles = [
        as_epub(count, pressroom, chosen[0], f"--epub-profile={name}", "--embed-fonts")
        for name in ("general", "kindle", "kobo", "apple")
    ]
    formal = [] if len(chosen) < 3 else [as_epub(count, pressroom, document) for document in FORMAL]
    books = [*epubs, *profiles, *formal]
    # Read by people and machines: the handbook, the article, and what has pictures and notes.
    seen = [epubs[at] for at, document in enumerate(chosen) if document.name in SEEN]
    count.step("form")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [
            pool.submit(judge, "judge_epubcheck.py", *books, verdicts=len(books)),
            pool.submit(judge, "judge_epubcheck.py", "--old", *books, verdicts=len(books)),
            pool.submit(judge, "judge_ace.py", *seen, verdicts=len(seen)),
            pool.submit(judge, "judge_reading.py", *seen, verdicts=len(seen)),
            pool.submit(judge, "judge_zip.py", *epubs, verdicts=every),
            pool.submit(judge, "judge_qpdf.py", *pdfs, verdicts=every),
            pool.submit(judge, "judge_fonts.py", *pdfs, verdicts=every),
            pool.submit(judge, "judge_pages.py", *pdfs, verdicts=every),
            pool.submit(judge, "judge_tags.py", *pdfs, verdicts=every),
            pool.submit(judge, "judge_page.py", *pdfs, verdicts=every),
            pool.submit(judge, "judge_verapdf.py", *pdfs, verdicts=every),
            pool.submit(judge, "judge_text.py", *texts, verdicts=every),
        ]
        for job in jobs:
            count.take(job.result())

    count.step("standards")
    standards = [asked(count, pressroom, chosen[0], names) for names in STANDARDS]
    for script in ("judge_verapdf.py", "judge_tags.py"):
        count.take(judge(script, *(file for file in standards), verdicts=len(standards)))
    press = asked(count, pressroom, chosen[0], "x-4")
    count.take(judge("judge_press.py", press, verdicts=1))

    count.step("same bytes")
    folders = [EDITIONS / run for run in RUNS]
    files = {p.relative_to(f) for f in folders for p in f.rglob("*") if p.is_file()}
    count.take(judge("judge_same.py", *folders, verdicts=len(files)))

    count.step("words")
    pdf_readers = [(reader, pdfs) for reader in ("poppler", "pdfjs", "mupdf", "tags")]
    readers = [*pdf_readers, ("epub", epubs), ("text", texts)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [
            pool.submit(judge, "judge_words.py", reader, document.path, file, verdicts=1)
            for reader, files in readers
            for document, file in zip(chosen, files)
            if document.tagged or reader != "tags"
        ]
        for job in jobs:
            count.take(job.result())

    count.step("agreement")
    for document, *files in zip(chosen, pdfs, epubs, texts):
        count.take(judge("judge_agree.py", document.path, *files, verdicts=1))
        count.take(verified(pressroom, document, files))

    if not quick:
        count.step("judging the judges")
        handbook = [files[0] for files in (pdfs, epubs, texts)]
        done = subprocess.run(
            [sys.executable, JUDGES / "mutants.py", chosen[0].path, *handbook],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=HOUSE,
        )
        said = done.stdout.decode("utf-8", "replace")
        if done.returncode not in (0, 1) or not VERDICT.search(said):
            trouble = done.stderr.decode("utf-8", "replace").strip().splitlines()[-5:]
            said += "FAIL mutants\n" + "".join(f"     {line}\n" for line in trouble)
        count.take(said)

    if count.failed:
        count.step("what failed")
        for verdict in count.failed:
            print("\n".join(verdict.splitlines()[:3]))
    count.step("done")
    print(f"{count.passed} passed, {len(count.failed)} failed")
    sys.exit(1 if count.failed else 0)


if __name__ == "__main__":
    main()
