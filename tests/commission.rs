//! The commission: what an invitation leaves out, the laws of merging, what is
//! refused, how disagreements are ordered, and the whole round natively.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "commission/round.rs"]
mod round;
mod support;

use std::rc::Rc;

use mieux_disant::dossier::{
    Commission, CommissionEdit, Date, Dossier, Draft, Edit, Entry, Evaluator, Id, MergeRefusal, Moment, Offer, Opinion,
    Refusal, Standing, StandingKind, cells, edit, hand_in, invitation, merge, report,
};
use mieux_disant::engine::{Decimal, Fact};
use mieux_disant::saved::file;

use support::dossiers::{Recipe, generate};
use support::random::Random;

const CASE: &str = include_str!("cases/files/good/commission.json");

/// The case file as a chair has it before anybody noted: open, seeing, unnoted.
fn fresh() -> Rc<Dossier> {
    let mut draft = file::read(CASE).expect("a dossier").to_draft();
    for offer in &mut draft.offers {
        Rc::make_mut(offer).facts.retain(|id, _| id.as_str() == "prix");
    }
    draft.commission = Commission {
        evaluators: [
            ("Mme Roux", &["methode", "equipe"][..]),
            ("M. Blanc", &["methode", "accueil"]),
            ("Mme Noir", &[]),
        ]
        .map(|(name, criteria)| Evaluator {
            name: name.into(),
            criteria: criteria.iter().map(|id| Id::new(id)).collect(),
            returned: Vec::new(),
        })
        .to_vec(),
        ..Commission::default()
    };
    Rc::new(draft.check().expect("a dossier"))
}

fn at(text: &str) -> Moment {
    Moment::parse(text).expect("a moment")
}

fn change(dossier: &Rc<Dossier>, change: CommissionEdit) -> Rc<Dossier> {
    edit(dossier, &Edit::Commission(change)).expect("an edit")
}

fn note(offer: &str, criterion: &str, note: i64, remark: &str) -> CommissionEdit {
    CommissionEdit::Note {
        offer: Id::new(offer),
        criterion: Id::new(criterion),
        note: Some(Decimal::integer(note)),
        remark: remark.into(),
    }
}

/// What an evaluator makes of an invitation.
fn noted(chair: &Dossier, by: &str, when: &str, notes: &[CommissionEdit]) -> Rc<Dossier> {
    let mut own = Rc::new(invitation(chair, by).expect("an invitation"));
    for each in notes {
        own = change(&own, each.clone());
    }
    Rc::new(hand_in(&own, at(when)).expect("a contribution"))
}

fn opinions(dossier: &Dossier, offer: &str, criterion: &str) -> String {
    let entry = dossier.offer(&Id::new(offer)).unwrap().facts.get(&Id::new(criterion)).cloned();
    let opinions = entry.map(|entry| entry.opinions).unwrap_or_default();
    opinions.iter().map(|each| format!("{} {} {};", each.by, each.note, each.remark)).collect()
}

// ------------------------------------------------------------- invitations ----

/// A dossier in which every text and number that must not leave is marked.
fn marked() -> Rc<Dossier> {
    let mut draft = file::read(CASE).expect("a dossier").to_draft();
    draft.commission.contribution = None;
    draft.commission.are_notes_locked = false;
    draft.notice = "SECRET-notice".into();
    for (place, shared) in draft.offers.iter_mut().enumerate() {
        let offer = Rc::make_mut(shared);
        offer.name = format!("SECRET-nom-{place}");
        let ids: Vec<Id> = offer.facts.keys().cloned().collect();
        for id in ids {
            let known = offer.facts.get(&id).cloned().unwrap();
            let fact = if id.as_str() == "prix" { Fact::Number(Decimal::integer(7_654_321)) } else { known.fact };
            let entry = Entry {
                fact,
                justification: "SECRET-justification".into(),
                source: "SECRET-source".into(),
                page: "SECRET-page".into(),
                address: "SECRET-adresse".into(),
                date: Date::parse("2025-03-17"),
                valid_until: Date::parse("2029-03-17"),
                opinions: (known.opinions.into_iter())
                    .map(|opinion| Opinion { remark: format!("SECRET-{}", opinion.by), ..opinion })
                    .collect(),
                ..known
            };
            offer.facts.insert(id, entry);
        }
    }
    let apart = Offer {
        standing: Standing { kind: StandingKind::Irregular, reason: "SECRET-motif 7654321".into() },
        ..Offer::new(Id::new("SECRET-id"), "SECRET-ecartee".into())
    };
    draft.offers.push(Rc::new(apart));
    Rc::new(draft.check().expect("a dossier"))
}

#[test]
fn an_invitation_holds_nothing_of_what_must_stay() {
    let chair = marked();
    let text = file::write(&invitation(&chair, "Mme Roux").expect("an invitation"));
    let secrets: Vec<&str> = text.lines().filter(|line| line.contains("SECRET")).collect();
    // In blind mode: the own remarks alone.
    assert_eq!(secrets.len(), 3, "{secrets:#?}");
    assert!(secrets.iter().all(|line| line.contains("\"remark\": \"SECRET-Mme Roux\"")), "{secrets:#?}");
    for marker in
        ["7654321", "2025-03-17", "2029-03-17", "M. Blanc", "Mme Noir", "\"aliases\"", "\"returned\"", "\"prix\":"]
    {
        assert!(!text.contains(marker), "{marker}");
    }
    // Own notes under neutral names, in the order of the aliases: b, then a.
    assert!(text.contains("\"Offre A\"") && text.contains("\"offre-b\"") && !text.contains("\"Offre C\""));
    let own = file::read(&text).expect("it reads back");
    assert_eq!(opinions(&own, "offre-a", "methode"), "Mme Roux 9 SECRET-Mme Roux;");

    let seeing = change(&chair, CommissionEdit::Blind(false));
    let text = file::write(&invitation(&seeing, "M. Blanc").expect("an invitation"));
    let mut secrets: Vec<&str> = text.lines().filter(|line| line.contains("SECRET")).collect();
    secrets.retain(|line| {
        !line.contains("SECRET-nom-") && !line.contains("SECRET-M. Blanc") && !line.contains("SECRET-notice")
    });
    assert!(secrets.is_empty(), "{secrets:#?}");
    assert!(!text.contains("7654321") && !text.contains("Mme Roux") && text.contains("SECRET-nom-1"));
    assert_eq!(invitation(&seeing, "Personne"), None);
}

#[test]
fn an_invitation_of_any_dossier_holds_no_amount_and_no_other_voice() {
    for seed in 0..200 {
        let recipe = Recipe { commission: true, wild: false, extreme: false, ..Recipe::of(seed) };
        let chair = generate(&recipe, seed);
        for evaluator in &chair.commission.evaluators {
            let Some(own) = invitation(&chair, &evaluator.name) else { panic!("seed {seed}") };
            assert!(own.detectors.is_empty() && own.cost_plan.is_none() && own.profiles.is_empty());
            assert!(own.commission.aliases.is_empty() && own.commission.evaluators.len() == 1);
            for offer in &own.offers {
                assert_eq!(offer.standing, Standing::default());
                for (id, entry) in &offer.facts {
                    assert!(evaluator.criteria.contains(id), "seed {seed}");
                    assert!(matches!(entry.fact, Fact::Missing | Fact::NotApplicable), "seed {seed}");
                    assert!(entry.costs.is_empty() && entry.source.is_empty() && entry.page.is_empty());
                    assert!(entry.opinions.iter().all(|opinion| opinion.by == evaluator.name), "seed {seed}");
                }
            }
        }
    }
}

#[test]
fn commissions_are_written_and_read_back_the_same() {
    for seed in 0..300 {
        let dossier = generate(&Recipe { commission: true, ..Recipe::of(seed) }, seed);
        let read = file::read(&file::write(&dossier)).expect("it reads back");
        assert_eq!(read.commission, dossier.commission, "{seed}");
        assert_eq!(file::read(&file::write(&read)).as_ref(), Ok(&read), "{seed}");
    }
}

// ----------------------------------------------------------- laws of merging ----

/// Contributions of every kind: other moments, other subsets of criteria and
/// offers, notes changed and withdrawn, twice in the same minute.
fn contributions(chair: &Dossier, random: &mut Random) -> Vec<Rc<Dossier>> {
    let mut all: Vec<Rc<Dossier>> = Vec::new();
    for _ in 0..2 + random.below(4) {
        let by = random.pick(&chair.commission.evaluators).name.clone();
        let mut draft: Draft = invitation(chair, &by).expect("an invitation").to_draft();
        let keeps: Vec<Id> =
            draft.commission.evaluators[0].criteria.iter().filter(|_| random.chance(75)).cloned().collect();
        draft.offers.retain(|_| random.chance(85));
        for offer in &mut draft.offers {
            let offer = Rc::make_mut(offer);
            offer.facts.retain(|id, entry| keeps.contains(id) && entry.opinions.is_empty());
        }
        for id in &keeps {
            for place in 0..draft.offers.len() {
                let is_apart = draft.offers[place].facts.contains_key(id);
                if is_apart || random.chance(35) {
                    continue;
                }
                let measure = draft.measure(id).unwrap();
                let note = if measure.levels.is_empty() {
                    // The same value written in two ways is not the same text.
                    let full = measure.full_note();
                    let zero = random.decimal(&["0", "0.0", "0.00"]);
                    if random.chance(40) { full } else { zero }
                } else {
                    Decimal::integer(random.below(measure.levels.len()) as i64)
                };
                let remark = (*random.pick(&["", "A", "B"])).to_owned();
                let opinion = Opinion { by: by.clone(), note, remark };
                let entry = Entry { opinions: vec![opinion], ..Entry::from(Fact::Missing) };
                Rc::make_mut(&mut draft.offers[place]).facts.insert(id.clone(), entry);
            }
        }
        draft.commission.evaluators[0].criteria = keeps;
        let minute = format!("2026-11-22T08:0{}", random.below(3));
        let own = draft.check().expect("a dossier");
        all.push(Rc::new(hand_in(&own, at(&minute)).expect("a contribution")));
    }
    all
}

#[test]
fn merging_is_commutative_associative_and_idempotent() {
    let (mut changed, mut tied) = (0, 0);
    for seed in 0..400 {
        let recipe =
            Recipe { commission: true, extreme: false, all_families: true, leaves: 8, offers: 4, ..Recipe::of(seed) };
        let mut draft = generate(&recipe, seed).to_draft();
        draft.commission.are_notes_locked = false;
        draft.commission.contribution = None;
        // As it comes from a file: made-up entries may be empty.
        let chair = file::read(&file::write(&draft.check().expect("a dossier"))).expect("it reads back");
        let mut random = Random::new(seed);
        let mut sent = contributions(&chair, &mut random);
        let merged = merge(&chair, &sent).unwrap_or_else(|refusals| panic!("seed {seed}: {refusals:?}"));
        changed += usize::from(merged != chair);
        let moments: Vec<String> = sent.iter().map(|each| format!("{:?}", each.commission.contribution)).collect();
        tied += usize::from(moments.iter().enumerate().any(|(place, one)| moments[..place].contains(one)));
        // Twice is once.
        assert_eq!(merge(&merged, &sent).as_ref(), Ok(&merged), "seed {seed}: idempotent");
        let twice: Vec<Rc<Dossier>> = sent.iter().chain(&sent).cloned().collect();
        assert_eq!(merge(&chair, &twice).as_ref(), Ok(&merged), "seed {seed}: twice");
        // One by one is all at once, in groups as well.
        let one_by_one =
            sent.iter().fold(chair.clone(), |so_far, each| merge(&so_far, std::slice::from_ref(each)).unwrap());
        assert_eq!(one_by_one, merged, "seed {seed}: one by one");
        let (first, rest) = sent.split_at(random.below(sent.len() + 1));
        assert_eq!(merge(&merge(&chair, first).unwrap(), rest).as_ref(), Ok(&merged), "seed {seed}: groups");
        // Order does not matter.
        for _ in 0..4 {
            random.shuffle(&mut sent);
            assert_eq!(merge(&chair, &sent).as_ref(), Ok(&merged), "seed {seed}: order");
        }
        // What is remembered of it survives the file.
        assert_eq!(file::read(&file::write(&merged)).as_ref(), Ok(&merged), "seed {seed}: file");
        for each in &sent {
            let report = report(&merged, each).expect("a report");
            assert_eq!((report.new, report.changed, report.withdrawn), (0, 0, 0), "seed {seed}");
        }
    }
    assert!(changed > 200 && tied > 50, "{changed} {tied}: the test must try what it claims");
}

#[test]
fn the_newest_note_wins_and_a_withdrawal_counts() {
    let chair = fresh();
    let early =
        noted(&chair, "Mme Roux", "2026-11-22T08:41", &[note("a", "methode", 15, "p. 3"), note("b", "methode", 8, "")]);
    let back =
        CommissionEdit::Note { offer: Id::new("b"), criterion: Id::new("methode"), note: None, remark: String::new() };
    let late = noted(
        &chair,
        "Mme Roux",
        "2026-11-22T09:10",
        &[note("a", "methode", 12, "p. 4"), note("b", "methode", 8, ""), back],
    );
    for order in [[&early, &late], [&late, &early]] {
        let merged = merge(&chair, &order.map(Rc::clone)).expect("a dossier");
        assert_eq!(opinions(&merged, "a", "methode"), "Mme Roux 12 p. 4;");
        assert_eq!(opinions(&merged, "b", "methode"), "");
        // The later one covers all of the earlier one: one line is remembered.
        assert_eq!(merged.commission.evaluators[0].returned.len(), 1);
        assert_eq!(merged.commission.evaluators[0].returned[0].at, at("2026-11-22T09:10"));
    }
    let first = merge(&chair, &[Rc::clone(&early)]).unwrap();
    let told = report(&first, &late).unwrap();
    assert_eq!((told.notes, told.asked, told.new, told.changed, told.withdrawn), (1, 4, 0, 1, 1));
    let told = report(&merge(&chair, &[Rc::clone(&late)]).unwrap(), &early).unwrap();
    assert_eq!((told.changed, told.overtaken), (0, 2));
}

#[test]
fn what_an_older_part_alone_spoke_of_stays() {
    let chair = fresh();
    let all =
        noted(&chair, "Mme Roux", "2026-11-22T08:00", &[note("a", "methode", 15, ""), note("a", "equipe", 2, "")]);
    // A later invitation asks for one criterion only.
    let narrow = change(
        &chair,
        CommissionEdit::Give { evaluator: "Mme Roux".into(), criterion: Id::new("methode"), is_given: false },
    );
    let part = noted(&narrow, "Mme Roux", "2026-11-22T09:00", &[note("a", "equipe", 1, "")]);
    for order in [[&all, &part], [&part, &all]] {
        let merged = merge(&chair, &order.map(Rc::clone)).expect("a dossier");
        assert_eq!(opinions(&merged, "a", "methode"), "Mme Roux 15 ;");
        assert_eq!(opinions(&merged, "a", "equipe"), "Mme Roux 1 ;");
        assert_eq!(merged.commission.evaluators[0].returned.len(), 2);
    }
}

#[test]
fn names_hidden_or_not_notes_find_their_offer() {
    let chair = change(&fresh(), CommissionEdit::Blind(true));
    assert_eq!(chair.commission.aliases, [Id::new("a"), Id::new("b")]);
    let blind = noted(&chair, "Mme Roux", "2026-11-22T08:00", &[note("offre-b", "methode", 4, "")]);
    // Offers move, come and go: neutral names never change hands.
    let moved = edit(&chair, &Edit::MoveOffer { offer: Id::new("b"), by: -1 }).unwrap();
    let moved = edit(&moved, &Edit::AddOffer { name: "Céleste".into() }).unwrap();
    let moved = edit(&moved, &Edit::RemoveOffer(Id::new("a"))).unwrap();
    let merged = merge(&moved, &[Rc::clone(&blind)]).expect("a dossier");
    assert_eq!(opinions(&merged, "b", "methode"), "Mme Roux 4 ;");
    assert_eq!(moved.neutral_names(), ["Offre B", "Offre C"]);
    // Seeing again: what was noted blind is still understood.
    let seeing = change(&chair, CommissionEdit::Blind(false));
    assert_eq!(opinions(&merge(&seeing, &[blind]).unwrap(), "b", "methode"), "Mme Roux 4 ;");
}

#[test]
fn what_does_not_fit_is_refused_and_never_dropped() {
    let chair = fresh();
    let good = noted(&chair, "Mme Roux", "2026-11-22T08:00", &[note("a", "methode", 15, "")]);
    let refused = |chair: &Dossier, sent: &Dossier| report(chair, sent).expect_err("a refusal");
    assert_eq!(refused(&chair, &chair), MergeRefusal::NoContribution);
    let open = invitation(&chair, "Mme Roux").unwrap();
    assert_eq!(refused(&chair, &open), MergeRefusal::NotHandedIn { by: "Mme Roux".into() });
    let alone = change(&chair, CommissionEdit::Remove("Mme Roux".into()));
    assert_eq!(refused(&alone, &good), MergeRefusal::UnknownEvaluator { by: "Mme Roux".into() });
    let locked = change(&chair, CommissionEdit::Lock(true));
    assert_eq!(refused(&locked, &good), MergeRefusal::Locked);
    let taken = change(
        &chair,
        CommissionEdit::Give { evaluator: "Mme Roux".into(), criterion: Id::new("methode"), is_given: false },
    );
    assert_eq!(
        refused(&taken, &good),
        MergeRefusal::NotGiven { by: "Mme Roux".into(), criteria: vec!["Méthode".into()] }
    );
    let fewer = edit(&chair, &Edit::RemoveOffer(Id::new("a"))).unwrap();
    assert_eq!(
        refused(&fewer, &good),
        MergeRefusal::UnknownOffers { by: "Mme Roux".into(), offers: vec!["Atlas".into()] }
    );
    let heavier =
        edit(&chair, &Edit::Weight { criterion: Id::new("prix"), value: Decimal::integer(41), locks: None }).unwrap();
    let MergeRefusal::OtherGrid { differences, .. } = refused(&heavier, &good) else { panic!("another grid") };
    assert_eq!(differences.len(), 1);
    let mut draft = good.to_draft();
    let stranger = Opinion { by: "Un autre".into(), note: Decimal::ONE, remark: String::new() };
    Rc::make_mut(&mut draft.offers[0])
        .facts
        .insert(Id::new("accueil"), Entry { opinions: vec![stranger], ..Entry::from(Fact::Missing) });
    let foreign = draft.check().unwrap();
    assert_eq!(
        refused(&chair, &foreign),
        MergeRefusal::NotesOfOthers { by: "Mme Roux".into(), others: vec!["Un autre".into()] }
    );
    // One that is refused keeps the others out too: nothing is half done.
    let refusals = merge(&chair, &[Rc::clone(&good), Rc::new(foreign)]).expect_err("a refusal");
    assert_eq!(refusals.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [1]);
    // Texts alone may differ, and the sets of weights: that is no other grid.
    let renamed = edit(&chair, &Edit::Title("Autre titre".into())).unwrap();
    assert!(report(&renamed, &good).is_ok());
}

// -------------------------------------------------------------------- edits ----

#[test]
fn locked_notes_stay_as_they_are() {
    let chair = fresh();
    let sent = noted(&chair, "Mme Roux", "2026-11-22T08:00", &[note("a", "methode", 15, "")]);
    let merged = Rc::new(merge(&chair, &[sent]).unwrap());
    let locked = change(&merged, CommissionEdit::Lock(true));
    let agree = Edit::Commission(CommissionEdit::Agree {
        offer: Id::new("a"),
        criterion: Id::new("methode"),
        fact: Fact::Number(Decimal::integer(14)),
        reason: "Convenu".into(),
    });
    assert_eq!(edit(&locked, &agree), Err(Refusal::NotesLocked));
    let entry = Edit::Entry { offer: Id::new("a"), measure: Id::new("methode"), entry: Fact::Missing.into() };
    assert_eq!(edit(&locked, &entry), Err(Refusal::NotesLocked));
    let mut table = locked.to_draft();
    Rc::make_mut(&mut table.offers[0]).facts.remove(&Id::new("methode"));
    assert_eq!(edit(&locked, &Edit::Table(Rc::new(table.check().unwrap()))), Err(Refusal::NotesLocked));
    assert_eq!(edit(&locked, &Edit::Commission(CommissionEdit::Remove("Mme Roux".into()))), Err(Refusal::NotesLocked));
    // Prices, and what goes with its offer, are no notes.
    let price = Edit::Entry {
        offer: Id::new("a"),
        measure: Id::new("prix"),
        entry: Fact::Number(Decimal::integer(900)).into(),
    };
    assert!(edit(&locked, &price).is_ok());
    assert!(edit(&locked, &Edit::RemoveOffer(Id::new("a"))).is_ok());
    assert!(edit(&change(&locked, CommissionEdit::Lock(false)), &agree).is_ok());
}

#[test]
fn a_name_takes_its_notes_along_and_nobody_notes_what_is_no_longer_noted() {
    let chair = fresh();
    let sent = noted(&chair, "Mme Roux", "2026-11-22T08:00", &[note("a", "methode", 15, "p. 3")]);
    let merged = Rc::new(merge(&chair, &[sent]).unwrap());
    let renamed = change(&merged, CommissionEdit::Rename { from: "Mme Roux".into(), to: " Mme Rousseau ".into() });
    assert_eq!(opinions(&renamed, "a", "methode"), "Mme Rousseau 15 p. 3;");
    assert_eq!(renamed.commission.evaluators[0].name, "Mme Rousseau");
    let twice = Edit::Commission(CommissionEdit::Rename { from: "Mme Roux".into(), to: "M. Blanc".into() });
    assert!(matches!(edit(&merged, &twice), Err(Refusal::Defects(_))));
    let gone = change(&merged, CommissionEdit::Remove("Mme Roux".into()));
    assert_eq!(opinions(&gone, "a", "methode"), "");
    let fewer = edit(&merged, &Edit::RemoveCriterion(Id::new("methode"))).unwrap();
    assert_eq!(fewer.commission.evaluators[0].criteria, [Id::new("equipe")]);
    let added = change(&chair, CommissionEdit::Add { name: "  M. Vert ".into() });
    let new = added.commission.evaluators.last().unwrap();
    assert_eq!((new.name.as_str(), new.criteria.len()), ("M. Vert", 3));
    // An identifier that evaluators may have noted is never given to another offer.
    let blind = change(&chair, CommissionEdit::Blind(true));
    let without =
        edit(&edit(&blind, &Edit::AddOffer { name: "C".into() }).unwrap(), &Edit::RemoveOffer(Id::new("offre-1")))
            .unwrap();
    let again = edit(&without, &Edit::AddOffer { name: "D".into() }).unwrap();
    assert_eq!(again.offers.last().unwrap().id, Id::new("offre-2"));
    assert_eq!(again.neutral_names(), ["Offre A", "Offre B", "Offre D"]);
}

#[test]
fn disagreements_are_ordered_as_shares_of_the_full_note() {
    let chair = fresh();
    let both = change(
        &chair,
        CommissionEdit::Give { evaluator: "M. Blanc".into(), criterion: Id::new("equipe"), is_given: true },
    );
    let roux = noted(
        &both,
        "Mme Roux",
        "2026-11-22T08:00",
        &[note("a", "methode", 15, ""), note("b", "methode", 9, ""), note("a", "equipe", 0, "")],
    );
    let blanc = noted(
        &both,
        "M. Blanc",
        "2026-11-22T08:00",
        &[
            note("a", "methode", 10, ""),
            note("b", "methode", 9, ""),
            note("a", "equipe", 1, ""),
            note("a", "accueil", 7, ""),
        ],
    );
    let merged = merge(&both, &[roux, blanc]).unwrap();
    let found: Vec<String> = (cells(&merged).iter())
        .map(|cell| {
            format!(
                "{} {} {}-{} {} {}",
                cell.criterion,
                cell.offer,
                cell.low,
                cell.high,
                cell.share.to_fraction_text(),
                cell.mean.to_fraction_text()
            )
        })
        .collect();
    // 1 of 2 levels is more than 5 of 20 points; what is equal stays in reading order.
    assert_eq!(
        found,
        ["equipe a 0-1 1/2 1/2", "methode a 10-15 1/4 25/2", "methode b 9-9 0/1 9/1", "accueil a 7-7 0/1 7/1"]
    );
}
