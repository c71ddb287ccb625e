//! Finished editions, read again: do they say what the manuscript says?
mod compare;
mod epub;
mod notes;
mod pdf;
mod projection;
mod text;

use crate::style::StyleSheet;

/// The formats of editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A PDF.
    Pdf,
    /// An EPUB.
    Epub,
    /// Plain text.
    Text,
}

/// What stands in front of an item, as a transcript has it: an ordinal stays, a bullet goes, the box of
/// a task is told.
fn marker(shown: &str, style: &StyleSheet) -> String {
    let rules = &style.list;
    let shown = shown.trim();
    if rules.bullets.iter().any(|bullet| bullet.print == shown) {
        return String::new();
    }
    let [open, done] = [0, 1].map(|done| rules.tasks[done].print.as_str());
    shown.replace(open, "[ ]").replace(done, "[x]")
}

/// Scratch.
pub fn scratch(manuscript: &crate::resolve::Manuscript, pdf: &[u8], epub: &[u8], txt: &[u8]) -> Vec<String> {
    use crate::transcript::*;
    let style = &manuscript.style;
    let full = of(manuscript);
    let form = Form::usual(style);
    let mut out = Vec::new();
    let pdf = crate::inspect::PdfFile::read(pdf).unwrap();
    let pdf = pdf::read(&pdf, style);
    let epub = crate::inspect::EpubFile::read(epub).unwrap();
    let epub = epub::read(&epub, style).unwrap();
    let text = text::read(txt, style, crate::letters::Letters::Unicode).unwrap();
    let ours = common(&full, &form);
    let pairs = [
        ("pdf", projection::of(&full, &[Format::Pdf], style), projection::of(&pdf, &[Format::Pdf], style)), ("epub", projection::of(&full, &[Format::Epub], style), projection::of(&epub, &[Format::Epub], style)),
        ("pdf common", ours.clone(), common(&pdf, &form)), ("epub common", ours.clone(), common(&epub, &form)),
        ("text", ours, text.said)];
    for (name, a, b) in pairs {
        let d = compare::differences(&a, &b);
        for x in d.iter().take(4) {
            let show = |t: &Transcript, r: &std::ops::Range<usize>| (r.start.saturating_sub(5)..(r.end+5).min(t.len())).map(|i| { let s = t.get(i); let m = if r.contains(&i) {"»"} else {""}; format!("{m}{}{}", if s.kind==Kind::Word {String::new()} else {format!("<{}>", s.kind.name())}, s.text)}).collect::<Vec<_>>().join(" ");
            out.push(format!("{name} ({} differences)\n   - {}\n   + {}", d.len(), show(&a, &x.expected), show(&b, &x.found)));
        }
    }
    out
}
