"""What a print shop would look at in PDF/X-4 files: plates by Ghostscript, boxes by pikepdf.

Use: judge_press.py FILE...    files in black ink alone
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
from PIL import Image, ImageStat

from claims import claims
from verdict import Verdicts

DPI = 72
BLEED = 3 * 72 / 25.4
PLAY = 0.05


def plates(file):
    """The plates of each page, as pictures by their inks."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{DPI}"]
        command += ["-dLastPage=12", f"-sOutputFile={folder}/p%d.tif", file]
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
        if run.returncode or run.stderr.strip():
            raise ValueError(run.stderr.decode("utf-8", "replace").strip()[-300:] or "gs failed")
        for page in sorted(Path(folder).glob("p*(Black).tif")):
            found = {}
            for ink in ("Black", "Cyan", "Magenta", "Yellow"):
                with Image.open(page.with_name(page.name.replace("Black", ink))) as plate:
                    found[ink] = ImageStat.Stat(plate.convert("L")).extrema[0][0]
            yield found


def judge(file):
    """The complaints about a file, and how many pages were separated."""
    complaints, inks = [], []
    if "x4" not in claims(file):
        complaints.append("PDF/X-4 is not claimed")
    with pikepdf.open(file) as pdf:
        intents = [intent for intent in pdf.Root.get("/OutputIntents", []) if intent.S == "/GTS_PDFX"]
        if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
            complaints.append("no output intent of a press")
        if pdf.docinfo.get("/Trapped") != "/False":
            complaints.append("it does not say that it is not trapped")
        for index, page in enumerate(pdf.pages):
            trim, bleed, media = ([float(side) for side in page[box]] for box in
                                  ("/TrimBox", "/BleedBox", "/MediaBox"))
            if any(abs(abs(t - b) - BLEED) > PLAY for t, b in zip(trim, bleed)):
                complaints.append(f"page {index + 1}: the bleed is not 3 mm")
            if any(abs(m) + PLAY < abs(b) for m, b in zip(media, bleed)):
                complaints.append(f"page {index + 1}: the bleed leaves the sheet")
            if "/Annots" in page:
                complaints.append(f"page {index + 1}: something can be pressed")
    count = 0
    for count, found in enumerate(plates(file), 1):
        coloured = [ink for ink, darkest in found.items() if ink != "Black" and darkest < 255]
        if coloured:
            inks.append(f"page {count}: there is ink on {', '.join(coloured)}")
    if not count:
        complaints.append("no page was separated")
    return inks + complaints, count


if __name__ == "__main__":
    with Verdicts("press") as verdicts:
        for file in sys.argv[1:]:
            with verdicts.on(file) as verdict:
                complaints, count = judge(file)
                verdict.complaints += complaints[:20]
                verdict.note = f"{count} pages separated"
