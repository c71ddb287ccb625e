//! HTML tag names → what they mean here. The table of all that is mapped.

/// What a tag means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// `<em>`
    Emphasis,
    /// `<strong>`
    Strong,
    /// `<del>`
    Strike,
    /// `<sub>`
    Subscript,
    /// `<sup>`
    Superscript,
    /// `<code>`
    Code,
    /// `<a>`
    Link,
    /// `<span>`: nothing, in a line, but for small capitals.
    Plain,
    /// `<ruby>`
    Ruby,
    /// `<rb>`
    ReadingBase,
    /// `<rt>`
    Reading,
    /// `<rp>`
    ReadingBracket,
    /// `<br>`
    Break,
    /// `<wbr>`
    Nothing,
    /// `<img>`
    Image,
    /// `<input>`
    Input,
    /// `<p>`, `<div>`: a paragraph ends here.
    Boundary,
    /// `<h1>` …
    Heading(u8),
    /// `<hr>`
    Rule,
    /// `<blockquote>`
    Quote,
    /// `<ul>`
    Bullets,
    /// `<ol>`
    Numbers,
    /// `<li>`
    Item,
    /// `<dl>`
    Definitions,
    /// `<dt>`
    Term,
    /// `<dd>`
    Definition,
    /// `<pre>`
    Pre,
    /// `<details>`, `<aside>`
    Aside,
    /// `<summary>`, `<figcaption>`, `<caption>`
    Caption,
    /// `<figure>`
    Figure,
    /// `<table>`
    Table,
    /// `<thead>`
    TableHead,
    /// `<tbody>`
    TableBody,
    /// `<tfoot>`
    TableFoot,
    /// `<colgroup>`, `<col>`
    Columns,
    /// `<tr>`
    Row,
    /// `<td>`
    Cell,
    /// `<th>`
    HeadCell,
    /// The Rust book's `<Listing>`
    Listing,
    /// `<script>`: left out with what it holds, which is no text for readers.
    Dropped,
    /// Anything else: left out and reported, what it holds is kept.
    Unknown,
}

/// The meaning of the tag called `name`, in lower case.
pub(super) fn meaning(name: &str) -> Meaning {
    match name {
        "em" | "i" | "cite" | "dfn" => Meaning::Emphasis,
        "strong" | "b" => Meaning::Strong,
        "s" | "del" | "strike" => Meaning::Strike,
        "sub" => Meaning::Subscript,
        "sup" => Meaning::Superscript,
        "code" | "kbd" | "samp" | "tt" | "var" => Meaning::Code,
        "a" => Meaning::Link,
        "span" | "small" | "abbr" | "nobr" | "time" | "label" | "picture" | "bdi" | "rtc" => Meaning::Plain,
        "ruby" => Meaning::Ruby,
        "rb" => Meaning::ReadingBase,
        "rt" => Meaning::Reading,
        "rp" => Meaning::ReadingBracket,
        "br" => Meaning::Break,
        "wbr" => Meaning::Nothing,
        "img" => Meaning::Image,
        "input" => Meaning::Input,
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "nav" | "center" | "hgroup" => {
            Meaning::Boundary
        }
        "h1" => Meaning::Heading(1),
        "h2" => Meaning::Heading(2),
        "h3" => Meaning::Heading(3),
        "h4" => Meaning::Heading(4),
        "h5" => Meaning::Heading(5),
        "h6" => Meaning::Heading(6),
        "hr" => Meaning::Rule,
        "blockquote" => Meaning::Quote,
        "ul" | "menu" => Meaning::Bullets,
        "ol" => Meaning::Numbers,
        "li" => Meaning::Item,
        "dl" => Meaning::Definitions,
        "dt" => Meaning::Term,
        "dd" => Meaning::Definition,
        "pre" => Meaning::Pre,
        "details" | "aside" => Meaning::Aside,
        "summary" | "figcaption" | "caption" => Meaning::Caption,
        "figure" => Meaning::Figure,
        "table" => Meaning::Table,
        "thead" => Meaning::TableHead,
        "tbody" => Meaning::TableBody,
        "tfoot" => Meaning::TableFoot,
        "colgroup" | "col" => Meaning::Columns,
        "tr" => Meaning::Row,
        "td" => Meaning::Cell,
        "th" => Meaning::HeadCell,
        "listing" => Meaning::Listing,
        "script" | "style" | "template" | "noscript" | "datalist" | "noembed" | "noframes" | "head"
        | "title" => Meaning::Dropped,
        _ => Meaning::Unknown,
    }
}
