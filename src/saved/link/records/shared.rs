//! What the entries of a body have in common: texts that come again and again,
//! and the room that is left.

use super::bytes::{Reader, Stop, Writer};
use crate::dossier::Draft;
use crate::saved::link::{MAX_COSTS, MAX_FACTS};

/// Texts that are told by their place after the first time; all of one kind,
/// in the order in which they came.
#[derive(Default)]
pub(in crate::saved::link) struct Texts(Vec<String>);

/// As many as one byte tells apart.
const MAX_TEXTS: usize = 127;

/// Bytes above which a text is written in full each time: two bytes of a forged
/// link must not ask for a megabyte.
const MAX_TEXT: usize = 80;

impl Texts {
    pub(in crate::saved::link) fn write(&mut self, writer: &mut Writer, text: &str) {
        match self.0.iter().position(|known| known == text) {
            Some(place) => writer.size(place + 1),
            None => {
                writer.size(0);
                writer.text(text);
                self.learn(text);
            }
        }
    }

    pub(in crate::saved::link) fn read(&mut self, reader: &mut Reader<'_>) -> Result<String, Stop> {
        match reader.size(self.0.len())?.checked_sub(1) {
            Some(place) => self.0.get(place).cloned().ok_or(Stop),
            None => {
                let text = reader.text()?;
                self.learn(&text);
                Ok(text)
            }
        }
    }

    fn learn(&mut self, text: &str) {
        if self.0.len() < MAX_TEXTS && text.len() <= MAX_TEXT {
            self.0.push(text.to_string());
        }
    }
}

/// What is kept from one entry to the next.
pub(super) struct Shared {
    pub(super) evaluators: Texts,
    pub(super) labels: Texts,
    pub(super) bricks: Texts,
    pub(super) sources: Texts,
    pub(super) room: Room,
}

/// What may still come: facts and lines of costs.
pub(in crate::saved::link) struct Room {
    facts: usize,
    costs: usize,
}

impl Shared {
    /// Before the first entry: [`MAX_FACTS`] and [`MAX_COSTS`] are left.
    pub(super) fn new() -> Self {
        Self {
            evaluators: Texts::default(),
            labels: Texts::default(),
            bricks: Texts::default(),
            sources: Texts::default(),
            room: Room::new(),
        }
    }

    /// Takes room for some more facts; stops when there is none left.
    pub(super) fn take_facts(&mut self, count: usize) -> Result<(), Stop> {
        self.room.take_facts(count)
    }

    /// The same for lines of costs.
    pub(super) fn take_costs(&mut self, count: usize) -> Result<(), Stop> {
        self.room.take_costs(count)
    }
}

impl Room {
    pub(in crate::saved::link) fn new() -> Self {
        Self { facts: MAX_FACTS, costs: MAX_COSTS }
    }

    /// Takes room for everything of a dossier that counts; stops when it is too much.
    pub(in crate::saved::link) fn take(&mut self, draft: &Draft) -> Result<(), Stop> {
        for segment in draft.cost_plan.iter().flat_map(|plan| &plan.segments) {
            self.take_facts(segment.volumes.len())?;
        }
        for (_, entry) in draft.offers.iter().flat_map(|offer| offer.facts.iter()) {
            self.take_facts(1 + entry.opinions.len())?;
            self.take_costs(entry.costs.len())?;
        }
        Ok(())
    }

    fn take_facts(&mut self, count: usize) -> Result<(), Stop> {
        self.facts = self.facts.checked_sub(count).ok_or(Stop)?;
        Ok(())
    }

    fn take_costs(&mut self, count: usize) -> Result<(), Stop> {
        self.costs = self.costs.checked_sub(count).ok_or(Stop)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_however_often_they_come() {
        let many = (0..300).map(|number| format!("poste {}", number % 150));
        let texts: Vec<String> = many.chain([String::new(), "é".repeat(41), "é".repeat(41), String::new()]).collect();
        let mut writer = Writer::default();
        let mut known = Texts::default();
        texts.iter().for_each(|text| known.write(&mut writer, text));
        let bytes = writer.into_bytes();
        let mut reader = Reader::new(&bytes);
        let mut known = Texts::default();
        let read: Vec<String> = texts.iter().map(|_| known.read(&mut reader).unwrap()).collect();
        assert_eq!(read, texts);
        assert!(reader.rest().is_empty());
        assert_eq!(Texts::default().read(&mut Reader::new(&[1])), Err(Stop));
    }

    #[test]
    fn room_ends() {
        let mut shared = Shared::new();
        assert_eq!(shared.take_facts(MAX_FACTS), Ok(()));
        assert_eq!(shared.take_facts(1), Err(Stop));
        assert_eq!(shared.take_facts(0), Ok(()));
        assert_eq!(shared.take_costs(MAX_COSTS), Ok(()));
        assert_eq!(shared.take_costs(1), Err(Stop));
    }
}
