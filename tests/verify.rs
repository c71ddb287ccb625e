//! Scratch.
use pressroom::diagnostic::{Diagnostics, Code};
use pressroom::source::{self, Input, Request};
use pressroom::{backend, export_and_verify};
use rayon::prelude::*;

#[path = "support/corpora.rs"]
mod corpora;

fn wrong(input: &Input) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let mut diagnostics = Diagnostics::new();
    let export = export_and_verify(&sources, backend::ALL, &mut diagnostics);
    let mut out: Vec<String> = diagnostics.iter().filter(|it| matches!(it.code, Code::EditionsDiffer | Code::NotVerified)).map(|it| {
        let at = it.span.map(|s| { let l = sources.locate(s); format!("{}:{}", l.path, l.line)});
        format!("{input:?} {at:?}: {}\n      {:?}", it.message, it.help)}).collect();
    let verdict = export.verdict.unwrap();
    if verdict.fingerprint().is_none() { out.push(format!("{input:?}: no one fingerprint")); }
    out
}

#[test]
fn scratch() {
    let mut inputs = corpora::inputs();
    let folder = corpora::folder().unwrap();
    for more in ["03-rust-book-chinese", "04-rust-book-arabic", "05-math-d2l", "11-khmer-thai-study-guide"] {
        inputs.extend(source::find(&folder.join("open").join(more), None).unwrap());
    }
    if let Ok(only) = std::env::var("ONLY") { inputs.retain(|it| format!("{it:?}").contains(&only)); }
    let wrong: Vec<String> = inputs.par_iter().flat_map(wrong).collect();
    std::fs::write("/tmp/wrong", wrong.join("\n")).unwrap();
    println!("{} of {}", wrong.len(), inputs.len());
}
