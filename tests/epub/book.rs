//! A manuscript made by hand that uses everything the model knows.

use std::io::Cursor;
use std::sync::Arc;

use pressroom::diagnostic::Diagnostics;
use pressroom::font::Library;
use pressroom::model::*;
use pressroom::resolve::{Asset, ContentsEntry, Format, FrontLine, Manuscript};
use pressroom::span::{FileId, Span};
use pressroom::style::{Role, StyleSheet};

/// Characters that try to get out of wherever they stand.
pub const HOSTILE: &str =
    "]]> \"quotes\" & <b>'tags'</b>\0\u{c}\u{1b}\u{202e}bidi\u{fffe} {{title}} <!-- -->";

pub fn here() -> Span {
    Span { file: FileId(0), start: 0, end: 0 }
}

pub fn text(words: &str) -> Inline<Resolved> {
    Inline::Text(words.to_owned())
}

pub fn block(kind: BlockKind<Resolved>) -> Block<Resolved> {
    Block { span: here(), id: BlockId(0), kind }
}

pub fn paragraph(words: &str) -> Block<Resolved> {
    block(BlockKind::Paragraph(words.into()))
}

pub fn heading(level: u8, anchor: &str, label: &str, content: Vec<Inline<Resolved>>) -> Block<Resolved> {
    block(BlockKind::Heading(Heading {
        level,
        anchor: Anchor(anchor.to_owned()),
        label: label.to_owned(),
        numbered: !label.is_empty(),
        listed: true,
        content: content.into(),
    }))
}

pub fn note(note: usize, occurrence: usize) -> Inline<Resolved> {
    Inline::Note(NoteMark { note, occurrence, label: (note + 1).to_string(), apart: Apart::Nothing }, here())
}

pub fn link(target: Target, words: &str) -> Inline<Resolved> {
    Inline::Link(Link { span: here(), target, title: String::new(), content: vec![text(words)] })
}

pub fn within(anchor: &str) -> Target {
    Target::Anchor(Anchor(anchor.to_owned()))
}

pub fn address(address: &str) -> Target {
    Target::Address(address.to_owned())
}

fn image(picture: Option<usize>, alternative: &str, width: Option<u32>) -> Image<Resolved> {
    Image {
        span: here(),
        picture: picture.map(AssetId),
        alternative: alternative.to_owned(),
        decorative: false,
        size: PictureSize {
            width: width.and_then(|width| Extent::new(width * 1000, Unit::Percent)),
            ..PictureSize::default()
        },
    }
}

fn figure(anchor: &str, label: &str, image: Image<Resolved>, caption: &str) -> Block<Resolved> {
    block(BlockKind::Figure(Figure {
        image,
        anchor: Anchor(anchor.to_owned()),
        label: label.to_owned(),
        caption: caption.into(),
    }))
}

fn item(task: Option<bool>, blocks: Vec<Block<Resolved>>) -> Item<Resolved> {
    Item { span: here(), marker: String::new(), task, blocks }
}

fn list(kind: ListKind, tight: bool, items: Vec<Item<Resolved>>) -> Block<Resolved> {
    block(BlockKind::List(List { kind, tight, items }))
}

fn row(cells: &[&str]) -> Row<Resolved> {
    let cell = |words: &&str| Cell {
        blocks: (!words.is_empty()).then(|| paragraph(words)).into_iter().collect(),
        ..Cell::empty(here())
    };
    Row { span: here(), cells: cells.iter().map(cell).collect() }
}

fn code(language: &str, code: &str, caption: &str) -> Block<Resolved> {
    block(BlockKind::Code(Code { caption: caption.into(), ..Code::new(language, code) }))
}

fn admonition(kind: AdmonitionKind, label: &str, title: &str) -> Block<Resolved> {
    let blocks = vec![paragraph(PROSE), paragraph("And a second paragraph.")];
    block(BlockKind::Admonition(Admonition { kind, label: label.to_owned(), title: title.into(), blocks }))
}

fn math(tex: &str, linear: &str) -> Math<Resolved> {
    Math { span: here(), tex: tex.to_owned(), content: vec![Inline::Text(linear.to_owned())] }
}

pub const PROSE: &str = "The compositor set the line, read it backwards, and set it again, because the \
    author had changed his mind about the comma; then the forme was locked, carried to the press and \
    inked, and the whole of the afternoon was spent in pulling proofs that nobody would read until Monday.";

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_fn(160, 90, |x, y| image::Rgb([x as u8, 128, y as u8 * 2]));
    picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).expect("memory is enough");
    bytes
}

fn asset(name: &str, format: Format, bytes: Vec<u8>) -> Asset {
    Asset { name: name.to_owned(), format, bytes: bytes.into(), width: 160, height: 90, density: None }
}

fn svg() -> Vec<u8> {
    b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"20\"><path d=\"M0 0h20v20z\"/></svg>"
        .to_vec()
}

/// The words of a heading, with its code.
fn without_notes(heading: &Run) -> Run {
    let mut kept = RunBuilder::default();
    for piece in heading.pieces(SpanId::WHOLE) {
        match piece {
            Piece::Words(_, words) => kept.words(words),
            Piece::Span(_, RunSpan { kind: SpanKind::Note(..), .. }) => {}
            Piece::Span(id, _) => kept.append(heading.part(id)),
        }
    }
    kept.finish()
}

/// A manuscript with these blocks and notes; the contents are made of the headings outside others.
pub fn manuscript(
    division: Division,
    metadata: Metadata,
    blocks: Vec<Block<Resolved>>,
    notes: Vec<Note<Resolved>>,
) -> Manuscript {
    let preferences = Preferences { toc_depth: Some(3), ..Preferences::default() };
    let mut diagnostics = Diagnostics::new();
    let style = StyleSheet::new(division, &metadata.language, &preferences, &mut diagnostics);
    let contents = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading(heading) if heading.level <= 3 => Some(ContentsEntry {
                level: heading.level,
                label: heading.label.clone(),
                content: without_notes(&heading.content),
                anchor: heading.anchor.clone(),
            }),
            _ => None,
        })
        .collect();
    let line = |role, text: &str| FrontLine { role, text: text.to_owned() };
    let mut front = vec![line(Role::Title, &metadata.title)];
    front.extend(metadata.subtitle.iter().map(|it| line(Role::Subtitle, it)));
    front.extend(metadata.authors.iter().map(|it| line(Role::Author, &it.name)));
    front.extend(metadata.publisher.iter().map(|it| line(Role::Imprint, it)));
    Manuscript {
        verse: std::collections::BTreeSet::new(),
        missing_glyphs: None,
        document: Document { metadata, preferences, cover: None, blocks, notes },
        front,
        contents,
        lists: Vec::new(),
        attachments: Vec::new(),
        profile: None,
        assets: Vec::new(),
        style,
        fonts: Arc::new(Library::new(&[], &mut diagnostics)),
    }
}

/// A chapter of plain prose, and nothing more.
pub fn plain() -> Manuscript {
    let metadata = Metadata { title: "Plain".to_owned(), ..Metadata::default() };
    manuscript(Division::Article, metadata, vec![paragraph(PROSE), paragraph(PROSE)], Vec::new())
}

fn metadata() -> Metadata {
    let person = |name: &str, file_as: Option<&str>, role: &str| Person {
        name: name.to_owned(),
        file_as: file_as.map(str::to_owned),
        role: role.to_owned(),
        affiliation: None,
    };
    Metadata {
        title: "The Rich Book".to_owned(),
        subtitle: Some("With everything".to_owned()),
        authors: vec![
            person("Jane Austen", Some("Austen, Jane"), "aut"),
            person(HOSTILE, None, "aut"),
            person("Max Perkins", None, "edt"),
            person("Constance Garnett", None, "trl"),
        ],
        language: Language::new("en-GB").expect("well formed"),
        date: Date::parse("2024-02-29"),
        modified: None,
        slug: None,
        source: Some("A manuscript".to_owned()),
        publisher: Some(HOSTILE.to_owned()),
        rights: Some("CC BY 4.0".to_owned()),
        identifier: Some("978-3-16-148410-0".to_owned()),
        description: Some(format!("Two lines\nof description. {HOSTILE}")),
        keywords: vec!["printing".to_owned(), HOSTILE.to_owned()],
        series: Some(Series { name: "Press".to_owned(), position: Some("2".to_owned()) }),
        other: Default::default(),
    }
}

/// The block that holds every kind of inline.
fn inlines() -> Block<Resolved> {
    let arabic = Passage::new(Language::new("ar"), None).expect("a language is given");
    block(BlockKind::Paragraph(
        vec![
            text(HOSTILE),
            Inline::Emphasis(vec![text("emphasis "), Inline::Strong(vec![text("both")])]),
            text(" "),
            Inline::Strike(vec![text("struck")]),
            text(" H"),
            Inline::Subscript(vec![text("2")]),
            text("O, m"),
            Inline::Superscript(vec![text("2")]),
            text(" "),
            Inline::SmallCaps(vec![text("Nasa")]),
            text(" "),
            Inline::Foreign(arabic, vec![text("سلام")]),
            text(" "),
            Inline::Code("if a < b && c > \"d\" {}".to_owned()),
            text(" "),
            Inline::Math(math("x^2", "x²")),
            Inline::HardBreak,
            Inline::Anchor(Anchor("a-place".to_owned())),
            text("after a break "),
            Inline::Image(image(Some(0), "a small picture", None)),
            Inline::Image(image(Some(1), "", None)),
            Inline::Image(image(None, "a picture that is missing", None)),
            note(0, 0),
        ]
        .into(),
    ))
}

fn links() -> Block<Resolved> {
    let mut content = Vec::new();
    let targets = [
        within("a-place"),
        within("kapitel-zwei-ü"),
        within("note-1"),
        within("figure-1"),
        within("nowhere-at-all"),
        Target::Nowhere,
        address("https://example.org/a?b=1&c=<d>\"#e"),
        address("https://en.wikipedia.org/wiki/Caf\u{e9}_(drink)[1]{x}|y^z`"),
        address("http://[not an address"),
        address("https://exa mple.org/"),
        address("http:///path"),
        address("https://example.org/100%25/%25zz"),
        address("mailto:jane@example.org?subject=Hello you"),
        address("tel:+44 20 7946 0000"),
        address("ftp://example.org/file"),
        address("https://例え.テスト/パス?q=値"),
        address("https://user:pass@example.org:8080/#a#b"),
        address("http://localhost:3000"),
        address("https://example.org/\u{202e}\u{200b}\0"),
        address("https://a_b.example.org"),
        address("https://-example.org"),
        address("https://192.168.0.1.5/"),
        address("http://0x7f.1/"),
        address("http://example.org:/"),
    ];
    for target in targets {
        content.push(link(target, "words"));
        content.push(text(", "));
    }
    // A link that holds a note and another link.
    content.push(Inline::Link(Link {
        span: here(),
        target: within("a-place"),
        title: HOSTILE.to_owned(),
        content: vec![text("outer "), note(1, 0), link(address("https://example.org"), "inner")],
    }));
    block(BlockKind::Paragraph(content.into()))
}

fn notes() -> Vec<Note<Resolved>> {
    let make = |at: usize, blocks| Note {
        span: here(),
        name: format!("n{at}"),
        label: format!("{}", at + 1),
        blocks,
    };
    vec![
        make(
            0,
            vec![block(BlockKind::Paragraph(
                vec![text("The first note, with a note of its own."), note(2, 0)].into(),
            ))],
        ),
        make(1, vec![paragraph("Two paragraphs."), paragraph("And the second, referred to thrice.")]),
        make(2, vec![code("", "a note of code", "")]),
        make(3, vec![]),
        make(
            4,
            vec![
                list(ListKind::Bullet, true, vec![item(None, vec![paragraph("a note of a list")])]),
                inlines_in_note(),
            ],
        ),
    ]
}

fn inlines_in_note() -> Block<Resolved> {
    block(BlockKind::Paragraph(
        vec![
            text("With a place "),
            Inline::Anchor(Anchor("in-a-note".to_owned())),
            text("and a reference back to itself"),
            note(4, 1),
        ]
        .into(),
    ))
}

/// A book that uses everything the model knows.
pub fn rich() -> Manuscript {
    let nested = list(
        ListKind::Bullet,
        true,
        vec![
            item(None, vec![paragraph("one")]),
            item(
                None,
                vec![
                    paragraph("two"),
                    list(
                        ListKind::Bullet,
                        true,
                        vec![item(
                            None,
                            vec![
                                paragraph("deeper"),
                                list(ListKind::Bullet, true, vec![item(None, vec![paragraph("deepest")])]),
                            ],
                        )],
                    ),
                ],
            ),
            item(Some(true), vec![paragraph("done")]),
            item(Some(false), vec![paragraph("not done")]),
            item(None, vec![]),
        ],
    );
    let table = |mut head: Vec<Row<Resolved>>, caption: &str| {
        let cells = head.iter_mut().flat_map(|row| &mut row.cells);
        cells.for_each(|cell| cell.scope = Some(Scope::Column));
        block(BlockKind::Table(Table {
            anchor: Anchor("grid-1".to_owned()),
            label: String::new(),
            caption: caption.into(),
            alignments: vec![Alignment::Natural, Alignment::Left, Alignment::Centre, Alignment::Right],
            head,
            bodies: vec![vec![
                row(&["Caslon", "1722", "old style", "1,234.5"]),
                row(&["Bodoni", "1798", "modern", ""]),
            ]],
        }))
    };
    let blocks = vec![
        paragraph(
            "A text before the first heading, long enough to be cut where it becomes a name for the file.",
        ),
        heading(1, "preface", "", vec![text("Preface")]),
        paragraph(PROSE),
        heading(0, "part-one", "", vec![text("Part One")]),
        paragraph("Words under a part."),
        heading(
            1,
            "note-1",
            "1",
            vec![text("A chapter called like a note "), Inline::Code("<T>".to_owned()), note(1, 1)],
        ),
        paragraph(PROSE),
        paragraph(PROSE),
        inlines(),
        heading(2, "chapter-01", "1.1", vec![text("A heading called like a file")]),
        nested,
        list(
            ListKind::Ordered(7),
            false,
            vec![
                item(None, vec![paragraph(PROSE), paragraph(PROSE)]),
                item(Some(true), vec![paragraph("a loose task"), code("", "code in an item", "")]),
            ],
        ),
        heading(3, "third", "1.1.1", vec![text("Third level")]),
        block(BlockKind::DefinitionList(vec![
            Definition {
                term: "Forme".into(),
                definitions: vec![vec![paragraph("Type locked in a chase.")]],
            },
            Definition {
                term: "Pie".into(),
                definitions: vec![
                    vec![paragraph("Type mixed up."), paragraph("Twice.")],
                    vec![paragraph("A dish.")],
                ],
            },
        ])),
        heading(4, "fourth", "", vec![text("Fourth level")]),
        block(BlockKind::Quote(vec![
            paragraph(PROSE),
            paragraph(PROSE),
            block(BlockKind::Quote(vec![paragraph("Deeper.")])),
        ])),
        heading(5, "fifth", "", vec![text("Fifth level")]),
        code(
            "rust",
            "fn main() {\n\tprintln!(\"<&> {}\", 1);\n\n    let long_line = some_function_with_a_long_name(and_an_argument, and_another_one, and_a_third);\n}",
            "",
        ),
        code("c++", "int main() {}", "A listing with a caption"),
        heading(6, "sixth", "", vec![text("Sixth level")]),
        table(vec![row(&["Face", "Year", "", "Number"])], "Faces"),
        table(vec![], ""),
        block(BlockKind::Break),
        paragraph(PROSE),
        heading(1, "kapitel-zwei-ü", "2", vec![text("Zweites: Ümlaut & 中文")]),
        figure(
            "figure-1",
            "Figure 1",
            image(Some(0), "A gradient", Some(50)),
            "A gradient, half as wide as the page",
        ),
        figure("figure-2", "Figure 2", image(Some(1), "A triangle", None), "A triangle"),
        figure("figure-3", "", image(Some(0), "A gradient again", None), ""),
        figure("figure-4", "Figure 3", image(None, "A picture that is missing", None), "Missing"),
        admonition(AdmonitionKind::Note, "Note", ""),
        admonition(AdmonitionKind::Tip, "Tip", "Own title"),
        admonition(AdmonitionKind::Important, "Important", ""),
        admonition(AdmonitionKind::Warning, "Warning", ""),
        admonition(AdmonitionKind::Caution, "Caution", ""),
        admonition(AdmonitionKind::Aside, "", ""),
        admonition(AdmonitionKind::Aside, "", "Summary"),
        block(BlockKind::Math(Formula {
            span: here(),
            tex: "E = mc^2".to_owned(),
            content: "E = mc²".into(),
        })),
        links(),
        block(BlockKind::Paragraph(
            vec![text("Notes: "), note(1, 2), note(3, 0), note(4, 0), link(within("in-a-note"), "into one")]
                .into(),
        )),
        heading(1, "empty", "", vec![]),
        heading(1, "preface-2", "", vec![text("Preface")]),
        paragraph(HOSTILE),
    ];
    let mut manuscript = manuscript(Division::Book, metadata(), blocks, notes());
    manuscript.document.cover = Some(image(Some(0), "The cover", None));
    manuscript.assets =
        vec![asset("2-gradient.png", Format::Png, png()), asset("Dreieck Ü.svg", Format::Svg, svg())];
    manuscript
}
