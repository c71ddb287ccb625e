//! What holds for every text edition, read from the edition alone.

use pressroom::model::{Block, BlockKind, Resolved, Run, SpanId, SpanKind, Visitor, walk_blocks};
use pressroom::resolve::Manuscript;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const WIDTH: usize = 72;

/// Whether every program shows `text` in the same columns: no letters that some of them join.
fn is_certain(text: &str) -> bool {
    let one_by_one: usize = text.chars().filter_map(UnicodeWidthChar::width).sum();
    one_by_one == text.width()
        && text.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>() == one_by_one
        && !text.contains(|c| ('\u{900}'..'\u{1100}').contains(&c) || ('\u{1700}'..'\u{1CFF}').contains(&c))
}

/// Line ends, blanks, width, characters, tables.
pub fn check(edition: &str) {
    assert!(edition.ends_with('\n'), "a line feed ends it");
    assert!(edition == "\n" || !edition.ends_with("\n\n"), "only one line feed ends it");
    assert!(edition == "\n" || !edition.starts_with('\n'), "no blank lines at the start");
    assert!(!edition.contains("\n\n\n\n\n\n"), "at most four blank lines:\n{edition}");
    assert!(edition.nfc().eq(edition.chars()), "composed characters");
    for character in edition.chars() {
        assert!(character == '\n' || !character.is_control(), "{character:?}");
        assert!(!"\u{AD}\u{200B}\u{2060}\u{FEFF}".contains(character), "{character:?}");
    }
    for line in edition.lines() {
        assert_eq!(line, line.trim_end(), "no blanks at a line's end");
        // A record of a table stands behind a bar.
        let words = line.trim().trim_start_matches('│').trim_start();
        assert!(
            line.width() <= WIDTH || !words.contains(' '),
            "{} columns and more than one word:\n{line}",
            line.width()
        );
    }
    rectangles(edition);
}

/// Every grid's lines have one width, and its rules stand under one another.
fn rectangles(edition: &str) {
    let mut open: Option<Vec<usize>> = None;
    for line in edition.lines() {
        let inner = line.trim_start();
        let rules: Vec<usize> = line
            .char_indices()
            .filter(|(_, character)| "│┌┬┐├┼┤╞╪╡└┴┘".contains(*character))
            .map(|(place, _)| line[..place].width())
            .collect();
        if inner == "┌──" {
            // Records stand side by side with nothing.
            continue;
        } else if inner.starts_with('┌') {
            open = Some(rules);
        } else if !is_certain(line) {
            continue;
        } else if let Some(expected) = &open {
            let is_row = ["│", "├", "╞", "└"].iter().any(|start| inner.starts_with(start));
            assert!(is_row, "a table is not closed:\n{edition}");
            assert!(
                expected.iter().all(|column| rules.contains(column)),
                "{rules:?} {expected:?}\n{edition}"
            );
            assert_eq!(expected.last().map(|last| last + 1), Some(line.width()), "\n{edition}");
            if inner.starts_with('└') {
                open = None;
            }
        }
    }
    assert!(open.is_none(), "a table is not closed:\n{edition}");
}

/// The letters and digits of `text`, in order.
pub fn letters(text: &str) -> String {
    text.nfc().filter(|character| character.is_alphanumeric()).collect()
}

/// The headings, read back from their underlines, are the manuscript's.
pub fn headings(edition: &str, manuscript: &Manuscript) {
    let lines: Vec<&str> = edition.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(1) {
        let Some(mark) = line.chars().next() else { continue };
        let marks = ['=', '-', '~', '.', '^', '"'];
        let Some(level) = marks.iter().position(|known| *known == mark) else { continue };
        let start = lines[..index].iter().rposition(|line| line.is_empty()).map_or(0, |blank| blank + 1);
        let head = &lines[start..index];
        let overlined = head.first() == Some(line);
        let words = if overlined { &head[1..] } else { head };
        let widest = words.iter().map(|line| line.width()).max();
        if line.chars().all(|character| character == mark) && widest == Some(line.chars().count()) {
            found.push((if overlined { 0 } else { level + 1 }, words.join(" ")));
        }
    }
    let mut expected = Vec::new();
    for block in &manuscript.document.blocks {
        if let BlockKind::Heading(heading) = &block.kind {
            let words = format!("{} {}", heading.label, heading.content.plain_text());
            expected.push((usize::from(heading.level), words.trim().to_owned()));
        }
    }
    assert_eq!(found, expected);
}

/// Every word of the manuscript stands in the edition, as often as there.
pub fn words(edition: &str, manuscript: &Manuscript) {
    struct Collector(Vec<String>);
    impl Visitor<Resolved> for Collector {
        fn block(&mut self, block: &Block<Resolved>) {
            match &block.kind {
                BlockKind::Code(code) => self.add(&code.text),
                BlockKind::Math(math) => self.add(&math.content.linear_text(SpanId::WHOLE)),
                BlockKind::Heading(heading) => self.add(&heading.label),
                BlockKind::Figure(figure) => {
                    self.add(&figure.label);
                    self.add(&figure.image.alternative);
                }
                BlockKind::List(list) => list.items.iter().for_each(|item| self.add(&item.marker)),
                BlockKind::Admonition(admonition) => self.add(&admonition.label),
                BlockKind::Paragraph(_)
                | BlockKind::DefinitionList(_)
                | BlockKind::Quote(_)
                | BlockKind::Table(_)
                | BlockKind::Break => {}
            }
        }
        fn text(&mut self, text: &Run) {
            let is_formula = |kind: &SpanKind| matches!(kind, SpanKind::Math { .. });
            text.visit_words(|kind| kind.is_words() && !is_formula(kind), |words| self.add(words));
            for (id, span) in text.spans() {
                match &span.kind {
                    SpanKind::Math { .. } => self.add(&text.linear_text(id)),
                    SpanKind::Image(image) => self.add(&image.alternative),
                    _ => {}
                }
            }
        }
    }
    impl Collector {
        fn add(&mut self, words: &str) {
            let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            self.0.extend(words.map(|word| word.nfc().collect::<String>()));
        }
    }
    let mut collector = Collector(Vec::new());
    walk_blocks(&manuscript.document.blocks, &mut collector);
    manuscript.document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut collector));
    manuscript.front.iter().for_each(|line| collector.add(&line.text));
    let plain: String = edition.split_whitespace().collect::<Vec<_>>().join(" ");
    // Folded code and wrapped Chinese are put together again.
    let unfolded: String = edition.replace("\\\n", "").split_whitespace().collect();
    for word in collector.0 {
        let whole = plain.split(|c: char| !c.is_alphanumeric()).any(|found| found == word);
        let script = word.chars().all(|c| c.is_ascii_digit());
        assert!(whole || script || unfolded.contains(&word), "`{word}` is missing in\n{edition}");
    }
}

/// Every mark of a note has its note, once, and every note its mark.
pub fn notes(edition: &str, manuscript: &Manuscript) {
    for note in &manuscript.document.notes {
        let mark = format!("[{}]", note.label);
        let printed = edition.lines().filter(|line| line.starts_with(&mark)).count();
        assert_eq!(printed, 1, "note {mark} in\n{edition}");
        assert!(edition.matches(&mark).count() > 1, "note {mark} is not referred to in\n{edition}");
    }
}
