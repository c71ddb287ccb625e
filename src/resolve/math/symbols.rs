//! TeX's commands for single signs.

/// How a sign stands among others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Class {
    /// A letter, a number: stands close.
    Ordinary,
    /// A fraction, a word: stands apart from letters, close to brackets.
    Apart,
    /// A function or a large sign: stands apart from what it works on.
    Operator,
    /// Stands apart on both sides, if something stands on both.
    Binary,
    /// Stands apart on both sides.
    Relation,
    /// A slash that was typed: stands apart, even where other signs do not.
    Slash,
    Open,
    Close,
    /// Something in brackets of its own.
    Fence,
    /// Stands apart from what follows.
    Punctuation,
    /// Space that was asked for.
    Space,
}

/// The name that `\command` writes upright.
pub(super) fn function(command: &str) -> Option<&'static str> {
    let name = if command == "bmod" { "mod" } else { command };
    FUNCTIONS.iter().find(|function| **function == name).copied()
}

/// The sign that `\command` makes.
pub(super) fn symbol(command: &str) -> Option<(&'static str, Class)> {
    TABLES.iter().find_map(|(class, table)| {
        table.iter().find(|(name, _)| *name == command).map(|(_, sign)| (*sign, *class))
    })
}

/// How a character stands that is typed as itself, and the one that is shown for it.
pub(super) fn character(character: char) -> (char, Class) {
    match character {
        '+' => ('+', Class::Binary),
        '-' | '−' => ('−', Class::Binary),
        '*' => ('∗', Class::Binary),
        '×' | '·' | '±' | '÷' => (character, Class::Binary),
        '=' | '<' | '>' | ':' | '≤' | '≥' | '≠' | '≈' | '→' => (character, Class::Relation),
        '/' => ('/', Class::Slash),
        '(' | '[' => (character, Class::Open),
        ')' | ']' | '!' | '.' | '?' => (character, Class::Close),
        ',' | ';' => (character, Class::Punctuation),
        _ => (character, Class::Ordinary),
    }
}

/// The functions that have a command of their name.
pub(super) const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp",
    "gcd", "hom", "inf", "ker", "lg", "lim", "ln", "log", "max", "min", "Pr", "sec", "sin", "sinh", "sup",
    "tan", "tanh", "liminf", "limsup", "mod",
];

const TABLES: &[(Class, &[(&str, &str)])] = &[
    (Class::Ordinary, ORDINARY),
    (Class::Binary, BINARY),
    (Class::Relation, RELATIONS),
    (Class::Operator, LARGE),
    (Class::Open, OPENING),
    (Class::Close, CLOSING),
];

#[rustfmt::skip]
const ORDINARY: &[(&str, &str)] = &[
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ϵ"), ("varepsilon", "ε"),
    ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"), ("iota", "ι"), ("kappa", "κ"),
    ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"), ("omicron", "ο"), ("pi", "π"), ("varpi", "ϖ"),
    ("rho", "ρ"), ("varrho", "ϱ"), ("sigma", "σ"), ("varsigma", "ς"), ("tau", "τ"), ("upsilon", "υ"),
    ("phi", "ϕ"), ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"),
    ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"),
    ("Sigma", "Σ"), ("Upsilon", "Υ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"),
    ("infty", "∞"), ("partial", "∂"), ("nabla", "∇"), ("forall", "∀"), ("exists", "∃"), ("nexists", "∄"),
    ("emptyset", "∅"), ("varnothing", "∅"), ("neg", "¬"), ("lnot", "¬"), ("ell", "ℓ"), ("hbar", "ℏ"),
    ("hslash", "ℏ"), ("Re", "ℜ"), ("Im", "ℑ"), ("aleph", "ℵ"), ("beth", "ℶ"), ("wp", "℘"), ("angle", "∠"),
    ("triangle", "△"), ("square", "□"), ("Box", "□"), ("blacksquare", "■"), ("top", "⊤"), ("bot", "⊥"),
    ("imath", "ı"), ("jmath", "ȷ"), ("dots", "…"), ("ldots", "…"), ("cdots", "⋯"),
    ("vdots", "⋮"), ("ddots", "⋱"), ("dotsc", "…"), ("dotsb", "⋯"), ("degree", "°"), ("complement", "∁"),
    ("surd", "√"), ("sharp", "♯"), ("flat", "♭"), ("natural", "♮"), ("checkmark", "✓"), ("dag", "†"),
    ("S", "§"), ("P", "¶"), ("pounds", "£"), ("euro", "€"), ("copyright", "©"), ("backslash", "\\"),
    ("vert", "|"), ("Vert", "‖"), ("|", "‖"),
    ("%", "%"), ("$", "$"), ("#", "#"), ("&", "&"), ("AA", "Å"), ("mho", "℧"), ("eth", "ð"),
    ("clubsuit", "♣"), ("diamondsuit", "♢"), ("heartsuit", "♡"), ("spadesuit", "♠"), ("bigstar", "★"),
];

#[rustfmt::skip]
const BINARY: &[(&str, &str)] = &[
    ("times", "×"), ("cdot", "·"), ("div", "÷"), ("pm", "±"), ("mp", "∓"), ("ast", "∗"), ("star", "⋆"),
    ("circ", "∘"), ("bullet", "∙"), ("cap", "∩"), ("cup", "∪"), ("setminus", "∖"), ("wedge", "∧"),
    ("land", "∧"), ("vee", "∨"), ("lor", "∨"), ("oplus", "⊕"), ("ominus", "⊖"), ("otimes", "⊗"),
    ("oslash", "⊘"), ("odot", "⊙"), ("sqcap", "⊓"), ("sqcup", "⊔"), ("uplus", "⊎"), ("amalg", "⨿"),
    ("diamond", "⋄"), ("ltimes", "⋉"), ("rtimes", "⋊"), ("bowtie", "⋈"), ("dagger", "†"), ("ddagger", "‡"),
    ("wr", "≀"), ("smallsetminus", "∖"),
];

#[rustfmt::skip]
const RELATIONS: &[(&str, &str)] = &[
    ("leq", "≤"), ("le", "≤"), ("geq", "≥"), ("ge", "≥"), ("neq", "≠"), ("ne", "≠"), ("approx", "≈"),
    ("equiv", "≡"), ("sim", "∼"), ("simeq", "≃"), ("cong", "≅"), ("propto", "∝"), ("ll", "≪"), ("gg", "≫"),
    ("in", "∈"), ("notin", "∉"), ("ni", "∋"), ("subset", "⊂"), ("supset", "⊃"), ("subseteq", "⊆"),
    ("supseteq", "⊇"), ("subsetneq", "⊊"), ("supsetneq", "⊋"), ("sqsubseteq", "⊑"), ("sqsupseteq", "⊒"),
    ("prec", "≺"), ("succ", "≻"), ("preceq", "⪯"), ("succeq", "⪰"), ("perp", "⊥"), ("parallel", "∥"),
    ("nparallel", "∦"), ("mid", "∣"), ("nmid", "∤"), ("vdash", "⊢"), ("dashv", "⊣"), ("models", "⊨"),
    ("vDash", "⊨"), ("asymp", "≍"), ("doteq", "≐"), ("triangleq", "≜"), ("coloneqq", "≔"), ("leqslant", "⩽"),
    ("geqslant", "⩾"), ("lesssim", "≲"), ("gtrsim", "≳"), ("colon", ":"), ("lt", "<"), ("gt", ">"),
    ("to", "→"), ("rightarrow", "→"), ("longrightarrow", "⟶"), ("leftarrow", "←"), ("gets", "←"),
    ("longleftarrow", "⟵"), ("leftrightarrow", "↔"), ("longleftrightarrow", "⟷"), ("Rightarrow", "⇒"),
    ("Longrightarrow", "⟹"), ("implies", "⟹"), ("Leftarrow", "⇐"), ("impliedby", "⟸"),
    ("Leftrightarrow", "⇔"), ("Longleftrightarrow", "⟺"), ("iff", "⟺"), ("mapsto", "↦"), ("longmapsto", "⟼"),
    ("hookrightarrow", "↪"), ("hookleftarrow", "↩"), ("rightharpoonup", "⇀"), ("rightleftharpoons", "⇌"),
    ("uparrow", "↑"), ("downarrow", "↓"), ("updownarrow", "↕"), ("Uparrow", "⇑"), ("Downarrow", "⇓"),
    ("nearrow", "↗"), ("searrow", "↘"), ("swarrow", "↙"), ("nwarrow", "↖"), ("leadsto", "⇝"),
    ("therefore", "∴"), ("because", "∵"), ("trianglelefteq", "⊴"), ("triangleleft", "◁"),
];

#[rustfmt::skip]
const LARGE: &[(&str, &str)] = &[
    ("sum", "∑"), ("prod", "∏"), ("coprod", "∐"), ("int", "∫"), ("iint", "∬"), ("iiint", "∭"), ("oint", "∮"),
    ("bigcap", "⋂"), ("bigcup", "⋃"), ("bigwedge", "⋀"), ("bigvee", "⋁"), ("bigoplus", "⨁"),
    ("bigotimes", "⨂"), ("bigodot", "⨀"), ("biguplus", "⨄"), ("bigsqcup", "⨆"),
];

#[rustfmt::skip]
const OPENING: &[(&str, &str)] = &[
    ("{", "{"), ("lbrace", "{"), ("lbrack", "["), ("langle", "⟨"), ("lfloor", "⌊"), ("lceil", "⌈"), ("lparen", "("),
];

#[rustfmt::skip]
const CLOSING: &[(&str, &str)] = &[
    ("}", "}"), ("rbrace", "}"), ("rbrack", "]"), ("rangle", "⟩"), ("rfloor", "⌋"), ("rceil", "⌉"), ("rparen", ")"),
];
