//! What a made-up dossier keeps of its past: a seal and a journal.

use std::rc::Rc;

use mieux_disant::dossier::{
    Act, CellChange, Date, Draft, Fingerprint, Id, JournalEntry, Moment, Seal, Topic, Verb, WeightChange, fingerprint,
};
use mieux_disant::engine::Fact;

use super::Maker;

impl Maker<'_> {
    /// A seal, which is not always the one of the grid, and a few entries.
    pub(super) fn keep(&mut self, draft: &mut Draft) {
        if self.random.chance(50) {
            draft.seal = Some(Seal {
                fingerprint: if self.random.chance(70) { fingerprint(draft) } else { self.code() },
                date: Date::parse("2026-11-22").expect("a date"),
                author: if self.random.chance(70) { self.name() } else { String::new() },
                text: self.text(),
            });
        }
        for _ in 0..self.random.below(6) {
            let entry = self.entry_of_journal(draft);
            draft.journal.push(Rc::new(entry));
        }
        draft.fact_age_limit = self.random.chance(30).then(|| 1 + self.random.below(120) as u32);
    }

    fn code(&mut self) -> Fingerprint {
        let bits = (0..125).fold(0u128, |bits, _| bits << 1 | u128::from(self.random.chance(50)));
        Fingerprint::from_bits(bits).expect("125 bits")
    }

    fn entry_of_journal(&mut self, draft: &Draft) -> JournalEntry {
        let (hour, minute) = (self.random.below(24) as u8, self.random.below(60) as u8);
        let day = *self.random.pick(&["2026-11-22", "0001-01-01", "2024-02-29"]);
        let day = Date::parse(day).expect("a date");
        let by = if self.random.chance(70) { self.name() } else { String::new() };
        let act = match self.random.below(6) {
            0 => Act::Weights((0..self.random.below(4)).map(|_| self.weight_change(draft)).collect()),
            1 if self.random.chance(30) => Act::Cells { cells: Vec::new(), count: 2000 },
            1 => {
                let cells: Vec<CellChange> = (0..self.random.below(4)).map(|_| self.cell_change(draft)).collect();
                Act::Cells { count: cells.len(), cells }
            }
            2 => Act::Sealed(self.code()),
            3 => Act::SealBroken { fingerprint: self.code(), reason: self.text() },
            4 => Act::Earlier { count: self.random.below(100_000) },
            _ => Act::Change {
                topic: *self.random.pick(&Topic::ALL),
                verb: *self.random.pick(&Verb::ALL),
                subject: if self.random.chance(70) { self.name() } else { String::new() },
            },
        };
        JournalEntry { by, at: Moment::new(day, hour, minute).expect("a moment"), act }
    }

    fn weight_change(&mut self, draft: &Draft) -> WeightChange {
        let criteria = draft.all_criteria();
        let criterion = *self.random.pick(&criteria);
        let (before, after) = (self.weight(), self.weight());
        WeightChange { criterion: criterion.id.clone(), name: criterion.name.clone(), before, after }
    }

    fn cell_change(&mut self, draft: &Draft) -> CellChange {
        let (measure, measure_name) = {
            let measures = draft.measures();
            let (id, name, _) = *self.random.pick(&measures);
            (id.clone(), name.to_owned())
        };
        let (before, after) = (self.past_fact(), self.past_fact());
        CellChange { offer: Id::new("partie"), offer_name: self.name(), measure, measure_name, before, after }
    }

    fn past_fact(&mut self) -> Fact {
        let (low, high) = (self.weight(), self.weight());
        match self.random.below(8) {
            0 => Fact::Missing,
            1 => Fact::NotApplicable,
            2 => Fact::Between { low, high },
            3 => Fact::Level(self.random.below(5)),
            4 => Fact::Levels { low: 1, high: 3 },
            5 => Fact::Yes(self.random.chance(50)),
            _ => Fact::Number(low),
        }
    }
}
