//! The MARC code list for relators: how catalogues say what someone did for a document.

/// Codes and terms of <https://www.loc.gov/marc/relators/>, those that books and articles have use for.
const RELATORS: &[(&str, &str)] = &[
    ("abr", "abridger"),
    ("act", "actor"),
    ("adp", "adapter"),
    ("aft", "author of afterword"),
    ("ann", "annotator"),
    ("arr", "arranger"),
    ("art", "artist"),
    ("aui", "author of introduction"),
    ("aut", "author"),
    ("bjd", "bookjacket designer"),
    ("bkd", "book designer"),
    ("bkp", "book producer"),
    ("clr", "colorist"),
    ("cmm", "commentator"),
    ("cmp", "composer"),
    ("com", "compiler"),
    ("cov", "cover designer"),
    ("cre", "creator"),
    ("csl", "consultant"),
    ("ctb", "contributor"),
    ("ctg", "cartographer"),
    ("cur", "curator"),
    ("cwt", "commentator for written text"),
    ("drt", "director"),
    ("dsr", "designer"),
    ("dte", "dedicatee"),
    ("edc", "editor of compilation"),
    ("edt", "editor"),
    ("egr", "engraver"),
    ("ill", "illustrator"),
    ("ilu", "illuminator"),
    ("ive", "interviewee"),
    ("ivr", "interviewer"),
    ("lbt", "librettist"),
    ("lyr", "lyricist"),
    ("mrk", "markup editor"),
    ("mus", "musician"),
    ("nrt", "narrator"),
    ("pdr", "project director"),
    ("pfr", "proofreader"),
    ("pht", "photographer"),
    ("prg", "programmer"),
    ("pro", "producer"),
    ("prt", "printer"),
    ("red", "redaktor"),
    ("res", "researcher"),
    ("rev", "reviewer"),
    ("stl", "storyteller"),
    ("ths", "thesis advisor"),
    ("trc", "transcriber"),
    ("trl", "translator"),
    ("tyd", "type designer"),
    ("tyg", "typographer"),
    ("wam", "writer of accompanying material"),
    ("wdc", "woodcutter"),
    ("wde", "wood engraver"),
    ("win", "writer of introduction"),
    ("wpr", "writer of preface"),
    ("wst", "writer of supplementary textual content"),
];

/// The term of a code, in English; `None` for a code that is not known here.
pub fn relator_term(code: &str) -> Option<&'static str> {
    RELATORS.iter().find(|(known, _)| *known == code).map(|(_, term)| *term)
}

/// The code of a term in small letters.
pub fn relator_code(term: &str) -> Option<&'static str> {
    RELATORS.iter().find(|(_, known)| *known == term).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_of_three_letters_and_in_order() {
        assert!(RELATORS.is_sorted_by(|one, other| one.0 < other.0));
        assert!(RELATORS.iter().all(|(code, _)| code.len() == 3));
        assert_eq!((relator_term("pfr"), relator_code("proofreader")), (Some("proofreader"), Some("pfr")));
    }
}
