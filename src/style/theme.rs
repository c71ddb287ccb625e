//! Themes: a theme's text in TOML → a [`StyleSheet`].
//!
//! A theme says everything, or, `based-on` a built-in one, what differs from it. In it, a role says
//! what differs from the role that it is `like`, which is the body if it does not say. Both are
//! settled on the tree of keys, before it becomes a style sheet; so a fault keeps its place in
//! the text that the author wrote.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use super::StyleSheet;
use crate::diagnostic::Diagnostics;
use crate::model::{Division, Language, Preferences};

/// A theme that is built in.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Its name, `book`.
    pub name: &'static str,
    /// Its text in TOML. The comment in the first line says what it is for.
    pub text: &'static str,
}

/// The built-in themes.
pub const THEMES: &[Theme] = &[
    Theme { name: "book", text: include_str!("themes/book.toml") },
    Theme { name: "manual", text: include_str!("themes/manual.toml") },
    Theme { name: "article", text: include_str!("themes/article.toml") },
];

/// The role that a role is like if it does not say.
const PARENT: &str = "body";

/// More roles in a row than there are can only be a circle.
const LONGEST_LINE: usize = 32;

/// Why a theme cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the theme's text.
    pub range: Range<usize>,
}

impl Theme {
    /// The built-in theme called `name`.
    pub fn find(name: &str) -> Option<&'static Self> {
        THEMES.iter().find(|theme| theme.name == name)
    }

    /// What it is for, in a sentence.
    pub fn about(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
    }

    /// Its style sheet, for a document that asks for nothing.
    pub fn sheet(&self) -> StyleSheet {
        read(self.text).unwrap_or_else(|fault| panic!("the theme `{}` is sound: {fault:?}", self.name))
    }
}

/// Reads a theme.
pub fn read(text: &str) -> Result<StyleSheet, Fault> {
    let mut tree = based(DeTable::parse(text)?)?;
    if let Some(DeValue::Table(roles)) = tree.get_mut().get_mut("roles").map(Spanned::get_mut) {
        settle(roles)?;
    }
    Ok(StyleSheet::deserialize(Deserializer::from(tree))?)
}

/// What `theme` says, and below it what the theme says that it is based on.
fn based(mut theme: Spanned<DeTable<'_>>) -> Result<Spanned<DeTable<'_>>, Fault> {
    let Some((_, base)) = theme.get_mut().remove_entry("based-on") else { return Ok(theme) };
    let found = match base.get_ref() {
        DeValue::String(name) => Theme::find(name),
        _ => None,
    };
    let Some(found) = found else {
        let names: Vec<_> = THEMES.iter().map(|theme| format!("`{}`", theme.name)).collect();
        let message = format!("a theme is based on one of {}", names.join(", "));
        return Err(Fault { message, range: base.span() });
    };
    let below = based(DeTable::parse(found.text)?)?.into_inner();
    let range = theme.span();
    Ok(Spanned::new(range, laid_over(unplaced(below), theme.into_inner())))
}

/// `over` with what only `below` says. Tables are put together key by key, all else is replaced.
fn laid_over<'t>(mut below: DeTable<'t>, over: DeTable<'t>) -> DeTable<'t> {
    for (key, value) in over {
        let range = value.span();
        // The key goes too, since it is the place of the fault if it has no meaning.
        let value = match (below.remove_entry(&**key.get_ref()), value.into_inner()) {
            (Some((_, old)), DeValue::Table(new)) => match old.into_inner() {
                DeValue::Table(old) => DeValue::Table(laid_over(old, new)),
                _ => DeValue::Table(new),
            },
            (_, value) => value,
        };
        below.insert(key, Spanned::new(range, value));
    }
    below
}

/// The same without places, which would be those of another text.
fn unplaced(table: DeTable<'_>) -> DeTable<'_> {
    let without = |value| match value {
        DeValue::Table(table) => DeValue::Table(unplaced(table)),
        value => value,
    };
    table.into_iter().map(|(key, value)| (key, Spanned::new(0..0, without(value.into_inner())))).collect()
}

/// Gives each role what it does not say itself, from the roles it is like.
fn settle(roles: &mut DeTable<'_>) -> Result<(), Fault> {
    // Themes were written before contributors had a role of their own.
    if !roles.contains_key("contributor")
        && let Some(author) = roles.get("author").cloned()
    {
        roles.insert(Spanned::new(0..0, "contributor".into()), author);
    }
    let said = roles.clone();
    for (name, role) in roles.iter_mut() {
        let range = role.span();
        let DeValue::Table(table) = role.get_mut() else { continue };
        let own = name.get_ref().to_string();
        let mut name = own.clone();
        for _ in 0..LONGEST_LINE {
            let like = match table.remove_entry("like") {
                None if name == PARENT => break,
                None => PARENT.to_owned(),
                Some((_, like)) => match like.get_ref() {
                    DeValue::String(other) if said.contains_key(&**other) => other.to_string(),
                    _ => {
                        let message = "there is no role to be `like` of this name".to_owned();
                        return Err(Fault { message, range: like.span() });
                    }
                },
            };
            if like == own {
                let message = format!("the role `{own}` is like itself, by itself or through others");
                return Err(Fault { message, range });
            }
            let Some(DeValue::Table(parent)) = said.get(&*like).map(Spanned::get_ref) else { break };
            *table = laid_over(parent.clone(), std::mem::take(table));
            name = like;
        }
    }
    Ok(())
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let message = error.message().lines().collect::<Vec<_>>().join(" ");
        Self { message, range: error.span().unwrap_or_default() }
    }
}

impl StyleSheet {
    /// The built-in style sheet for a document of `division` in `language`, with `wishes` granted
    /// where they can be; what cannot is reported.
    pub fn new(
        division: Division,
        language: &Language,
        wishes: &Preferences,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let name = match division {
            Division::Book => "book",
            Division::Article => "article",
        };
        let theme = Theme::find(name).expect("the built-in themes have these names");
        theme.sheet().granting(division, language, wishes, diagnostics)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::{Align, Em, Lines, Percent};

    fn fault(text: &str) -> (String, &str) {
        let fault = read(text).expect_err("the theme is faulty");
        (fault.message, &text[fault.range])
    }

    #[test]
    fn the_built_in_themes_are_sound() {
        for theme in THEMES {
            theme.sheet();
            assert!(theme.about().ends_with('.'), "{} says what it is for", theme.name);
        }
    }

    #[test]
    fn a_theme_says_what_differs() {
        let book = Theme::find("book").expect("built in").sheet();
        let sheet = read("based-on = \"book\"\n[roles.title]\nalign = \"left\"\n[note]\nrule = \"50%\"\n");
        let sheet = sheet.expect("the theme is sound");
        assert_eq!(sheet.roles.title.align, Align::Left);
        assert_eq!(sheet.roles.title.size, book.roles.title.size);
        // What is like the title goes with it.
        assert_eq!(sheet.roles.subtitle.align, Align::Left);
        assert_eq!((sheet.note.rule, sheet.note.gap), (Percent(50), book.note.gap));
        assert_eq!(read("based-on = \"book\""), Ok(book));
    }

    #[test]
    fn a_role_is_like_another() {
        let text = "based-on = \"article\"\n[roles]\nquote = { like = \"note\", left = \"2em\" }";
        let sheet = read(text).expect("the theme is sound");
        let [quote, note] = [sheet.roles.quote, sheet.roles.note];
        assert_eq!((quote.leading, quote.left, quote.before), (note.leading, Em(2.0), Lines(0.5)));
    }

    #[test]
    fn a_fault_has_its_place() {
        let based = |rest: &str| format!("based-on = \"manual\"\n{rest}\n");
        for (rest, at, message) in [
            ("colour = 1", "colour", "unknown field `colour`"),
            ("[roles.title]\nsize = \"2\"", "\"2\"", "`2` should be a size in em"),
            ("[roles.title]\nsise = \"2em\"", "sise", "unknown field `sise`"),
            ("[roles.titel]\nsize = \"2em\"", "titel", "unknown field `titel`"),
            ("[roles.title]\nalign = \"middle\"", "\"middle\"", "unknown variant `middle`"),
            ("[roles.title]\nlike = \"head\"", "\"head\"", "there is no role to be `like`"),
            ("link = \"blue\"", "\"blue\"", "`blue` should be a colour"),
            ("[page]\nsize = \"a7\"", "\"a7\"", "`a7` should be a page size"),
            ("page = { size = \"a6\", inner = \"90mm\" }", "{ size = \"a6\", inner = \"90mm\" }", "no room"),
            ("[text]\nwidth = \"wide\"", "\"wide\"", "invalid type: string"),
        ] {
            let text = based(rest);
            let (said, place) = fault(&text);
            assert!(said.contains(message), "{rest}: {said}");
            assert_eq!(place, at, "{rest}");
        }
        let text = based("[roles]\ntitle = { like = \"part\" }\npart = { like = \"title\" }");
        assert!(fault(&text).0.contains("like itself"));
        assert!(fault("based-on = \"novel\"").0.contains("a theme is based on one of"));
        assert!(fault("[roles]\n").0.contains("missing field"));
        assert!(!fault("roles = [").0.is_empty());
    }
}
