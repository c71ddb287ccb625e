"""Markdown files in, their words out: by markdown-it, which shares no line with Pressroom.

What is no word of the text is left out: addresses of links, names of code languages, attributes
of headings, comments, formulas (their signs are drawn, not written).
"""

import re
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from words import Block, Source, signs, words

FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?\n)\1[ \t]*(\n|\Z)", re.S)
ALERT = re.compile(r"\A\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*", re.I)
# Lines that open and close a box in other dialects; Pressroom reports them and leaves them out.
FENCE = re.compile(r"^[ \t]*:{3,}.*$", re.M)
TASK = re.compile(r"\A\[[ xX]\][ \t]+")
# Raised and lowered parts belong to their word: `H~2~O`.
HIDDEN = re.compile(r"\s*#(\s|\Z)")
RAISED = re.compile(r"([~^])([^\s~^]+)\1")
ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*\Z")
WIDTH = re.compile(r"\A\{[^{}\n]*\}")
WIKILINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
UNSEEN_TAGS = {"script", "style", "template"}
INLINE_TAGS = set("a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span"
                  " strong sub sup time tt u var".split())


def read(path):
    """The words of a file, or of a book's files in the order of its SUMMARY.md."""
    source = Source(is_book=not Path(path).is_file() and any(Path(path).rglob("SUMMARY.md")))
    for file in files(Path(path)):
        _read_file(file, source)
    source.blocks = [block for block in source.blocks if block.words]
    return source


def files(path):
    """The Markdown files that an export of this path reads as one document."""
    if path.is_file():
        return [path]
    summaries = sorted(path.rglob("SUMMARY.md"))
    if not summaries:
        return sorted(path.rglob("*.md"))
    text = summaries[0].read_text(encoding="utf-8")
    names = re.findall(r"\]\(<?([^()\s>]+\.md)>?\)", text)
    return [summaries[0].parent / name for name in dict.fromkeys(names)]


def _read_file(path, source):
    text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    line = 1
    if front := FRONT_MATTER.match(text):
        source.title += _titles(front)
        line += front.group(0).count("\n")
        text = text[front.end() :]
    # A formula whose dollar touches a digit outside or a space inside is a price or a path.
    parser = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .use(footnote_plugin, inline=False)
        .use(deflist_plugin)
        .use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=False)
    )
    Scan(path, line, source).walk(parser.parse(text))


def _titles(front):
    load = yaml.safe_load if front.group(1) == "---" else tomllib.loads
    try:
        values = load(front.group(2))
    except (yaml.YAMLError, tomllib.TOMLDecodeError):
        return []
    if not isinstance(values, dict):
        return []
    out = []
    for key in ("title", "subtitle", "author", "authors"):
        value = values.get(key)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                item = item.get("name")
            if isinstance(item, str):
                out.append(item)
    return out


class Scan:
    """Walks the tokens of one file and adds its blocks to the source."""

    def __init__(self, path, first_line, source):
        self.path, self.first_line, self.source = path, first_line, source
        self.kind = ["text"]
        self.quoted = self.item = False
        self.line = first_line

    def _shown(self, token):
        """The code of a block; in a book without the lines of Rust that are for the compiler alone."""
        language = re.split(r"[,\s{}]", token.info.strip(), maxsplit=1)[0]
        if not self.source.is_book or language != "rust":
            return token.content
        lines = [line for line in token.content.split("\n") if not HIDDEN.match(line)]
        return "\n".join(re.sub(r"^(\s*)##", r"\1#", line) for line in lines)

    def walk(self, tokens):
        for at, token in enumerate(tokens):
            if token.map:
                self.line = self.first_line + token.map[0]
            if token.type == "inline":
                self._inline(self._without_false_formulas(token))
                self.quoted = self.item = False
            elif token.type in ("fence", "code_block"):
                code = self._shown(token)
                self._add("code", code)
                self.source.code += signs(code)
            elif token.type == "html_block":
                self._html(token.content)
            elif token.type in ("heading_open", "th_open", "td_open", "footnote_open"):
                kind = {"heading_open": "heading", "footnote_open": "note"}
                self.kind.append(kind.get(token.type, "cell"))
            elif token.type in ("heading_close", "th_close", "td_close", "footnote_close"):
                self.kind.pop()
            elif token.type == "blockquote_open":
                self.quoted = True
            elif token.type == "list_item_open":
                self.item = True

    def _without_false_formulas(self, token):
        """Two prices in a sentence are no formula, nor is what would swallow code or a link."""
        formulas = [child.content for child in token.children or [] if child.type == "math_inline"]
        if not any(re.search(r"`|\]\(|\n", formula) for formula in formulas):
            return token.children or []
        plain = MarkdownIt("commonmark").enable("strikethrough").use(footnote_plugin, inline=False)
        return plain.parseInline(token.content)[0].children or []

    def _add(self, kind, text):
        if kind == "text" and "note" in self.kind:
            kind = "note"
        self.source.blocks.append(Block(kind, f"{self.path.name}:{self.line}", words(text)))

    def _inline(self, children):
        alone = _picture_alone(children)
        text = ""
        for token in children:
            if token.type == "image":
                self._add(self.kind[-1], text)
                text = ""
                self._picture(token, alone)
            elif token.type == "code_inline":
                text += token.content
                self.source.code += signs(token.content)
            elif token.type in ("text", "text_special"):
                text += RAISED.sub(r"\2", token.content)
            elif token.type in ("softbreak", "hardbreak"):
                text += "\n"
            elif token.type == "html_inline":
                page = Page(token.content)
                text += page.text
                for alt in page.alts:
                    self._add("alt", alt)
        if self.quoted:
            text = ALERT.sub("", text)
        if self.item:
            text = TASK.sub("", text)
        if self.kind[-1] == "heading":
            text = ATTRIBUTES.sub("", text)
        if alone:
            text = WIDTH.sub("", text.strip())
        text = FENCE.sub("", text)
        self._add(self.kind[-1], WIKILINK.sub(r"\1", text))

    def _picture(self, token, alone):
        title = token.attrs.get("title")
        if alone and title:
            self._add("caption", title)
            self._add("alt", token.content)
        else:
            self._add("caption" if alone else "alt", _alternative(token))

    def _html(self, html):
        page = Page(html)
        for paragraph in page.text.split("\n\n"):
            self._add("text", paragraph)
        for alt in page.alts:
            self._add("alt", alt)


def _alternative(token):
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children or []
    )


def _picture_alone(children):
    pictures = [token for token in children if token.type == "image"]
    others = "".join(t.content for t in children if t.type not in ("image", "link_open"))
    return len(pictures) == 1 and not WIDTH.sub("", others.strip()).strip()


class Page(HTMLParser):
    """The text and the pictures' alternatives of a piece of raw HTML."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.alts, self.unseen = "", [], 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in UNSEEN_TAGS:
            self.unseen += 1
        if tag == "img" and dict(attrs).get("alt"):
            self.alts.append(dict(attrs)["alt"])
        if tag not in INLINE_TAGS:
            self.text += "\n\n"

    def handle_endtag(self, tag):
        if tag in UNSEEN_TAGS:
            self.unseen = max(0, self.unseen - 1)
        if tag not in INLINE_TAGS:
            self.text += "\n\n"

    def handle_data(self, data):
        if not self.unseen:
            self.text += data


if __name__ == "__main__":
    for block in read(sys.argv[1]).blocks:
        print(block.place, block.kind, " ".join(block.words))
