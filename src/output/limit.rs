//! The largest file that this process may write.

use std::fs;
use std::sync::OnceLock;

/// The limit in bytes that the system sets for a file's size (`ulimit -f`), if there is one and it can
/// be known. Who writes more is not told so, but killed.
pub(super) fn largest_file() -> Option<u64> {
    static LIMIT: OnceLock<Option<u64>> = OnceLock::new();
    *LIMIT.get_or_init(|| of(&fs::read_to_string("/proc/self/limits").ok()?))
}

/// The soft limit in the table that Linux shows.
fn of(limits: &str) -> Option<u64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max file size"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_soft_limit_is_read() {
        let table = |soft: &str| {
            format!("Limit  Soft Limit  Hard Limit  Units\nMax file size   {soft}  unlimited  bytes\n")
        };
        assert_eq!(of(&table("4096")), Some(4096));
        assert_eq!(of(&table("unlimited")), None);
        assert_eq!(of(""), None);
    }
}
