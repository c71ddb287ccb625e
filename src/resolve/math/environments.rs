//! `\begin{…}` … `\end{…}`

use super::read::{Cells, Reader};
use super::tree::Node;

/// What an environment makes of its cells.
enum Kind {
    /// A name and delimiters.
    Table(&'static str, [&'static str; 2]),
    /// Lines, whose cells only say what stands below what.
    Lines,
}

impl Reader<'_> {
    /// What stands from the name of an environment to its end.
    pub(super) fn environment(&mut self) -> Result<Node, String> {
        let name = self.words()?;
        let bare = name.trim_end_matches('*');
        let kind = match bare {
            "matrix" | "smallmatrix" => Kind::Table("matrix", ["(", ")"]),
            "array" => Kind::Table("array", ["(", ")"]),
            "pmatrix" => Kind::Table("mat", ["(", ")"]),
            "bmatrix" => Kind::Table("mat", ["[", "]"]),
            "Bmatrix" => Kind::Table("mat", ["{", "}"]),
            "vmatrix" => Kind::Table("mat", ["|", "|"]),
            "Vmatrix" => Kind::Table("mat", ["‖", "‖"]),
            "cases" | "dcases" => Kind::Table("cases", ["{", "}"]),
            "rcases" => Kind::Table("rcases", ["{", "}"]),
            "aligned" | "align" | "split" | "gather" | "gathered" | "equation" | "alignat" | "alignedat"
            | "eqnarray" | "multline" => Kind::Lines,
            _ => return Err(format!("`{name}` is not known")),
        };
        if matches!(bare, "array" | "alignat" | "alignedat") {
            self.option();
            self.words()?;
        }
        let rows = self.rows()?;
        if !self.is_at("\\end") {
            return Err("`\\begin` comes without `\\end`".to_owned());
        }
        self.rest = &self.rest["\\end".len()..];
        if self.words()? != name {
            return Err("`\\begin` and `\\end` do not match".to_owned());
        }
        Ok(match kind {
            Kind::Table(name, around) => Node::Table { name, around, rows },
            Kind::Lines => Node::Lines(rows.into_iter().map(|cells| cells.concat()).collect()),
        })
    }

    /// `{a \\ b}`
    pub(super) fn braced_lines(&mut self) -> Result<Vec<Vec<Node>>, String> {
        self.skip_blanks();
        self.rest = self.rest.strip_prefix('{').ok_or("a command lacks what it works on")?;
        let rows = self.rows()?;
        self.rest = self.rest.strip_prefix('}').ok_or("its braces do not match")?;
        Ok(rows.into_iter().map(|cells| cells.concat()).collect())
    }

    /// The cells of rows, up to what ends them. The last row may be ended, too.
    fn rows(&mut self) -> Result<Vec<Vec<Vec<Node>>>, String> {
        self.deeper(|reader| {
            let before = (reader.alphabet, std::mem::replace(&mut reader.cells, Cells::Inside));
            let mut rows = vec![Vec::new()];
            loop {
                let cell = reader.list()?;
                reader.alphabet = before.0;
                let row = rows.last_mut().expect("there is a first row");
                row.push(cell);
                if let Some(rest) = reader.rest.strip_prefix('&') {
                    reader.rest = rest;
                } else if let Some(rest) = reader.rest.strip_prefix("\\\\") {
                    reader.rest = rest;
                    reader.skip_row_gap();
                    rows.push(Vec::new());
                } else {
                    break;
                }
            }
            reader.cells = before.1;
            let is_empty = |row: &Vec<Vec<Node>>| row.iter().all(Vec::is_empty);
            if rows.len() > 1 && rows.last().is_some_and(is_empty) {
                rows.pop();
            }
            Ok(rows)
        })
    }

    /// Skips the space that may be asked for behind a row's end: `\\[2pt]`.
    pub(super) fn skip_row_gap(&mut self) {
        self.rest = self.rest.strip_prefix('*').unwrap_or(self.rest);
        let Some((gap, rest)) = self.rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
            return;
        };
        let unit = gap.trim_start_matches(|c: char| c.is_ascii_digit() || ".- ".contains(c)).trim();
        if matches!(unit, "pt" | "em" | "ex" | "cm" | "mm" | "in" | "px" | "mu") {
            self.rest = rest;
        }
    }
}
