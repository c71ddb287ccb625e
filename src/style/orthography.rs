//! How languages write: the spaces that marks bring along, and what no line's end may part.
//!
//! One row for each language; what a row does not say is as in English.

use crate::model::Language;

/// How a language writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orthography {
    /// Where marks have spaces that do not break.
    pub spacing: Spacing,
    /// Words that begin with an apostrophe.
    pub elisions: &'static [&'static str],
    /// Abbreviations of several letters that have a narrow space between them, `z. B.`
    pub abbreviations: &'static [&'static str],
    /// Words of one letter that no line ends with, in small letters.
    pub clinging: &'static str,
    /// What no line's end parts from the number behind it, in small letters, `p.`
    pub before_numbers: &'static [&'static str],
    /// What no line's end parts from the name behind it, in small letters, `dr.`
    pub before_names: &'static [&'static str],
}

/// Where a language puts spaces that do not break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// Nowhere.
    None,
    /// Inside guillemets and before colons: the Office québécois de la langue française.
    Canadian,
    /// And, narrow, before semicolons, exclamation and question marks: Lexique des règles
    /// typographiques en usage à l'Imprimerie nationale.
    French,
    /// Narrow before all four, none inside guillemets, as Swiss newspapers print.
    Swiss,
}

/// Signs that stand before a number in any language.
pub const NUMBER_SIGNS: &[&str] = &["§", "§§", "¶", "№", "nº", "n°", "±", "≈", "~"];

/// Units that stand behind a number in any language (SI brochure, 5.4.3), and the signs and codes
/// of money. Left out is what is a word in some language: `in`, `a`, `em`.
pub const UNITS: &[&str] = &[
    "%", "‰", "°", "°C", "°F", "°K", "K", "′", "″", "fm", "pm", "nm", "µm", "μm", "mm", "cm", "dm", "m",
    "km", "mm²", "cm²", "m²", "km²", "mm2", "cm2", "m2", "km2", "mm³", "cm³", "m³", "mm3", "cm3", "m3", "ha",
    "µg", "μg", "mg", "g", "kg", "t", "kt", "Mt", "ml", "mL", "cl", "dl", "l", "L", "hl", "ns", "µs", "μs",
    "ms", "s", "min", "h", "d", "Hz", "kHz", "MHz", "GHz", "THz", "µW", "mW", "W", "kW", "MW", "GW", "TW",
    "Wh", "kWh", "MWh", "GWh", "TWh", "mV", "V", "kV", "µA", "mA", "A", "Ah", "mAh", "Ω", "kΩ", "MΩ", "nF",
    "µF", "pF", "J", "kJ", "MJ", "cal", "kcal", "eV", "keV", "MeV", "N", "kN", "Nm", "Pa", "hPa", "kPa",
    "MPa", "bar", "mbar", "mol", "cd", "lm", "lx", "dB", "rad", "km/h", "m/s", "mph", "kn", "rpm", "bit",
    "kbit", "Mbit", "Gbit", "kbit/s", "Mbit/s", "Gbit/s", "B", "kB", "KB", "MB", "GB", "TB", "PB", "KiB",
    "MiB", "GiB", "TiB", "px", "pt", "dpi", "ppi", "ppm", "fps", "ft", "yd", "mi", "oz", "lb", "lbs", "gal",
    "€", "$", "£", "¥", "₽", "₴", "EUR", "USD", "GBP", "CHF", "Fr.", "Kč", "zł", "kr", "kr.", "Ft", "руб.",
    "г", "кг", "м", "см", "мм", "км", "т", "л", "ч", "мин", "с",
];

const ENGLISH: Orthography = Orthography {
    spacing: Spacing::None,
    elisions: &[
        "tis", "twas", "twere", "twill", "twould", "twixt", "tween", "em", "til", "n", "cause", "bout",
        "round", "neath", "gainst", "nuff", "cos", "cuz",
    ],
    abbreviations: &[],
    clinging: "",
    // New Hart's Rules, chapter 2. Titles are not kept with their names: in novels they are so
    // common that the spaces of whole paragraphs would suffer.
    before_numbers: &[
        "p.", "pp.", "no.", "nos.", "vol.", "vols.", "fig.", "figs.", "ch.", "chap.", "sec.", "sect.",
        "art.", "eq.", "eqs.", "tab.", "pl.", "app.", "l.", "ll.", "c.", "ca.",
    ],
    before_names: &[],
};

/// A language that nothing is known of.
const OTHER: Orthography = Orthography { elisions: &[], ..ENGLISH };

const FRENCH: Orthography = Orthography {
    spacing: Spacing::French,
    // Lexique des règles typographiques, « Coupures »: nothing is parted from its number, no title
    // from its name.
    before_numbers: &[
        "p.", "pp.", "no", "n°", "nº", "nos", "vol.", "fig.", "chap.", "art.", "t.", "tab.", "pl.", "éd.",
        "al.", "v.", "col.", "env.",
    ],
    before_names: &["m.", "mm.", "mme", "mmes", "mlle", "mlles", "dr", "pr", "me", "mgr", "st", "ste"],
    ..OTHER
};

const GERMAN: Orthography = Orthography {
    elisions: &["s", "n", "ne", "nen", "nem", "ner", "rum", "raus", "rein", "ran", "mal", "is"],
    // Duden, Textverarbeitung: a narrow space that does not break (DIN 5008 likewise).
    abbreviations: &[
        "a. a. O.",
        "a. D.",
        "d. h.",
        "d. i.",
        "d. J.",
        "d. M.",
        "e. V.",
        "f. d. R.",
        "i. A.",
        "i. Allg.",
        "i. d. R.",
        "i. e. S.",
        "i. V.",
        "i. w. S.",
        "m. E.",
        "n. Chr.",
        "o. Ä.",
        "o. ä.",
        "o. g.",
        "o. J.",
        "s. a.",
        "s. o.",
        "s. u.",
        "u. a.",
        "u. Ä.",
        "u. ä.",
        "u. a. m.",
        "u. d. M.",
        "ü. d. M.",
        "u. U.",
        "u. v. a.",
        "u. v. m.",
        "v. a.",
        "v. Chr.",
        "v. l. n. r.",
        "z. B.",
        "z. H.",
        "z. Hd.",
        "z. T.",
        "z. Z.",
        "z. Zt.",
    ],
    before_numbers: &[
        "s.", "nr.", "nrn.", "bd.", "bde.", "abb.", "tab.", "kap.", "art.", "abs.", "anm.", "fig.", "heft",
        "jg.", "sp.", "z.", "ziff.", "gl.", "tel.", "ca.", "vgl.",
    ],
    before_names: &["dr.", "prof.", "hr.", "fr.", "st.", "frhr."],
    ..OTHER
};

const CZECH: Orthography = Orthography {
    // ČSN 01 6910 (2014), and Pop, Flégr, Pop, Sazba I, rules 36 and 38: no line ends with a
    // preposition or conjunction of one letter, nor parts an abbreviation or a title.
    clinging: "ksvzouai",
    abbreviations: &[
        "a. s.",
        "a. d.",
        "č. j.",
        "č. p.",
        "j. č.",
        "m. j.",
        "n. l.",
        "n. m.",
        "p. a.",
        "př. n. l.",
        "s. p.",
        "s. r. o.",
        "t. č.",
        "t. j.",
        "t. r.",
        "v. o. s.",
        "o. p. s.",
        "z. s.",
    ],
    before_numbers: &[
        "s.", "str.", "č.", "čís.", "roč.", "sv.", "obr.", "tab.", "kap.", "čl.", "odst.", "písm.", "ř.",
        "vyd.", "tel.",
    ],
    before_names: &[
        "p.", "pí", "dr.", "ing.", "mgr.", "bc.", "mudr.", "judr.", "phdr.", "rndr.", "prof.", "doc.", "sv.",
    ],
    ..OTHER
};

const POLISH: Orthography = Orthography {
    // Wielki słownik ortograficzny PWN, rule 54.8.1: by custom carried over, in titles always.
    clinging: "aiouwz",
    before_numbers: &[
        "s.", "str.", "nr", "t.", "r.", "rys.", "tab.", "rozdz.", "art.", "ust.", "pkt", "poz.", "ok.",
    ],
    before_names: &["p.", "dr", "prof.", "inż.", "mgr", "św.", "ks."],
    ..OTHER
};

const RUSSIAN: Orthography = Orthography {
    // Мильчин, Чельцова, Справочник издателя и автора: no preposition or conjunction of one letter
    // at a line's end, no number or initial parted from its word.
    clinging: "авикосуя",
    abbreviations: &["н. э.", "т. д.", "т. е.", "т. к.", "т. н.", "т. п.", "т. ч."],
    before_numbers: &[
        "с.",
        "стр.",
        "гл.",
        "п.",
        "пп.",
        "рис.",
        "табл.",
        "т.",
        "тт.",
        "вып.",
        "ч.",
        "ст.",
        "кн.",
        "разд.",
    ],
    before_names: &["г.", "г-н", "г-жа", "проф.", "акад.", "св.", "тов.", "им."],
    ..OTHER
};

const TABLE: &[(&str, Orthography)] = &[
    ("en", ENGLISH),
    ("fr", FRENCH),
    ("br", Orthography { spacing: Spacing::French, ..OTHER }),
    ("oc", Orthography { spacing: Spacing::French, ..OTHER }),
    ("de", GERMAN),
    ("cs", CZECH),
    // STN 01 6910.
    ("sk", CZECH),
    ("pl", POLISH),
    ("ru", RUSSIAN),
    // As Russian has it, with their own words of one letter.
    ("uk", Orthography { clinging: "авзійоуєя", ..RUSSIAN }),
    ("be", Orthography { clinging: "аізоуўя", ..RUSSIAN }),
    ("nl", Orthography { elisions: &["s", "t", "n", "k", "m", "r", "ns", "er"], ..OTHER }),
    ("af", Orthography { elisions: &["s", "t", "n", "k", "m", "r", "ns", "er"], ..OTHER }),
    ("es", Orthography { before_names: &["sr.", "sra.", "dr.", "dra.", "d.", "d.ª", "s."], ..SPANISH }),
    ("it", SPANISH),
    ("pt", SPANISH),
    ("ca", SPANISH),
];

const SPANISH: Orthography = Orthography {
    before_numbers: &[
        "p.", "pp.", "pág.", "págs.", "pag.", "n.º", "núm.", "n.", "vol.", "fig.", "cap.", "art.", "t.",
        "tab.", "sec.", "sez.",
    ],
    ..OTHER
};

/// How `language` writes.
pub fn orthography(language: &Language) -> Orthography {
    let tag = language.tag().to_ascii_lowercase();
    let is = |region: &str| tag.split('-').skip(1).any(|subtag| subtag == region);
    let primary = language.primary();
    let row = TABLE.iter().find(|(name, _)| *name == primary).map_or(OTHER, |(_, row)| *row);
    match primary.as_str() {
        "fr" if is("ca") => Orthography { spacing: Spacing::Canadian, ..row },
        "fr" if is("ch") => Orthography { spacing: Spacing::Swiss, ..row },
        _ => row,
    }
}
