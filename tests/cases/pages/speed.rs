//! Texts that once took minutes or gigabytes, since the work grew with the square or the cube of their
//! length.

use super::super::support::effort::assert_in_proportion;
use super::lay;

/// Asserts that the texts that `text` makes of a size and of a quarter of it are laid out with as much work as
/// their lengths ask for.
fn assert_is_laid_out(name: &'static str, size: usize, text: fn(usize) -> String) {
    assert_in_proportion(name, size, move |size| {
        assert!(!lay(&text(size)).pages.pages.is_empty(), "{name}");
    });
}

#[test]
fn runs_of_signs_do_not_take_long() {
    assert_is_laid_out("rows of a grid", 60, |rows| {
        format!("| some words | other words |\n+{}+{}+\n", "-".repeat(39), "-".repeat(48)).repeat(rows)
    });
    assert_is_laid_out("words of two lines", 200, |words| {
        format!("{} ", "abcdefghij".repeat(12)).repeat(words)
    });
    assert_is_laid_out("words of hyphens", 100, |words| format!("{} ", "ab-".repeat(50)).repeat(words));
    assert_is_laid_out("signs in code", 5000, |signs| format!("`{}`", "x.y-".repeat(signs)));
    assert_is_laid_out("a long address", 5000, |steps| {
        format!("<http://example.org/{}>", "abcdef-ghi/".repeat(steps))
    });
    assert_is_laid_out("an address without ends", 10_000, |steps| {
        format!("<http://example.org/{}>", "abcdefghij".repeat(steps))
    });
    assert_is_laid_out("equals signs", 100_000, |signs| format!("x {}", "=".repeat(signs)));
}

#[test]
fn masses_of_marks_do_not_take_long() {
    assert_is_laid_out("accents on one letter", 50_000, |marks| format!("a{}", "\u{301}".repeat(marks)));
    assert_is_laid_out("joined signs", 10_000, |signs| "👩\u{200D}".repeat(signs));
    assert_is_laid_out("conjuncts", 20_000, |letters| "क\u{94D}".repeat(letters));
    assert_is_laid_out("languages", 8000, |words| "<span lang=\"fr\">mot</span> word ".repeat(words));
    assert_is_laid_out("line ends", 8000, |lines| "some words\\\n".repeat(lines));
    assert_is_laid_out("links", 8000, |links| "[a](http://x.org/y) ".repeat(links));
}

#[test]
fn a_paragraph_of_code_is_varied_no_longer_than_it_is_good() {
    assert_is_laid_out("words of code", 240, |words| "`a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p` ".repeat(words));
}
