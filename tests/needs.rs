//! The register of needs: what counts as covered, what its gestures do, what a
//! table brings to it, and what of it travels.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "needs/commitments.rs"]
mod commitments;
mod support;

use std::rc::Rc;

use mieux_disant::app::{
    CoverChoice, CriteriaMsg, Effect, GridMsg, Msg, NeedsFilter, NeedsMsg, NumberPlace, Part, Screen, SealMsg, Start,
    State, TextPlace, update,
};
use mieux_disant::dossier::{
    Assessment, Covered, Date, Dossier, Entry, Flavour, Id, Priority, Requirement, canonical_grid, fingerprint, redact,
};
use mieux_disant::engine::{Decimal, Fact, Outcome};
use mieux_disant::i18n::Lang;
use mieux_disant::present;
use mieux_disant::saved::{file, link};
use mieux_disant::table::{
    Block, NeedCell, NeedField, NeedProblem, land_needs, need_fields, needs_rows, read_priority, tab_separated,
};
use support::dossiers::{Recipe, generate};

/// Two offers on three needs that a coverage counts, one that nothing counts.
const MAIL: &str = r#"{
  "format": "mieux-disant", "version": 1, "title": "Messagerie", "reference_date": "2026-06-30",
  "criteria": [
    { "id": "prix", "name": "Prix", "weight": 40, "family": "price_inverse" },
    { "id": "besoins", "name": "Couverture", "weight": 40, "family": "coverage" },
    { "id": "qualite", "name": "Qualité", "weight": 20, "children": [
      { "id": "support", "name": "Support", "weight": 1, "family": "note", "out_of": 20 } ] }
  ],
  "requirements": [
    { "id": "export", "name": "Export ouvert", "of": "besoins", "must": true },
    { "id": "mobile", "name": "Mobilité", "of": "besoins", "weight": 3, "usage": "nomades, télétravail" },
    { "id": "theme", "name": "Thème sombre", "of": "besoins", "may": true, "owner": "DNUM" },
    { "id": "hors", "name": "Réversibilité" }
  ],
  "gates": [{ "id": "g", "name": "Obligatoires", "rule": "musts_covered", "of": "besoins" }],
  "offers": [
    { "id": "a", "name": "Offre A", "facts": { "prix": 100, "support": 12, "export": 1, "mobile": "0.5", "theme": 0 } },
    { "id": "b", "name": "Offre B", "facts": { "prix": 90, "support": 15,
      "export": { "value": 0, "gap": "Pas d'export", "workaround": "Script", "committed_by": "2027-06" }, "mobile": 1 } }
  ]
}"#;

fn mail() -> Dossier {
    file::read(MAIL).unwrap()
}

fn start() -> State {
    after(State::new(Lang::Fr, Start::default()), [Msg::DossierGiven(Rc::new(mail())), Msg::Show(Screen::Needs)]).0
}

fn after(mut state: State, msgs: impl IntoIterator<Item = Msg>) -> (State, Vec<Effect>) {
    let mut effects = Vec::new();
    for msg in msgs {
        let (next, some) = update(state, msg);
        state = next;
        effects.extend(some);
    }
    (state, effects)
}

fn id(text: &str) -> Id {
    Id::new(text)
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn need<'a>(dossier: &'a Dossier, of: &str) -> &'a Requirement {
    dossier.requirements.iter().find(|need| need.id == id(of)).unwrap()
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn outcome(dossier: &Dossier, offer: usize) -> Outcome {
    Assessment::of(Rc::new(dossier.clone())).evaluation().outcome(offer).clone()
}

#[test]
fn a_commitment_counts_only_where_the_dossier_says_so_and_in_time() {
    // (accepted until, deadline of the need, committed by, counts)
    let cases = [
        (None, None, "2027-06", false),
        (None, Some("2028"), "2027-06", false),
        (Some("2027-06-30"), None, "2027-06", true),
        (Some("2027-06-29"), None, "2027-06", false),
        (Some("2027"), None, "2027-12-31", true),
        (Some("2027"), None, "2028-01", false),
        (Some("2027-12"), None, "2027", true),
        (Some("2027-11"), None, "2027", false),
        // The deadline of the need speaks before the common one, both ways.
        (Some("2026-12"), Some("2027-09"), "2027-06", true),
        (Some("2028"), Some("2027-03"), "2027-06", false),
    ];
    for (until, deadline, by, counts) in cases {
        let mut draft = mail().to_draft();
        draft.method.commitments_until = until.map(date);
        draft.requirements[0].deadline = deadline.map(date);
        let facts = &mut Rc::make_mut(&mut draft.offers[1]).facts;
        facts.get_mut(&id("export")).unwrap().shortfall.as_mut().unwrap().committed_by = Some(date(by));
        let dossier = draft.check().unwrap();
        let how = dossier.how_covered(need(&dossier, "export"), &dossier.offers[1]);
        assert_eq!(how, Covered::Committed { by: date(by), counts }, "{until:?} {deadline:?} {by}");
        let expelled = matches!(outcome(&dossier, 1), Outcome::Eliminated(_));
        assert_eq!(expelled, !counts, "{until:?} {deadline:?} {by}");
        let musts = dossier.coverage(Priority::Must, &dossier.offers[1]);
        assert_eq!((musts.needs, musts.covered), (1, usize::from(counts)));
    }
}

#[test]
fn what_is_covered_already_needs_no_commitment() {
    let mut draft = mail().to_draft();
    Rc::make_mut(&mut draft.offers[1]).facts.get_mut(&id("export")).unwrap().fact = Fact::Number(Decimal::ONE);
    let dossier = draft.check().unwrap();
    assert_eq!(dossier.how_covered(need(&dossier, "export"), &dossier.offers[1]), Covered::Full);
}

/// The engine agrees with a naive reading of the rule on made-up registers.
#[test]
fn commitments_reach_the_ranking_as_a_naive_reading_has_it() {
    let (mut counted, mut compared) = (0, 0);
    for seed in 0..1600 {
        let recipe = Recipe {
            offers: 4,
            leaves: 4,
            all_families: true,
            needs: true,
            complete: true,
            extreme: false,
            uncertain: false,
            ..Recipe::of(seed)
        };
        let dossier = generate(&recipe, seed);
        for need in &dossier.requirements {
            for offer in &dossier.offers {
                let is_counted = matches!(dossier.how_covered(need, offer), Covered::Committed { counts: true, .. });
                counted += usize::from(is_counted && need.of.is_some());
            }
        }
        let Some(results) = support::naive::settled(&dossier) else { continue };
        let assessment = Assessment::of(Rc::new(dossier));
        for (offer, result) in results.iter().enumerate() {
            assert_eq!(*assessment.evaluation().outcome(offer), result.outcome, "seed {seed}, offer {offer}");
            compared += 1;
        }
    }
    assert!(counted > 50 && compared > 400, "{counted} commitments that count, {compared} offers");
}

#[test]
fn the_register_is_edited_step_by_step_and_each_step_is_undone_by_name() {
    let steps: [(NeedsMsg, &str); 8] = [
        (NeedsMsg::Priority(id("mobile"), Priority::Must), "besoin"),
        (NeedsMsg::Deadline(id("mobile"), Some(date("2027-03"))), "besoin"),
        (NeedsMsg::CountIn(id("hors"), Some(id("besoins"))), "besoin"),
        (NeedsMsg::Trace { need: id("hors"), criterion: id("support"), is_on: true }, "besoin"),
        (NeedsMsg::Move(id("hors"), -2), "ordre des besoins"),
        (NeedsMsg::CommitmentsUntil(Some(date("2027"))), "méthode de classement"),
        (NeedsMsg::Remove(id("theme")), "retrait d'un besoin"),
        (NeedsMsg::Add, "ajout d'un besoin"),
    ];
    for (msg, name) in steps {
        let before = start();
        let (state, _) = after(before.clone(), [msg.clone().into()]);
        assert_ne!(state.dossier(), before.dossier(), "{msg:?}");
        let undo = plain(state.history.undoable().unwrap().name().get(Lang::Fr));
        assert_eq!(undo, name, "{msg:?}");
        let (back, _) = after(state, [Msg::Undo]);
        assert_eq!(back.dossier(), before.dossier(), "{msg:?}");
    }
    let (state, effects) = after(start(), [NeedsMsg::Add.into()]);
    assert!(effects.contains(&Effect::FocusOn("need-besoin-1".into())), "{effects:?}");
    assert_eq!(need(state.dossier(), "besoin-1").of, None);
    let texts =
        [(TextPlace::RequirementOwner(id("mobile")), "DSI"), (TextPlace::RequirementUsage(id("mobile")), "nomades")];
    let (state, _) = after(state, texts.map(|(place, text)| Msg::Criteria(CriteriaMsg::Text(place, text.into()))));
    assert_eq!((&*need(state.dossier(), "mobile").owner, &*need(state.dossier(), "mobile").usage), ("DSI", "nomades"));
}

#[test]
fn the_first_and_the_last_need_have_nowhere_to_go() {
    let (state, effects) = after(start(), [NeedsMsg::Move(id("export"), -1).into()]);
    assert!(effects.is_empty());
    assert_eq!(state.dossier().requirements, mail().requirements);
}

#[test]
fn needs_outlive_the_criteria_that_count_and_answer_them() {
    let trace = NeedsMsg::Trace { need: id("hors"), criterion: id("qualite"), is_on: true };
    let gone =
        [CriteriaMsg::RemoveGate(id("g")), CriteriaMsg::Remove(id("besoins")), CriteriaMsg::Remove(id("qualite"))];
    let (state, _) = after(start(), std::iter::once(trace.into()).chain(gone.map(Msg::Criteria)));
    let dossier = state.dossier();
    assert_eq!(dossier.requirements.len(), 4);
    assert!(dossier.requirements.iter().all(|need| need.of.is_none() && need.criteria.is_empty()));
    assert!(dossier.offers[0].facts.contains_key(&id("export")), "what offers say of it stays");
}

#[test]
fn what_stands_alone_is_listed() {
    let view = present::needs(&start());
    let names = |list: &[(Id, String)]| list.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&view.alone), ["Réversibilité"]);
    // Prices answer no need; a coverage answers those that it counts.
    assert_eq!(names(&view.unasked), ["Support"]);
    // A link to the group is one to what it holds.
    let trace = NeedsMsg::Trace { need: id("hors"), criterion: id("qualite"), is_on: true };
    let view = present::needs(&after(start(), [trace.into()]).0);
    assert_eq!((view.alone, view.unasked), (Vec::new(), Vec::new()));
    // Without a register nothing is asked of a criterion.
    let (empty, _) = after(State::new(Lang::Fr, Start::default()), [Msg::Show(Screen::Needs)]);
    let view = present::needs(&empty);
    assert!(view.summary.is_none() && view.unasked.is_empty() && view.matrix.is_none());
}

#[test]
fn the_matrix_says_in_words_what_each_offer_covers() {
    let matrix = present::needs(&start()).matrix.unwrap();
    let words = |line: usize| matrix.lines[line].cells.iter().map(|cell| plain(&cell.text)).collect::<Vec<_>>();
    assert_eq!(words(0), ["couvert", "engagé pour 06/2027, ne compte pas"]);
    assert_eq!(words(1), ["en partie : 50 %", "couvert"]);
    assert_eq!(words(2), ["non couvert", "non renseigné"]);
    let sums: Vec<(String, Vec<String>)> = matrix
        .totals
        .iter()
        .map(|total| (total.name.clone(), total.cells.iter().map(|cell| plain(cell)).collect()))
        .collect();
    assert_eq!(sums[0].1, ["1 sur 1", "0 sur 1"]);
    // Wished: mobility with weight 3, and what nothing counts yet with weight 1.
    assert_eq!(sums[1].1, ["37,5 % à 62,5 %", "75 % à 100 %"]);
    assert_eq!(sums[2].1, ["0 %", "0 % à 100 %"]);
}

#[test]
fn a_cell_is_opened_and_says_what_lacks() {
    let open = NeedsMsg::Open { offer: id("a"), need: id("mobile") };
    let (state, effects) = after(start(), [open.into()]);
    assert_eq!(effects, [Effect::Focus("cover-title")]);
    assert_eq!(present::needs(&state).sheet.unwrap().share.as_deref(), Some("50"));
    let (state, _) = after(
        state,
        [
            Msg::Criteria(CriteriaMsg::Number(NumberPlace::Share, Decimal::parse("62.5").unwrap())),
            GridMsg::Evidence(Part::Gap, "Pas hors ligne".into()).into(),
            GridMsg::Evidence(Part::Workaround, "Webmail".into()).into(),
            NeedsMsg::CommittedBy(Some(date("2028"))).into(),
            GridMsg::Evidence(Part::Page, "12".into()).into(),
        ],
    );
    let entry = &state.dossier().offers[0].facts[&id("mobile")];
    let shortfall = entry.shortfall.as_deref().unwrap();
    assert_eq!(entry.fact, Fact::Number(Decimal::parse("0.625").unwrap()));
    assert_eq!((&*shortfall.gap, &*shortfall.workaround, &*entry.page), ("Pas hors ligne", "Webmail", "12"));
    assert_eq!(shortfall.committed_by, Some(date("2028")));
    // Every choice and back; what was said of the gap stays.
    for (choice, fact) in [
        (CoverChoice::Full, Fact::Number(Decimal::ONE)),
        (CoverChoice::Not, Fact::Number(Decimal::ZERO)),
        (CoverChoice::Partly, Fact::Number(Decimal::hundredths(50))),
        (CoverChoice::Unknown, Fact::Missing),
    ] {
        let (chosen, _) = after(state.clone(), [NeedsMsg::Cover(choice).into()]);
        let entry = &chosen.dossier().offers[0].facts[&id("mobile")];
        let expected =
            if choice == CoverChoice::Partly { state.dossier().offers[0].facts[&id("mobile")].fact } else { fact };
        assert_eq!((entry.fact, entry.shortfall.is_some()), (expected, true), "{choice:?}");
    }
    let (closed, effects) = after(state, [NeedsMsg::Close.into()]);
    assert_eq!(effects, [Effect::FocusOn("cover-mobile-a".into())]);
    assert!(present::needs(&closed).sheet.is_none());
}

#[test]
fn the_list_is_narrowed_to_what_is_sought() {
    let shown = |filter: NeedsFilter| {
        let (state, _) = after(start(), [NeedsMsg::Filter(filter).into()]);
        present::needs(&state).rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    let all = NeedsFilter::default();
    assert_eq!(shown(NeedsFilter { priority: Some(Priority::May), ..all.clone() }), ["Thème sombre"]);
    assert_eq!(shown(NeedsFilter { usage: Some("télétravail".into()), ..all.clone() }), ["Mobilité"]);
    assert_eq!(shown(NeedsFilter { owner: Some("DNUM".into()), ..all.clone() }), ["Thème sombre"]);
    assert_eq!(shown(NeedsFilter { owner: Some(String::new()), ..all.clone() }).len(), 3);
    assert!(shown(NeedsFilter { owner: Some("DNUM".into()), priority: Some(Priority::Must), ..all }).is_empty());
}

fn landed(text: &str) -> mieux_disant::table::NeedsLanding {
    let block = Block::read(text).unwrap();
    let (has_heads, fields) = need_fields(&block);
    land_needs(Lang::Fr, &mail(), &block, has_heads, &fields)
}

#[test]
fn heads_are_known_in_both_languages() {
    use NeedField as F;
    let cases: [(&str, &[NeedField]); 4] = [
        ("Besoin\tPriorité\tPoids\tMesure", &[F::Name, F::Priority, F::Weight, F::Measure]),
        ("N°\tExigence\tObligatoire ?\tPorteur\tÉchéance", &[F::Ignore, F::Name, F::Priority, F::Owner, F::Deadline]),
        (
            "Requirement\tMoSCoW\tHow it is measured\tOwner\tDue\tUsers",
            &[F::Name, F::Priority, F::Measure, F::Owner, F::Deadline, F::Usage],
        ),
        ("Intitulé\tCritère de vérification\tCritères\tCompte dans", &[F::Name, F::Measure, F::Criteria, F::CountsIn]),
    ];
    for (heads, expected) in cases {
        let (has_heads, fields) = need_fields(&Block::read(&format!("{heads}\nx\ty\tz")).unwrap());
        assert_eq!((has_heads, &*fields), (true, expected), "{heads}");
    }
    // Without heads the words tell.
    let (has_heads, fields) = need_fields(&Block::read("MUST\tExport\nSHOULD\tMobilité").unwrap());
    assert_eq!((has_heads, fields), (false, vec![F::Priority, F::Name]));
}

#[test]
fn priorities_are_known_by_many_words() {
    for (words, priority) in [
        (&["MUST", "M", "obligatoire", "Doit", "exigé"][..], Some(Priority::Must)),
        (&["should", "S", "Souhaité", "devrait"], Some(Priority::Should)),
        (&["MAY", "C", "could", "possible", "Facultatif"], Some(Priority::May)),
        (&["", "oui", "1", "won't", "très"], None),
    ] {
        for word in words {
            assert_eq!(read_priority(word), priority, "{word}");
        }
    }
}

#[test]
fn a_table_completes_the_register_and_says_what_it_cannot_take() {
    let landing = landed(
        "Besoin\tPriorité\tPoids\tÉchéance\tCompte dans\tCritères\n\
         export ouvert\tpeut-être\t\t\tCouverture\t\n\
         Mobilité\tM\t-1\tbientôt\tPrix\tSupport ; Inconnu\n\
         Chiffrement\tdoit\t2,5\t06/2027\t\tSupport\n\
         \tdoit\t\t\t\t\n\
         Chiffrement\tdoit\t\t\t\t\n",
    );
    let wrong = |line: usize| -> Vec<usize> {
        let cells = landing.lines[line].cells.iter().enumerate();
        cells.filter(|(_, cell)| matches!(cell, NeedCell::Wrong(_))).map(|(place, _)| place).collect()
    };
    assert_eq!(wrong(0), [1]);
    assert_eq!(wrong(1), [2, 3, 4, 5]);
    assert_eq!(landing.lines[1].cells[5], NeedCell::Wrong(NeedProblem::NoCriterion("Inconnu".into())));
    assert!(wrong(2).is_empty() && landing.lines[2].is_new);
    assert_eq!(landing.lines[3].cells[0], NeedCell::Wrong(NeedProblem::NoName));
    assert_eq!(landing.lines[4].cells[0], NeedCell::Wrong(NeedProblem::NameTwice));
    let brought: Vec<(&str, Priority)> =
        landing.requirements.iter().map(|need| (need.name.as_str(), need.priority)).collect();
    assert_eq!(
        brought,
        [("export ouvert", Priority::Must), ("Mobilité", Priority::Must), ("Chiffrement", Priority::Must)]
    );
    // What could not be read keeps what was there.
    assert_eq!(landing.requirements[1].weight, Decimal::integer(3));
    assert_eq!(landing.requirements[1].of, Some(id("besoins")));
    assert_eq!(landing.requirements[2].deadline, Some(date("2027-06")));
}

#[test]
fn what_breaks_the_grid_lands_not_at_all() {
    // The coverage would count nothing that weighs.
    let landing = landed("Besoin\tPriorité\nMobilité\tMUST\nThème sombre\tMUST");
    assert!(!landing.defects.is_empty() && !landing.can_land());
}

#[test]
fn a_table_lands_in_one_step_after_it_was_seen() {
    let text = "Besoin\tPriorité\nChiffrement\tMUST\nExport ouvert\tSHOULD";
    let (state, _) = after(start(), [NeedsMsg::AskTable.into(), NeedsMsg::Table(text.into()).into()]);
    let table = present::needs(&state).table.unwrap().table.unwrap();
    assert!(table.can_land, "{table:?}");
    assert_eq!(plain(&table.summary), "À ajouter : 1 besoin ; à modifier : 1 besoin ; à vider : 0 case.");
    assert_eq!(state.dossier().requirements.len(), 4, "nothing lands before");
    let (state, effects) = after(state, [NeedsMsg::Land.into()]);
    assert!(effects.contains(&Effect::Focus("needs-title")));
    assert_eq!(state.dossier().requirements.len(), 5);
    assert_eq!(need(state.dossier(), "export").priority, Priority::Should);
    assert_eq!(plain(&present::announcement(&state)), "2 besoins repris.");
    let (state, _) = after(state, [Msg::Undo]);
    assert_eq!(state.dossier().requirements, mail().requirements);
    // Another meaning for a column.
    let (state, _) = after(
        state,
        [
            NeedsMsg::AskTable.into(),
            NeedsMsg::Table("Besoin\tQui\nX\tDSI".into()).into(),
            NeedsMsg::Choose(1, 5).into(),
        ],
    );
    let (state, _) = after(state, [NeedsMsg::Land.into()]);
    assert_eq!(state.dossier().requirements.last().unwrap().owner, "DSI");
}

#[test]
fn what_is_copied_out_comes_back_unchanged() {
    let mut seen = 0;
    for seed in 0..200 {
        let recipe = Recipe { needs: true, all_families: true, wild: false, ..Recipe::of(seed) };
        let dossier = generate(&recipe, seed);
        for lang in Lang::ALL {
            let text = tab_separated(&needs_rows(lang, &dossier));
            let block = Block::read(&text).unwrap();
            let (has_heads, fields) = need_fields(&block);
            assert!(has_heads && !fields.contains(&NeedField::Ignore), "{fields:?}");
            let landing = land_needs(lang, &dossier, &block, has_heads, &fields);
            for (line, need) in landing.lines.iter().zip(&dossier.requirements) {
                // Names are not unique in made-up dossiers.
                let is_unique = dossier.requirements.iter().filter(|other| other.name == need.name).count() == 1;
                if is_unique && need.description.trim() == need.description {
                    assert!(line.cells.iter().all(|cell| *cell == NeedCell::Same), "seed {seed}: {line:?}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 100, "{seen} needs");
}

#[test]
fn a_sealed_register_keeps_what_is_announced() {
    let sealed = fingerprint(&mail());
    let with = |change: fn(&mut Requirement)| {
        let mut draft = mail().to_draft();
        change(&mut draft.requirements[1]);
        fingerprint(&draft)
    };
    // Who answers for a need and what it founded is the buyer's own business.
    assert_eq!(with(|need| need.owner = "DSI".into()), sealed);
    assert_eq!(with(|need| need.criteria = vec![id("support")]), sealed);
    assert_ne!(with(|need| need.priority = Priority::May), sealed);
    assert_ne!(with(|need| need.deadline = Some(date("2027"))), sealed);
    assert_ne!(with(|need| need.usage = "agents".into()), sealed);
    assert_ne!(with(|need| need.of = None), sealed);
    let mut draft = mail().to_draft();
    draft.method.commitments_until = Some(date("2027"));
    assert_ne!(fingerprint(&draft), sealed);
    // A register of the first days has the text that it always had.
    let mut old = mail().to_draft();
    old.requirements.truncate(1);
    assert!(!canonical_grid(&old).contains("may") && !canonical_grid(&old).contains("commitments_until"));

    let (state, _) =
        after(start(), [SealMsg::OpenForm.into(), SealMsg::Date("2026-11-01".into()).into(), SealMsg::Lay.into()]);
    assert!(state.dossier().seal.is_some());
    let owner = Msg::Criteria(CriteriaMsg::Text(TextPlace::RequirementOwner(id("mobile")), "DSI".into()));
    let (owned, _) = after(state.clone(), [owner]);
    assert_eq!(&need(owned.dossier(), "mobile").owner, "DSI");
    let (held, _) = after(state, [NeedsMsg::Priority(id("mobile"), Priority::May).into()]);
    assert_eq!(need(held.dossier(), "mobile").priority, Priority::Should, "the seal holds it back");
}

#[test]
fn owners_do_not_leave_and_commitments_do() {
    let mut draft = mail().to_draft();
    draft.requirements[2].owner = "Jean Martin".into();
    let dossier = draft.check().unwrap();
    for flavour in [Flavour::Grid, Flavour::Anonymised] {
        let text = file::write(&redact(&dossier, flavour, false));
        for secret in ["Jean Martin", "Pas d'export", "Script"] {
            assert!(!text.contains(secret), "{flavour:?}: {secret}");
        }
    }
    let anonymous = redact(&dossier, Flavour::Anonymised, false);
    let entry = &anonymous.offers[1].facts[&id("export")];
    assert_eq!(entry.shortfall.as_deref().unwrap().committed_by, Some(date("2027-06")));
    let opened = link::open(&link::write(&dossier).unwrap()).unwrap();
    assert_eq!(opened.dossier, dossier);
    assert_eq!(file::read(&file::write(&dossier)).unwrap(), dossier);
}

#[test]
fn a_missing_fact_with_a_gap_is_kept() {
    let mut draft = mail().to_draft();
    let mut entry = Entry::from(Fact::Missing);
    entry.shortfall = mieux_disant::dossier::Shortfall { gap: "À demander".into(), ..Default::default() }.boxed();
    Rc::make_mut(&mut draft.offers[1]).facts.insert(id("theme"), entry.clone());
    let dossier = draft.check().unwrap();
    for back in
        [file::read(&file::write(&dossier)).unwrap(), link::open(&link::write(&dossier).unwrap()).unwrap().dossier]
    {
        assert_eq!(back.offers[1].facts[&id("theme")], entry);
    }
}
