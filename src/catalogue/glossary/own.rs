//! Words of the trade and of this program.

use super::Term;
use crate::i18n::{Phrase, phrase};

const OWN: Phrase = phrase("", "");

pub(super) const WORDS: &[Term] = &[
    Term {
        id: "term-acheteur",
        name: phrase("acheteur public", "public buyer"),
        definition: phrase(
            "Personne publique qui passe le marché, fixe les critères et répond du choix.",
            "The public body that awards the contract, sets the criteria and answers for the choice.",
        ),
        source: OWN,
    },
    Term {
        id: "term-attributaire",
        name: phrase("attributaire", "successful tenderer"),
        definition: phrase(
            "Celui dont l'offre est retenue\u{202f}; un scénario ne peut jamais l'être.",
            "The one whose tender is chosen; a scenario never can be.",
        ),
        source: OWN,
    },
    Term {
        id: "term-besoin",
        name: phrase("besoin obligatoire ou souhaité", "compulsory or wished requirement"),
        definition: phrase(
            "Ce que la solution doit faire\u{a0}: sans un besoin obligatoire l'offre est écartée, un besoin souhaité rapporte des points.",
            "What the solution has to do: without a compulsory requirement a tender is expelled, a wished one brings points.",
        ),
        source: OWN,
    },
    Term {
        id: "term-brique",
        name: phrase("brique et offre composite", "brick and composite offer"),
        definition: phrase(
            "Une offre composite assemble plusieurs produits, ses briques, jugés ensemble sur la même grille.",
            "A composite offer puts several products together, its bricks, judged as a whole on the same grid.",
        ),
        source: OWN,
    },
    Term {
        id: "term-condition",
        name: phrase("condition éliminatoire", "eliminatory condition"),
        definition: phrase(
            "Exigence annoncée que l'offre remplit ou non\u{202f}; celle qui ne la remplit pas n'est pas classée, quels que soient ses points.",
            "An announced demand that a tender meets or not; one that does not is not ranked, whatever its points.",
        ),
        source: OWN,
    },
    Term {
        id: "term-contribution",
        name: phrase("contribution", "contribution"),
        definition: phrase(
            "Points qu'un critère apporte au total d'une offre\u{a0}: sa part du total multipliée par la note.",
            "The points that a criterion brings to the total of an offer: its share of the total times the note.",
        ),
        source: OWN,
    },
    Term {
        id: "term-couverture",
        name: phrase("couverture des besoins", "coverage of requirements"),
        definition: phrase(
            "Part des besoins souhaités qu'une offre couvre, chacun compté selon son poids.",
            "The part of the wished requirements that an offer covers, each counted by its weight.",
        ),
        source: OWN,
    },
    Term {
        id: "term-departage",
        name: phrase("départage", "tie-break"),
        definition: phrase(
            "Règle annoncée qui met en ordre deux offres de même total exact\u{a0}: la meilleure note sur un critère choisi d'avance.",
            "An announced rule that puts two offers with the same exact total in order: the better note on a criterion chosen beforehand.",
        ),
        source: OWN,
    },
    Term {
        id: "term-dominance",
        name: phrase("dominance", "dominance"),
        definition: phrase(
            "Une offre en domine une autre quand elle n'est moins bonne sur aucun critère et meilleure sur l'un d'eux\u{202f}; elle doit alors la devancer.",
            "An offer dominates another when it is worse on no criterion and better on one; it must then come before it.",
        ),
        source: OWN,
    },
    Term {
        id: "term-donnee",
        name: phrase("donnée", "fact"),
        definition: phrase(
            "Ce que l'on sait d'une offre sur un critère\u{a0}: un prix, une mesure, un niveau, un oui ou un non, avec ce qui le prouve.",
            "What is known of an offer on a criterion: a price, a measure, a level, a yes or a no, with what proves it.",
        ),
        source: OWN,
    },
    Term {
        id: "term-donnee-manquante",
        name: phrase("donnée manquante", "missing fact"),
        definition: phrase(
            "Donnée que l'on n'a pas encore\u{202f}; elle ne vaut jamais zéro, elle rend le classement provisoire.",
            "A fact that is not there yet; it is never worth zero, it makes the ranking provisional.",
        ),
        source: OWN,
    },
    Term {
        id: "term-dossier",
        name: phrase("dossier", "dossier"),
        definition: phrase(
            "Tout ce que contient ce comparatif\u{a0}: grille, méthode, offres, données et justifications.",
            "All that this comparison holds: grid, method, offers, facts and reasons.",
        ),
        source: OWN,
    },
    Term {
        id: "term-echelle",
        name: phrase("échelle de notes", "note scale"),
        definition: phrase(
            "Note la plus haute possible, par exemple 20 ou 100\u{202f}; toutes les notes vont de zéro à elle.",
            "The highest possible note, for example 20 or 100; all notes go from zero to it.",
        ),
        source: OWN,
    },
    Term {
        id: "term-ex-aequo",
        name: phrase("ex æquo", "tie"),
        definition: phrase(
            "Deux offres de même total exact\u{202f}; elles partagent le rang, et le suivant est laissé libre.",
            "Two offers with the same exact total; they share the rank, and the next one is left free.",
        ),
        source: OWN,
    },
    Term {
        id: "term-formule",
        name: phrase("formule de prix", "price formula"),
        definition: phrase(
            "Calcul annoncé qui transforme un prix en note\u{202f}; le choix de la formule peut changer l'offre qui arrive première.",
            "The announced calculation that turns a price into a note; the choice of formula can change which tender comes first.",
        ),
        source: OWN,
    },
    Term {
        id: "term-fourchette",
        name: phrase("fourchette", "band"),
        definition: phrase(
            "Les deux bornes entre lesquelles se trouve une note ou un total tant que tout n'est pas connu.",
            "The two bounds between which a note or a total lies as long as not everything is known.",
        ),
        source: OWN,
    },
    Term {
        id: "term-grille",
        name: phrase("grille", "grid"),
        definition: phrase(
            "Les critères, leurs poids, leurs méthodes de notation et les conditions éliminatoires, tels qu'ils sont annoncés.",
            "The criteria, their weights, their scoring methods and the eliminatory conditions, as they are announced.",
        ),
        source: OWN,
    },
    Term {
        id: "term-ht-ttc",
        name: phrase("HT et TTC", "excluding and including tax"),
        definition: phrase(
            "Hors taxes et toutes taxes comprises\u{202f}; tous les prix d'un dossier sont sur la même base, affichée près de chaque montant.",
            "Without and with tax; all prices of a dossier have the same basis, shown beside each amount.",
        ),
        source: OWN,
    },
    Term {
        id: "term-jeu-de-poids",
        name: phrase("jeu de poids", "set of weights"),
        definition: phrase(
            "Une autre façon de peser les mêmes critères, gardée sous un nom avec sa source, pour voir si le premier en dépend.",
            "Another way to weigh the same criteria, kept under a name with its source, to see whether the first rank depends on it.",
        ),
        source: OWN,
    },
    Term {
        id: "term-justification",
        name: phrase("justification", "justification"),
        definition: phrase(
            "La phrase qui dit pourquoi cette donnée ou cette note, par des éléments de l'offre\u{202f}; c'est elle que lit le candidat écarté.",
            "The sentence that says why this fact or this note, by features of the tender; it is what a rejected bidder reads.",
        ),
        source: OWN,
    },
    Term {
        id: "term-lien",
        name: phrase("lien du comparatif", "scoring link"),
        definition: phrase(
            "Adresse qui contient le dossier entier après le signe #, la partie que le navigateur n'envoie à aucun serveur.",
            "An address that holds the whole dossier behind the # sign, the part that a browser sends to no server.",
        ),
        source: OWN,
    },
    Term {
        id: "term-moins-disant",
        name: phrase("moins-disant", "lowest bidder"),
        definition: phrase(
            "L'offre la moins chère, sans regarder le reste.",
            "The cheapest tender, without a look at the rest.",
        ),
        source: OWN,
    },
    Term {
        id: "term-non-applicable",
        name: phrase("non applicable", "not applicable"),
        definition: phrase(
            "Se dit d'un critère sans objet pour une offre\u{a0}: il quitte sa somme, avec une justification, et son poids passe aux autres.",
            "Said of a criterion that makes no sense for an offer: it leaves its sum, with a justification, and its weight goes to the others.",
        ),
        source: OWN,
    },
    Term {
        id: "term-note-consensus",
        name: phrase("note de consensus", "consensus note"),
        definition: phrase(
            "La note sur laquelle les évaluateurs s'accordent, gardée à côté des leurs.",
            "The note that the evaluators agree on, kept beside theirs.",
        ),
        source: OWN,
    },
    Term {
        id: "term-poids-effectif",
        name: phrase("poids effectif", "effective weight"),
        definition: phrase(
            "La part d'un critère dans l'écart réel entre les totaux\u{a0}: un critère où toutes les offres ont la même note ne départage personne, quel que soit son poids annoncé.",
            "The share of a criterion in the actual spread of the totals: one on which all offers have the same note tells nobody apart, whatever its announced weight.",
        ),
        source: OWN,
    },
    Term {
        id: "term-provisoire",
        name: phrase("classement provisoire", "provisional ranking"),
        definition: phrase(
            "Classement où une donnée manque encore\u{a0}: chaque offre a un intervalle de rangs au lieu d'un rang.",
            "A ranking in which a fact is still missing: each offer has a range of ranks instead of one.",
        ),
        source: OWN,
    },
    Term {
        id: "term-rao",
        name: phrase("rapport d'analyse des offres (RAO)", "analysis report"),
        definition: phrase(
            "Le document qui justifie chaque note et le classement, offre par offre.",
            "The document that justifies each note and the ranking, offer by offer.",
        ),
        source: OWN,
    },
    Term {
        id: "term-recadrage",
        name: phrase("recadrage", "rescaling"),
        definition: phrase(
            "Multiplication des notes d'un critère pour que la meilleure offre y reçoive la note pleine\u{202f}; il se fait seulement s'il est annoncé.",
            "Multiplying the notes of a criterion so that the best offer gets the full note on it; done only where it is announced.",
        ),
        source: OWN,
    },
    Term {
        id: "term-reference",
        name: phrase("référence", "reference"),
        definition: phrase(
            "Ce qu'une formule lit de l'ensemble des offres\u{a0}: prix le plus bas, le plus haut, moyenne\u{202f}; prise sur les seules offres admises.",
            "What a formula reads of all the offers: lowest price, highest, mean; taken over admitted offers only.",
        ),
        source: OWN,
    },
    Term {
        id: "term-renseignement",
        name: phrase("renseignement", "information"),
        definition: phrase(
            "Donnée affichée sans poids\u{202f}; une condition éliminatoire peut la lire.",
            "A fact that is shown without a weight; an eliminatory condition may read it.",
        ),
        source: OWN,
    },
    Term {
        id: "term-renversement",
        name: phrase("renversement de rangs", "rank reversal"),
        definition: phrase(
            "Quand le départ d'une offre change l'ordre des autres, parce que la formule lisait son prix.",
            "When an offer that leaves changes the order of the others, because the formula read its price.",
        ),
        source: OWN,
    },
    Term {
        id: "term-scenario",
        name: phrase("scénario", "scenario"),
        definition: phrase(
            "Une autre voie que de retenir une offre\u{a0}: garder l'existant (statu quo), attendre ou construire\u{202f}; comparée comme une offre, jamais attributaire.",
            "Another way than to choose a tender: keep what is in use (status quo), wait or build; compared like a tender, never awarded.",
        ),
        source: OWN,
    },
    Term {
        id: "term-total",
        name: phrase("total", "total"),
        definition: phrase(
            "La somme des contributions d'une offre\u{202f}; les rangs comparent les totaux exacts, l'affichage les arrondit.",
            "The sum of the contributions of an offer; ranks compare exact totals, the display rounds them.",
        ),
        source: OWN,
    },
    Term {
        id: "term-valeur-exacte",
        name: phrase("valeur exacte", "exact value"),
        definition: phrase(
            "Un nombre gardé en fraction, sans aucun arrondi, pour que deux offres très proches soient toujours mises dans le bon ordre.",
            "A number kept as a fraction, without any rounding, so that two very close offers are always put in the right order.",
        ),
        source: OWN,
    },
];
