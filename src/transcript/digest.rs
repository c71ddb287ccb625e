//! A transcript → its fingerprint.

use sha2::{Digest, Sha256};

use super::{Form, Kind, Transcript, common, of};
use crate::resolve::Manuscript;

/// The namespace of the property by which editions carry the fingerprint, and its name there.
pub const NAMESPACE: &str = "urn:pressroom:edition#";
/// The name of that property.
pub const PROPERTY: &str = "fingerprint";

/// The fingerprint of what all editions of a manuscript say: SHA-256, in hexadecimal figures.
pub fn digest(manuscript: &Manuscript) -> String {
    fingerprint(&common(&of(manuscript), &Form::usual(&manuscript.style)))
}

/// The fingerprint of what [`common`] has left of a transcript: of each token its kind and its text, and
/// neither the blanks between them nor where they stand.
pub fn fingerprint(transcript: &Transcript) -> String {
    let mut bytes = Vec::with_capacity(transcript.len() * 8);
    for said in transcript.iter() {
        bytes.extend_from_slice(match said.kind {
            Kind::Word => b"",
            kind => kind.name().as_bytes(),
        });
        bytes.push(b'\t');
        bytes.extend_from_slice(said.text.as_bytes());
        bytes.push(b'\n');
    }
    Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
