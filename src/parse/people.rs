//! Who made a document, as front matter names them → [`Person`]s.

use std::ops::Range;

use crate::model::{Person, relator_code};
use crate::source::value::{Entry, Node, Value};

/// What is said of someone.
pub(super) struct Named {
    /// The name as printed; never empty.
    pub name: String,
    /// The name as sorted, if it is said, or given and family names are.
    pub file_as: Option<String>,
    /// Where they work.
    pub affiliation: Option<String>,
    /// What they did, as written, and where that stands.
    pub roles: Vec<(String, Range<usize>)>,
}

impl Named {
    /// What a node says of someone: a name, perhaps with a role behind it, `Ben Ink (translator)`; or keys,
    /// as pandoc, Quarto and CSL have them. `None` if nothing there is a name.
    pub(super) fn of(node: &Node) -> Option<Self> {
        let named = match &node.value {
            Value::Null | Value::List(_) => return None,
            Value::Scalar(text) => Self::of_words(text, node.range.clone()),
            Value::Map(entries) => Self::of_keys(entries)?,
        };
        (!named.name.is_empty()).then_some(named)
    }

    fn of_words(text: &str, range: Range<usize>) -> Self {
        let text = line(text);
        let behind = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
        let behind = behind.filter(|(name, role)| !name.trim().is_empty() && is_role_behind_name(role));
        let (name, roles) = match behind {
            Some((name, role)) => (name.trim().to_owned(), vec![(role.to_owned(), range)]),
            None => (text, Vec::new()),
        };
        Self { name, file_as: None, affiliation: None, roles }
    }

    fn of_keys(entries: &[Entry]) -> Option<Self> {
        let get = |names: &[&str]| {
            let is_it = |entry: &&Entry| names.contains(&&*entry.key.trim().to_lowercase().replace('_', "-"));
            entries.iter().find(is_it).map(|entry| &entry.node)
        };
        let text = |names: &[&str]| get(names).map(|node| line(&node.text())).filter(|text| !text.is_empty());
        let mut named = match get(&["name", "text", "literal"]) {
            Some(Node { value: Value::Map(parts), .. }) => Self::of_keys(parts)?,
            Some(node) => Self::of_words(&node.text(), node.range.clone()),
            None => {
                let given = text(&["given", "given-name", "given-names", "first-name", "firstname"]);
                let particle = text(&["non-dropping-particle", "dropping-particle"]);
                let family = text(&["family", "family-name", "last-name", "lastname", "surname"]);
                let suffix = text(&["suffix"]);
                let parts: Vec<&str> =
                    [&given, &particle, &family, &suffix].into_iter().flatten().map(String::as_str).collect();
                let sorted = family.as_ref().zip(given.as_ref());
                let file_as = sorted.map(|(family, given)| format!("{family}, {given}"));
                (!parts.is_empty()).then(|| Self {
                    name: parts.join(" "),
                    file_as,
                    affiliation: None,
                    roles: Vec::new(),
                })?
            }
        };
        named.file_as = text(&["file-as", "sort", "sort-as"]).or(named.file_as);
        named.affiliation = text(&["affiliation", "affiliations", "organization"]).or(named.affiliation);
        let said = get(&["role", "roles"]).map(|node| match &node.value {
            Value::List(nodes) => nodes.iter().map(|node| (line(&node.text()), node.range.clone())).collect(),
            Value::Null | Value::Scalar(_) | Value::Map(_) => vec![(line(&node.text()), node.range.clone())],
        });
        let said: Vec<_> = said.unwrap_or_default();
        let said: Vec<_> = said.into_iter().filter(|(role, _)| !role.is_empty()).collect();
        if !said.is_empty() {
            named.roles = said;
        }
        Some(named)
    }

    /// Them in the role of this code or name.
    pub(super) fn person(&self, role: String) -> Person {
        let Self { name, file_as, affiliation, .. } = self;
        Person { name: name.clone(), file_as: file_as.clone(), role, affiliation: affiliation.clone() }
    }
}

/// Whether brackets behind a name hold a role, and not a degree, a job or a short name: `(translator)`,
/// `(Ed.)`.
fn is_role_behind_name(words: &str) -> bool {
    const ROLES: [&str; 8] = ["edt", "trl", "ill", "pht", "aui", "aft", "nrt", "ctb"];
    let is_short = words.chars().count() <= 3 && !words.ends_with('.');
    let is_name = is_short && words.starts_with(char::is_uppercase);
    !is_name && relators(words).is_some_and(|codes| codes.iter().all(|code| ROLES.contains(&code.as_str())))
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The MARC relator codes of what is said of someone's part, `translator and illustrator`; `None` if a part
/// of it is not known.
pub(super) fn relators(roles: &str) -> Option<Vec<String>> {
    if let Some(code) = relator(roles) {
        return Some(vec![code]);
    }
    let spaced = roles.replace(" and ", ",");
    let parts = spaced.split([',', ';', '/', '&', '+']).map(str::trim).filter(|part| !part.is_empty());
    let codes: Vec<String> = parts.map(relator).collect::<Option<_>>()?;
    (!codes.is_empty()).then_some(codes)
}

/// The MARC relator code of a role: by its code, `trl`, `marc:trl` or its address, by its term in English,
/// one or several, or by a usual word or abbreviation.
fn relator(role: &str) -> Option<String> {
    let role = role.trim().to_lowercase().replace(['_', '-'], " ");
    let address = "id.loc.gov/vocabulary/relators/";
    let bare = role.split_once(address).map_or(role.as_str(), |(_, code)| code);
    let prefixed = ["marc:", "marcrel:", "relators:", "marc:relators:"].into_iter();
    let bare = prefixed.filter_map(|prefix| bare.strip_prefix(prefix)).next_back().unwrap_or(bare);
    let bare = bare.trim().trim_end_matches('.');
    let one = bare.strip_suffix('s').unwrap_or(bare);
    let code =
        relator_code(bare).or_else(|| relator_code(one)).or_else(|| usual(bare)).or_else(|| usual(one));
    let is_code = bare.len() == 3 && bare.bytes().all(|byte| byte.is_ascii_lowercase());
    let code = code.or_else(|| is_code.then_some(bare));
    code.filter(|_| !bare.is_empty()).map(str::to_owned)
}

/// What else roles are called, in languages that books are written in.
#[rustfmt::skip]
fn usual(role: &str) -> Option<&'static str> {
    Some(match role {
        "writer" | "co author" | "coauthor" | "by" | "written by" | "autor" | "autorin" | "auteur" | "autrice"
        | "autora" | "autore" | "автор" | "作者" | "著者" | "著" | "مؤلف" | "المؤلف" => "aut",
        "ed" | "eds" | "edited by" | "herausgeber" | "herausgeberin" | "hrsg" | "hg" | "éditeur" | "éditrice"
        | "editora" | "curatore" | "curatrice" | "redacteur" | "redakteur" | "redaktor" | "redaktör"
        | "редактор" | "编辑" | "編輯" | "編集" | "编者" | "編者" | "محرر" | "المحرر" => "edt",
        "trans" | "transl" | "tr" | "translated by" | "übersetzer" | "übersetzerin" | "übers" | "traducteur"
        | "traductrice" | "trad" | "traductor" | "traductora" | "tradutor" | "tradutora" | "traduttore"
        | "traduttrice" | "vertaler" | "tłumacz" | "tłumaczka" | "översättare" | "oversætter" | "oversetter"
        | "kääntäjä" | "překladatel" | "переводчик" | "переводчица" | "перекладач" | "çevirmen" | "译者"
        | "譯者" | "訳者" | "訳" | "翻译" | "翻譯" | "翻訳" | "옮긴이" | "مترجم" | "المترجم" | "מתרגם" => "trl",
        "illus" | "illustrated by" | "illustratorin" | "illustrateur" | "illustratrice" | "ilustrador"
        | "ilustradora" | "illustratore" | "ilustrator" | "illustratör" | "kuvittaja" | "иллюстратор"
        | "ілюстратор" | "插图" | "插圖" | "插画" | "イラスト" | "挿絵" | "رسام" => "ill",
        "photos" | "photo" | "photographs" | "photographs by" | "photographed by" | "fotograf" | "fotografin"
        | "photographe" | "fotógrafo" | "fotógrafa" | "fotografo" | "фотограф" | "摄影" | "攝影" | "写真" => "pht",
        "foreword" | "foreword by" | "author of foreword" | "vorwort" | "préface" | "prefazione" | "prólogo" => "aui",
        "afterword" | "afterword by" | "nachwort" | "postface" => "aft",
        "introduction" | "introduction by" => "win",
        "preface" | "preface by" => "wpr",
        "read by" | "reader" | "speaker" | "narrated by" | "sprecher" | "sprecherin" | "narrateur" => "nrt",
        "contrib" | "with contributions by" | "mitwirkende" | "mitwirkender" => "ctb",
        "designed by" | "gestalter" | "gestalterin" => "dsr",
        "cover" | "cover artist" | "cover art" | "cover design" | "cover by" => "cov",
        "proofreading" | "proof reader" | "korrektor" | "lektor" | "lektorin" => "pfr",
        "copy editor" | "copyeditor" => "edt",
        "typesetter" | "typesetting" => "tyg",
        "colourist" => "clr",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{is_role_behind_name, relators};

    #[test]
    fn brackets_behind_a_name_may_hold_a_role() {
        for role in
            ["translator", "Ed.", "eds.", "Übersetzerin", "trans.", "ill", "foreword", "translator & editor"]
        {
            assert!(is_role_behind_name(role), "{role}");
        }
        for words in ["PhD", "Ed", "Art", "director", "USA", "Jr.", "née Rot", "BBC", "1986", "res", ""] {
            assert!(!is_role_behind_name(words), "{words}");
        }
    }

    #[test]
    fn roles_are_known_by_code_term_and_usual_words() {
        for (role, codes) in [
            ("trl", "trl"),
            ("TRL", "trl"),
            ("marc:trl", "trl"),
            ("http://id.loc.gov/vocabulary/relators/ill", "ill"),
            ("Translators", "trl"),
            ("transl.", "trl"),
            ("Eds.", "edt"),
            ("Translated by", "trl"),
            ("Übersetzerin", "trl"),
            ("cover_designer", "cov"),
            ("translator and illustrator", "trl ill"),
            ("translator, ed.; photos", "trl edt pht"),
            ("translator / illustrator", "trl ill"),
            ("author of introduction", "aui"),
            ("xyz", "xyz"),
        ] {
            assert_eq!(relators(role).map(|codes| codes.join(" ")).as_deref(), Some(codes), "{role}");
        }
        for role in ["tea maker", "", "translator, tea maker", "1986", "née Rot"] {
            assert_eq!(relators(role), None, "{role}");
        }
    }
}
