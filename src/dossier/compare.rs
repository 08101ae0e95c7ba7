//! The one comparison of dossiers: what differs, structured, never guessed.
//!
//! Both sides are brought to their form; parts are matched by identifier first,
//! then by name, then (where they have neither) by place. Grids that have the
//! same code never differ here, and others always do: both look at one form.

use super::form::{self, Field, Kind, Part, Value};
use super::model::{Draft, Id};

/// One thing that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where: what it is about, with its name, from the outside to the inside.
    /// Names are those of the first dossier, where it has them.
    pub place: Vec<(Kind, String)>,
    /// What.
    pub change: Change,
}

/// What differs.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Only the second dossier has it.
    Added,
    /// Only the first dossier has it.
    Removed,
    /// A value is another one.
    Value {
        /// Which.
        field: Field,
        /// In the first dossier and in the second; nothing where one has no such value.
        values: Box<[Option<Value>; 2]>,
    },
    /// It stands in another group.
    Moved {
        /// The name of the group in the first dossier; empty at the top.
        from: String,
        /// The same in the second.
        to: String,
    },
    /// What stands below is in another order.
    Order {
        /// What kind of parts.
        of: Kind,
        /// Names in the order of the first dossier.
        before: Vec<String>,
        /// The same in the second.
        after: Vec<String>,
    },
}

impl Difference {
    /// Whether it is about the grid, not about the offers.
    pub fn is_grid(&self) -> bool {
        !matches!(self.place.first(), Some((Kind::Offer | Kind::Decision, _)) | None)
    }
}

/// What differs between two dossiers: grid first, then offers, in the order of
/// the first one. Title, notice, dates, sets of weights, bricks to compose with,
/// seal and journal are neither.
pub fn compare(first: &Draft, second: &Draft) -> Vec<Difference> {
    let mut comparison = Comparison::of_grids(first, second);
    comparison.offers(form::offers(first), form::offers(second));
    let (mine, theirs) = (form::decision(first), form::decision(second));
    comparison.parts(&Vec::new(), &mine.iter().collect::<Vec<_>>(), &theirs.iter().collect::<Vec<_>>());
    comparison.found
}

/// What differs between two grids.
pub fn compare_grids(first: &Draft, second: &Draft) -> Vec<Difference> {
    Comparison::of_grids(first, second).found
}

/// What is found, and what stands for what.
#[derive(Default)]
struct Comparison {
    found: Vec<Difference>,
    /// Identifiers in the first dossier with those in the second, sorted.
    pairs: Vec<(Id, Id)>,
}

type Place = Vec<(Kind, String)>;

/// A part with its group: nothing for the top of the tree.
struct Node<'a> {
    part: &'a Part,
    above: Option<usize>,
    place: Place,
}

/// The criteria of a tree, groups before what they hold.
fn flat(tree: &Part) -> Vec<Node<'_>> {
    fn walk<'a>(nodes: &mut Vec<Node<'a>>, above: Option<usize>, around: &Place, parts: &'a [Part]) {
        for part in parts.iter().filter(|part| part.kind == Kind::Criterion) {
            let mut place = around.clone();
            place.push((part.kind, part.name.clone()));
            let index = nodes.len();
            nodes.push(Node { part, above, place: place.clone() });
            walk(nodes, Some(index), &place, &part.parts);
        }
    }
    let mut nodes = Vec::new();
    walk(&mut nodes, None, &Vec::new(), &tree.parts);
    nodes
}

/// For each of the first ones, the index of the one that it is among the
/// second: the same identifier, else the same name, else (nameless) the same turn.
fn matched(first: &[&Part], second: &[&Part]) -> Vec<Option<usize>> {
    let mut mates: Vec<Option<usize>> = vec![None; first.len()];
    let mut taken = vec![false; second.len()];
    let mut by_id: Vec<(&Id, usize)> =
        second.iter().enumerate().filter_map(|(index, part)| Some((part.id.as_ref()?, index))).collect();
    by_id.sort();
    let mut pair = |mate: &mut Option<usize>, index: usize| {
        if let Some(is_taken) = taken.get_mut(index)
            && !*is_taken
        {
            *is_taken = true;
            *mate = Some(index);
        }
        mate.is_some()
    };
    for (mate, part) in mates.iter_mut().zip(first) {
        let Some(id) = &part.id else { continue };
        if let Ok(found) = by_id.binary_search_by(|(known, _)| known.cmp(&id))
            && let Some((_, index)) = by_id.get(found)
            && second.get(*index).is_some_and(|other| other.kind == part.kind)
        {
            pair(mate, *index);
        }
    }
    let mut by_name: Vec<(u8, &str, usize)> =
        second.iter().enumerate().map(|(index, part)| (part.kind as u8, part.name.as_str(), index)).collect();
    by_name.sort_unstable();
    for (mate, part) in mates.iter_mut().zip(first).filter(|(mate, _)| mate.is_none()) {
        let wanted = (part.kind as u8, part.name.as_str());
        let from = by_name.partition_point(|(kind, name, _)| (*kind, *name) < wanted);
        let same = by_name.iter().skip(from).take_while(|(kind, name, _)| (*kind, *name) == wanted);
        for (_, _, index) in same {
            if pair(mate, *index) {
                break;
            }
        }
    }
    mates
}

/// Offers that only their identifiers tell apart stand for each other in any
/// order: here in that of the second ones.
fn untwisted(common: &mut [usize], second: &[&Part]) {
    let name = |index: usize| second.get(index).map(|part| part.name.as_str());
    let are_twins = |one: usize, other: usize| match (second.get(one), second.get(other)) {
        (Some(one), Some(other)) => (&one.fields, &one.parts) == (&other.fields, &other.parts),
        _ => false,
    };
    let mut by_name: Vec<usize> = (0..common.len()).collect();
    by_name.sort_by_key(|place| common.get(*place).map(|index| (name(*index), *place)));
    let name_at = |common: &[usize], place: usize| common.get(place).map(|index| name(*index));
    for (turn, place) in by_name.iter().enumerate() {
        for later in by_name.iter().skip(turn + 1) {
            if name_at(common, *place) != name_at(common, *later) {
                break;
            }
            if let (Some(one), Some(other)) = (common.get(*place), common.get(*later))
                && one > other
                && are_twins(*one, *other)
            {
                common.swap(*place, *later);
            }
        }
    }
}

/// Keeps some facts of an offer, and of its components.
fn facts_within(part: &mut Part, keep: &mut dyn FnMut(&mut Part) -> bool) {
    part.parts.retain_mut(|below| {
        if below.kind == Kind::Component {
            facts_within(below, keep);
            return true;
        }
        below.kind != Kind::Fact || keep(below)
    });
}

impl Comparison {
    fn of_grids(first: &Draft, second: &Draft) -> Self {
        let mut comparison = Self::default();
        let (mine, theirs) = (form::grid(first), form::grid(second));
        if mine.says_the_same(&theirs) {
            comparison.learn_all(&mine, &theirs);
        } else {
            comparison.tree(&mine, &theirs);
        }
        comparison
    }

    fn report(&mut self, place: &Place, change: Change) {
        self.found.push(Difference { place: place.clone(), change });
    }

    /// Grids that are known to differ.
    fn tree(&mut self, mine: &Part, theirs: &Part) {
        let (first, second) = (flat(mine), flat(theirs));
        fn parts<'a>(nodes: &[Node<'a>]) -> Vec<&'a Part> {
            nodes.iter().map(|node| node.part).collect()
        }
        let mates = matched(&parts(&first), &parts(&second));
        let own = |part: &&Part| part.kind != Kind::Criterion;
        let (rest, other_rest): (Vec<&Part>, Vec<&Part>) =
            (mine.parts.iter().filter(own).collect(), theirs.parts.iter().filter(own).collect());
        let rest_mates = matched(&rest, &other_rest);
        self.learn(&parts(&first), &parts(&second), &mates);
        self.learn(&rest, &other_rest, &rest_mates);

        let top = vec![(Kind::Grid, String::new())];
        self.values(&top, mine, theirs);
        for (node, mate) in first.iter().zip(&mates) {
            let Some(other) = mate.and_then(|index| second.get(index)) else {
                self.report(&node.place, Change::Removed);
                continue;
            };
            let above = node.above.and_then(|above| mates.get(above).copied().flatten());
            if (above, node.above.is_some()) != (other.above, other.above.is_some()) {
                let name = |nodes: &[Node<'_>], above: Option<usize>| {
                    above.and_then(|above| nodes.get(above)).map(|group| group.part.name.clone()).unwrap_or_default()
                };
                let (from, to) = (name(&first, node.above), name(&second, other.above));
                self.report(&node.place, Change::Moved { from, to });
            }
            self.values(&node.place, node.part, other.part);
            let (mine, theirs): (Vec<&Part>, Vec<&Part>) =
                (node.part.parts.iter().filter(own).collect(), other.part.parts.iter().filter(own).collect());
            self.parts(&node.place, &mine, &theirs);
        }
        let mut known = vec![false; second.len()];
        for index in mates.iter().flatten() {
            if let Some(known) = known.get_mut(*index) {
                *known = true;
            }
        }
        for (node, _) in second.iter().zip(&known).filter(|(_, known)| !**known) {
            self.report(&node.place, Change::Added);
        }
        self.orders(&first, &second, &mates);
        // What else the grid holds: told where it stands, not below the grid.
        self.parts(&Vec::new(), &rest, &other_rest);
    }

    /// What two equal grids call the same thing.
    fn learn_all(&mut self, mine: &Part, theirs: &Part) {
        for (part, other) in mine.parts.iter().zip(&theirs.parts) {
            // A tie-break has the identifier of its criterion.
            if part.kind != Kind::TieBreak {
                self.pairs.extend(part.id.clone().zip(other.id.clone()));
            }
            self.learn_all(part, other);
        }
    }

    /// What is received, facts by what they are about.
    fn offers(&mut self, mut mine: Vec<Part>, mut theirs: Vec<Part>) {
        self.pairs.sort();
        self.pairs.dedup();
        let mut back: Vec<(Id, Id)> = self.pairs.iter().map(|(mine, theirs)| (theirs.clone(), mine.clone())).collect();
        back.sort();
        for offer in &mut mine {
            // Facts of what only one grid has go with it.
            let is_shared = |id: &Id| self.pairs.binary_search_by(|(known, _)| known.cmp(id)).is_ok();
            facts_within(offer, &mut |fact| fact.id.as_ref().is_some_and(is_shared));
        }
        for offer in &mut theirs {
            facts_within(offer, &mut |fact| {
                let found = fact.id.as_ref().and_then(|id| back.binary_search_by(|(known, _)| known.cmp(id)).ok());
                fact.id = found.and_then(|index| back.get(index)).map(|(_, mine)| mine.clone());
                fact.id.is_some()
            });
        }
        self.parts(&Vec::new(), &mine.iter().collect::<Vec<_>>(), &theirs.iter().collect::<Vec<_>>());
    }

    /// Groups whose criteria, as far as both have them there, stand in another order.
    fn orders(&mut self, first: &[Node<'_>], second: &[Node<'_>], mates: &[Option<usize>]) {
        let groups = std::iter::once(None).chain((0..first.len()).map(Some));
        for group in groups {
            let other = match group {
                None => None,
                Some(index) => match mates.get(index).copied().flatten() {
                    Some(mate) => Some(mate),
                    None => continue,
                },
            };
            let common: Vec<usize> = first
                .iter()
                .zip(mates)
                .filter(|(node, _)| node.above == group)
                .filter_map(|(_, mate)| *mate)
                .filter(|mate| second.get(*mate).is_some_and(|node| node.above == other))
                .collect();
            let place = group.and_then(|index| first.get(index)).map(|node| node.place.clone()).unwrap_or_default();
            let names = |order: &[usize]| {
                order.iter().filter_map(|index| second.get(*index)).map(|node| node.part.name.clone()).collect()
            };
            self.order(&place, Kind::Criterion, &common, &names);
        }
    }

    fn order(&mut self, place: &Place, of: Kind, common: &[usize], names: &dyn Fn(&[usize]) -> Vec<String>) {
        if !common.is_sorted() {
            let mut after = common.to_vec();
            after.sort_unstable();
            let mut place = place.clone();
            if place.is_empty() {
                place.push((if of == Kind::Offer { of } else { Kind::Grid }, String::new()));
            }
            self.report(&place, Change::Order { of, before: names(common), after: names(&after) });
        }
    }

    fn learn(&mut self, first: &[&Part], second: &[&Part], mates: &[Option<usize>]) {
        // A tie-break has the identifier of its criterion.
        for (part, mate) in first.iter().zip(mates).filter(|(part, _)| part.kind != Kind::TieBreak) {
            let other = mate.and_then(|mate| second.get(mate)).and_then(|other| other.id.clone());
            self.pairs.extend(part.id.clone().zip(other));
        }
        self.pairs.sort();
    }

    /// Whether two values are the same; what they refer to counts as it was matched.
    fn is(&self, mine: &Value, theirs: &Value) -> bool {
        match (mine, theirs) {
            (Value::Reference { id: mine, .. }, Value::Reference { id: theirs, .. }) if !self.pairs.is_empty() => {
                let found = self.pairs.binary_search_by(|(known, _)| known.cmp(mine)).ok();
                found.and_then(|index| self.pairs.get(index)).is_some_and(|(_, other)| other == theirs)
            }
            _ => mine.is(theirs),
        }
    }

    /// The values of two parts that stand for each other.
    fn values(&mut self, place: &Place, mine: &Part, theirs: &Part) {
        let value = |part: &Part, field: Field| {
            part.fields.iter().find(|(known, _)| *known == field).map(|(_, value)| value.clone())
        };
        // The parameters of another formula say nothing beside it.
        let family = |part: &Part| value(part, Field::Family);
        let same_family = family(mine) == family(theirs);
        let depends = |field: Field| matches!(field, Field::Parameter(..) | Field::Unit | Field::Expression);
        for (field, before) in &mine.fields {
            let after = value(theirs, *field);
            if !same_family && depends(*field) && after.is_none() {
                continue;
            }
            if !after.as_ref().is_some_and(|after| self.is(before, after)) {
                self.report(place, Change::Value { field: *field, values: Box::new([Some(before.clone()), after]) });
            }
        }
        for (field, after) in &theirs.fields {
            if value(mine, *field).is_none() && (same_family || !depends(*field)) {
                self.report(place, Change::Value { field: *field, values: Box::new([None, Some(after.clone())]) });
            }
        }
    }

    /// Parts below two that stand for each other.
    fn parts(&mut self, place: &Place, first: &[&Part], second: &[&Part]) {
        let mates = matched(first, second);
        let below = |part: &Part| {
            let mut place = place.clone();
            place.push((part.kind, part.name.clone()));
            place
        };
        let mut known = vec![false; second.len()];
        for (part, mate) in first.iter().zip(&mates) {
            let Some(other) = mate.and_then(|index| second.get(index)) else {
                self.report(&below(part), Change::Removed);
                continue;
            };
            if let Some(known) = mate.and_then(|index| known.get_mut(index)) {
                *known = true;
            }
            self.both(&below(part), part, other);
        }
        for (part, _) in second.iter().zip(&known).filter(|(_, known)| !**known) {
            self.report(&below(part), Change::Added);
        }
        // Kind by kind: parts of different kinds have no order among each other.
        let mut kinds: Vec<Kind> = Vec::new();
        for part in first {
            if !kinds.contains(&part.kind) {
                kinds.push(part.kind);
            }
        }
        // Facts follow the grid, whose order is told there.
        for kind in kinds.into_iter().filter(|kind| *kind != Kind::Fact) {
            let ours = first.iter().zip(&mates).filter(|(part, _)| part.kind == kind);
            let mut common: Vec<usize> = ours.filter_map(|(_, mate)| *mate).collect();
            if kind == Kind::Offer && !common.is_sorted() {
                untwisted(&mut common, second);
            }
            let names = |order: &[usize]| {
                order.iter().filter_map(|index| second.get(*index)).map(|part| part.name.clone()).collect()
            };
            self.order(place, kind, &common, &names);
        }
    }

    fn both(&mut self, place: &Place, mine: &Part, theirs: &Part) {
        self.values(place, mine, theirs);
        if !mine.parts.is_empty() || !theirs.parts.is_empty() {
            self.parts(place, &mine.parts.iter().collect::<Vec<_>>(), &theirs.parts.iter().collect::<Vec<_>>());
        }
    }
}
