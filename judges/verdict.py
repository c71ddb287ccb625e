"""How a judge speaks: one line for each file, `ok` or `FAIL`, then the reasons, indented."""

import sys
import traceback


class Verdict:
    """What a judge found in one file."""

    def __init__(self, judge, file):
        self.judge, self.file = judge, file
        self.complaints, self.note = [], ""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error and issubclass(kind, Exception):
            # A file that a judge cannot read is no good file.
            last = traceback.extract_tb(trace)[-1]
            where = f"{last.filename.rsplit('/', 1)[-1]}:{last.lineno}"
            self.complaints.append(f"unreadable: {kind.__name__}: {error} ({where})"[:400])
        status = "FAIL" if self.complaints else "ok  "
        note = f"  {self.note}" if self.note else ""
        print(f"{status} {self.judge:14} {_short(self.file)}{note}")
        for complaint in self.complaints:
            print(f"     {complaint}")
        sys.stdout.flush()
        return kind is None or issubclass(kind, Exception)


def _short(file):
    """The last two parts of a path: the document's folder and the edition."""
    return "/".join(str(file).split("/")[-2:])


class Verdicts:
    """The verdicts of one judge. Leaving the block ends the program, with 1 if one was bad."""

    def __init__(self, judge):
        self.judge, self.all = judge, []

    def on(self, file):
        """A verdict to be filled in on a file."""
        verdict = Verdict(self.judge, file)
        self.all.append(verdict)
        return verdict

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            sys.exit(1 if any(verdict.complaints for verdict in self.all) else 0)
        return False
