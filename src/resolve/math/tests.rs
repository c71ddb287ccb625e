//! Formulas as lines: what they read as, and that no two read alike.

use std::collections::BTreeMap;

use super::{Setting, linear};
use crate::model::{Run, SpanId};

fn line(tex: &str) -> Result<String, String> {
    linear(tex, Setting::Line).map(|content| Run::from(content).linear_text(SpanId::WHOLE))
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .filter(|(tex, wanted)| line(tex).as_deref() != Ok(wanted))
        .map(|(tex, wanted)| format!("{tex}\n  is     {:?}\n  wanted {wanted:?}", line(tex)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn formulas_read_as_lines() {
    check(&[
        (r"x^2 + \frac{a}{b}", "x² + a/b"),
        (r"E=mc^2", "E = mc²"),
        (r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}", "(−b ± √(b² − 4ac))/(2a)"),
        (r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}", "∑_(i=1)^n i = (n(n + 1))/2"),
        (r"a_{ij}", "a_(ij)"),
        (r"a_{i,j}", "a_(i,j)"),
        (r"x_b", "x_b"),
        (r"e^{i\pi}", "e^(iπ)"),
        (r"\alpha \leq \beta", "α ≤ β"),
        (r"\lim_{x \to 0} \frac{\sin x}{x} = 1", "lim_(x→0) (sin x)/x = 1"),
        (r"-1 < x", "−1 < x"),
        (r"f'(x)", "f′(x)"),
        (r"\mathbb{R}^n", "ℝ^n"),
        (r"\vec{v} \cdot \hat{n}", "v⃗ · n̂"),
        (r"\left( \frac12 \right)", "(1/2)"),
        (r"90^\circ", "90°"),
        (r"\text{if } x > 0", "if x > 0"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "mat(a, b; c, d)"),
        (r"10\,000", "10 000"),
        (r"O(n \log n)", "O(n log n)"),
        (r"\sqrt[3]{x}", "∛x"),
        (r"\sqrt[n]{x}", "root(n, x)"),
        (r"\{1, 2\}", "{1, 2}"),
        (r"a \not= b", "a ≠ b"),
        (r"\mathbf{x}", "𝐱"),
        (r"\boldsymbol{\theta}", "𝛉"),
        (r"\int_0^1 x\,dx", "∫₀¹ x dx"),
        (r"a \rightarrow b", "a → b"),
        (r"x[y[1]]", "x[y[1]]"),
        (r"\pi*r^2", "π ∗ r²"),
        (r"x^{(i)}_j", "x_j^(i)"),
        (r"w^T x", "w^T x"),
        (r"\left.\frac{df}{dx}\right|_{x=0}", "(df/(dx))|_(x=0)"),
        (
            r"f(x) = \begin{cases} 1, & \text{if } x > 0 \\ 0, & \text{otherwise.} \end{cases}",
            "f(x) = cases{1, if x > 0; 0, otherwise.}",
        ),
        (r"a \stackrel{d}{\to} b", "a →^d b"),
        (r"W_{\text{out}} + \mathrm{softmax}(x)", "W_(out) + softmax(x)"),
        (r"{n \choose k}", "binom(n, k)"),
        (r"\tfrac{1}{2}mv^2", "(1/2) mv²"),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b // = c"),
        (r"P(A \mid B)", "P(A ∣ B)"),
        (r"10^{-3}\,\mathrm{kg}", "10⁻³ kg"),
        (r"{}^{14}_{6}\mathrm{C}", "₆¹⁴C"),
        (r"1{,}000", "1,000"),
        (r"-\log x - \frac{1}{2}", "−log x − 1/2"),
        (r"i^\textrm{th} \text{ non-zero row}", "i^(th) non-zero row"),
        (r"\|X\|_\textrm{F}", "‖X‖_F"),
    ]);
}

#[test]
fn what_may_be_read_in_two_ways_stands_in_brackets() {
    check(&[
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"\frac{a}{b^2}", "a/b²"),
        (r"\frac{a^2}{b}", "a²/b"),
        (r"\sqrt{a}b", "√a b"),
        (r"\sqrt{ab}", "√(ab)"),
        (r"\sqrt{a}^2", "(√a)²"),
        (r"\underbrace{a+b}_{n}", "underbrace(a + b)_n"),
        (r"a+b_n", "a + b_n"),
        (r"\overset{a}{b}", "overset(a, b)"),
        (r"b^a", "b^a"),
        (r"{x^2}^3", "(x²)³"),
        (r"x^{2^3}", "x^(2³)"),
        (r"x^{23}", "x²³"),
        (r"{x_i}_j", "(x_i)_j"),
        (r"x_{i_j}", "x_(i_j)"),
        (r"x_{ij}y", "x_(ij) y"),
        (r"x_iy", "x_i y"),
        (r"\frac{a}{bc}", "a/(bc)"),
        (r"\frac{a}{b}c", "(a/b) c"),
        (r"a\frac{b}{c}", "a (b/c)"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\frac{a}{\frac{b}{c}}", "a/(b/c)"),
        (r"a/b/c", "a / b / c"),
        (r"{a \over b} + c", "a/b + c"),
        (r"a \over b + c", "a/(b + c)"),
        (r"{a \atop b}", "atop(a, b)"),
        (r"\hat{ab}", "hat(ab)"),
        (r"\hat{a}\hat{b}", "âb̂"),
        (r"\bar{x}", "x̄"),
        (r"\overline{x}", "x̅"),
        (r"\sin x^2", "sin x²"),
        (r"\sin^2 x", "sin² x"),
        (r"(\sin x)^2", "(sin x)²"),
        (r"\sin\frac{x}{2}", "sin (x/2)"),
        (r"\frac{\sin x}{2}", "(sin x)/2"),
        (r"\ln x", "ln x"),
        (r"lnx", "lnx"),
        (r"ln", "l n"),
        (r"\text{ab}", "“ab”"),
        (r"\text{a}", "“a”"),
        (r"x\_j", "x “_” j"),
        (r"x^{-1}", "x⁻¹"),
        (r"x^-1", "x⁻1"),
        (r"f'^2", "f′²"),
        (r"f^{\prime}", "f′"),
        (r"{f'}^2", "(f′)²"),
        (r"\left|a\left|b\right|c\right|", "|(a|b|c)|"),
        (r"=^!", "(=)^!"),
        (r"\overset{!}{=}", "=^!"),
        (r"\begin{matrix} a \\ b \end{matrix}", "matrix(a; b)"),
        (r"\begin{bmatrix} a, & (b, c) \end{bmatrix}", "mat[a, ((b, c))]"),
        (r"x = 1 \tag{1}", "x = 1 — (1)"),
        (r"x²", "x²"),
        (r"2^3 4", "2³4"),
        (r"2^n 4", "2^n 4"),
        (r"\xrightarrow[a]{f}", "→_a^f"),
    ]);
}

#[test]
fn what_cannot_be_read_says_why() {
    for tex in [
        r"\foo",
        "{",
        "}",
        r"\left(",
        r"\right)",
        r"\begin{x}",
        r"\frac{1}",
        "x^",
        "",
        "\\",
        r"\end",
        "x^a^b",
        "x_a_b",
        r"f\prime",
        r"a \over b \over c",
        "a & b",
        r"\text{\foo}",
        r"\lvert a",
        r"\bm{\mathbb{R}}",
        "{}",
    ] {
        assert!(line(tex).is_err(), "{tex} gave {:?}", line(tex));
    }
    for part in ["{", r"\frac", "x^", r"\left(", r"\begin{matrix}", r"\substack{", r"\hat"] {
        assert!(line(&part.repeat(19_000 / part.len())).is_err(), "{part}");
    }
}

#[test]
fn the_same_in_other_words_reads_the_same() {
    for all in [
        [r"\frac{a}{b}", r"{a \over b}", r"\dfrac ab"],
        ["x_1^2", "x^2_1", "{x}_{1}^{{2}}"],
        [r"a \le b", r"a\leq b", r"{a} \leq {b}"],
        [r"\left( a \right)", "(a)", r"\bigl( a \bigr)"],
        [r"f''", r"f^{\prime\prime}", r"f^{''}"],
        [r"\begin{aligned} a &= b \end{aligned}", "a = b", r"a\,=\,b"],
    ] {
        let lines: Vec<_> = all.iter().map(|tex| line(tex)).collect();
        assert!(lines.iter().all(|line| line.is_ok() && *line == lines[0]), "{all:?}: {lines:?}");
    }
}

#[test]
fn lines_of_a_block_stand_below_each_other() {
    let content = linear(r"\begin{aligned} a &= b \\ c &= d_j \end{aligned}", Setting::Block);
    assert_eq!(
        content.map(|content| Run::from(content).linear_text(SpanId::WHOLE)).as_deref(),
        Ok("a = b\nc = d_j")
    );
}

/// All formulas of up to `size` parts, each spelled in one way only.
fn formulas(size: usize) -> Vec<Vec<String>> {
    let mut by_size: Vec<Vec<String>> = vec![Vec::new()];
    for size in 1..=size {
        let mut all: Vec<String> = Vec::new();
        if size == 1 {
            all.extend(["a", "f", "i", "2", r"\ln ", r"\text{if}", r"\sum "].map(str::to_owned));
        } else {
            for part in &by_size[size - 1] {
                for wrapper in
                    [r"\sqrt{?}", r"\hat{?}", r"\text{if}\left|?\right|", r"\underbrace{?}", r"\sqrt[i]{?}"]
                {
                    all.push(wrapper.replace('?', part));
                }
            }
            for left in 1..size - 1 {
                for one in &by_size[left] {
                    for other in &by_size[size - 1 - left] {
                        let shapes = [
                            r"\frac{#}{?}",
                            "{#}^{?}",
                            "{#}_{?}",
                            r"\binom{#}{?}",
                            r"{#}+{?}",
                            "{#}/{?}",
                            "{#}{?}",
                            r"\overset{#}{?}",
                            r"\begin{pmatrix}#&?\end{pmatrix}",
                            r"\begin{pmatrix}#\\?\end{pmatrix}",
                            r"\begin{cases}#&?\end{cases}",
                            "{#},{?}",
                        ];
                        all.extend(shapes.map(|shape| shape.replace('#', one).replace('?', other)));
                    }
                }
            }
        }
        by_size.push(all);
    }
    by_size
}

/// What two formulas have in common that differ in braces alone: their braces around a piece that
/// is one anyway, and around parts of a row.
fn tree(tex: &str) -> String {
    let nodes = super::read::read(tex).expect("it was made to be read");
    format!("{:?}", open(&nodes))
}

/// The pieces with rows opened that braces alone hold together.
fn open(nodes: &[super::tree::Node]) -> Vec<super::tree::Node> {
    use super::tree::{Node, Script, flat};
    let within = |nodes: &Vec<Node>| open(nodes);
    flat(nodes)
        .into_iter()
        .filter(|node| **node != Node::Space)
        .map(|node| match node {
            Node::Fraction(one, other) => Node::Fraction(within(one), within(other)),
            Node::Root(one, other) => Node::Root(within(one), within(other)),
            Node::Fence { open, inside, close } => {
                Node::Fence { open: open.clone(), inside: within(inside), close: close.clone() }
            }
            Node::Script(script) => Node::Script(Script {
                base: match script.base.as_slice() {
                    [Node::Group(inside)] => vec![Node::Group(open(inside))],
                    other => open(other),
                },
                low: within(&script.low),
                high: within(&script.high),
                ..script.clone()
            }),
            Node::Call(name, parts) => Node::Call(name, parts.iter().map(within).collect()),
            Node::Table { name, around, rows } => Node::Table {
                name,
                around: *around,
                rows: rows.iter().map(|row| row.iter().map(within).collect()).collect(),
            },
            other => other.clone(),
        })
        .collect()
}

#[test]
fn no_two_formulas_read_alike() {
    let mut seen: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut alike = Vec::new();
    let mut count = 0;
    for tex in formulas(4).into_iter().flatten() {
        let Ok(line) = line(&tex) else { continue };
        count += 1;
        let tree = tree(&tex);
        match seen.get(&line) {
            None => {
                seen.insert(line, (tree, tex));
            }
            Some((first, other)) if *first != tree => alike.push(format!("{line}: {tex} and {other}")),
            Some(_) => {}
        }
    }
    assert!(count > 5_000, "{count} formulas were compared");
    assert!(alike.is_empty(), "{} of {count}:\n{}", alike.len(), alike[..alike.len().min(40)].join("\n"));
}
