//! Who notes what, and what they have handed in.

use super::{flag, list_unless_empty};
use crate::dossier::{Commission, Contribution, Evaluator, Id, Return};
use crate::saved::file::json::{Fields, Json};

#[inline(never)]
pub(super) fn commission(commission: &Commission) -> Json {
    let mut fields = Fields::default();
    list_unless_empty(&mut fields, "evaluators", &commission.evaluators, evaluator);
    flag(&mut fields, "blind", commission.is_blind, false);
    flag(&mut fields, "locked", commission.are_notes_locked, false);
    list_unless_empty(&mut fields, "aliases", &commission.aliases, id);
    if let Some(Contribution { by, at }) = &commission.contribution {
        let mut mark = Fields::default();
        mark.text("by", by);
        if let Some(at) = at {
            mark.text("at", &at.to_string());
        }
        fields.put("contribution", mark.end());
    }
    fields.end()
}

fn evaluator(evaluator: &Evaluator) -> Json {
    let mut fields = Fields::default();
    fields.text("name", &evaluator.name);
    list_unless_empty(&mut fields, "criteria", &evaluator.criteria, id);
    list_unless_empty(&mut fields, "returned", &evaluator.returned, returned);
    fields.end()
}

fn returned(returned: &Return) -> Json {
    let mut fields = Fields::default();
    fields.text("at", &returned.at.to_string());
    list_unless_empty(&mut fields, "criteria", &returned.criteria, id);
    list_unless_empty(&mut fields, "offers", &returned.offers, id);
    fields.end()
}

fn id(id: &Id) -> Json {
    id.as_str().into()
}
