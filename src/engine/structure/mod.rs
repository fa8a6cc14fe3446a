//! How quantities lie inside and around one another.

pub mod families;
pub mod nesting;
pub mod quantity_index;
pub mod stable_order;
