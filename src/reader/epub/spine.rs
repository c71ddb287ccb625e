//! An EPUB → what it says, through its spine and its XHTML.

use std::collections::BTreeMap;

use usvg::roxmltree;

use crate::inspect::{EpubFile, EpubText, Unreadable};
use crate::model::{Spans, lowered, raised};
use crate::reader::notes::{Notes, note_label};
use crate::style::StyleSheet;
use crate::transcript::{Heads, Kind, Look, Place, Transcript, Writer, cell_mark, is_shown, repeats};

type XmlNode<'d> = roxmltree::Node<'d, 'd>;

const OPS: &str = "http://www.idpf.org/2007/ops";

/// The number of the navigation document among the files, in the places of its tokens.
pub(super) const NAVIGATION: u32 = u32::MAX;

/// What the file says. The places are the files of its spine and their bytes.
///
/// # Errors
///
/// A file of it is not well formed.
pub(super) fn read(file: &EpubFile, style: &StyleSheet) -> Result<Transcript, Unreadable> {
    let mut reader = Reader {
        style,
        spine: &file.spine,
        file: 0,
        front: Writer::new(),
        writer: Writer::new(),
        notes: Notes::default(),
        within: false,
    };
    for (nth, text) in (0..).zip(&file.spine) {
        let xml = text.xml()?;
        reader.file = nth;
        if let Some(body) = xml.descendants().find(|node| node.tag_name().name() == "body") {
            reader.blocks(body);
        }
    }
    let mut whole = std::mem::replace(&mut reader.front, Writer::new());
    let body = std::mem::replace(&mut reader.writer, Writer::new()).finish();
    if let Some(navigation) = &file.navigation {
        reader.file = NAVIGATION;
        reader.lists(&navigation.xml()?, file.navigation_is_read);
        whole.blank();
        whole.append(&reader.writer.finish());
    }
    whole.blank();
    whole.append(&body);
    Ok(reader.notes.behind(whole))
}

/// The entries of the navigation that lead to headings.
///
/// # Errors
///
/// The navigation document is not well formed.
pub(super) fn contents(file: &EpubFile) -> Result<Vec<String>, Unreadable> {
    let Some(navigation) = &file.navigation else { return Ok(Vec::new()) };
    let xml = navigation.xml()?;
    let toc = xml.descendants().find(|node| name(*node) == "nav" && kind(*node) == "toc");
    let headings = Headings::of(&file.spine);
    let links = toc.into_iter().flat_map(|toc| toc.descendants()).filter(|node| name(*node) == "a");
    Ok(links.filter(|link| headings.has(*link)).map(entry_text).collect())
}

/// The pages of the print edition that the navigation lists: their numbers and addresses, in order.
///
/// # Errors
///
/// The navigation document is not well formed.
pub(super) fn page_list(file: &EpubFile) -> Result<Vec<(String, String)>, Unreadable> {
    let Some(navigation) = &file.navigation else { return Ok(Vec::new()) };
    let xml = navigation.xml()?;
    let list = xml.descendants().find(|node| name(*node) == "nav" && kind(*node) == "page-list");
    let links = list.into_iter().flat_map(|list| list.descendants()).filter(|node| name(*node) == "a");
    Ok(links.map(|link| (text_of(link), link.attribute("href").unwrap_or_default().to_owned())).collect())
}

struct Reader<'a> {
    style: &'a StyleSheet,
    spine: &'a [EpubText],
    file: u32,
    /// The title block.
    front: Writer,
    writer: Writer,
    notes: Notes,
    /// Whether what is read stands within a quotation, a list or a note.
    within: bool,
}

fn name<'d>(node: XmlNode<'d>) -> &'d str {
    node.tag_name().name()
}

/// What it is to a reading system, `epub:type`.
fn kind<'d>(node: XmlNode<'d>) -> &'d str {
    node.attribute((OPS, "type")).unwrap_or_default()
}

fn has_class(node: XmlNode<'_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|all| all.split(' ').any(|it| it == class))
}

fn elements<'d>(node: XmlNode<'d>) -> impl Iterator<Item = XmlNode<'d>> {
    node.children().filter(|node| node.is_element())
}

/// The words of an entry, with the scripts of formulas as a line of text has them.
fn entry_text(node: XmlNode<'_>) -> String {
    fn push(node: XmlNode<'_>, within: bool, text: &mut String) {
        for kid in node.children() {
            match (name(kid), within) {
                ("sub", true) => text.push_str(&lowered(&inner(kid))),
                ("sup", true) => text.push_str(&raised(&inner(kid))),
                ("br", _) => text.push(' '),
                ("span", false) if has_class(kid, "math") => push(kid, true, text),
                _ if kid.is_text() => text.push_str(kid.text().unwrap_or_default()),
                _ => push(kid, within, text),
            }
        }
    }
    fn inner(node: XmlNode<'_>) -> String {
        let mut text = String::new();
        push(node, true, &mut text);
        text
    }
    let mut text = String::new();
    push(node, false, &mut text);
    text
}

fn text_of(node: XmlNode<'_>) -> String {
    node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}

/// Which places in the texts are headings: the texts by the last part of their names, each with its name
/// and its places.
struct Headings<'a>(BTreeMap<&'a str, Vec<TextPlaces<'a>>>);

/// A text's name, and whether each of its places is a heading.
type TextPlaces<'a> = (&'a str, BTreeMap<&'a str, bool>);

/// A file's name without its folders.
fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

impl<'a> Headings<'a> {
    fn of(spine: &'a [EpubText]) -> Self {
        let places = |text: &'a EpubText| {
            let ids = text.text.match_indices(" id=\"").filter_map(|(at, before)| {
                let id = text.text[at + before.len()..].split_once('"')?.0;
                let tag = text.text[..at].rfind('<')?;
                Some((id, text.text.as_bytes().get(tag + 1) == Some(&b'h')))
            });
            // The first of a name counts.
            ids.fold(BTreeMap::new(), |mut all, (id, is_heading)| {
                all.entry(id).or_insert(is_heading);
                all
            })
        };
        let mut texts: BTreeMap<&str, Vec<TextPlaces<'_>>> = BTreeMap::new();
        for text in spine {
            texts.entry(file_name(&text.name)).or_default().push((text.name.as_str(), places(text)));
        }
        Self(texts)
    }

    /// Whether a link leads to a heading. The others are ways to the parts of the book that have none.
    fn has(&self, link: XmlNode<'_>) -> bool {
        let Some((file, id)) = link.attribute("href").and_then(|href| href.split_once('#')) else {
            return false;
        };
        let texts = self.0.get(file_name(file)).into_iter().flatten();
        let mut texts = texts.filter(|(name, _)| name.ends_with(file));
        texts.find_map(|(_, ids)| ids.get(id).copied()).unwrap_or(false)
    }
}

impl Reader<'_> {
    fn at(&mut self, node: XmlNode<'_>) {
        self.writer.at(Place { file: self.file, at: node.range().start as u32 });
    }

    /// The contents if they are `read` in their turn, and the lists of figures and tables.
    fn lists(&mut self, navigation: &roxmltree::Document<'_>, is_read: bool) {
        let headings = Headings::of(self.spine);
        for nav in navigation.descendants().filter(|node| name(*node) == "nav") {
            let is_list = matches!(kind(nav), "loi" | "lot") || kind(nav) == "toc" && is_read;
            if !is_list {
                continue;
            }
            for title in elements(nav).filter(|node| name(*node) == "h1") {
                self.text(title);
            }
            for link in nav.descendants().filter(|node| name(*node) == "a") {
                if kind(nav) == "toc" && !headings.has(link) {
                    continue;
                }
                self.at(link);
                self.writer.blank();
                self.writer.mark(Kind::Entry, "");
                self.text(link);
            }
        }
    }

    /// The blocks within an element, and text that stands among them.
    fn blocks(&mut self, node: XmlNode<'_>) {
        for kid in node.children() {
            if kid.is_element() && is_block(kid) {
                self.block(kid);
            } else {
                self.node(kid);
            }
        }
    }

    fn inside(&mut self, node: XmlNode<'_>) {
        let outside = std::mem::replace(&mut self.within, true);
        self.blocks(node);
        self.within = outside;
    }

    fn block(&mut self, node: XmlNode<'_>) {
        self.writer.blank();
        self.at(node);
        match name(node) {
            "header" => self.header(node),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node),
            "p" if has_class(node, "math") => {
                self.writer.mark(Kind::Math, "");
                self.text(node);
                self.writer.mark(Kind::EndMath, "");
            }
            "p" | "div" | "dt" if !elements(node).any(is_block) => self.text(node),
            "ul" | "ol" => self.list(node),
            "dl" => self.definitions(node),
            "blockquote" => self.inside(node),
            "aside" if kind(node) == "footnote" => self.note(node),
            "aside" => self.inside(node),
            "section" if kind(node) == "abstract" => self.summary(node),
            "pre" => self.code(node),
            "figure" => self.figure(node),
            "table" => self.table(node),
            "hr" => self.writer.mark(Kind::Break, ""),
            _ => self.blocks(node),
        }
        self.writer.blank();
    }

    fn header(&mut self, node: XmlNode<'_>) {
        let writer = std::mem::replace(&mut self.writer, std::mem::take(&mut self.front));
        for line in elements(node) {
            self.at(line);
            self.text(line);
        }
        self.front = std::mem::replace(&mut self.writer, writer);
    }

    fn heading(&mut self, node: XmlNode<'_>) {
        let says = |node: XmlNode<'_>| {
            let is_mark =
                |it: XmlNode<'_>| it.ancestors().any(|it| kind(it) == "noteref" || has_class(it, "noteref"));
            let mut texts = node.descendants().filter(|it| it.is_text() && !is_mark(*it));
            texts.any(|it| it.text().is_some_and(is_shown))
                || node.descendants().any(|it| it.attribute("alt").is_some_and(is_shown))
        };
        match self.within {
            _ if !says(node) => {}
            true => self.writer.mark(Kind::HeadingWithin, ""),
            false if has_class(node, "part") => self.writer.mark(Kind::Heading, "0"),
            false => self.writer.mark(Kind::Heading, &name(node)[1..]),
        }
        self.text(node);
    }

    /// An abstract: the one behind the title block stands before the contents.
    fn summary(&mut self, node: XmlNode<'_>) {
        let is_first = self.writer.said().is_empty() && !self.front.said().is_empty();
        if !is_first {
            return self.inside(node);
        }
        let writer = std::mem::replace(&mut self.writer, std::mem::take(&mut self.front));
        self.inside(node);
        self.front = std::mem::replace(&mut self.writer, writer);
    }

    fn list(&mut self, list: XmlNode<'_>) {
        let numbered = name(list) == "ol";
        let mut number: u64 = list.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        self.writer.mark(Kind::List, if numbered { "numbers" } else { "bullets" });
        for item in elements(list) {
            self.at(item);
            let ordinal = if numbered { format!("{number}.") } else { String::new() };
            let task = item.descendants().find(|node| has_class(*node, "box"));
            let task = task.filter(|_| has_class(item, "task")).map(text_of).unwrap_or_default();
            self.writer
                .mark(Kind::Item, &crate::reader::marker(format!("{ordinal} {task}").trim(), self.style));
            self.inside(item);
            number = number.saturating_add(1);
        }
        self.writer.mark(Kind::EndList, "");
    }

    fn definitions(&mut self, list: XmlNode<'_>) {
        self.writer.mark(Kind::List, "terms");
        for node in elements(list) {
            self.at(node);
            match name(node) {
                "dt" => {
                    self.writer.mark(Kind::Item, "");
                    self.text(node);
                }
                _ => self.inside(node),
            }
            self.writer.blank();
        }
        self.writer.mark(Kind::EndList, "");
    }

    fn code(&mut self, node: XmlNode<'_>) {
        let text = text_of(node);
        let text = text.strip_suffix('\n').unwrap_or(&text);
        text.split('\n').for_each(|line| self.writer.mark(Kind::CodeLine, line.trim_end()));
    }

    fn figure(&mut self, node: XmlNode<'_>) {
        let caption = elements(node).find(|kid| name(*kid) == "figcaption");
        if let Some(code) = elements(node).find(|kid| name(*kid) == "pre") {
            caption.into_iter().for_each(|caption| self.text(caption));
            return self.block(code);
        }
        let picture = node.children().find(|kid| name(*kid) == "img" || has_class(*kid, "missing"));
        let alternative = picture.map(|picture| match picture.attribute("alt") {
            Some(alternative) => alternative.to_owned(),
            None => text_of(picture),
        });
        // A label stands for an alternative text that the caption repeats; and for a picture that is
        // missing, the caption alone.
        let said = caption.map(text_of).unwrap_or_default();
        let is_label =
            |alternative: &str| alternative.is_empty() && is_shown(&said) || repeats(alternative, &said);
        match alternative.as_deref().map(str::trim) {
            Some(alternative) if !is_label(alternative) => self.writer.mark(Kind::Figure, alternative),
            None if caption.is_none() => self.writer.mark(Kind::Figure, ""),
            Some(_) | None => self.writer.mark(Kind::FigureSaid, ""),
        }
        caption.into_iter().for_each(|caption| self.text(caption));
        self.writer.mark(Kind::EndFigure, "");
    }

    fn table<'d>(&mut self, table: XmlNode<'d>) {
        elements(table).filter(|node| name(*node) == "caption").for_each(|caption| self.text(caption));
        self.writer.mark(Kind::Table, "");
        // The rows of a table in a cell belong to that.
        let around = |row: XmlNode<'d>| row.ancestors().find(|node| name(*node) == "table");
        for row in table.descendants().filter(|node| name(*node) == "tr" && around(*node) == Some(table)) {
            let is_head = row.ancestors().any(|node| name(node) == "thead");
            self.row(row, if is_head { Kind::HeadCell } else { Kind::Cell });
        }
        self.writer.mark(Kind::EndTable, "");
    }

    fn row(&mut self, row: XmlNode<'_>, kind: Kind) {
        self.writer.mark(Kind::Row, "");
        for cell in elements(row) {
            self.at(cell);
            let count = |name: &str| cell.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1);
            let heads = match (name(cell), cell.attribute("scope")) {
                ("th", Some("row")) => Heads::Rows,
                ("th", Some("rowgroup")) => Heads::RowGroup,
                ("th", _) if kind == Kind::Cell => Heads::Columns,
                _ => Heads::Nothing,
            };
            self.writer.mark(kind, &cell_mark(heads, Spans::new(count("colspan"), count("rowspan"))));
            match elements(cell).any(is_block) {
                true => {
                    self.writer.blank();
                    self.inside(cell);
                    self.writer.blank();
                }
                false => self.text(cell),
            }
        }
    }

    fn note(&mut self, node: XmlNode<'_>) {
        let writer = std::mem::take(&mut self.writer);
        let mark = node.descendants().find(|node| has_class(*node, "mark")).map(text_of).unwrap_or_default();
        self.at(node);
        self.writer.mark(Kind::Note, mark.trim());
        self.inside(node);
        let said = std::mem::replace(&mut self.writer, writer).finish();
        self.notes.add(mark.trim(), said);
    }

    /// A text by itself.
    fn text(&mut self, node: XmlNode<'_>) {
        self.writer.blank();
        self.inlines(node);
        self.writer.blank();
    }

    fn inlines(&mut self, node: XmlNode<'_>) {
        node.children().for_each(|kid| self.node(kid));
    }

    fn node(&mut self, node: XmlNode<'_>) {
        if node.is_text() {
            self.at(node);
            self.writer.say(node.text().unwrap_or_default());
        } else if node.is_element() {
            self.inline(node);
        }
    }

    fn inline(&mut self, node: XmlNode<'_>) {
        match name(node) {
            "em" => self.look(Look::Emphasis, node),
            "strong" => self.look(Look::Strong, node),
            "s" => self.look(Look::Strike, node),
            "sub" => self.look(Look::Subscript, node),
            "sup" => self.look(Look::Superscript, node),
            "code" => self.look(Look::Code, node),
            // Around readings stand brackets for who cannot show them above words.
            "rp" => {}
            "rt" => {
                self.writer.say("(");
                self.inlines(node);
                self.writer.say(")");
            }
            "br" => self.writer.blank(),
            "img" => self.picture(node.attribute("alt").unwrap_or_default()),
            "span" if has_class(node, "missing") => self.picture(&text_of(node)),
            // What the markers of items and notes say is told by their marks.
            "span" if has_class(node, "box") || has_class(node, "mark") => {}
            "span" if has_class(node, "math") => {
                self.writer.mark(Kind::Math, "");
                self.inlines(node);
                self.writer.mark(Kind::EndMath, "");
            }
            "a" if kind(node) == "backlink" => {}
            "a" if kind(node) == "noteref" => {
                self.at(node);
                self.writer.mark(Kind::NoteMark, note_label(&text_of(node)));
            }
            "a" if self.file != NAVIGATION => self.link(node),
            _ => self.inlines(node),
        }
    }

    fn link(&mut self, node: XmlNode<'_>) {
        let Some(href) = node.attribute("href") else { return self.inlines(node) };
        let is_outside = href.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['#', '/', '.']));
        let target = match href.rsplit_once('#') {
            Some((_, place)) if !is_outside => format!("#{place}"),
            _ => href.to_owned(),
        };
        self.writer.mark(Kind::Link, "");
        self.inlines(node);
        self.writer.mark(Kind::EndLink, &target);
    }

    fn look(&mut self, look: Look, node: XmlNode<'_>) {
        self.writer.mark(Kind::On(look), "");
        self.inlines(node);
        self.writer.mark(Kind::Off(look), "");
    }

    fn picture(&mut self, alternative: &str) {
        if !alternative.trim().is_empty() {
            self.writer.mark(Kind::Image, alternative.trim());
        }
    }
}

/// Whether an element has lines of its own.
fn is_block(node: XmlNode<'_>) -> bool {
    matches!(
        name(node),
        "section"
            | "header"
            | "div"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "aside"
            | "pre"
            | "figure"
            | "figcaption"
            | "table"
            | "hr"
    )
}
