//! Formulas as linear text: no two that differ come out alike.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use crate::support::{Exported, export};

/// The text of each paragraph behind the title.
fn paragraphs(exported: &Exported) -> Vec<String> {
    let blocks =
        exported.text.split("\n\n").map(|block| block.split_whitespace().collect::<Vec<_>>().join(" "));
    blocks.filter(|block| !block.is_empty()).skip(1).collect()
}

/// The formulas of the EPUB's text, as XHTML.
fn spans(exported: &Exported) -> Vec<&str> {
    let parts = exported.xhtml.split("<span class=\"math\">").skip(1);
    parts.filter_map(|part| part.split("</span>").next()).collect()
}

fn document(formulas: &[String]) -> String {
    let mut document = String::from("# Formulas\n");
    formulas.iter().for_each(|tex| document.push_str(&format!("\n${tex}$\n")));
    document
}

/// Exports the formulas; each must be understood, be drawn and be the same in all editions.
fn exported(formulas: &[String]) -> Exported {
    let exported = export(&document(formulas));
    assert!(exported.verified, "{:?}", exported.diagnostics);
    assert!(exported.with_code("formula").is_empty(), "{:?}", exported.with_code("formula"));
    assert!(exported.with_code("missing-glyph").is_empty(), "{:?}", exported.with_code("missing-glyph"));
    assert!(!exported.text.contains('\u{FFFD}') && !exported.xhtml.contains('\u{FFFD}'));
    exported
}

#[test]
fn formulas_that_differ_differ_in_the_editions() {
    let pairs = [
        [r"\frac{p}{q}^3", r"\frac{p}{q^3}"],
        [r"\frac{p}{q}^3", r"\frac{p^3}{q}"],
        [r"\sqrt{p}q", r"\sqrt{pq}"],
        [r"{u^v}^w", r"u^{v^w}"],
        [r"u_{v_w}", r"{u_v}_w"],
        [r"\binom{n}{k}", r"C(n, k)"],
        [r"\underbrace{p+q}_{m}", r"p+q_m"],
        [r"\overset{p}{q}", r"q^p"],
        [r"\underset{p}{q}", r"q_p"],
        [r"\stackrel{p}{=}", r"=^p"],
        [r"\vec{pq}", r"\vec{p}\vec{q}"],
        [r"\overline{pq}", r"\overline{p}\overline{q}"],
        [r"\bar{p}", r"\overline{p}"],
        [r"\begin{pmatrix}p&q\end{pmatrix}", r"(p,q)"],
        [r"\begin{pmatrix}p&q\end{pmatrix}", r"\begin{pmatrix}p\\q\end{pmatrix}"],
        [r"\begin{vmatrix}p&q\end{vmatrix}", r"|p,q|"],
        [r"\begin{cases}p\\q\end{cases}", r"\{p;q\}"],
        [r"\sum_{i}^{n} i", r"\sum_{i} i^{n}"],
        [r"\sin u v", r"\sin(u v)"],
        [r"\sin u^2", r"(\sin u)^2"],
        [r"\log_2 u", r"\log 2u"],
        [r"f'", r"f1"],
        [r"f'^2", r"{f^2}'"],
        [r"\left|p\left|q\right|r\right|", r"\left|p\right|q\left|r\right|"],
        [r"\text{if }u", r"ifu"],
        [r"\text{uv}", r"uv"],
        [r"u^{-1}", r"u^-1"],
        [r"\frac{1}{uv}", r"\frac{1}{u}v"],
        [r"{p \over q}+r", r"p \over q+r"],
        [r"{n \choose k}", r"{n \atop k}"],
        [r"p/q/r", r"\frac{p}{q/r}"],
        [r"u\_v", r"u_v"],
        [r"\boldsymbol{\theta}", r"\theta"],
        [r"\mathsf{u}", r"u"],
        [r"\mathbf{\mathcal{U}}", r"\mathcal{U}"],
        [r"\theta*u", r"\theta u"],
        [r"u_vw", r"u_{vw}"],
        [r"10{,}5", r"10,5"],
    ];
    let formulas: Vec<String> = pairs.iter().flatten().map(|tex| (*tex).to_owned()).collect();
    let exported = exported(&formulas);
    let (lines, spans) = (paragraphs(&exported), spans(&exported));
    assert_eq!((lines.len(), spans.len()), (formulas.len(), formulas.len()));
    for (nth, [one, other]) in pairs.iter().enumerate() {
        assert_ne!(lines[2 * nth], lines[2 * nth + 1], "{one} and {other}");
        assert_ne!(spans[2 * nth], spans[2 * nth + 1], "{one} and {other}");
    }
}

#[test]
fn scripts_are_raised_letters_and_marks_in_plain_text() {
    let exported = export("# W\n\nThe sum $x_j + w^T a_{ij}$ stands.\n");
    assert!(exported.text.contains("The sum x_j + w^T a_(ij) stands."), "{}", exported.text);
    let span = "x<sub>j</sub> + w<sup>T</sup> a<sub>ij</sub>";
    assert!(exported.xhtml.contains(span), "{}", exported.xhtml);
    assert!(exported.pdf_words().contains("xj + wT aij"), "{}", exported.pdf_words());
    assert!(exported.verified && exported.with_code("missing-glyph").is_empty());
}

#[test]
fn formulas_in_headings_tables_and_notes_agree() {
    let exported = export(
        "# The $\\ell_2$ norm\n\n## Of $x^{(i)}$\n\n| $a_i$ | $|b_j|$ |\n| --- | --- |\n| $\\frac{1}{2}$ | $c^{d^e}$ |\n\n\
         Text[^n] with *$q_k$* and [$r^s$](#of-xi).\n\n[^n]: A note on $\\hat{y}_t$.\n\n\
         $$\n\\begin{aligned} a_i &= b \\\\ c^{n+1} &= d \\end{aligned}\n$$\n",
    );
    assert!(exported.verified, "{:?}", exported.diagnostics);
    assert!(exported.text.contains("a_i = b\n"), "{}", exported.text);
    assert!(exported.text.contains("c^(n+1) = d\n"), "{}", exported.text);
}

#[test]
fn each_formula_that_is_not_understood_is_told_of_and_shown_as_tex() {
    let exported = export("# Q\n\nOne $\\foo{x}$ and\ntwo $\\mathbb{R} \\bar$ here.\n");
    let told = exported.with_code("formula");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("3:5 ") && told[0].contains("`\\foo` is not known"), "{told:?}");
    assert!(told[1].starts_with("4:5 "), "{told:?}");
    assert!(exported.text.contains(r"$\foo{x}$") && exported.text.contains(r"$\mathbb{R} \bar$"));
    assert!(exported.verified);
}

/// A sum: terms of which none is one.
fn sum(depth: u32) -> BoxedStrategy<String> {
    prop::collection::vec(term(depth), 1..3).prop_map(|terms| terms.join("+")).boxed()
}

/// A quotient with a typed slash.
fn term(depth: u32) -> BoxedStrategy<String> {
    prop_oneof![4 => product(depth), 1 => (product(depth), product(depth)).prop_map(|(a, b)| format!("{a}/{b}"))]
        .boxed()
}

fn product(depth: u32) -> BoxedStrategy<String> {
    prop::collection::vec(factor(depth), 1..3).prop_map(|factors| factors.concat()).boxed()
}

/// A factor, spelled in one way only: in braces, which stand for nothing else.
fn factor(depth: u32) -> BoxedStrategy<String> {
    let plain = prop::sample::select(vec![
        "{u}",
        "{v}",
        "{n}",
        r"{\theta}",
        "{2}",
        r"\text{if}",
        r"{\sin}",
        r"{\sum}",
        r"\text{uv}",
        r"{\infty}",
    ])
    .prop_map(str::to_owned);
    if depth == 0 {
        return plain.boxed();
    }
    let one = |shape: &'static str| sum(depth - 1).prop_map(move |part| shape.replace('#', &part));
    let two = |shape: &'static str| {
        (sum(depth - 1), sum(depth - 1)).prop_map(move |(a, b)| shape.replace('#', &a).replace('?', &b))
    };
    prop_oneof![
        4 => plain,
        2 => two(r"\frac{#}{?}"),
        1 => one(r"\sqrt{#}"),
        1 => two(r"\sqrt[#]{?}"),
        2 => two("{#}^{?}"),
        2 => two("{#}_{?}"),
        1 => one("{#}'"),
        1 => two(r"\binom{#}{?}"),
        1 => two(r"{# \atop ?}"),
        1 => one(r"\hat{#}"),
        1 => one(r"\overline{#}"),
        1 => two(r"\underbrace{#}_{?}"),
        1 => two(r"\overset{#}{?}"),
        1 => one("(#)"),
        1 => one(r"\left|#\right|"),
        1 => two(r"\begin{bmatrix}#&?\end{bmatrix}"),
        1 => two(r"\begin{cases}#\\?\end{cases}"),
        1 => one(r"\boxed{#}"),
    ]
    .boxed()
}

/// The TeX without braces around single signs, which may be left out.
fn bare(tex: &str) -> String {
    let mut bare = tex.to_owned();
    for sign in ["u", "v", "n", r"\theta", "2", r"\sin", r"\sum", r"\infty"] {
        while bare.contains(&format!("{{{{{sign}}}}}")) {
            bare = bare.replace(&format!("{{{{{sign}}}}}"), &format!("{{{sign}}}"));
        }
    }
    bare
}

#[test]
fn no_two_formulas_read_alike() {
    let config = Config { cases: 3, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let many = prop::collection::vec(sum(2), 250);
    let outcome = runner.run(&many, |formulas| {
        let exported = exported(&formulas);
        for shown in [paragraphs(&exported), spans(&exported).into_iter().map(str::to_owned).collect()] {
            prop_assert_eq!(shown.len(), formulas.len());
            let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
            for (line, tex) in shown.iter().zip(&formulas) {
                let other = *seen.entry(line).or_insert(tex);
                prop_assert_eq!(bare(other), bare(tex), "both read {}", line);
            }
        }
        Ok(())
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, _) | TestError::Abort(reason)) => panic!("{reason}"),
    }
}
