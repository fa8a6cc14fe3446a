//! Which claims enter the arithmetic, who says them, and where their figures first appear.

pub mod accounts;
pub mod claims_in_force;
pub mod origins;
mod revises;
pub mod revisions;
