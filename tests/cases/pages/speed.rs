//! Texts that once took minutes or gigabytes, since the work grew with the square or the cube of their
//! length. Nothing is timed here; the benches do that. A test that grows again does not come to an end.

use super::lay;

fn assert_is_laid_out(name: &str, text: &str) {
    assert!(!lay(text).pages.pages.is_empty(), "{name}");
}

#[test]
fn runs_of_signs_do_not_take_long() {
    let row = format!("| some words | other words |\n+{}+{}+\n", "-".repeat(39), "-".repeat(48));
    assert_is_laid_out("rows of a grid", &row.repeat(60));
    assert_is_laid_out("words of two lines", &format!("{} ", "abcdefghij".repeat(12)).repeat(200));
    assert_is_laid_out("words of hyphens", &format!("{} ", "ab-".repeat(50)).repeat(100));
    assert_is_laid_out("signs in code", &format!("`{}`", "x.y-".repeat(5000)));
    assert_is_laid_out("a long address", &format!("<http://example.org/{}>", "abcdef-ghi/".repeat(5000)));
    assert_is_laid_out(
        "an address without ends",
        &format!("<http://example.org/{}>", "abcdefghij".repeat(10_000)),
    );
    assert_is_laid_out("equals signs", &format!("x {}", "=".repeat(100_000)));
}

#[test]
fn masses_of_marks_do_not_take_long() {
    assert_is_laid_out("accents on one letter", &format!("a{}", "\u{301}".repeat(50_000)));
    assert_is_laid_out("joined signs", &"👩\u{200D}".repeat(10_000));
    assert_is_laid_out("conjuncts", &"क\u{94D}".repeat(20_000));
    assert_is_laid_out("languages", &"<span lang=\"fr\">mot</span> word ".repeat(8000));
    assert_is_laid_out("line ends", &"some words\\\n".repeat(8000));
    assert_is_laid_out("links", &"[a](http://x.org/y) ".repeat(8000));
}

#[test]
fn a_paragraph_of_code_is_varied_no_longer_than_it_is_good() {
    assert_is_laid_out("words of code", &"`a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p` ".repeat(250));
}
