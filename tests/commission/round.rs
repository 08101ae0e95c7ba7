//! The whole round, from the invitation to the consensus, through the reducer.

use std::rc::Rc;

use mieux_disant::app::{CommissionMsg, Effect, Msg, Origin, Screen, Start, State, update};
use mieux_disant::dossier::{Assessment, CommissionEdit, Dossier, Id, merge};
use mieux_disant::engine::{Decimal, Fact};
use mieux_disant::i18n::Lang;
use mieux_disant::present::commission::{chair, export, noting, read_note};
use mieux_disant::saved::file;

use crate::{at, fresh, note, noted};

struct Desk(State);

impl Desk {
    fn of(dossier: &Dossier, origin: Origin) -> Self {
        let start = Start { address: "https://exemple.test/".into(), session: "s".into() };
        let mut desk = Self(State::new(Lang::Fr, start));
        desk.send(Msg::DossierGiven(Rc::new(dossier.clone())));
        desk.0.origin = origin;
        desk
    }

    fn send(&mut self, msg: impl Into<Msg>) -> Vec<Effect> {
        let (state, effects) = update(self.0.clone(), msg.into());
        self.0 = state;
        effects
    }

    fn file(&mut self) -> (String, Option<Vec<u8>>) {
        let effects = self.send(CommissionMsg::SaveLetter);
        let [Effect::Download { name, text }] = effects.as_slice() else { panic!("{effects:?}") };
        (name.clone(), Some(text.clone().into_bytes()))
    }
}

#[test]
fn a_whole_round_by_files() {
    let mut chair = Desk::of(&fresh(), Origin::Mine);
    chair.send(Msg::Show(Screen::Commission));
    chair.send(CommissionMsg::Edit(CommissionEdit::Blind(true)));
    assert!(chair.0.dossier().withholds_ranking());
    let mut files = Vec::new();
    for (by, methode) in [("Mme Roux", "15,5"), ("M. Blanc", "9")] {
        chair.send(CommissionMsg::Invite(by.into()));
        assert!(chair.0.commission.letter.is_some());
        let (name, invitation) = chair.file();
        assert!(name.starts_with("a-noter-"), "{name}");
        let mut own = Desk::of(&file::read_bytes(&invitation.unwrap()).unwrap(), Origin::Link);
        assert_eq!(own.0.screen, Screen::Commission);
        let view = noting(&own.0).expect("a form");
        assert_eq!((view.done, view.total), (0, 4));
        assert!(view.criteria.iter().flat_map(|each| &each.fields).all(|field| field.name.starts_with("Offre ")));
        // A reason before its note waits for it.
        let (a, methode_id) = (Id::new("offre-a"), Id::new("methode"));
        own.send(CommissionMsg::Text(
            mieux_disant::app::CommissionText::Remark(a.clone(), methode_id.clone()),
            "p. 7".into(),
        ));
        let value = read_note(Lang::Fr, methode, Decimal::integer(20)).unwrap();
        own.send(CommissionMsg::Note(a, methode_id, value));
        assert_eq!(own.0.origin, Origin::Mine, "noting is work of one's own");
        assert_eq!(noting(&own.0).unwrap().progress.replace('\u{a0}', " "), "1 note sur 4");
        assert_eq!(own.send(CommissionMsg::HandIn), [Effect::Now]);
        own.send(CommissionMsg::Now(Some(at("2026-11-22T08:41"))));
        let (name, content) = own.file();
        assert!(name.starts_with("notes-"), "{name}");
        files.push((name, content));
        // Handed in again in the same minute is newer.
        own.send(CommissionMsg::Now(Some(at("2026-11-22T08:41"))));
        assert_eq!(own.0.commission.letter.as_ref().unwrap().at, Some(at("2026-11-22T08:42")));
    }
    files.push(("autre.json".into(), Some(b"{".to_vec())));
    files.push(("illisible.json".into(), None));
    chair.send(CommissionMsg::Files(files));
    let view = chair_view(&chair);
    assert_eq!(view.merge.count, 2);
    assert_eq!(view.merge.arrivals.iter().map(|each| each.is_refused).collect::<Vec<_>>(), [false, false, true, true]);
    assert_eq!(
        view.merge.arrivals[0].text.replace('\u{a0}', " "),
        "Mme Roux, le 22/11/2026 à 08:41 : 1 note sur 4 ; 1 nouvelle."
    );
    chair.send(CommissionMsg::Land);
    let view = chair_view(&chair);
    assert!(view.merge.arrivals.is_empty());
    assert_eq!(view.notes.disagreements[0].from_to.replace('\u{a0}', " "), "de 9 à 15,5 sur 20");
    assert_eq!(view.notes.disagreements[0].range.replace('\u{a0}', " "), "6,5 (32,5 %)");
    assert_eq!(view.notes.disagreements[0].offer, "Offre A", "names are hidden here too");
    let csv = export(&chair.0);
    assert!(csv.starts_with("\u{feff}Critère;Note pleine;Offre;Mme Roux;"), "{csv}");
    assert!(csv.contains("\r\nMéthode;20;Offre A;15,5;p. 7;9;p. 7;;;9;15,5;6,5;12,25;32,5;;\r\n"), "{csv}");
    // The commission agrees; once locked, names and ranking are there.
    let (a, methode) = (Id::new("a"), Id::new("methode"));
    chair.send(CommissionMsg::Agree(a.clone(), methode.clone(), Fact::Number(Decimal::integer(12))));
    chair.send(CommissionMsg::Text(
        mieux_disant::app::CommissionText::Reason(a.clone(), methode.clone()),
        "Convenu".into(),
    ));
    let entry = chair.0.dossier().offer(&a).unwrap().facts.get(&methode).unwrap();
    assert_eq!(
        (entry.fact, entry.justification.as_str(), entry.opinions.len()),
        (Fact::Number(Decimal::integer(12)), "Convenu", 2)
    );
    let assessed = Assessment::of(Rc::clone(chair.0.dossier()));
    assert!(!assessed.evaluation().order().is_empty());
    chair.send(CommissionMsg::Edit(CommissionEdit::Lock(true)));
    assert!(!chair.0.dossier().withholds_ranking());
    assert_eq!(chair_view(&chair).notes.disagreements[0].offer, "Atlas");
    // All of it can be taken back, step by step.
    for _ in 0..4 {
        chair.send(Msg::Undo);
    }
    assert!(chair_view(&chair).notes.tables.is_empty());
    assert!(chair.0.dossier().withholds_ranking(), "blind mode was before");
}

fn chair_view(desk: &Desk) -> mieux_disant::present::commission::ChairView {
    chair(&desk.0)
}

#[test]
fn formulas_in_texts_are_no_formulas_in_a_spreadsheet() {
    let chair = fresh();
    let remark = "=HYPERLINK(\"x\");\n+1";
    let sent = noted(&chair, "Mme Roux", "2026-11-22T08:00", &[note("a", "methode", 15, remark)]);
    let desk = Desk::of(&merge(&chair, &[sent]).unwrap(), Origin::Mine);
    assert!(export(&desk.0).contains(";\"'=HYPERLINK(\"\"x\"\");\n+1\";"));
}

#[test]
fn a_note_out_of_range_is_refused_with_a_sentence() {
    let full = Decimal::integer(20);
    assert_eq!(read_note(Lang::Fr, " ", full), Ok(None));
    assert_eq!(read_note(Lang::Fr, "14,5", full), Ok(Decimal::parse("14.5").ok()));
    assert_eq!(read_note(Lang::Fr, "21", full), Err("La note va de 0 à 20.".into()));
    assert_eq!(read_note(Lang::En, "-1", full), Err("The note goes from 0 to 20.".into()));
    assert!(read_note(Lang::Fr, "douze", full).is_err());
}
