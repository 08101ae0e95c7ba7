//! Cost lines from a spreadsheet: what is read, what stays out and why, what lands.

use mieux_disant::app::{CostText, CostsMsg, Effect, Msg};
use mieux_disant::dossier::CostItem;
use mieux_disant::engine::{CostKind, CostLine, Decimal, Quantity, When};
use mieux_disant::i18n::Lang;
use mieux_disant::present::{self, PasteTable};
use mieux_disant::table::{Block, CostCell, CostField, cost_fields, land_costs};

use super::{State, after, plain, planned, price, said, text, told, undo, view};

/// A plan over four years with a segment, and a table asked for.
fn asked() -> State {
    told(planned(), [CostsMsg::AddSegment, CostsMsg::Text(CostText::Segment(0), "Agents".into()), CostsMsg::AskTable])
}

fn pasted(state: State, table: &str) -> State {
    told(state, [CostsMsg::Table(table.into())])
}

fn table(state: &State) -> PasteTable {
    view(state).paste.unwrap().view.table.unwrap()
}

fn problems(state: &State) -> Vec<Vec<String>> {
    let lines = table(state).lines;
    let of =
        |cells: Vec<present::PasteCell>| cells.into_iter().filter_map(|cell| Some(plain(&cell.problem?))).collect();
    lines.into_iter().map(|line| of(line.cells)).collect()
}

fn lines(state: &State) -> Vec<CostItem> {
    let desk = state.costs.as_ref().unwrap();
    desk.items(state.dossier(), desk.offer(state.dossier()).unwrap()).to_vec()
}

const WHOLE: &str = "Libellé\tBrique\tSource\tNature\tMontant unitaire HT\tQuantité\tRythme\tPremière année\tDernière année\tRévision, %/an\tHausse au renouvellement\n\
Abonnements\tMessagerie\tDevis, p. 3\tabonnement\t12,50 €\tAgents\tchaque année\tannée 2\t3\t2,5 %\toui\n\
Reprise\t\tDevis, p. 4\tmigration\t10 000\t2\tune fois\t\t\t\tnon\n\
Sortie\t\tDevis, p. 5\tréversibilité\t500\t\t\t\t\t\t\n";

#[test]
fn every_column_is_read_and_what_is_left_empty_is_what_is_usual() {
    let (state, effects) = after(asked(), [Msg::Costs(CostsMsg::Table(WHOLE.into()))]);
    assert_eq!(effects, [Effect::Focus("cost-paste-title")]);
    assert!(lines(&state).is_empty(), "nothing lands before it was seen");
    let shown = table(&state);
    let heads: Vec<usize> = shown.fields.iter().map(|field| field.chosen).collect();
    assert_eq!(heads, (1..CostField::ALL.len()).collect::<Vec<_>>());
    assert!(plain(&shown.summary).ends_with("3 lignes."), "{}", shown.summary);
    assert!(shown.warning.is_none() && shown.can_land && !view(&state).paste.unwrap().asks_source);
    assert!(said(&state).contains("3 lignes"), "{}", said(&state));

    let before = text(&state);
    let (state, effects) = after(state, [Msg::Costs(CostsMsg::Land)]);
    assert!(effects.contains(&Effect::FocusOn("cost-lines".into())), "{effects:?}");
    assert!(view(&state).paste.is_none());
    assert_eq!(undo(&state).split(',').next(), Some("lignes de coût collées"));
    let line = |kind, amount, quantity, when| CostLine {
        brick: 0,
        kind,
        amount: Decimal::parse(amount).unwrap(),
        quantity,
        when,
        escalation: Decimal::ZERO,
        renews: false,
    };
    let item = |label: &str, brick: &str, source: &str, line| CostItem {
        label: label.into(),
        brick: brick.into(),
        source: source.into(),
        line,
    };
    let two = Quantity::Fixed(Decimal::parse("2").unwrap());
    let yearly = When::Yearly { from: 2, to: Some(3) };
    let subscription = CostLine {
        escalation: Decimal::parse("2.5").unwrap(),
        renews: true,
        ..line(CostKind::Subscription, "12.50", Quantity::Segment(0), yearly)
    };
    let expected = [
        item("Abonnements", "Messagerie", "Devis, p. 3", subscription),
        item("Reprise", "", "Devis, p. 4", line(CostKind::Migration, "10000", two, When::Once { year: 1 })),
        item(
            "Sortie",
            "",
            "Devis, p. 5",
            line(CostKind::Exit, "500", Quantity::Fixed(Decimal::ONE), When::Once { year: 4 }),
        ),
    ];
    assert_eq!(lines(&state), expected);
    // Pasted again, they stand behind those that are there; each landing is one step.
    let again = told(pasted(told(state.clone(), [CostsMsg::AskTable]), WHOLE), [CostsMsg::Land]);
    assert_eq!(lines(&again), [expected.clone(), expected].concat());
    assert_eq!(text(&after(state, [Msg::Undo]).0), before);
}

#[test]
fn a_line_that_cannot_be_read_stays_out_as_a_whole_with_its_reason() {
    // (Libellé, Source, Nature, Montant, Quantité, Rythme, Première année, Dernière année, Révision, Hausse), reason
    let cases: [([&str; 10], &str); 17] = [
        (["", "D", "", "1", "", "", "", "", "", ""], "Cette ligne ne dit pas ce qu'elle paie."),
        (["A", "D", "", "", "", "", "", "", "", ""], "Cette ligne n'a pas de montant."),
        (["A", "", "", "1", "", "", "", "", "", ""], "Cette ligne ne dit pas d'où vient son montant."),
        (
            ["Total", "D", "", "1", "", "", "", "", "", ""],
            "Cette ligne est un total : elle compterait deux fois les autres.",
        ),
        (
            ["Sous-total HT", "D", "", "1", "", "", "", "", "", ""],
            "Cette ligne est un total : elle compterait deux fois les autres.",
        ),
        (["A", "D", "", "un", "", "", "", "", "", ""], "Ce n'est pas un nombre, par exemple 12,5."),
        (["A", "D", "", "1,23456", "", "", "", "", "", ""], "Ce nombre a au plus 4 décimales"),
        (["A", "D", "", "-1", "", "", "", "", "", ""], "Ce nombre ne peut pas être négatif."),
        (["A", "D", "rien", "1", "", "", "", "", "", ""], "Ce n'est pas une nature de coût"),
        (["A", "D", "", "1", "Élèves", "", "", "", "", ""], "Ce n'est ni un nombre ni un segment du plan de coûts."),
        (["A", "D", "", "1", "", "parfois", "", "", "", ""], "Écrivez « une fois » ou « chaque année »."),
        (["A", "D", "", "1", "", "", "mars", "", "", ""], "Une année s'écrit en chiffres, 1 pour la première."),
        (["A", "D", "", "1", "", "", "5", "", "", ""], "L'année 5 est hors de l'horizon du plan."),
        (["A", "D", "", "1", "", "", "3", "2", "", ""], "La ligne finit avant de commencer."),
        (["A", "D", "", "1", "", "une fois", "1", "2", "", ""], "Une ligne payée une fois n'a pas de dernière année."),
        (["A", "D", "", "1", "", "", "", "", "-100", ""], "La révision annuelle doit rester supérieure à −100 %"),
        (["A", "D", "", "1", "", "", "", "", "", "peut-être"], "Écrivez oui ou non."),
    ];
    let heads = "Libellé\tSource\tNature\tMontant\tQuantité\tRythme\tPremière année\tDernière année\tRévision\tHausse";
    for (cells, reason) in cases {
        let state = pasted(asked(), &format!("{heads}\n{}\nBon\tD\t\t2\t\t\t\t\t\t", cells.join("\t")));
        let said = problems(&state);
        assert!(said[0].len() == 1 && said[0][0].starts_with(reason), "{cells:?}: {said:?}");
        assert!(said[1].is_empty());
        assert_eq!(
            table(&state).warning.map(|said| plain(&said)).as_deref(),
            Some("Une ligne reste dehors en entier : la raison y est écrite.")
        );
        // The others land, and nothing of this one.
        let landed = told(state, [CostsMsg::Land]);
        assert_eq!(lines(&landed).iter().map(|item| item.label.as_str()).collect::<Vec<_>>(), ["Bon"], "{cells:?}");
        assert_eq!(price(&landed, landed.dossier().offers[0].id.as_str()), "8", "four years at 2");
    }
}

#[test]
fn what_no_row_says_of_the_source_is_asked_once() {
    let state = pasted(asked(), "Libellé\tMontant\nA\t1\nB\t2");
    assert!(view(&state).paste.unwrap().asks_source && !table(&state).can_land);
    assert_eq!(problems(&state).concat().len(), 2);
    let state = told(state, [CostsMsg::TableSource(" Tableur du 3 mars ".into())]);
    assert!(view(&state).paste.unwrap().asks_source && table(&state).can_land);
    let state = told(state, [CostsMsg::Land]);
    assert!(lines(&state).iter().all(|item| item.source == "Tableur du 3 mars"));
    // The row's own comes before.
    let own = pasted(told(state, [CostsMsg::AskTable]), "Libellé\tMontant\tSource\nC\t1\tDevis\nD\t1\t");
    let own = told(own, [CostsMsg::TableSource("Autre".into()), CostsMsg::Land]);
    let sources: Vec<String> = lines(&own).into_iter().skip(2).map(|item| item.source).collect();
    assert_eq!(sources, ["Devis", "Autre"]);
}

#[test]
fn without_heads_texts_and_numbers_tell_the_columns_and_a_choice_tells_better() {
    let state = pasted(asked(), "Abonnements\t100\tDevis\t2\nSoutien\t20\tMarché\t3");
    let chosen = |state: &State| -> Vec<CostField> {
        table(state).fields.iter().map(|field| CostField::ALL[field.chosen]).collect()
    };
    assert_eq!(chosen(&state), [CostField::Label, CostField::Amount, CostField::Source, CostField::Ignore]);
    let quantity = CostField::ALL.iter().position(|field| *field == CostField::Quantity).unwrap();
    let state = told(state, [CostsMsg::TableColumn(3, quantity)]);
    assert_eq!(chosen(&state)[3], CostField::Quantity);
    let landed = told(state.clone(), [CostsMsg::Land]);
    assert_eq!(price(&landed, landed.dossier().offers[0].id.as_str()), "1040", "(200 + 60) over four years");
    // A meaning has one column.
    let moved = told(state, [CostsMsg::TableColumn(1, quantity)]);
    assert_eq!(chosen(&moved), [CostField::Label, CostField::Quantity, CostField::Source, CostField::Ignore]);
    assert!(!table(&moved).can_land);
}

#[test]
fn what_cannot_land_together_is_said_before_it_lands() {
    // A price is above zero.
    let state = pasted(asked(), "Libellé\tMontant\tSource\nGratuit\t0\tDevis");
    assert!(!table(&state).can_land && table(&state).warning.unwrap().starts_with("Modification refusée."));
    let before = text(&state);
    let (state, effects) = after(state, [Msg::Costs(CostsMsg::Land)]);
    assert_eq!((text(&state), effects), (before, vec![Effect::Focus("cost-paste-title")]));
    // More lines than a sheet may hold.
    let many: String = (0..501).map(|line| format!("L{line}\t1\tDevis\n")).collect();
    let state = pasted(state, &format!("Libellé\tMontant\tSource\n{many}"));
    assert!(!table(&state).can_land && table(&state).hidden == 441);
    // Nothing at all.
    let state = pasted(state, "  \n ");
    assert!(view(&state).paste.unwrap().view.refusal.is_some());
    let (state, effects) = after(state, [Msg::Costs(CostsMsg::GiveUp)]);
    assert!(view(&state).paste.is_none() && effects == [Effect::Focus("cost-paste")]);
}

#[test]
fn what_changed_meanwhile_is_shown_before_it_lands() {
    let state = pasted(asked(), "Libellé\tMontant\tSource\tPremière année\nA\t1\tDevis\t4");
    assert!(table(&state).can_land);
    let state = told(state, [CostsMsg::Horizon(2)]);
    let (state, effects) = after(state, [Msg::Costs(CostsMsg::Land)]);
    assert_eq!(effects, [Effect::Focus("cost-paste-title")]);
    assert!(lines(&state).is_empty() && problems(&state)[0][0].contains("hors de l'horizon"));
    let state = told(state, [CostsMsg::Horizon(4), CostsMsg::Land, CostsMsg::Land]);
    assert_eq!(lines(&state).len(), 1);
}

#[test]
fn english_tables_are_read_as_well() {
    let block =
        Block::read("Item\tKind\tUnit price\tRhythm\tSource\nSeats\tsubscription\t1,200.50\teach year\tQuote").unwrap();
    let (has_heads, fields) = cost_fields(Lang::En, &block);
    use CostField as F;
    assert_eq!((has_heads, fields.clone()), (true, vec![F::Label, F::Kind, F::Amount, F::When, F::Source]));
    let plan = planned().dossier().cost_plan.clone().unwrap();
    let landing = land_costs(Lang::En, &plan, "", &block, (has_heads, &fields), "");
    assert_eq!(landing.items[0].line.amount.normalized(), Decimal::parse("1200.5").unwrap());
    assert!(landing.rows[0].cells.iter().all(|cell| *cell == CostCell::Lands));
}
