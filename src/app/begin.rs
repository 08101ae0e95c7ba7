//! Commencer: the panel with every way to begin.

use std::rc::Rc;

use super::effect::Effect;
use super::msg::Msg;
use super::state::{Origin, Screen, State};
use super::update::opening;
use crate::catalogue::{EXAMPLES, TEMPLATES, Template, TemplateGrid};
use crate::dossier::{Dossier, Edition};
use crate::i18n::Lang;
use crate::saved;

/// What happens in the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum BeginMsg {
    /// Show it.
    Open,
    /// Close it.
    Close,
    /// Begin with the grid of a template.
    Template(&'static str),
}

impl From<BeginMsg> for Msg {
    fn from(msg: BeginMsg) -> Self {
        Self::Begin(msg)
    }
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: BeginMsg) -> Vec<Effect> {
    match msg {
        BeginMsg::Open => {
            state.is_beginning = true;
            vec![Effect::FindWorks, Effect::Focus("begin-title")]
        }
        BeginMsg::Close => {
            state.is_beginning = false;
            state.works.asked = None;
            vec![Effect::Focus("action-new")]
        }
        BeginMsg::Template(id) => {
            let template = TEMPLATES.iter().find(|template| template.id == id);
            let Some(dossier) = template.and_then(|template| grid(template, state.lang)) else { return Vec::new() };
            let effects = opening::open(state, Rc::new(dossier), Origin::Mine);
            state.screen = Screen::Criteria;
            effects
        }
    }
}

/// The grid of a template, without offers.
fn grid(template: &Template, lang: Lang) -> Option<Dossier> {
    match template.grid {
        TemplateGrid::European2025 => Some(Dossier::european_framework(lang, Edition::October2025)),
        TemplateGrid::European2026 => Some(Dossier::european_framework(lang, Edition::June2026)),
        TemplateGrid::Example { id, notice } => {
            let example = EXAMPLES.iter().find(|example| example.id == id)?;
            let mut draft = saved::file::read((example.file)()).ok()?.to_draft();
            draft.offers.clear();
            draft.notice = notice.get(lang).into();
            draft.check().ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_a_grid_without_offers() {
        for lang in Lang::ALL {
            for template in TEMPLATES {
                let dossier = grid(template, lang).unwrap_or_else(|| panic!("{}", template.id));
                assert!(dossier.offers.is_empty() && !dossier.criteria.is_empty(), "{}", template.id);
                assert!(!dossier.notice.is_empty(), "{}: where it comes from", template.id);
            }
        }
    }
}
