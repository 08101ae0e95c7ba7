//! What a model knows before the first byte of a body.
//!
//! `primer.txt` has links of version 1, one per line; open them to see what they
//! hold: the grids of the box that dossiers begin with (a grid taken from there
//! costs next to nothing, a changed one what was changed), then a dossier that
//! uses each record and the words of consultations, so that nothing has to be
//! learned from the first letter. No offer of an example is among them: an
//! example would then be shorter than what people write. **Frozen.**

use super::coder::teach;
use super::model::Model;
use super::own;
use crate::saved::link::records::write;
use crate::saved::link::v1;

const PRIMER: &str = include_str!("primer.txt");

thread_local! {
    /// Knows the primer and nothing else.
    static PRIMED: Model = primed();
}

/// A model that has learned the primer: a copy, so that nothing is learned twice.
pub(super) fn model() -> Model {
    PRIMED.with(Model::clone)
}

fn primed() -> Model {
    let mut model = Model::new();
    for payload in PRIMER.lines().filter_map(|line| line.strip_prefix("md=1.")) {
        // A constant, held by the test below, hence no error to hand on.
        let Ok(dossier) = v1::read(payload) else { continue };
        let body = write::body(&dossier, &|writer, place| own(writer, &dossier, place));
        let Some((bytes, marks)) = body.map(|writer| writer.into_marked()) else { continue };
        teach(&mut model, &bytes, &marks);
    }
    model
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_link() {
        assert!(PRIMER.lines().count() >= 2);
        for line in PRIMER.lines() {
            assert!(v1::read(line.strip_prefix("md=1.").unwrap()).is_ok(), "{line}");
        }
    }
}
