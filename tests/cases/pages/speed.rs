//! What takes long once took the square or the cube of its length; measured in breakpoints' work it is
//! linear. The bounds are far above what is needed, and far below what it took.

use std::time::{Duration, Instant};

use super::lay;

/// No document here may take longer to lay out, even without optimisation on a busy machine.
const LONGEST: Duration = Duration::from_secs(60);

fn assert_is_quick(name: &str, text: &str) {
    let start = Instant::now();
    let laid = lay(text);
    let took = start.elapsed();
    assert!(!laid.pages.pages.is_empty(), "{name}");
    assert!(took < LONGEST, "{name}: {took:?}");
}

#[test]
fn runs_of_signs_do_not_take_long() {
    let row = format!("| some words | other words |\n+{}+{}+\n", "-".repeat(39), "-".repeat(48));
    assert_is_quick("rows of a grid", &row.repeat(60));
    assert_is_quick("words of two lines", &format!("{} ", "abcdefghij".repeat(12)).repeat(200));
    assert_is_quick("words of hyphens", &format!("{} ", "ab-".repeat(50)).repeat(100));
    assert_is_quick("signs in code", &format!("`{}`", "x.y-".repeat(5000)));
    assert_is_quick("a long address", &format!("<http://example.org/{}>", "abcdef-ghi/".repeat(5000)));
    assert_is_quick(
        "an address without ends",
        &format!("<http://example.org/{}>", "abcdefghij".repeat(10_000)),
    );
    assert_is_quick("equals signs", &format!("x {}", "=".repeat(100_000)));
}

#[test]
fn masses_of_marks_do_not_take_long() {
    assert_is_quick("accents on one letter", &format!("a{}", "\u{301}".repeat(50_000)));
    assert_is_quick("joined signs", &"👩\u{200D}".repeat(10_000));
    assert_is_quick("conjuncts", &"क\u{94D}".repeat(20_000));
    assert_is_quick("languages", &"<span lang=\"fr\">mot</span> word ".repeat(8000));
    assert_is_quick("line ends", &"some words\\\n".repeat(8000));
    assert_is_quick("links", &"[a](http://x.org/y) ".repeat(8000));
}

#[test]
fn a_paragraph_of_code_is_varied_no_longer_than_it_is_good() {
    assert_is_quick("words of code", &"`a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p` ".repeat(250));
}
