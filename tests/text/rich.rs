//! A manuscript that has everything.

use super::build::*;
use pressroom::model::{
    Admonition, AdmonitionKind, Alignment, Anchor, BlockKind, Definition, Formula, Inline, Link, ListKind,
    Run, Target,
};
use pressroom::resolve::Manuscript;
use pressroom::style::Role;

const WORDS: &str = "The compositor stands before the case, stick in hand, and gathers the letters one by one \
                     until the line is full; then comes the spacing, which is the whole of the art.";

pub fn manuscript() -> Manuscript {
    let internal = Inline::Link(Link {
        span: span(),
        target: Target::Anchor(Anchor("Ink".into())),
        title: String::new(),
        content: vec![text("the chapter on ink")],
    });
    let long =
        "A heading that is so long that it will not fit into a single line of the edition, whatever is done";
    let blocks = vec![
        heading(0, "I", "The Shop"),
        heading(1, "1", "Type"),
        inlines(vec![
            text(WORDS),
            note_mark(0),
            text(" See "),
            internal,
            text(" and "),
            link("the guild", "https://guild.example/type"),
            text(", "),
            emphasis("e\u{301}tude"),
            text("."),
        ]),
        heading(2, "1.1", long),
        bullets(vec![
            vec![
                paragraph(WORDS),
                list(ListKind::Ordered(1), true, vec![("a.", None, vec![paragraph("lead")])]),
            ],
            vec![code_block("$ press --all   \n\n\n\n\n\n\n\tdone\n"), paragraph("after code")],
        ]),
        heading(3, "", "Third"),
        block(BlockKind::Quote(vec![paragraph(WORDS), bullets(vec![vec![paragraph(WORDS)]])])),
        heading(4, "", "Fourth"),
        table(
            vec![Alignment::Natural, Alignment::Right, Alignment::Centre],
            vec![vec!["Sort", "Count", "Use"], vec!["e", "12,000", WORDS], vec!["北京", "300", "a\u{300}"]],
        ),
        table(vec![Alignment::Natural; 30], vec![vec!["Head"; 30], vec!["value"; 30]]),
        heading(5, "", "Fifth"),
        block(BlockKind::Math(Formula { span: span(), tex: "E".into(), content: "E = mc²".into() })),
        block(BlockKind::DefinitionList(vec![Definition {
            term: "chase".into(),
            definitions: vec![vec![paragraph(WORDS), code_block("frame();\n")]],
        }])),
        heading(6, "", "Sixth"),
        block(BlockKind::Break),
        paragraph(&"活字印刷术是中国古代的四大发明之一。".repeat(6)),
        heading(1, "2", "Ink"),
        block(BlockKind::Admonition(Admonition {
            kind: AdmonitionKind::Warning,
            label: "Warning".into(),
            title: Run::default(),
            blocks: vec![inlines(vec![text("It stains"), note_mark(1), text(".")])],
        })),
        figure("A press", "Figure 1", "The press"),
        code_block(&format!("let line = \"{}\";\n", "abcdefgh ".repeat(20))),
        inlines(vec![text("Line"), Inline::HardBreak, text("Second"), Inline::Anchor(Anchor("x".into()))]),
    ];
    let notes = vec![
        note("1", vec![paragraph(WORDS), bullets(vec![vec![paragraph("in a note")]])]),
        note("2", vec![inlines(vec![text("See "), link("ink", "https://ink.example")])]),
    ];
    let mut manuscript = book(blocks, notes);
    manuscript.front = front(&[(Role::Title, "The Compositor"), (Role::Author, "A. Hand")]);
    manuscript
}
