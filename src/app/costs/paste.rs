//! Cost lines from a spreadsheet: read, shown, and only then added to the sheet that
//! is edited.

use std::rc::Rc;

use super::{CostsMsg, CostsNews, and_focus, change, say};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::dossier::{CostEdit, Edit, Refusal, SheetStep, edit};
use crate::table::{Block, BlockError, CostField, CostLanding, cost_fields, land_costs};

/// A table of cost lines and what it would do.
#[derive(Clone, Debug, PartialEq)]
pub struct CostPaste {
    /// The table as it came; nothing yet, or why it is none.
    pub block: Result<Option<Block>, BlockError>,
    /// Whether its first row holds the heads.
    pub has_heads: bool,
    /// What each column is taken for.
    pub fields: Vec<CostField>,
    /// Where the amounts were read whose row does not say so.
    pub source: String,
    /// What would land.
    pub landing: CostLanding,
    /// What keeps the lines from landing together, if anything does.
    pub refused: Option<Refusal>,
}

impl CostPaste {
    fn empty() -> Self {
        let landing = CostLanding { rows: Vec::new(), items: Vec::new() };
        let (source, refused) = (String::new(), None);
        Self { block: Ok(None), has_heads: false, fields: Vec::new(), source, landing, refused }
    }

    /// Whether something can land.
    pub fn can_land(&self) -> bool {
        self.refused.is_none() && !self.landing.items.is_empty()
    }
}

pub(super) fn update(state: &mut State, msg: CostsMsg) -> Vec<Effect> {
    match msg {
        CostsMsg::AskTable => {
            show(state, Some(CostPaste::empty()));
            vec![Effect::Focus("cost-paste-text")]
        }
        CostsMsg::Table(text) => {
            let mut read = CostPaste::empty();
            match Block::read(&text) {
                Ok(block) => {
                    (read.has_heads, read.fields) = cost_fields(state.lang, &block);
                    read.block = Ok(Some(block));
                }
                Err(error) => read.block = Err(error),
            }
            show_read(state, read);
            vec![Effect::Focus("cost-paste-title")]
        }
        CostsMsg::TableColumn(column, choice) => {
            let (Some(mut read), Some(field)) = (pasted(state), CostField::ALL.get(choice)) else { return Vec::new() };
            // A meaning has one column.
            for other in read.fields.iter_mut().filter(|other| *other == field) {
                *other = CostField::Ignore;
            }
            if let Some(place) = read.fields.get_mut(column) {
                *place = *field;
            }
            show_read(state, read);
            Vec::new()
        }
        CostsMsg::TableSource(source) => {
            let Some(read) = pasted(state) else { return Vec::new() };
            show_read(state, CostPaste { source: source.trim().to_owned(), ..read });
            Vec::new()
        }
        CostsMsg::Land => land(state),
        _ => {
            show(state, None);
            vec![Effect::Focus("cost-paste")]
        }
    }
}

fn pasted(state: &State) -> Option<CostPaste> {
    state.costs.as_ref()?.paste.as_deref().cloned()
}

fn show(state: &mut State, paste: Option<CostPaste>) {
    if let Some(desk) = &mut state.costs {
        desk.paste = paste.map(Rc::new);
    }
}

fn show_read(state: &mut State, read: CostPaste) {
    let read = landing(state, read);
    show(state, Some(read));
    say(state, CostsNews::TableRead);
}

/// What the table would bring to the sheet as it is now.
fn landing(state: &State, mut read: CostPaste) -> CostPaste {
    let plan = state.dossier().cost_plan.as_ref();
    let measure = state.costs.as_ref().and_then(|desk| state.dossier().measure(&desk.criterion));
    let (Some(plan), Some(measure), Ok(Some(block))) = (plan, measure, &read.block) else { return read };
    let columns = (read.has_heads, read.fields.as_slice());
    read.landing = land_costs(state.lang, plan, &measure.unit, block, columns, &read.source);
    let trial = sheet(state, &read).filter(|_| !read.landing.items.is_empty());
    let outcome = trial.map(|trial| edit(state.dossier(), &Edit::Costs(Box::new(trial))));
    read.refused = outcome.and_then(Result::err);
    read
}

/// The sheet with the lines of the table behind its own.
fn sheet(state: &State, read: &CostPaste) -> Option<CostEdit> {
    let (desk, dossier) = (state.costs.as_ref()?, state.dossier());
    let offer = desk.offer(dossier)?.clone();
    let mut items = desk.items(dossier, &offer).to_vec();
    items.extend(read.landing.items.iter().cloned());
    Some(CostEdit::Sheet { offer, criterion: desk.criterion.clone(), items, step: SheetStep::Pasted })
}

fn land(state: &mut State) -> Vec<Effect> {
    let Some(shown) = pasted(state) else { return Vec::new() };
    // What lands is made of the plan and the sheet as they are now, whatever was undone meanwhile.
    let now = landing(state, shown.clone());
    if now != shown || !now.can_land() {
        show_read(state, now);
        return vec![Effect::Focus("cost-paste-title")];
    }
    let Some(landed) = sheet(state, &now) else { return Vec::new() };
    let effects = change(state, landed);
    // What a seal or the check held back stays here to be seen.
    if !effects.is_empty() {
        show(state, None);
    }
    and_focus(effects, Some("cost-lines".into()))
}
