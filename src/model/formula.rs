//! The linear form of formulas: what stands for raised and lowered parts where there is one line.

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
