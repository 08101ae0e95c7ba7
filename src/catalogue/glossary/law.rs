//! Words that the law or a published framework uses, with where that is from.

use super::Term;
use crate::i18n::phrase;

pub(super) const WORDS: &[Term] = &[
    Term {
        id: "term-anormalement-basse",
        name: phrase("offre anormalement basse", "abnormally low tender"),
        definition: phrase(
            "Offre dont le prix paraît si bas que l'exécution du marché pourrait en souffrir\u{202f}; elle n'est jamais écartée sans que des explications aient été demandées.",
            "A tender whose price seems so low that performance might suffer; it is never rejected before explanations have been asked for.",
        ),
        source: phrase(
            "Code de la commande publique, L2152-5 et L2152-6 (source secondaire)",
            "Code de la commande publique, L2152-5 and L2152-6 (secondary source)",
        ),
    },
    Term {
        id: "term-cout-global",
        name: phrase("coût du cycle de vie", "life-cycle cost"),
        definition: phrase(
            "Tout ce que la solution coûte de l'acquisition à la sortie\u{202f}; les données à fournir et la méthode figurent dans les documents de la consultation.",
            "All that the solution costs from purchase to exit; the data to be supplied and the method stand in the consultation documents.",
        ),
        source: phrase("Code de la commande publique, R2152-10", "Code de la commande publique, R2152-10"),
    },
    Term {
        id: "term-critere",
        name: phrase("critère d'attribution", "award criterion"),
        definition: phrase(
            "Point de vue sur lequel les offres sont comparées, lié à l'objet du marché et annoncé à tous.",
            "A point of view from which tenders are compared, linked to the object of the contract and announced to all.",
        ),
        source: phrase(
            "Code de la commande publique, L2152-7 et R2152-7 (source secondaire)",
            "Code de la commande publique, L2152-7 and R2152-7 (secondary source)",
        ),
    },
    Term {
        id: "term-critere-environnemental",
        name: phrase("critère environnemental", "environmental criterion"),
        definition: phrase(
            "Critère qui tient compte des caractéristiques environnementales de l'offre\u{202f}; au moins un est exigé depuis le 21 août 2026.",
            "A criterion that takes account of the environmental features of the tender; at least one is required since 21 August 2026.",
        ),
        source: phrase(
            "Code de la commande publique, L2152-7, loi n°\u{a0}2021-1104, article 35 (source secondaire\u{202f}; vérifiez que la date n'a pas été reportée)",
            "Code de la commande publique, L2152-7, loi no. 2021-1104, article 35 (secondary source; check that the date was not postponed)",
        ),
    },
    Term {
        id: "term-hierarchisation",
        name: phrase("hiérarchisation", "decreasing order of criteria"),
        definition: phrase(
            "Critères classés par importance sans poids\u{a0}: le premier décide, et à égalité exacte le suivant\u{202f}; admise seulement si la pondération est impossible pour des raisons objectives.",
            "Criteria ordered by importance without weights: the first decides, and at exactly equal notes the next; allowed only where weighting is impossible for objective reasons.",
        ),
        source: phrase("Code de la commande publique, R2152-12", "Code de la commande publique, R2152-12"),
    },
    Term {
        id: "term-methode",
        name: phrase("méthode de notation", "scoring method"),
        definition: phrase(
            "La façon dont une donnée devient une note\u{202f}; libre, elle ne doit pas priver les critères de leur portée ni neutraliser leurs poids.",
            "The way in which a fact becomes a note; it is free, but must not deprive the criteria of their scope nor neutralise their weights.",
        ),
        source: phrase(
            "CE, 3 novembre 2014, n°\u{a0}373362, Commune de Belleville-sur-Loire (source secondaire)",
            "Conseil d'État, 3 November 2014, no. 373362, Commune de Belleville-sur-Loire (secondary source)",
        ),
    },
    Term {
        id: "term-mieux-disant",
        name: phrase("mieux-disant", "most economically advantageous tender"),
        definition: phrase(
            "L'offre économiquement la plus avantageuse, tous critères pesés\u{202f}; pas forcément la moins chère.",
            "The most economically advantageous tender, all criteria weighed; not necessarily the cheapest.",
        ),
        source: phrase(
            "Code de la commande publique, L2152-7 (source secondaire)",
            "Code de la commande publique, L2152-7 (secondary source)",
        ),
    },
    Term {
        id: "term-note",
        name: phrase("note", "note"),
        definition: phrase(
            "Ce qu'une offre vaut sur un critère, de zéro à la note pleine, jamais en dessous de zéro.",
            "What an offer is worth on a criterion, from zero to the full note, never below zero.",
        ),
        source: phrase(
            "CE, 18 décembre 2012, n°\u{a0}362532, Département de la Guadeloupe (source secondaire)",
            "Conseil d'État, 18 December 2012, no. 362532, Département de la Guadeloupe (secondary source)",
        ),
    },
    Term {
        id: "term-note-eliminatoire",
        name: phrase("note éliminatoire", "eliminatory note"),
        definition: phrase(
            "Note minimale annoncée sur un critère\u{202f}; l'offre qui ne l'atteint pas est écartée.",
            "An announced minimum note on a criterion; a tender that does not reach it is expelled.",
        ),
        source: phrase(
            "CJUE, 20 septembre 2018, C-546/16, Montte (source secondaire)",
            "CJEU, 20 September 2018, C-546/16, Montte (secondary source)",
        ),
    },
    Term {
        id: "term-offre",
        name: phrase("offre", "tender"),
        definition: phrase(
            "La proposition remise par un candidat\u{202f}; elle est classée si elle est régulière, acceptable, appropriée et non rejetée comme anormalement basse.",
            "What a bidder has handed in; it is ranked if it is regular, acceptable, appropriate and not rejected as abnormally low.",
        ),
        source: phrase("Code de la commande publique, R2152-6", "Code de la commande publique, R2152-6"),
    },
    Term {
        id: "term-poids",
        name: phrase("poids, pondération", "weight, weighting"),
        definition: phrase(
            "L'importance annoncée d'un critère\u{202f}; seule compte sa part de la somme des poids.",
            "The announced importance of a criterion; only its share of the sum of the weights counts.",
        ),
        source: phrase("Code de la commande publique, R2152-12", "Code de la commande publique, R2152-12"),
    },
    Term {
        id: "term-rang",
        name: phrase("rang", "rank"),
        definition: phrase(
            "La place d'une offre dans l'ordre des totaux exacts\u{202f}; un rang ne sert jamais de note.",
            "The place of an offer in the order of exact totals; a rank never serves as a note.",
        ),
        source: phrase(
            "CE, 7 juin 2024, n°\u{a0}489404, Quimper Bretagne Occidentale (source secondaire)",
            "Conseil d'État, 7 June 2024, no. 489404, Quimper Bretagne Occidentale (secondary source)",
        ),
    },
    Term {
        id: "term-rc",
        name: phrase("règlement de la consultation", "consultation rules"),
        definition: phrase(
            "Le document qui annonce aux candidats les critères, leurs poids et la façon dont ils sont mis en œuvre.",
            "The document that tells the bidders the criteria, their weights and how they are put to work.",
        ),
        source: phrase("Code de la commande publique, R2152-11", "Code de la commande publique, R2152-11"),
    },
    Term {
        id: "term-seal",
        name: phrase("niveau SEAL", "SEAL level"),
        definition: phrase(
            "Niveau d'assurance de souveraineté du cadre européen de juin 2026\u{a0}: le plus bas des niveaux obtenus sur tous ses points.",
            "Level of sovereignty assurance of the European framework of June 2026: the lowest of the levels obtained on all its points.",
        ),
        source: phrase(
            "Commission européenne, Cloud Sovereignty Framework, 1er juin 2026 (source secondaire)",
            "European Commission, Cloud Sovereignty Framework, 1 June 2026 (secondary source)",
        ),
    },
    Term {
        id: "term-secnumcloud",
        name: phrase("SecNumCloud", "SecNumCloud"),
        definition: phrase(
            "Qualification de sécurité de l'ANSSI pour l'informatique en nuage, accordée pour trois ans à un service et à un périmètre précis\u{202f}; héberger sur un service qualifié ne qualifie pas le logiciel.",
            "A security qualification of ANSSI for cloud services, granted for three years to a precise service and perimeter; to be hosted on a qualified service does not qualify the software.",
        ),
        source: phrase(
            "Qualification SecNumCloud de l'ANSSI (source secondaire)",
            "SecNumCloud qualification of ANSSI (secondary source)",
        ),
    },
    Term {
        id: "term-sous-critere",
        name: phrase("sous-critère", "sub-criterion"),
        definition: phrase(
            "Partie d'un critère, de poids relatif au sien\u{202f}; annoncée dès qu'elle peut peser sur la façon de bâtir une offre.",
            "A part of a criterion, with a weight relative to it; announced as soon as it may influence how a tender is built.",
        ),
        source: phrase(
            "CE, 18 juin 2010, n°\u{a0}337377, Commune de Saint-Pal-de-Mons (source secondaire)",
            "Conseil d'État, 18 June 2010, no. 337377, Commune de Saint-Pal-de-Mons (secondary source)",
        ),
    },
    Term {
        id: "term-statut",
        name: phrase("statut d'une offre", "status of an offer"),
        definition: phrase(
            "Ce que l'examen en dit\u{a0}: régulière, irrégulière, inappropriée, inacceptable, hors délai, retirée ou anormalement basse\u{202f}; seule une offre régulière est classée.",
            "What the examination says of it: regular, irregular, inappropriate, unacceptable, late, withdrawn or abnormally low; only a regular one is ranked.",
        ),
        source: phrase("Code de la commande publique, R2152-6", "Code de la commande publique, R2152-6"),
    },
];
