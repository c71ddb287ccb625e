//! The linear form of formulas: what stands for raised and lowered parts where there is one line.

use super::{Inline, Math, Resolved};

impl Math<Resolved> {
    /// The formula in one line of text, `x² + a_(ij)`; several lines if it is a block of several.
    pub fn linear(&self) -> String {
        linear_text(&self.content)
    }

    /// How many bytes of the text that is read it takes, as [`Origin::at`](super::Origin::at) counts.
    pub fn reading_length(&self) -> usize {
        length(&self.content)
    }
}

/// A formula's inlines in one line of text.
pub fn linear_text(content: &[Inline<Resolved>]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Subscript(content) => text.push_str(&lowered(&linear_text(content))),
            Inline::Superscript(content) => text.push_str(&raised(&linear_text(content))),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::SmallCaps(content)
            | Inline::Foreign(_, content) => text.push_str(&linear_text(content)),
            Inline::Link(link) => text.push_str(&linear_text(&link.content)),
            Inline::Math(math) => text.push_str(&math.linear()),
            Inline::SoftBreak => text.push(' '),
            Inline::HardBreak => text.push('\n'),
            Inline::Note(..) | Inline::Image(_) | Inline::Anchor(_) => {}
        }
    }
    text
}

fn length(content: &[Inline<Resolved>]) -> usize {
    let of = |inline: &Inline<Resolved>| match inline {
        Inline::Text(words) | Inline::Code(words) => words.len(),
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Strike(content)
        | Inline::Subscript(content)
        | Inline::Superscript(content)
        | Inline::SmallCaps(content)
        | Inline::Foreign(_, content) => length(content),
        Inline::Link(link) => length(&link.content),
        Inline::Math(math) => math.reading_length(),
        Inline::SoftBreak | Inline::HardBreak => 1,
        Inline::Note(..) | Inline::Image(_) | Inline::Anchor(_) => 0,
    };
    content.iter().map(of).sum()
}

/// What stands in a line of text for `inner` raised: `²`, `^T`, `^(n+1)`.
pub fn raised(inner: &str) -> String {
    script('^', "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", inner)
}

/// What stands in a line of text for `inner` lowered: `₂`, `_j`, `_(ij)`.
pub fn lowered(inner: &str) -> String {
    script('_', "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", inner)
}

fn script(mark: char, small: &str, inner: &str) -> String {
    const PLAIN: &str = "0123456789+−=()";
    let form =
        |one: char| PLAIN.chars().zip(small.chars()).find(|(plain, _)| *plain == one).map(|(_, it)| it);
    if let Some(all) = inner.chars().map(form).collect::<Option<String>>().filter(|all| !all.is_empty()) {
        return all;
    }
    // `x^(i)` for `x^{(i)}`: that of `x^{i}` has no brackets.
    let bare = inner.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(inner);
    match is_one_letter(bare) {
        true => format!("{mark}{inner}"),
        false => format!("{mark}({inner})"),
    }
}

/// Whether it is one letter or sign, with its accents.
fn is_one_letter(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    first.is_some_and(|first| !matches!(first, '(' | ')' | '^' | '_') && !first.is_ascii_digit())
        && characters.all(unicode_normalization::char::is_combining_mark)
}

#[cfg(test)]
mod tests {
    use super::{lowered, raised};

    #[test]
    fn scripts_keep_apart_what_they_raise() {
        assert_eq!(raised("−12"), "⁻¹²");
        assert_eq!(raised("T"), "^T");
        assert_eq!(raised("(i)"), "^(i)");
        assert_eq!(raised("i"), "^i");
        assert_eq!(raised("(ij)"), "^((ij))");
        assert_eq!(raised("ij"), "^(ij)");
        assert_eq!(lowered("x̂"), "_x̂");
        assert_eq!(lowered("1.5"), "_(1.5)");
        assert_eq!(lowered("(2)"), "₍₂₎");
    }
}
