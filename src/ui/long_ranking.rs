//! The ranking of very many offers, through a window of rows.

use std::rc::Rc;

use yew::prelude::*;

use super::memo::Settled;
use super::rows::{Table, table};
use super::window::{List, Part, window};
use crate::app::{Msg, State};
use crate::dossier::Id;
use crate::i18n::Lang;
use crate::present::{RankingView, Rows};
use crate::say;

struct LongRanking {
    view: RankingView,
    rows: Rows,
    settled: Option<Settled>,
    lang: Lang,
    send: Callback<Msg>,
}

/// The ranked rows of a state, through a window.
pub(super) fn ranking(state: &State, view: RankingView, rows: Rows, send: &Callback<Msg>) -> Html {
    let is_settled = Rc::ptr_eq(&state.settled, &state.assessment);
    let settled = is_settled.then(|| Settled(state.settled.clone()));
    let list = LongRanking { view, rows, settled, lang: state.lang, send: send.clone() };
    window(list, state.lang, state.is_printing)
}

impl List for LongRanking {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn offer(&self, place: usize) -> Option<&Id> {
        self.rows.offer(place)
    }

    fn name(&self, place: usize) -> Option<&str> {
        self.rows.name(place)
    }

    fn place_of(&self, offer: &Id) -> Option<usize> {
        self.rows.places(std::iter::once(offer)).first().copied()
    }

    /// Those whose details are open.
    fn kept(&self) -> Vec<usize> {
        self.rows.open_places()
    }

    fn search_label(&self, lang: Lang, count: &str) -> String {
        say!(
            lang,
            "Aller à une offre ou à un rang ({count} offres classées)",
            "Go to an offer or a rank ({count} ranked offers)"
        )
    }

    fn go(&self, _place: usize) {}

    fn draw(&self, part: &Part<'_>, node: NodeRef) -> Html {
        let Self { view, rows, settled, lang, send } = self;
        // Words about bars wait until the page rests.
        let settled = settled.clone().filter(|_| part.is_resting);
        let (pieces, height) = (part.pieces, part.height);
        table(&Table { view, rows, pieces, height, settled, is_moving: false, lang: *lang, send }, node)
    }
}
