//! What a text edition holds, in words.

use unicode_width::UnicodeWidthStr;

use super::words::{Told, count, grouped};
use super::{Sections, Unreadable};

/// Tells of a plain-text file.
pub(super) fn told(bytes: &[u8], sections: Sections) -> Result<String, Unreadable> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Unreadable(format!("it is no UTF-8: byte {} is wrong", error.valid_up_to())))?;
    let lines: Vec<&str> = text.lines().collect();
    let widest =
        lines.iter().enumerate().max_by_key(|(index, line)| (line.width(), std::cmp::Reverse(*index)));
    let headings = headings(&lines);
    let mut told = Told::default();
    let ascii = if text.is_ascii() { "ASCII" } else { "UTF-8" };
    let ends = if text.contains("\r\n") { "CRLF" } else { "LF" };
    told.line("File", format!("plain text, {ascii}, line ends {ends}, {} bytes", grouped(bytes.len())));
    told.line_if(
        "Title",
        lines.iter().find(|line| !line.trim().is_empty()).map(|line| line.trim().to_owned()),
    );
    told.line("Lines", grouped(lines.len()));
    if let Some((at, line)) = widest {
        told.line(
            "Widest",
            format!("{}, line {}", count(line.width(), "column", "columns"), grouped(at + 1)),
        );
    }
    told.line("Words", grouped(text.split_whitespace().count()));
    told.line("Headings", grouped(headings.len()));
    let feeds = text.matches('\u{C}').count();
    told.line_if("Form feeds", (feeds > 0).then(|| grouped(feeds)));
    if sections.outline {
        told.section("Outline", &headings.iter().map(|heading| format!("{heading}\n")).collect::<String>());
    }
    Ok(told.finish())
}

/// Lines with a rule below them that is as long as they are.
fn headings(lines: &[&str]) -> Vec<String> {
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let is_rule = |words: &str, rule: &str| {
        let mut signs = rule.trim().chars();
        let first = signs.next().filter(|sign| matches!(sign, '=' | '-' | '~' | '#' | '*'));
        first.is_some_and(|first| signs.all(|sign| sign == first))
            && rule.trim().len() == words.trim().width()
    };
    pairs
        .filter(|(words, rule)| !words.trim().is_empty() && is_rule(words, rule))
        .map(|(words, _)| words.trim().to_owned())
        .collect()
}
