"""What a PDF claims of itself, read from its XMP packet by pikepdf."""

import pikepdf

UA = "http://www.aiim.org/pdfua/ns/id/"
ARCHIVE = "http://www.aiim.org/pdfa/ns/id/"
PRESS = "http://www.npes.org/pdfx/ns/id/"


def claims(file):
    """The standards that a file claims, as veraPDF calls them: `ua1`, `2a`; and `x4`."""
    with pikepdf.open(file) as pdf, pdf.open_metadata() as packet:
        found = set()
        if part := packet.get(f"{{{UA}}}part"):
            found.add(f"ua{part}")
        if part := packet.get(f"{{{ARCHIVE}}}part"):
            found.add(f"{part}{packet.get(f'{{{ARCHIVE}}}conformance', '').lower()}")
        if packet.get(f"{{{PRESS}}}GTS_PDFXVersion") == "PDF/X-4":
            found.add("x4")
        return found
