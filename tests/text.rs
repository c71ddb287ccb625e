//! The text edition of manuscripts built by hand: each rule of its form, as something that can fail.

#[path = "text/build.rs"]
mod build;
#[path = "text/invariants.rs"]
mod invariants;
#[path = "text/rich.rs"]
mod rich;

use build::*;
use pressroom::model::{
    Admonition, AdmonitionKind, Alignment, BlockKind, Definition, Formula, Inline, ListKind, Math, Table,
};
use pressroom::style::Role;

fn shown(blocks: Blocks, expected: &str) {
    let edition = set(blocks);
    assert!(edition == expected, "\n--- expected\n{expected}\n--- found\n{edition}");
}

const LOREM: &str = "It is a truth universally acknowledged, that a single man in possession of a good \
                     fortune, must be in want of a wife.";

#[test]
fn a_title_block_stands_in_the_middle() {
    let mut manuscript = manuscript(vec![paragraph("Words.")], Vec::new());
    manuscript.front = front(&[
        (Role::Title, "A Treatise on the Setting of Books in Plain Characters"),
        (Role::Subtitle, "With Examples"),
        (Role::Author, "Jane Doe"),
        (Role::Author, "Richard Roe"),
        (Role::Imprint, "2024"),
    ]);
    let expected = "                      A Treatise on the Setting of
                       Books in Plain Characters

                             With Examples

                                Jane Doe
                              Richard Roe

                                  2024


Words.
";
    let edition = edition(&manuscript);
    assert!(edition == expected, "\n{edition}");
}

#[test]
fn contents_show_numbers_and_levels() {
    let mut manuscript = book(
        vec![
            heading(0, "", "Part"),
            heading(1, "1", "One"),
            heading(2, "1.1", "Inner"),
            heading(1, "2", "Two"),
        ],
        Vec::new(),
    );
    manuscript.style.contents = true;
    let edition = edition(&manuscript);
    let expected = "Contents

Part
  1 One
    1.1 Inner
  2 Two




====
Part
====
";
    assert!(edition.starts_with(expected), "\n{edition}");
}

#[test]
fn headings_are_underlined_to_their_width() {
    shown(
        vec![
            heading(1, "2", "北京 and more"),
            heading(2, "", "Inner"),
            paragraph("Words."),
            heading(3, "", "Deep"),
        ],
        "2 北京 and more
===============


Inner
-----

Words.


Deep
~~~~
",
    );
}

#[test]
fn paragraphs_fit_best() {
    shown(
        vec![paragraph(LOREM), paragraph("Short.")],
        "It is a truth universally acknowledged, that a single man in possession
of a good fortune, must be in want of a wife.

Short.
",
    );
}

#[test]
fn marks_are_tight_and_left_out_where_they_would_mislead() {
    shown(
        vec![
            inlines(vec![text("An "), emphasis("old "), text("press, a "), strong("big"), text(" one.")]),
            inlines(vec![
                Inline::Emphasis(vec![strong("both")]),
                text(" "),
                Inline::Strong(vec![emphasis("too")]),
            ]),
            inlines(vec![text("un"), emphasis("believ"), text("able "), emphasis("snake_case"), text(" x")]),
            inlines(vec![text("这是"), emphasis("强调"), text("的。")]),
            inlines(vec![Inline::Strike(vec![text("gone")]), text(" "), code("a b"), text(" "), code("a`b")]),
            inlines(vec![
                text("H"),
                Inline::Subscript(vec![text("2")]),
                text("O, x"),
                Inline::Superscript(vec![text("q+1")]),
            ]),
        ],
        "An _old_ press, a *big* one.

_*both*_ _*too*_

unbelievable snake_case x

这是_强调_的。

~~gone~~ `a b` a`b

H₂O, x^(q+1)
",
    );
}

#[test]
fn lists_hang_and_nest() {
    shown(
        vec![
            paragraph("Before"),
            bullets(vec![
                vec![
                    paragraph(LOREM),
                    bullets(vec![vec![paragraph("inner"), bullets(vec![vec![paragraph("third")]])]]),
                ],
                vec![paragraph("second")],
            ]),
            list(
                ListKind::Ordered(9),
                false,
                vec![
                    ("9.", None, vec![paragraph("nine"), code_block("code\n")]),
                    ("10.", None, vec![paragraph("ten")]),
                ],
            ),
            list(
                ListKind::Bullet,
                true,
                vec![("", Some(true), vec![paragraph("done")]), ("", Some(false), Vec::new())],
            ),
        ],
        "Before

  - It is a truth universally acknowledged, that a single man in
    possession of a good fortune, must be in want of a wife.
    * inner
      + third
  - second

   9. nine

          code

  10. ten

  [x] done
  [ ]
",
    );
}

#[test]
fn quotes_stand_in_on_both_sides_and_verse_keeps_its_lines() {
    let verse = inlines(vec![text("Tyger Tyger, burning bright,"), Inline::HardBreak, text(LOREM)]);
    shown(
        vec![block(BlockKind::Quote(vec![paragraph(LOREM), verse]))],
        "    It is a truth universally acknowledged, that a single man in
    possession of a good fortune, must be in want of a wife.

    Tyger Tyger, burning bright,
    It is a truth universally acknowledged, that a single man in
        possession of a good fortune, must be in want of a wife.
",
    );
}

#[test]
fn definitions_and_admonitions_follow_their_titles() {
    let admonition = Admonition {
        kind: AdmonitionKind::Note,
        label: "Note".into(),
        title: "Mind the ink".into(),
        blocks: vec![paragraph("It stains."), paragraph("Truly.")],
    };
    shown(
        vec![
            block(BlockKind::DefinitionList(vec![
                Definition {
                    term: "forme".into(),
                    definitions: vec![vec![paragraph("Type locked in a chase.")]],
                },
                Definition { term: "quoin".into(), definitions: vec![vec![paragraph("A wedge.")], vec![]] },
            ])),
            block(BlockKind::Admonition(admonition)),
            block(BlockKind::Break),
            paragraph("End."),
        ],
        "forme
    Type locked in a chase.

quoin
    A wedge.

Note: Mind the ink
    It stains.

    Truly.

                                 * * *

End.
",
    );
}

#[test]
fn code_is_kept_and_folded_with_a_note() {
    let long = "let answer = compute(first_argument, second_argument, third_argument, fourth_argument);";
    shown(
        vec![code_block("fn main() {\n\tpress();   \n\n}\n"), code_block(&format!("{long}\n"))],
        "    fn main() {
        press();

    }

    NOTE: '\\' line wrapping per RFC 8792

    let answer = compute(first_argument, second_argument, \\
        third_argument, fourth_argument);
",
    );
}

#[test]
fn folded_code_goes_on_further_in_and_stands_off_its_caption() {
    let mut block = code_block(&format!("    if ready {{\n        press(\\\n{}x);\n", "word ".repeat(16)));
    if let BlockKind::Code(code) = &mut block.kind {
        code.caption = "Listing 1".into();
    }
    let words = "word ".repeat(13);
    shown(
        vec![block],
        &format!(
            "    Listing 1

    NOTE: '\\\\' line wrapping per RFC 8792

        if ready {{
            press(\\
    {words}\\
        \\word word word x);
"
        ),
    );
}

#[test]
fn tables_are_rectangles() {
    use Alignment::{Centre, Natural, Right};
    shown(
        vec![table(
            vec![Natural, Centre, Right],
            vec![vec!["Name", "Kind", "Price"], vec!["北京", "x", "7"], vec!["é", "long one", "1,200"]],
        )],
        "┌──────┬──────────┬───────┐
│ Name │   Kind   │ Price │
╞══════╪══════════╪═══════╡
│ 北京 │    x     │     7 │
│ é    │ long one │ 1,200 │
└──────┴──────────┴───────┘
",
    );
}

#[test]
fn rows_of_several_lines_are_separated() {
    let edition = set(vec![table(
        vec![Alignment::Natural; 2],
        vec![vec!["A", "B"], vec!["one", LOREM], vec!["two", "short"]],
    )]);
    assert_eq!([edition.matches('╪').count(), edition.matches('┼').count()], [1, 1], "{edition}");
    assert!(edition.contains("│ one │ "), "the short column keeps its width:\n{edition}");
}

#[test]
fn a_table_too_wide_becomes_records() {
    let wide = "a".repeat(40);
    shown(
        vec![table(
            vec![Alignment::Natural; 3],
            vec![vec!["First", "Second", ""], vec![&wide, &wide, "x"], vec!["1", "", "y"]],
        )],
        &format!("┌──\n│ First: {wide}\n│ Second: {wide}\n│ x\n├──\n│ First: 1\n│ y\n└──\n"),
    );
}

#[test]
fn captions_of_tables_stand_above_and_of_figures_below() {
    let mut captioned = table(vec![Alignment::Natural], vec![vec!["A"], vec!["1"]]);
    if let BlockKind::Table(Table { label, caption, .. }) = &mut captioned.kind {
        *label = "Table 3".to_owned();
        *caption = "Letters".into();
    }
    shown(
        vec![
            captioned,
            figure("A press", "Figure 4", "The press of 1440"),
            figure("", "", ""),
            figure("Ink", "", "Ink"),
        ],
        "    Table 3. Letters
┌───┐
│ A │
╞═══╡
│ 1 │
└───┘

    [Image: A press]
    Figure 4. The press of 1440

    [Image]
    Ink
",
    );
}

#[test]
fn links_are_numbered_through_the_document_and_listed_by_chapter() {
    let manuscript = book(
        vec![
            heading(1, "", "One"),
            inlines(vec![
                text("See "),
                link("the site", "https://a.example/"),
                text(", "),
                link("https://b.example", "https://b.example/"),
                text(" and "),
                link("again", "https://a.example/"),
            ]),
            heading(1, "", "Two"),
            inlines(vec![link("the site", "https://a.example/"), text(".")]),
        ],
        Vec::new(),
    );
    let expected = "One
===


See the site [L1], <https://b.example> and again [L1]

--------------------

Links

[L1] https://a.example/




Two
===


the site [L2].

--------------------

Links

[L2] https://a.example/
";
    let mut manuscript = manuscript;
    manuscript.style.contents = false;
    let edition = edition(&manuscript);
    assert!(edition == expected, "\n{edition}");
}

#[test]
fn notes_stand_at_the_end_of_their_chapter() {
    let mut manuscript = book(
        vec![
            heading(1, "", "One"),
            inlines(vec![text("Ink "), note_mark(0), text(" dries"), note_mark(1), text(".")]),
            heading(1, "", "Two"),
            inlines(vec![text("Again"), note_mark(0), text(".")]),
        ],
        vec![
            note("1", vec![inlines(vec![text(LOREM), note_mark(2)])]),
            note("2", vec![paragraph("Two.")]),
            note("3", vec![paragraph("A note's note.")]),
        ],
    );
    manuscript.style.contents = false;
    let expected = "One
===


Ink[1] dries[2].

--------------------

[1] It is a truth universally acknowledged, that a single man in
    possession of a good fortune, must be in want of a wife.[3]

[2] Two.

[3] A note's note.




Two
===


Again[1].
";
    let edition = edition(&manuscript);
    assert!(edition == expected, "\n{edition}");
}

#[test]
fn an_article_is_one_chapter() {
    let edition = edition(&manuscript(
        vec![
            heading(1, "", "One"),
            inlines(vec![text("Ink"), note_mark(0), text(".")]),
            heading(1, "", "Two"),
            paragraph("End."),
        ],
        vec![note("1", vec![paragraph("Black.")])],
    ));
    assert!(edition.ends_with("End.\n\n--------------------\n\n[1] Black.\n"), "\n{edition}");
}

#[test]
fn formulas_stand_in() {
    let math =
        |linear: &str| Math { span: span(), tex: "x".into(), content: vec![Inline::Text(linear.into())] };
    shown(
        vec![
            inlines(vec![text("So "), Inline::Math(math("x² + y²"))]),
            block(BlockKind::Math(Formula { span: span(), tex: "x".into(), content: "a = b\nc = d".into() })),
        ],
        "So x² + y²\n\n    a = b\n    c = d\n",
    );
}

#[test]
fn chinese_lines_break_by_their_rules_without_spaces() {
    let words = "活字印刷术是中国古代的四大发明之一，".repeat(8);
    let edition = set(vec![paragraph(&words)]);
    assert!(edition.lines().count() > 2, "{edition}");
    for line in edition.lines() {
        assert!(!line.starts_with('，'), "a comma begins a line:\n{edition}");
    }
    assert_eq!(edition.replace('\n', ""), words);
}

#[test]
fn break_controls_guide_and_vanish() {
    let khmer = "ភាសាខ្មែរជាភាសាផ្លូវការរបស់ព្រះរាជាណាចក្រកម្ពុជា".repeat(6);
    let edition = set(vec![
        paragraph(&khmer),
        paragraph("soft\u{AD}ly \u{200B}no\u{2060}w\u{FEFF} tab\tbed 7\u{A0}kg"),
    ]);
    assert!(edition.lines().count() > 4, "Khmer is divided between words:\n{edition}");
    assert!(edition.ends_with("softly now tab bed 7\u{A0}kg\n"), "\n{edition}");
}

#[test]
fn addresses_and_code_are_not_divided() {
    let address = format!("https://example.org/{}", "path/".repeat(16));
    let edition = set(vec![
        inlines(vec![text("See "), link(&address, &address), text(" for more.")]),
        inlines(vec![
            text(&"word ".repeat(12)),
            code("cargo run --release -- export"),
            text(" at the end of it."),
        ]),
    ]);
    assert!(edition.lines().any(|line| line == format!("<{address}>")), "\n{edition}");
    assert!(edition.lines().any(|line| line.contains("`cargo run --release -- export`")), "\n{edition}");
    let edition =
        set(vec![inlines(vec![text("a stuck\u{A0}title]("), link(&address, &address), text(").")])]);
    assert!(edition.ends_with(&format!("stuck\u{A0}title](\n<{address}>).\n")), "\n{edition}");
}

#[test]
fn an_address_wider_than_the_line_stands_alone() {
    let address = format!("https://example.org/{}", "path/".repeat(16));
    shown(
        vec![bullets(vec![
            vec![inlines(vec![link("a path", &address)])],
            vec![inlines(vec![link(&address, &address)])],
        ])],
        &format!(
            "  - a path [L1]
  -
    <{address}>

--------------------

Links

[L1]
     {address}
"
        ),
    );
}

#[test]
fn words_are_divided_at_hyphens_only_between_letters() {
    let edition = set(vec![paragraph(&"well-known --flag x-ray 2020-05-17 and/or src/main/lib ".repeat(9))]);
    invariants::check(&edition);
    for line in edition.lines() {
        for (end, _) in line.match_indices(['-', '/']).filter(|(place, _)| place + 1 == line.len()) {
            assert!(["well", "and"].iter().any(|word| line[..end].ends_with(word)), "{line}");
        }
    }
}

#[test]
fn a_last_line_is_not_one_short_word() {
    let words = "aaaaaaa ".repeat(9) + "end";
    let edition = set(vec![paragraph(&words)]);
    assert!(edition.lines().last().is_some_and(|line| line.len() > 5), "\n{edition}");
}

#[test]
fn depth_leaves_room_for_words() {
    let mut blocks = vec![paragraph(LOREM)];
    for level in 0..40 {
        blocks =
            if level % 2 == 0 { vec![bullets(vec![blocks])] } else { vec![block(BlockKind::Quote(blocks))] };
    }
    let edition = set(blocks);
    invariants::check(&edition);
    assert!(edition.contains("universally"), "\n{edition}");
}

#[test]
fn the_form_holds_for_a_rich_manuscript() {
    let manuscript = rich::manuscript();
    let text = edition(&manuscript);
    invariants::check(&text);
    invariants::headings(&text, &manuscript);
    invariants::words(&text, &manuscript);
    invariants::notes(&text, &manuscript);
    assert_eq!(text, edition(&manuscript), "the same twice");
}

mod any {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn paragraph_keeps_its_words_and_the_width(words in "(\\PC{0,90} ?){0,12}") {
            let edition = set(vec![paragraph(&words)]);
            invariants::check(&edition);
            prop_assert_eq!(invariants::letters(&edition), invariants::letters(&words));
        }

        #[test]
        fn paragraph_is_no_more_ragged_than_the_first_fit(words in prop::collection::vec("[a-z]{1,14}", 20..60)) {
            let blank = |lines: &[String]| -> usize {
                lines.iter().rev().skip(1).map(|line| (72 - line.len()).pow(2)).sum()
            };
            let mut first_fit = vec![String::new()];
            for word in &words {
                let last = first_fit.last_mut().expect("it starts with one");
                match last.len() {
                    0 => last.push_str(word),
                    length if length + 1 + word.len() <= 72 => *last += &format!(" {word}"),
                    _ => first_fit.push(word.clone()),
                }
            }
            let edition = set(vec![paragraph(&words.join(" "))]);
            let best: Vec<String> = edition.lines().map(str::to_owned).collect();
            let avoids_short_last_line = first_fit.last().is_some_and(|line| line.len() < 5);
            prop_assert!(blank(&best) <= blank(&first_fit) || avoids_short_last_line, "{edition}");
        }

        #[test]
        fn a_mark_is_never_parted_from_its_word(words in prop::collection::vec("[a-z]{1,9}[.,)]?", 30)) {
            let mut content = Inlines::new();
            for word in &words {
                content.extend([text(word), note_mark(0), text(" ")]);
            }
            let edition = edition(&manuscript(vec![inlines(content)], vec![note("1", vec![paragraph("Note.")])]));
            let text = edition.split("\n---").next().unwrap_or_default();
            prop_assert!(text.lines().all(|line| !line.starts_with('[')), "{edition}");
        }

        #[test]
        fn table_is_a_rectangle(cells in prop::collection::vec("(\\PC{0,12} ){0,6}", 6)) {
            let rows = vec![
                vec![cells[0].as_str(), cells[1].as_str(), cells[2].as_str()],
                vec![cells[3].as_str(), cells[4].as_str(), cells[5].as_str()],
            ];
            invariants::check(&set(vec![table(vec![Alignment::Natural, Alignment::Centre, Alignment::Right], rows)]));
        }

        #[test]
        fn marks_never_lose_a_word(words in prop::collection::vec("[a-c_*` .中]{0,8}", 1..8), kinds in prop::collection::vec(0..5, 8)) {
            let content: Inlines = words.iter().zip(&kinds).map(|(words, kind)| match kind {
                0 => text(words),
                1 => emphasis(words),
                2 => Inline::Strong(vec![emphasis(words), text(words)]),
                3 => code(words),
                _ => link(words, "https://a.example"),
            }).collect();
            let edition = set(vec![inlines(content)]);
            invariants::check(&edition);
            let mut rest = edition.chars();
            for (words, kind) in words.iter().zip(&kinds) {
                let twice = if *kind == 2 { 2 } else { 1 };
                for letter in words.repeat(twice).chars().filter(|c| c.is_alphabetic()) {
                    prop_assert!(rest.any(|found| found == letter), "{letter} is missing in\n{edition}");
                }
            }
        }
    }
}
