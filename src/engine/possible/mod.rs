//! Whether claims can all be true at once, over cells that quantities share.

pub mod axis_states;
pub mod cells;
pub mod example_world;
pub mod few_claims;
pub mod hitting_sets;
pub mod layout;
pub mod linked_parts;
pub mod more_conflicts;
pub mod propagate_bounds;
pub mod spaces;
pub mod sum_rows;
pub mod verdicts;
pub mod whole_corpus;
pub mod world_builder;
