//! The composer: from a catalogue of bricks, the assemblies that are best.
//!
//! A [`Composition`] goes in: bricks with prices, what they cover, the rungs
//! that they stand on, and the announced price formula with the prices of the
//! field. [`Composer`] finds the best assemblies, [`FrontSearch`] the front of
//! cost and coverage, [`Composition::explain`] says what a brick brings. All in
//! rounds of bounded work, so that a page stays alive, and without a clock.
//!
//! What an assembly is worth: each requirement is covered as by the brick that
//! covers it best, each scale counts at its weakest rung, the price is the sum
//! with the integration, noted by the announced formula as one more offer of
//! the field. An assembly is *lean*: whichever of its bricks is taken away (but
//! those that the buyer wants in), it covers less. Others cost more and bring
//! nothing, so that the best assembly is always among the lean ones.
//!
//! How it is found: branch and bound, brick by brick ([`search`]). What a branch
//! can still cover for a sum of money lies below a concave line ([`bound`]): each
//! thing left to cover is priced so that no brick costs less than what it
//! covers. Floats only bound, with a margin a thousand times their error; what
//! stays is compared in integers and fractions. Weak duality is all the
//! mathematics it needs (for facilities Erlenkotter 1978).

mod best;
mod bound;
mod explain;
mod front;
mod prepared;
mod price;
mod problem;
mod search;
mod start;

pub use best::{Assembly, Composer, Proof};
pub use explain::Explanation;
pub use front::{FrontPoint, FrontSearch};
pub use problem::{
    Brick, Composition, CompositionError, Coverage, Integration, MAX_BRICKS, MAX_REQUIREMENTS, PriceRule, Requirement,
    Scale,
};
