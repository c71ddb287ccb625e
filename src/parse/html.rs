//! The tags of raw HTML → elements opened and closed on the [`Builder`]'s stack.

use std::collections::BTreeMap;
use std::ops::Range;

use super::asked::Asked;
use super::attributes::HeadingAttributes;
use super::builder::{Builder, Level, Place};
use super::events;
use super::frame::{Inlines, Shape, Wrap};
use super::grid::{self, Rows};
use super::hidden;
use super::inlines::flatten;
use super::listing;
use super::mask;
use super::reports::Reports;
use super::tables::Section;
use super::tags::{Meaning, meaning};
use crate::model::{
    AdmonitionKind, Alignment, BlockKind, Direction, Inline, Language, ListKind, ListingHead, Passage, Scope,
};

/// The names and values in a tag.
pub(super) type Attributes = BTreeMap<String, String>;

/// Reads one tag.
pub(super) struct Reader<'d, 's, 'r> {
    /// What is open.
    pub builder: &'d mut Builder<'s>,
    /// What was said.
    pub reports: &'d mut Reports<'r>,
    /// What the tag being read says of its language and direction.
    pub passage: Option<Passage>,
}

impl Reader<'_, '_, '_> {
    /// A start tag.
    pub fn start(&mut self, name: &str, attributes: &Attributes, range: &Range<usize>) {
        let meaning = meaning(name);
        let at = range.start;
        if self.builder.passes_start(name, at, self.reports) {
            return;
        }
        // A line's end holds nothing, and words must not run together.
        if let Some(why) = hidden::why(name, attributes).filter(|_| meaning != Meaning::Break) {
            return self.hide(name, why, range);
        }
        let language = attributes.get("lang").or_else(|| attributes.get("xml:lang"));
        let language = language.and_then(|tag| Language::new(&tag.trim().replace('_', "-")));
        let direction = attributes.get("dir").and_then(|name| Direction::named(name));
        self.passage = Passage::new(language, direction);
        // A figure and a heading carry their anchor themselves; a link's name is its anchor.
        let named = attributes.get("id").or_else(|| attributes.get("name").filter(|_| name == "a"));
        let anchor = named.filter(|id| !id.is_empty()).cloned();
        let own = matches!(meaning, Meaning::Figure | Meaning::Heading(_));
        if !own && let Some(anchor) = anchor.clone() {
            if is_block(meaning) {
                self.boundary(at);
            }
            self.builder.anchor(anchor, at, self.reports);
        }
        match meaning {
            Meaning::Emphasis => self.span(Wrap::Emphasis, name, range),
            Meaning::Strong => self.span(Wrap::Strong, name, range),
            Meaning::Strike => self.span(Wrap::Strike, name, range),
            Meaning::Subscript => self.span(Wrap::Subscript { markdown: false }, name, range),
            Meaning::Superscript => self.span(Wrap::Superscript { markdown: false }, name, range),
            Meaning::Code => match &mut self.builder.top().shape {
                Shape::Pre { language, .. } => {
                    if let Some(class) = attributes.get("class") {
                        let named =
                            class.split_whitespace().find_map(|class| class.strip_prefix("language-"));
                        *language = listing::language(named.unwrap_or_default());
                    }
                }
                _ => self.span(Wrap::Code, name, range),
            },
            Meaning::Link => {
                let target = attributes.get("href").filter(|href| !href.is_empty()).cloned();
                let title = attributes.get("title").cloned().unwrap_or_default();
                self.span(Wrap::Link { target, title }, name, range);
            }
            Meaning::Ruby => self.span(Wrap::Ruby, name, range),
            Meaning::ReadingBase => self.ruby_part(Wrap::Plain, name, range),
            Meaning::Reading => self.ruby_part(Wrap::Reading, name, range),
            Meaning::ReadingBracket => self.ruby_part(Wrap::ReadingBracket, name, range),
            Meaning::Plain => self.plain(name, attributes, range),
            Meaning::Nothing => {}
            Meaning::Break => self.builder.inline(Inline::HardBreak, range, self.reports),
            Meaning::Image => self.image(attributes, range),
            Meaning::Input => self.input(attributes, range),
            Meaning::Boundary => self.boundary(at),
            Meaning::Heading(level) => {
                let classes = attributes.get("class").map_or("", String::as_str);
                let said = HeadingAttributes { anchor, ..HeadingAttributes::of_classes(classes) };
                let shape = Shape::Heading { level, said, suffix: String::new() };
                self.open(shape, name, range);
            }
            Meaning::Rule => {
                self.boundary(at);
                self.builder.block(range, BlockKind::Break);
            }
            Meaning::Quote => self.open(Shape::Quote, name, range),
            Meaning::Bullets => self.open(Shape::list(ListKind::Bullet), name, range),
            Meaning::Numbers => {
                let start = attributes.get("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.open(Shape::list(ListKind::Ordered(start)), name, range);
            }
            Meaning::Item => {
                self.close_within(&["li"], &["ul", "ol", "menu"], at);
                self.builder.boundary(at, self.reports);
                if !matches!(self.builder.top().shape, Shape::List { .. }) {
                    self.open(Shape::list(ListKind::Bullet), "ul", range);
                }
                self.open(Shape::Item { task: None }, name, range);
            }
            Meaning::Definitions => self.open(Shape::Definitions(Vec::new()), name, range),
            Meaning::Term | Meaning::Definition => {
                self.close_within(&["dt", "dd"], &["dl"], at);
                self.builder.boundary(at, self.reports);
                if !matches!(self.builder.top().shape, Shape::Definitions(_)) {
                    self.open(Shape::Definitions(Vec::new()), "dl", range);
                }
                let shape = if meaning == Meaning::Term { Shape::Term } else { Shape::Definition };
                self.open(shape, name, range);
            }
            Meaning::Pre => {
                self.open(Shape::Pre { language: String::new(), text: String::new() }, name, range);
            }
            Meaning::Aside => self.open(Shape::admonition(AdmonitionKind::Aside), name, range),
            Meaning::Caption => self.open(Shape::Caption, name, range),
            Meaning::Figure => self.open(Shape::Figure { anchor, caption: Inlines::new() }, name, range),
            Meaning::Table => self.open(Shape::Table(Default::default()), name, range),
            Meaning::TableHead => self.group(Section::Head, at),
            Meaning::TableBody => self.group(Section::Body, at),
            Meaning::TableFoot => self.group(Section::Foot, at),
            Meaning::Columns => self.columns(name, attributes, range),
            Meaning::Row => {
                self.close_within(&["tr", "caption"], &["table"], at);
                self.open(Shape::row(false), name, range);
            }
            Meaning::Cell | Meaning::HeadCell => {
                self.close_within(&["td", "th", "caption"], &["table"], at);
                self.builder.boundary(at, self.reports);
                if matches!(self.builder.top().shape, Shape::Table(_)) {
                    self.open(Shape::row(false), "tr", range);
                }
                self.open(cell(attributes, meaning == Meaning::HeadCell), name, range);
            }
            Meaning::Listing => {
                let (head, caption) = self.listing(attributes, range);
                self.open(Shape::Listing { head, caption }, name, range);
            }
            Meaning::Dropped => {
                let span = self.builder.place.span(range);
                self.reports.dropped(name, span);
                if self.builder.in_line() {
                    self.span(Wrap::Dropped, name, range);
                } else {
                    self.open(Shape::Dropped, name, range);
                }
            }
            Meaning::Unknown => {
                let span = self.builder.place.span(range);
                self.reports.tag(name, span);
            }
        }
        // A rule has no end.
        if is_block(meaning) && meaning != Meaning::Rule {
            self.builder.passages.start(name, self.passage.take());
        }
    }

    /// An end tag.
    pub fn end(&mut self, name: &str, range: &Range<usize>) {
        let meaning = meaning(name);
        let at = range.end;
        if self.builder.passes_end(name, at, self.reports) {
            return;
        }
        match meaning {
            Meaning::Emphasis
            | Meaning::Strong
            | Meaning::Strike
            | Meaning::Subscript
            | Meaning::Superscript
            | Meaning::Code
            | Meaning::Link
            | Meaning::Ruby
            | Meaning::ReadingBase
            | Meaning::Reading
            | Meaning::ReadingBracket
            | Meaning::Plain => {
                if let Some(serial) = self.builder.find_open(|tag| tag == name, Level::Line) {
                    self.builder.close(serial, at, self.reports);
                }
            }
            Meaning::Boundary => self.boundary(at),
            Meaning::TableHead | Meaning::TableBody | Meaning::TableFoot => {
                self.close_within(&["tr", "td", "th"], &["table"], at);
                if let Shape::Table(table) = &mut self.builder.top().shape {
                    table.begin_group(Section::Body);
                }
            }
            Meaning::Dropped => {
                let level = if self.builder.in_line() { Level::Line } else { Level::Block };
                if let Some(serial) = self.builder.find_open(|tag| tag == name, level) {
                    self.builder.discard(serial, at, self.reports);
                }
            }
            Meaning::Heading(_) => {
                self.close_block(|tag| tag.len() == 2 && tag.starts_with('h') && tag != "hr", at)
            }
            Meaning::Quote
            | Meaning::Bullets
            | Meaning::Numbers
            | Meaning::Item
            | Meaning::Definitions
            | Meaning::Term
            | Meaning::Definition
            | Meaning::Pre
            | Meaning::Aside
            | Meaning::Caption
            | Meaning::Figure
            | Meaning::Table
            | Meaning::Row
            | Meaning::Cell
            | Meaning::HeadCell
            | Meaning::Listing => self.close_block(|tag| tag == name, at),
            // `</br>` is a line break in every browser.
            Meaning::Break => self.builder.inline(Inline::HardBreak, range, self.reports),
            Meaning::Nothing | Meaning::Image | Meaning::Input | Meaning::Rule | Meaning::Columns => {}
            Meaning::Unknown => {
                let span = self.builder.place.span(range);
                self.reports.tag(name, span);
            }
        }
        if is_block(meaning) {
            self.builder.passages.end(name);
        }
    }

    /// An element that no browser shows.
    fn hide(&mut self, name: &str, why: &str, range: &Range<usize>) {
        let at = range.start;
        self.reports.hidden(name, why, self.builder.place.span(range));
        // It ends what another element of its kind would end.
        match meaning(name) {
            Meaning::Item => self.close_within(&["li"], &["ul", "ol", "menu"], at),
            Meaning::Term | Meaning::Definition => self.close_within(&["dt", "dd"], &["dl"], at),
            Meaning::TableHead | Meaning::TableBody | Meaning::TableFoot => {
                self.close_within(&["tr", "td", "th", "caption"], &["table"], at);
            }
            Meaning::Row => self.close_within(&["tr", "caption"], &["table"], at),
            Meaning::Cell | Meaning::HeadCell => self.close_within(&["td", "th", "caption"], &["table"], at),
            _ => {}
        }
        self.builder.open_hidden(name, range, self.reports);
    }

    /// A group of rows begins.
    fn group(&mut self, section: Section, at: usize) {
        self.close_within(&["tr", "td", "th", "caption"], &["table"], at);
        self.builder.boundary(at, self.reports);
        if let Shape::Table(table) = &mut self.builder.top().shape {
            table.begin_group(section);
        }
    }

    /// What a table says of its columns: nothing is lost of their number, or of a name for a style sheet.
    fn columns(&mut self, name: &str, attributes: &Attributes, range: &Range<usize>) {
        self.close_within(&["caption"], &["table"], range.start);
        let silent = ["span", "class", "id", "lang", "xml:lang"];
        if let Some(attribute) = attributes.keys().find(|key| !silent.contains(&key.as_str())) {
            self.reports.columns(name, attribute, self.builder.place.span(range));
        }
    }

    /// A part of a ruby; it ends the one before, whose end tag may be left out (HTML, 4.5.11).
    fn ruby_part(&mut self, wrap: Wrap, name: &str, range: &Range<usize>) {
        let is_part = |tag: &str| matches!(tag, "rb" | "rt" | "rp");
        if let Some(serial) = self.builder.find_open(is_part, Level::Line) {
            self.builder.close(serial, range.start, self.reports);
        }
        let is_within = self.builder.find_open(|tag| tag == "ruby", Level::Line).is_some();
        self.span(if is_within { wrap } else { Wrap::Plain }, name, range);
    }

    /// A `<span>` means something by its class alone; pandoc's name for small capitals is known.
    fn plain(&mut self, name: &str, attributes: &Attributes, range: &Range<usize>) {
        let class = attributes.get("class").map_or("", String::as_str);
        if class.split_whitespace().any(|class| matches!(class, "smallcaps" | "small-caps")) {
            self.span(Wrap::SmallCaps, name, range);
        } else if name == "small" {
            self.span(Wrap::Small, name, range);
        } else if self.passage.is_some() {
            self.span(Wrap::Plain, name, range);
        } else if self.builder.find_open(|tag| tag == name, Level::Line).is_some() {
            // So that its end does not end the other.
            self.span(Wrap::Plain, name, range);
        }
    }

    fn close_block(&mut self, matches: impl Fn(&str) -> bool, at: usize) {
        if let Some(serial) = self.builder.find_open(matches, Level::Block) {
            self.builder.close(serial, at, self.reports);
        }
    }

    /// Closes the outermost of the elements called `names` within the nearest one of `limits`.
    fn close_within(&mut self, names: &[&str], limits: &[&str], at: usize) {
        loop {
            let found =
                self.builder.find_open(|tag| names.contains(&tag) || limits.contains(&tag), Level::Block);
            let Some(serial) = found else { return };
            if !self.builder.is_called(serial, names) {
                return;
            }
            self.builder.close(serial, at, self.reports);
        }
    }

    /// A paragraph ends; but a link around several of them is kept whole, with a line end in it.
    fn boundary(&mut self, at: usize) {
        if self.builder.in_open_link() {
            self.builder.line_end(at, self.reports);
        } else {
            let pre = matches!(self.builder.top().shape, Shape::Pre { .. });
            if !pre {
                self.builder.boundary(at, self.reports);
            }
        }
    }

    fn span(&mut self, wrap: Wrap, name: &str, range: &Range<usize>) {
        let wrap = match self.passage.take() {
            Some(passage) => Wrap::Foreign { passage, wrap: Box::new(wrap) },
            None => wrap,
        };
        self.builder.open_span(wrap, range, Some(name), self.reports);
    }

    fn open(&mut self, shape: Shape, name: &str, range: &Range<usize>) {
        self.builder.open_block(shape, range, Some(name), self.reports);
    }

    fn image(&mut self, attributes: &Attributes, range: &Range<usize>) {
        let words = attributes.get("alt").map(|alt| alt.trim().to_owned());
        let Some(path) = attributes.get("src").filter(|src| !src.trim().is_empty()) else {
            let span = self.builder.place.span(range);
            self.reports.tag("img", span);
            return self.builder.html_text(&words.unwrap_or_default(), range.start, self.reports);
        };
        let title = attributes.get("title").cloned().unwrap_or_default();
        let mut asked = Asked::default();
        for name in ["width", "height", "style"] {
            if let Some(value) = attributes.get(name) {
                asked.attribute(name, value);
            }
        }
        asked.settle();
        self.builder.html_image(path.trim().to_owned(), words, title, &asked, range, self.reports);
    }

    fn input(&mut self, attributes: &Attributes, range: &Range<usize>) {
        if attributes.get("type").is_none_or(|kind| !kind.eq_ignore_ascii_case("checkbox")) {
            let span = self.builder.place.span(range);
            return self.reports.tag("input", span);
        }
        let done = attributes.contains_key("checked");
        if self.builder.at_head_of_item() {
            self.builder.task(done);
        } else {
            self.builder.text(if done { "☑" } else { "☐" }, range.start, self.reports);
        }
    }

    /// What a `<Listing>` says: its head, and its caption.
    fn listing(&mut self, attributes: &Attributes, range: &Range<usize>) -> (Option<ListingHead>, Inlines) {
        let value = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        let head = ListingHead { file: value("file-name"), number: value("number") };
        let head = Some(head).filter(|head| !(head.file.is_empty() && head.number.is_empty()));
        let Some(words) = attributes.get("caption").filter(|words| !words.trim().is_empty()) else {
            return (head, Inlines::new());
        };
        let place =
            Place { text: words, base: 0, fixed: Some(self.builder.place.span(range)), ..self.builder.place };
        // A caption in a caption in a caption is words: this ends the recursion.
        let nested = self.builder.place.fixed.is_some();
        let line = if nested { vec![Inline::Text(words.clone())] } else { line(place, self.reports) };
        (head, self.builder.passages.words(line))
    }
}

/// Words inside an attribute, read as Markdown.
fn line(place: Place<'_>, reports: &mut Reports<'_>) -> Inlines {
    let mut builder = Builder::new(place);
    events::drive(&mask::mask(place.text), &mut builder, reports);
    flatten(builder.finish(reports).0)
}

/// Whether a tag is one of a block.
pub(super) fn is_block(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Emphasis
        | Meaning::Strong
        | Meaning::Strike
        | Meaning::Subscript
        | Meaning::Superscript
        | Meaning::Code
        | Meaning::Link
        | Meaning::Ruby
        | Meaning::ReadingBase
        | Meaning::Reading
        | Meaning::ReadingBracket
        | Meaning::Plain
        | Meaning::Break
        | Meaning::Nothing
        | Meaning::Image
        | Meaning::Input
        | Meaning::Columns
        | Meaning::Unknown => false,
        Meaning::Boundary
        | Meaning::Heading(_)
        | Meaning::Rule
        | Meaning::Quote
        | Meaning::Bullets
        | Meaning::Numbers
        | Meaning::Item
        | Meaning::Definitions
        | Meaning::Term
        | Meaning::Definition
        | Meaning::Pre
        | Meaning::Aside
        | Meaning::Caption
        | Meaning::Figure
        | Meaning::Table
        | Meaning::TableHead
        | Meaning::TableBody
        | Meaning::TableFoot
        | Meaning::Row
        | Meaning::Cell
        | Meaning::HeadCell
        | Meaning::Listing
        | Meaning::Dropped => true,
    }
}

fn cell(attributes: &Attributes, head: bool) -> Shape {
    let style = attributes.get("style").and_then(|style| style.split_once("text-align"));
    let side =
        attributes.get("align").map(String::as_str).or(style.map(|(_, side)| side)).unwrap_or_default();
    let side = side.trim_matches([':', ' ', ';']).to_ascii_lowercase();
    let alignment = match side.split([';', ' ']).next().unwrap_or_default() {
        "left" => Alignment::Left,
        "center" => Alignment::Centre,
        "right" => Alignment::Right,
        _ => Alignment::Natural,
    };
    // HTML's limits (HTML 4.9.11); a cell over no rows reaches to the end of its group.
    let columns = number(attributes, "colspan").unwrap_or(1).clamp(1, grid::WIDEST_CELL);
    let rows = match number(attributes, "rowspan") {
        None => Rows::of(1),
        Some(0) => Rows::Rest,
        Some(rows) => Rows::of(rows),
    };
    let scope = attributes.get("scope").map(|scope| scope.trim().to_ascii_lowercase());
    let scope = match scope.as_deref() {
        Some("col") => Some(Scope::Column),
        Some("row") => Some(Scope::Row),
        Some("colgroup") => Some(Scope::ColumnGroup),
        Some("rowgroup") => Some(Scope::RowGroup),
        Some(_) | None => None,
    };
    Shape::Cell { columns, rows, head, scope, alignment }
}

/// The number at the head of an attribute, as HTML reads them (HTML 2.3.4.2): `100%` is 100.
fn number(attributes: &Attributes, name: &str) -> Option<usize> {
    let value = attributes.get(name)?.trim_start();
    let value = value.strip_prefix('+').unwrap_or(value);
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let digits = &value[..end];
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(usize::MAX))
}
