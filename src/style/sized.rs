//! A page as a theme writes it → a [`PageStyle`].

use serde::{Deserialize, Deserializer};

use super::unit::from_text;
use super::{Columns, PageStyle, Pt, page_style};

/// A page's size, and what is to be other than a designer would choose for it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AsWritten {
    size: Named,
    top: Option<Pt>,
    foot: Option<Pt>,
    inner: Option<Pt>,
    outer: Option<Pt>,
    #[serde(rename = "type")]
    body: Option<Pt>,
    leading: Option<Pt>,
    #[serde(default)]
    columns: Columns,
}

/// The page that a name or a size means.
struct Named(PageStyle);

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a page size, \"a5\" or \"148x210mm\"", |text| page_style(text).map(Self))
    }
}

/// The smallest text that a page may be left with, in ems of its type and in lines.
const LEAST: [f32; 2] = [12.0, 6.0];

impl TryFrom<AsWritten> for PageStyle {
    type Error = &'static str;

    fn try_from(written: AsWritten) -> Result<Self, Self::Error> {
        let Named(page) = written.size;
        let page = match written.columns {
            Columns::One => page,
            Columns::Two => page.in_two_columns(),
        };
        let page = written.body.map_or(page, |size| page.with_size(size));
        let page = Self {
            top: written.top.unwrap_or(page.top),
            foot: written.foot.unwrap_or(page.foot),
            inner: written.inner.unwrap_or(page.inner),
            outer: written.outer.unwrap_or(page.outer),
            leading: written.leading.unwrap_or(page.leading),
            ..page
        };
        let type_is_sane = (4.0..=40.0).contains(&page.size.0) && (4.0..=80.0).contains(&page.leading.0);
        let margins_are = [page.top, page.foot, page.inner, page.outer].iter().all(|margin| margin.0 >= 0.0);
        let room =
            page.measure().0 >= LEAST[0] * page.size.0 && page.text_height().0 >= LEAST[1] * page.leading.0;
        match type_is_sane && margins_are && room {
            true => Ok(page.with_whole_lines()),
            false => Err("margins, type and leading leave no room for a text on this page"),
        }
    }
}
