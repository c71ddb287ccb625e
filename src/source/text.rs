//! Bytes of a text → a file of the [`Sources`], and reports about what is wrong with it.

use std::path::PathBuf;

use super::decode::{Decoded, NotText, decode};
use super::{Refusal, Sources};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::{FileId, Span};

/// What a file is called and where it lies.
pub(super) struct Name {
    /// As people see it.
    pub shown: String,
    /// `None` for standard input.
    pub location: Option<PathBuf>,
}

/// Adds a file of text, or reports why not.
pub(super) fn add(
    bytes: Result<Vec<u8>, Refusal>,
    name: Name,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    let decoded = match bytes {
        Ok(bytes) => decode(&bytes),
        Err(refusal) => {
            let message = format!("`{}` is left out: {refusal}", name.shown);
            diagnostics.add(Diagnostic::error(Code::UnreadableFile, None, message));
            return None;
        }
    };
    match decoded {
        Ok(decoded) => Some(add_decoded(decoded, name, sources, diagnostics)),
        Err(NotText::Wide(wide)) => {
            let message = format!("`{}` is {}, save it as UTF-8", name.shown, wide.name());
            let file = sources.add(name.shown, name.location, String::new());
            diagnostics.add(Diagnostic::error(Code::NotUtf8, Span::new(file, 0..0), message));
            None
        }
        Err(NotText::NotUtf8 { lossy, at, byte, guess }) => {
            let message = format!("`{}` is not UTF-8: byte 0x{byte:02X}", name.shown);
            let file = sources.add(name.shown, name.location, lossy);
            let help = match guess {
                Some(encoding) => format!("it looks like {encoding}; save it as UTF-8"),
                None => "save it as UTF-8".to_string(),
            };
            let span = Span::new(file, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
            diagnostics.add(Diagnostic::error(Code::NotUtf8, span, message).with_help(help));
            None
        }
    }
}

fn add_decoded(decoded: Decoded, name: Name, sources: &mut Sources, diagnostics: &mut Diagnostics) -> FileId {
    let file = sources.add(name.shown, name.location, decoded.text);
    if let Some(first) = decoded.forbidden.first() {
        let span = Span::new(file, first.at..first.at + char::REPLACEMENT_CHARACTER.len_utf8());
        let code = first.character as u32;
        let message = match decoded.forbidden.len() {
            1 => format!("U+{code:04X} was replaced by U+FFFD"),
            count => format!("{count} forbidden characters, the first U+{code:04X}, were replaced by U+FFFD"),
        };
        let help = "no edition can hold these characters; remove them";
        diagnostics.add(Diagnostic::warning(Code::ForbiddenCharacter, span, message).with_help(help));
    }
    file
}

/// Says so if a source holds nothing. It is still a document, with its file's name for a title.
pub(super) fn report_if_blank(file: FileId, sources: &Sources, diagnostics: &mut Diagnostics) {
    if sources.text(file).trim().is_empty() {
        let message = format!("`{}` holds no text", sources.path(file));
        diagnostics.add(Diagnostic::warning(Code::EmptyDocument, Span::new(file, 0..0), message));
    }
}
