//! A made-up commission over a made-up dossier.

use std::rc::Rc;

use mieux_disant::dossier::{Contribution, Date, Draft, Entry, Evaluator, Id, Moment, Opinion, Return};
use mieux_disant::engine::{Decimal, Fact};

use super::Maker;

impl Maker<'_> {
    /// Evaluators with criteria, what they handed in and what they noted.
    pub(super) fn commission(&mut self, draft: &mut Draft) {
        let noted: Vec<Id> = (draft.measures().into_iter())
            .filter(|(_, _, measure)| measure.family.takes_notes)
            .map(|(id, ..)| id.clone())
            .collect();
        let offers: Vec<Id> = draft.offers.iter().map(|offer| offer.id.clone()).collect();
        for place in 0..1 + self.random.below(4) {
            let name = format!("{} {place}", self.name().chars().take(190).collect::<String>());
            let returned = (0..self.random.below(3)).map(|_| self.returned(&noted, &offers)).collect();
            let criteria = self.some(&noted);
            draft.commission.evaluators.push(Evaluator { name, criteria, returned });
        }
        draft.commission.is_blind = self.random.chance(50);
        draft.commission.are_notes_locked = self.random.chance(30);
        if draft.commission.is_blind {
            draft.commission.aliases = self.some(&offers);
        }
        if self.random.chance(20) {
            let by = self.random.pick(&draft.commission.evaluators).name.clone();
            let at = self.random.chance(50).then(|| self.moment());
            draft.commission.contribution = Some(Contribution { by, at });
        }
        self.notes(draft);
    }

    /// What the evaluators noted so far.
    pub(super) fn notes(&mut self, draft: &mut Draft) {
        for evaluator in draft.commission.evaluators.clone() {
            for id in &evaluator.criteria {
                let measure = draft.measure(id).expect("a measure").clone();
                for place in 0..draft.offers.len() {
                    if self.random.chance(40) {
                        continue;
                    }
                    let note = match self.fact(&measure) {
                        Fact::Number(note) => note,
                        Fact::Level(level) => Decimal::integer(level as i64),
                        other => panic!("{other:?} is no note"),
                    };
                    let opinion = Opinion { by: evaluator.name.clone(), note, remark: self.text() };
                    let mut entry = draft.offers[place].facts.get(id).cloned().unwrap_or(Entry::from(Fact::Missing));
                    entry.opinions.retain(|other| other.by != evaluator.name);
                    if entry.opinions.len() < 60 && entry.fact != Fact::NotApplicable {
                        entry.opinions.push(opinion);
                        Rc::make_mut(&mut draft.offers[place]).facts.insert(id.clone(), entry);
                    }
                }
            }
        }
    }

    fn returned(&mut self, criteria: &[Id], offers: &[Id]) -> Return {
        let (mut criteria, mut offers) = (self.some(criteria), self.some(offers));
        criteria.sort();
        offers.sort();
        Return { at: self.moment(), criteria, offers }
    }

    pub(super) fn moment(&mut self) -> Moment {
        let day = 1 + self.random.below(3) as u8;
        let date = Date::new(2026, Some(11), Some(day)).expect("a day");
        Moment { date, minute: *self.random.pick(&[0, 1, 541, 1439]) }
    }

    fn some(&mut self, ids: &[Id]) -> Vec<Id> {
        let mut some: Vec<Id> = ids.to_vec();
        self.random.shuffle(&mut some);
        some.truncate(self.random.below(ids.len() + 1));
        some
    }
}
