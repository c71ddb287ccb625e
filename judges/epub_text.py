"""An EPUB in, its lines out, in the order of the spine; the navigation document is left out."""

import posixpath
import re
import zipfile
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

INLINE = set("a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong"
             " sub sup time u var".split())
OPF = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def lines(file):
    """The paragraphs of the book, one a line; a picture's alternative text is a line too."""
    with zipfile.ZipFile(file) as archive:
        container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
        package = container.find(f".//{CONTAINER}rootfile").get("full-path")
        opf = ElementTree.fromstring(archive.read(package))
        items = {item.get("id"): item for item in opf.iter(f"{OPF}item")}
        out = []
        for reference in opf.iter(f"{OPF}itemref"):
            # A cover is looked at, not read.
            if reference.get("linear") == "no":
                continue
            item = items[reference.get("idref")]
            if "nav" in (item.get("properties") or "").split():
                continue
            name = posixpath.join(posixpath.dirname(package), unquote(item.get("href")))
            reader = Reader()
            reader.feed(archive.read(name).decode("utf-8"))
            reader.close()
            out += reader.text.split("\n\n")
        return [line for line in out if line.strip()]


def alternatives(file):
    """The alternative texts of all pictures."""
    with zipfile.ZipFile(file) as archive:
        texts = [archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xhtml")]
    return [unescape(found) for text in texts for found in re.findall(r'<img[^>]* alt="([^"]*)"', text)]


class Reader(HTMLParser):
    """Text of the body; block elements part it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.inside = "", False

    def handle_starttag(self, tag, attrs):
        if tag == "body":
            self.inside = True
        if tag == "img":
            self.text += f"\n\n{dict(attrs).get('alt') or ''}\n\n"
        elif tag == "br":
            self.text += "\n"
        elif tag not in INLINE:
            self.text += "\n\n"
        elif dict(attrs).get("role") == "doc-noteref":
            self.text += " "

    def handle_endtag(self, tag):
        if tag == "body":
            self.inside = False
        if tag not in INLINE:
            self.text += "\n\n"

    def handle_data(self, data):
        if self.inside:
            self.text += data
