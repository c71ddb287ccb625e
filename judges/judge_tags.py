"""The tag tree of PDF files, walked by pikepdf: it holds all that is shown, and nothing twice.

Use: judge_tags.py FILE...

What no validator asks: each sequence of a page stands in the tree once, and the tree of parents
leads back to the same element; heads of tables are heads; links have words.
"""

import sys

import pikepdf

from verdict import Verdicts

SHOWS = {"Tj", "TJ", "'", '"'}
PAINTS = SHOWS | {"Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI"}
SHOWN = 5


def sequences(page):
    """The numbers of a page's sequences, and how often something is painted outside all marks."""
    numbers, open_marks, loose = set(), [], 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            properties = instruction.operands[1] if len(instruction.operands) > 1 else {}
            number = properties.get("/MCID") if hasattr(properties, "get") else None
            if number is not None:
                numbers.add(int(number))
            open_marks.append(str(instruction.operands[0]) == "/Artifact" or number is not None)
        elif operator == "EMC":
            open_marks.pop()
        elif operator in PAINTS and not any(open_marks):
            loose += 1
    return numbers, loose


class Tree:
    """The tree, read once."""

    def __init__(self, pdf):
        self.pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
        self.places = {}
        self.complaints = []
        self.links = 0
        self.elements = 0
        root = pdf.Root.StructTreeRoot
        self.parents = {}
        numbers = root.ParentTree.Nums
        for at in range(0, len(numbers), 2):
            self.parents[int(numbers[at])] = numbers[at + 1]
        self.walk(root.K, None, None)

    def walk(self, kid, element, page):
        if isinstance(kid, pikepdf.Array):
            for each in kid:
                self.walk(each, element, page)
        elif isinstance(kid, int):
            self.place(page, kid, element)
        elif kid.get("/Type") == "/MCR":
            self.place(self.pages[kid.Pg.objgen], int(kid.MCID), element)
        elif kid.get("/Type") == "/OBJR":
            self.links += 1
            parent = self.parents.get(int(kid.Obj.StructParent))
            if parent is None or parent.objgen != element.objgen:
                self.complaints.append("a link's parent is not its element")
        else:
            self.elements += 1
            own = self.pages[kid.Pg.objgen] if "/Pg" in kid else page
            self.judge(kid)
            if "/K" in kid:
                self.walk(kid.K, kid, own)

    def place(self, page, number, element):
        if (page, number) in self.places:
            self.complaints.append(f"page {page + 1}: sequence {number} stands twice in the tree")
        self.places[page, number] = element
        parents = self.parents.get(page)
        if parents is None or number >= len(parents) or parents[number].objgen != element.objgen:
            self.complaints.append(f"page {page + 1}: the parent of sequence {number} is another")

    def judge(self, element):
        kind = str(element.S)
        if kind == "/THead":
            cells = [cell for row in listed(element.K) for cell in listed(row.get("/K", []))]
            if not cells or any(str(cell.S) != "/TH" for cell in cells):
                self.complaints.append("a table's head holds cells that are no heads")
        if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            self.complaints.append("a figure without alternative text")


def listed(kids):
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def judge(file):
    """The complaints about a file, and how many elements it has."""
    with pikepdf.open(file) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ["no tag tree"], 0
        tree = Tree(pdf)
        complaints = tree.complaints
        for index, page in enumerate(pdf.pages):
            numbers, loose = sequences(page)
            if loose:
                complaints.append(f"page {index + 1}: {loose} times something stands outside all marks")
            missing = [number for number in sorted(numbers) if (index, number) not in tree.places]
            if missing:
                complaints.append(f"page {index + 1}: sequences {missing[:5]} are not in the tree")
            for link in page.get("/Annots", []):
                if not str(link.get("/Contents", "")).strip():
                    complaints.append(f"page {index + 1}: a link without words")
        return complaints, tree.elements


if __name__ == "__main__":
    with Verdicts("tags") as verdicts:
        for file in sys.argv[1:]:
            with verdicts.on(file) as verdict:
                complaints, count = judge(file)
                verdict.complaints += complaints[:SHOWN]
                if len(complaints) > SHOWN:
                    verdict.complaints.append(f"and {len(complaints) - SHOWN} more")
                verdict.note = f"{count} elements"
