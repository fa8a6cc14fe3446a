//! An oracle for reconciling that shares no code with the engine: it draws small worlds, cuts them
//! into cells, decides in whole-number arithmetic whether claims can be true at once, and holds what
//! the engine says against it. A world that fails is made as small as it gets and printed as the
//! claim file it is.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it holds by failing")]

mod agreement;
mod answers;
mod cells;
mod certificates;
mod cut;
mod draw;
mod engine;
mod exact;
#[path = "../../benches/generate.rs"]
#[allow(dead_code, reason = "other layouts are the benchmark's")]
mod generate;
mod invariants;
mod judge;
mod paths;
mod shrink;
mod wide;
mod witnesses;
mod world;
mod write;
