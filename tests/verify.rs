//! Scratch.
use pressroom::diagnostic::Diagnostics;
use pressroom::source::{self, Input, Request};
use pressroom::{backend, export};
use rayon::prelude::*;

#[path = "support/corpora.rs"]
mod corpora;
#[path = "support/laid.rs"]
mod laid;

fn wrong(input: &Input) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let export = export(&sources, backend::ALL, &mut diagnostics);
    let bytes: Vec<Vec<u8>> = export.editions.into_iter().map(|it| it.bytes.unwrap()).collect();
    let laid = laid::lay_out(input);
    pressroom::verify::scratch(&laid.manuscript, &bytes[0], &bytes[1], &bytes[2]).into_iter().map(|it| format!("{}: {it}", laid.name)).collect()
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
