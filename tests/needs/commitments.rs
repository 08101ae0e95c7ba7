//! What is said of commitments that do not make up for what lacks.

use std::rc::Rc;

use mieux_disant::dossier::{Assessment, Component, ComponentKind};
use mieux_disant::i18n::Lang;
use mieux_disant::present;

use super::{date, id, mail, plain};

#[test]
fn an_eliminated_offer_is_told_which_commitment_does_not_count_and_why() {
    // (accepted until, deadline, committed by, what is said of it)
    let cases = [
        (
            None,
            None,
            "2027-03-01",
            "(engagé par « Offre B » pour le 01/03/2027 ; la méthode n'admet pas les engagements)",
        ),
        (
            None,
            Some("2028"),
            "2027-06",
            "(engagé par « Offre B » pour 06/2027 ; la méthode n'admet pas les engagements)",
        ),
        (Some("2026-12-31"), None, "2027", "(engagé par « Offre B » pour 2027, après la date limite, 31/12/2026)"),
        (
            Some("2028"),
            Some("2027-03"),
            "2027-06",
            "(engagé par « Offre B » pour 06/2027, après la date limite, 03/2027)",
        ),
    ];
    for (until, deadline, by, said) in cases {
        let mut draft = mail().to_draft();
        draft.method.commitments_until = until.map(date);
        draft.requirements[0].deadline = deadline.map(date);
        let facts = &mut Rc::make_mut(&mut draft.offers[1]).facts;
        facts.get_mut(&id("export")).unwrap().shortfall.as_mut().unwrap().committed_by = Some(date(by));
        let assessment = Assessment::of(Rc::new(draft.check().unwrap()));
        let apart = present::apart(Lang::Fr, &assessment, 9);
        let sentence =
            format!("Obligatoires : manque « Export ouvert » {said} (exigé : tous les besoins obligatoires couverts).");
        assert_eq!(apart.aside[0].reasons.iter().map(|reason| plain(reason)).collect::<Vec<_>>(), [sentence]);
        let english = present::apart(Lang::En, &assessment, 9).aside[0].reasons[0].clone();
        assert!(english.contains("committed by “Offre B” for "), "{english}");
    }
    // Without a commitment, only what lacks.
    let mut draft = mail().to_draft();
    Rc::make_mut(&mut draft.offers[1]).facts.get_mut(&id("export")).unwrap().shortfall = None;
    let assessment = Assessment::of(Rc::new(draft.check().unwrap()));
    let reason = plain(&present::apart(Lang::Fr, &assessment, 9).aside[0].reasons[0]);
    assert!(reason.starts_with("Obligatoires : manque « Export ouvert » (exigé"), "{reason}");
    // Of a composite offer, the brick that commits itself is named.
    let mut draft = mail().to_draft();
    let offer = Rc::make_mut(&mut draft.offers[1]);
    let entry = offer.facts.remove(&id("export")).unwrap();
    let mut brick = Component::new(id("x"), "Export X".into(), ComponentKind::Brick);
    brick.facts.insert(id("export"), entry);
    offer.components.push(brick);
    let assessment = Assessment::of(Rc::new(draft.check().unwrap()));
    let reason = plain(&present::apart(Lang::Fr, &assessment, 9).aside[0].reasons[0]);
    assert!(reason.contains("(engagé par « Export X » pour 06/2027 ;"), "{reason}");
}
