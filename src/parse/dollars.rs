//! Dollar signs → is it a formula, or money, or a shell variable?
//!
//! The parser's own rule takes `US$0.50, and some as cheap as US$4` for a formula, and whatever
//! stands between with it. Ours is pandoc's rule, made stricter by what real documents hold.

/// Longer than any formula that stands in a line of prose, so that one stray dollar stays cheap.
const LONGEST: usize = 2_000;

/// How far back an address is looked for.
const ADDRESS: usize = 500;

/// A formula found at an opening dollar.
pub(super) struct Found<'t> {
    /// Bytes from the first dollar to after the last.
    pub length: usize,
    /// What stands between the dollars.
    pub tex: &'t str,
}

/// The formula that starts at the dollar at `at` in `text`, a run of lines without a blank one.
pub(super) fn formula_at(text: &str, at: usize) -> Option<Found<'_>> {
    let rest = &text[at..];
    if let Some(body) = rest.strip_prefix("$$") {
        let end = body.find("$$").filter(|end| *end <= LONGEST * 10)?;
        let tex = &body[..end];
        let found = Found { length: end + 4, tex };
        return (!tex.trim().is_empty() && !tex.contains('`')).then_some(found);
    }
    let body = &rest[1..];
    let end = closing(body)?;
    let tex = &body[..end];
    let before = text[..at].chars().next_back();
    let after = body[end + 1..].chars().next();
    (is_formula(before, tex, after) && !in_address(text, at)).then_some(Found { length: end + 2, tex })
}

/// The next dollar in `body` that TeX does not read as a character.
fn closing(body: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in body.bytes().enumerate().take(LONGEST) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'$' => return Some(at),
            _ => {}
        }
    }
    None
}

/// Whether `$tex$` between `before` and `after` is a formula.
fn is_formula(before: Option<char>, tex: &str, after: Option<char>) -> bool {
    let (Some(first), Some(last)) = (tex.chars().next(), tex.chars().next_back()) else { return false };
    let command = tex.contains('\\');
    let mathematical = command || tex.contains(['^', '{', '=', '<', '>', '+', '*', '|']);
    if first.is_whitespace() || last.is_whitespace() || tex.contains('`') || tex.contains("](") {
        return false;
    }
    // `US$4`, `x$y$`; but Chinese stands right before its formulas, and `2$\times$` is one.
    let sign = tex.strip_prefix('\\').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    if before.is_some_and(|c| c.is_ascii_alphanumeric() && !sign || c == '\\' || c == '$') {
        return false;
    }
    if tex.contains('\n') && !command {
        return false;
    }
    match after {
        Some(c) if c.is_ascii_digit() || c == '$' => return false,
        // `$HOME/bin:$PATH` is none, `$n$th` and `$2^k$th` are.
        Some(c) if c.is_ascii_alphabetic() && !mathematical && tex.chars().count() > 1 => return false,
        _ => {}
    }
    // `$5/month or 50$`
    let price = first.is_ascii_digit() && !mathematical && tex.contains(char::is_whitespace);
    !price && !is_prose(tex)
}

/// Whether two words of three letters or more stand in `tex` outside braces and commands.
fn is_prose(tex: &str) -> bool {
    let mut depth = 0usize;
    let mut words = 0;
    for piece in tex.split_inclusive(|c: char| c.is_whitespace()) {
        let word = piece.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
        let letters = word.chars().count() >= 3 && word.chars().all(char::is_alphabetic);
        if depth == 0 && letters {
            words += 1;
        }
        for c in piece.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
    words >= 2
}

/// Whether the dollar at `at` stands in an address: `https://host/?$filter=a&$top=5`.
fn in_address(text: &str, at: usize) -> bool {
    let near = text.as_bytes()[at.saturating_sub(ADDRESS)..at].rsplit(u8::is_ascii_whitespace).next();
    let word = near.unwrap_or_default();
    word.windows(3).any(|three| three == b"://") || word.windows(2).any(|two| two == b"](")
}

#[cfg(test)]
mod tests {
    use super::formula_at;

    fn tex(text: &str) -> Option<&str> {
        formula_at(text, text.find('$')?).map(|found| found.tex)
    }

    #[test]
    fn prose_is_no_formula() {
        for text in [
            "US$0.50, and some devices as cheap as US$4",
            "as cheap as $4, [Wio](https://x.org/$a) for $5",
            "$HOME/.cargo/bin*. Ensure that this directory is in your $PATH",
            "$HOME/bin:$PATH",
            "$20-$30",
            "$5/month or 50$",
            "$ 5 $",
            "$foo and bar$",
            "https://host/?$filter=a&$top=5",
            "$`x`$",
        ] {
            assert_eq!(tex(text), None, "{text}");
        }
    }

    #[test]
    fn formulas_are_found() {
        for (text, expected) in [
            ("the $n$th", "n"),
            ("$x^2 + y^2$", "x^2 + y^2"),
            ("设$x$为", "x"),
            ("$5$", "5"),
            ("2$\\times$", "\\times"),
            ("$1/n$ points", "1/n"),
            ("$\\text{if and only if}$", "\\text{if and only if}"),
            ("$$a\n= b$$", "a\n= b"),
            ("$\\{a,\nb\\}$", "\\{a,\nb\\}"),
        ] {
            assert_eq!(tex(text), Some(expected), "{text}");
        }
    }
}
