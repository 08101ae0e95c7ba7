//! Dossiers of 12 offers and 20 criteria, each of a trade that no example knows:
//! names, scales, weights and notes of its own. To measure links with.

use mieux_disant::catalogue::family_by_tag;
use mieux_disant::dossier::{Content, Criterion, Dossier, Draft, Entry, Id, Level, Measure, Offer};
use mieux_disant::engine::{Decimal, Fact};

use super::support::random::Random;

const SUBJECTS: [&str; 24] = [
    "Robustesse",
    "Étanchéité",
    "Lisibilité des plans",
    "Choix des essences",
    "Cadence de ramassage",
    "Hygiène",
    "Variété des menus",
    "Part de produits bio",
    "Acoustique",
    "Signalétique",
    "Propreté des abords",
    "Éclairage",
    "Réactivité",
    "Traçabilité",
    "Silence des engins",
    "Calendrier des tournées",
    "Finition",
    "Résistance au gel",
    "Plan de nettoyage",
    "Encadrement",
    "Outillage",
    "Stockage",
    "Précision des relevés",
    "Confort",
];

const PLACES: [&str; 16] = [
    "sur le chantier",
    "des cuisines",
    "en hiver",
    "pour les écoles",
    "du parc automobile",
    "des berges",
    "la nuit",
    "du gymnase",
    "des serres municipales",
    "par forte pluie",
    "au quotidien",
    "des vestiaires",
    "à mi-parcours",
    "du port",
    "pour les usagers",
    "en cas de panne",
];

const FORMS: [&str; 5] = ["", " SA", " et Cie", " frères", " BTP"];

const SYLLABLES: [&str; 20] = [
    "bru", "lan", "vo", "tis", "mar", "qué", "dor", "fel", "gi", "nau", "pré", "sol", "ter", "zan", "ouv", "ril",
    "cha", "bel", "hu", "syn",
];

fn dec(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// A dossier of another trade each time: names, scales and notes of its own.
pub(crate) fn twelve_by_twenty(seed: u64) -> Dossier {
    let random = &mut Random::new(seed);
    let mut subjects = SUBJECTS.map(str::to_string);
    random.shuffle(&mut subjects);
    let mut draft = Draft::new(format!("{} {}", random.pick(&SUBJECTS), random.pick(&PLACES)));
    draft.note_scale = random.decimal(&["20", "100", "10"]);
    let (note, scale) = (family_by_tag("note").unwrap(), family_by_tag("scale").unwrap());
    let mut criteria: Vec<Criterion> = (0..20)
        .map(|index| {
            let measure = if index == 0 {
                Measure::new(family_by_tag("price_inverse").unwrap(), Vec::new())
            } else if random.chance(25) {
                let labels = *random.pick(&[["Nul", "Léger", "Correct", "Remarquable"], ["D", "C", "B", "A"]]);
                let points = ["0", "30", "60", "100"];
                Measure::new(scale, labels.iter().zip(points).map(|(l, p)| Level::new((*l).into(), dec(p))).collect())
            } else {
                let out_of = *random.pick(&["20", "20", "10", "5"]);
                Measure { parameters: vec![dec(out_of)], ..Measure::new(note, Vec::new()) }
            };
            let name =
                if index == 0 { "Coût".to_string() } else { format!("{} {}", subjects[index], random.pick(&PLACES)) };
            let weight = random.decimal(&["5", "10", "3", "8", "12.5"]);
            Criterion::new(Id::new(&format!("critere-{}", index + 1)), name, weight, Content::Leaf(measure))
        })
        .collect();
    // Two groups, as most grids have.
    for (name, first, last) in [("Exécution", 14, 20), ("Moyens", 5, 11)] {
        let children: Vec<Criterion> = criteria.drain(first..last).collect();
        let id = Id::new(&format!("groupe-{first}"));
        criteria
            .insert(first.min(criteria.len()), Criterion::new(id, name.into(), dec("30"), Content::Group(children)));
    }
    draft.criteria = criteria;
    let leaves: Vec<(Id, Measure)> =
        draft.measures().into_iter().map(|(id, _, measure)| (id.clone(), measure.clone())).collect();
    for index in 0..12 {
        let mut name: String = (0..3 + random.below(2)).map(|_| *random.pick(&SYLLABLES)).collect();
        name.push_str(FORMS[random.below(FORMS.len())]);
        let mut offer = Offer::new(Id::new(&format!("offre-{}", index + 1)), name);
        for (id, measure) in &leaves {
            let fact = match measure.family.tag {
                "price_inverse" => Fact::Number(Decimal::new(8_000_000 + random.below(6_000_000) as i128, 2).unwrap()),
                "scale" => Fact::Level(random.below(4)),
                _ => {
                    let halves = measure.parameters[0].digits() as usize * 2;
                    let note = halves / 3 + random.below(halves * 2 / 3 + 1);
                    Fact::Number(dec(&if note.is_multiple_of(2) {
                        format!("{}", note / 2)
                    } else {
                        format!("{}.5", note / 2)
                    }))
                }
            };
            offer.facts.insert(id.clone(), Entry::from(fact));
        }
        draft.offers.push(offer.into());
    }
    draft.check().unwrap()
}
