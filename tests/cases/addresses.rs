//! Addresses: one judgement for all editions.
