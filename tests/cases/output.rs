//! Files: nothing of the author is overwritten, and names stay the same.
