//! A panic → a [`Fault`] that can be reported.
//!
//! No input should make the program panic. If one does, the other documents and editions are still
//! made, and the author learns where the fault is.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

use crate::diagnostic::{Code, Diagnostic};

thread_local! {
    /// Where this thread panicked last: the payload of a panic does not say.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What a panic left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The panic's message.
    pub message: String,
    /// The place in the program, if it is known.
    pub place: Option<String>,
}

impl Fault {
    /// The error to show, for a fault that came about while doing `what`: `laying out`.
    pub fn diagnostic(&self, what: &str) -> Diagnostic {
        let place = self.place.as_ref().map(|place| format!(" (at {place})")).unwrap_or_default();
        Diagnostic::error(
            Code::Internal,
            None,
            format!("pressroom failed while {what}: {}{place}", self.message),
        )
        .with_help(format!(
            "this is a fault of pressroom {}, not of your text; please report it, with the source",
            env!("CARGO_PKG_VERSION")
        ))
    }
}

/// The value of `work`, or the fault by which it ended.
///
/// # Errors
///
/// When `work` panics.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    // What `work` borrows may be left half done, so callers use nothing of it but lists that only
    // grow, such as diagnostics.
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| Fault {
        message: message(payload.as_ref()),
        place: PLACE.with(|place| place.borrow_mut().take()),
    })
}

/// From now on a panic prints nothing and is only remembered, for [`caught`] to tell of.
pub fn silence_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        PLACE.with(|last| *last.borrow_mut() = place);
    }));
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned());
    // A message of several lines (from `assert_eq!`) becomes one sentence.
    text.map_or_else(|| "no reason given".to_owned(), |text| text.lines().collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_that_asks_for_a_report() {
        let fault = caught(|| -> u8 { panic!("no {}\nat all", "glue") }).unwrap_err();
        assert_eq!(fault.message, "no glue; at all");
        let shown = fault.diagnostic("breaking lines");
        assert_eq!(shown.code, Code::Internal);
        assert!(shown.help.is_some_and(|help| help.contains("please report it")));
        assert_eq!(caught(|| 3), Ok(3));
    }
}
