//! What is wrong with a file or a dossier, as one clear sentence each.
//!
//! [`file_error`] gives the whole sentence with its line and path; [`defect`]
//! only what is wrong, for an edit that was refused. Kinds of errors come in,
//! sentences go out.

use crate::dossier::{DefectKind, StandingKind, limits};
use crate::engine::{DecimalError, FactKind};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::saved::file::{FileError, FileErrorKind, JsonType, SyntaxProblem};
use crate::say;

use super::sentences::{list, quoted, standing};

/// The whole sentence: « Ligne 12, criteria[2].weight : le poids ne peut pas être négatif. »
pub fn file_error(lang: Lang, error: &FileError) -> String {
    let (line, place) = (error.line, error.place.as_str());
    let what = match &error.kind {
        // The limit on criteria is one on leaves, wherever they stand in the tree.
        FileErrorKind::Defect(DefectKind::TooMany { limit }) if place == "criteria" => {
            say!(
                lang,
                "il y a trop de critères notés : {limit} au plus.",
                "there are too many scored criteria: at most {limit}."
            )
        }
        FileErrorKind::Defect(DefectKind::DuplicateId(id))
            if place.starts_with("method.") || place.starts_with("commission.") =>
        {
            say!(lang, "« {id} » figure deux fois dans cette liste.", "“{id}” stands twice in this list.")
        }
        kind => file_error_kind(lang, kind),
    };
    match &error.kind {
        FileErrorKind::TooBig { .. } | FileErrorKind::EmptyFile => super::sentences::capitalized(&what),
        FileErrorKind::Syntax { column, .. } => {
            say!(lang, "Ligne {line}, colonne {column} : {what}", "Line {line}, column {column}: {what}")
        }
        _ if place.is_empty() => say!(lang, "Ligne {line} : {what}", "Line {line}: {what}"),
        _ => say!(lang, "Ligne {line}, {place} : {what}", "Line {line}, {place}: {what}"),
    }
}

/// What is wrong with the file, without the place; begins in lower case.
pub fn file_error_kind(lang: Lang, kind: &FileErrorKind) -> String {
    let fixed = match kind {
        FileErrorKind::TooBig { mebibytes } => {
            return say!(lang, "le fichier dépasse {mebibytes} Mio.", "the file is larger than {mebibytes} MiB.");
        }
        FileErrorKind::Syntax { problem, .. } => return syntax(lang, *problem),
        FileErrorKind::UnknownVersion { found } => {
            return say!(
                lang,
                "la version {found} du format n'est pas connue de ce programme, qui lit la version 1.",
                "this program does not know version {found} of the format; it reads version 1."
            );
        }
        FileErrorKind::MissingKey { key } => {
            return say!(lang, "il manque la clé « {key} ».", "the key “{key}” is missing.");
        }
        FileErrorKind::UnknownKey { key, allowed } => {
            let allowed = words(lang, allowed);
            return say!(
                lang,
                "la clé « {key} » n'a pas de sens ici ; clés possibles : {allowed}.",
                "the key “{key}” means nothing here; possible keys: {allowed}."
            );
        }
        FileErrorKind::DuplicateKey { key } => {
            return say!(lang, "la clé « {key} » figure deux fois.", "the key “{key}” stands twice.");
        }
        FileErrorKind::WrongType { expected } => {
            let expected = json_type(*expected).get(lang);
            return say!(lang, "il faut ici {expected}.", "{expected} is needed here.");
        }
        FileErrorKind::UnknownWord { found, allowed } => {
            let allowed = words(lang, allowed);
            return say!(
                lang,
                "« {found} » n'est pas un mot connu ici ; mots possibles : {allowed}.",
                "“{found}” is not a known word here; possible words: {allowed}."
            );
        }
        FileErrorKind::Number { found, error } => return number(lang, found, *error),
        FileErrorKind::NotADate { found } => {
            return say!(
                lang,
                "« {found} » n'est pas une date : écrivez 2026, 2026-06 ou 2026-06-30.",
                "“{found}” is not a date: write 2026, 2026-06 or 2026-06-30."
            );
        }
        FileErrorKind::NotACode { found } => {
            return say!(
                lang,
                "« {found} » n'est pas le code d'un sceau : il a 25 chiffres et lettres.",
                "“{found}” is not the code of a seal: it has 25 digits and letters."
            );
        }
        FileErrorKind::NotAMoment { found } => {
            return say!(
                lang,
                "« {found} » n'est ni un jour ni une heure : écrivez 2026-06-30T14:05.",
                "“{found}” is not a day with an hour: write 2026-06-30T14:05."
            );
        }
        FileErrorKind::Defect(kind) => return defect(lang, kind),
        FileErrorKind::More { count } => {
            return say!(
                lang,
                "le fichier contient d'autres erreurs, non énumérées ({count}).",
                "the file has further errors, not listed ({count})."
            );
        }
        FileErrorKind::NotUtf8 => phrase(
            "le fichier n'est pas un texte en UTF-8 : enregistrez-le dans ce codage.",
            "the file is no UTF-8 text: save it in that encoding.",
        ),
        FileErrorKind::EmptyFile => phrase("le fichier est vide.", "the file is empty."),
        FileErrorKind::NotADossier => {
            phrase("ce fichier n'est pas un dossier « mieux-disant ».", "this file is no “mieux-disant” dossier.")
        }
        FileErrorKind::NeitherGroupNorLeaf => phrase(
            "un critère a soit des sous-critères (clé « children »), soit une méthode de notation (clé « family »).",
            "a criterion has either sub-criteria (key “children”) or a scoring method (key “family”).",
        ),
        FileErrorKind::NotUnicode => phrase(
            "ce texte contient un code qui n'est pas un caractère.",
            "this text holds a code that is no character.",
        ),
    };
    fixed.get(lang).into()
}

/// What is wrong with a dossier, without the place; begins in lower case.
pub fn defect(lang: Lang, kind: &DefectKind) -> String {
    let fixed = match kind {
        DefectKind::TooLong { limit } => {
            let limit = i18n::integer(lang, *limit);
            return say!(lang, "ce texte dépasse {limit} caractères.", "this text has more than {limit} characters.");
        }
        DefectKind::TooMany { limit } => {
            let limit = i18n::integer(lang, *limit);
            return say!(
                lang,
                "il y a trop d'éléments : {limit} au plus.",
                "there are too many items: at most {limit}."
            );
        }
        DefectKind::TooDeep { limit } => {
            return say!(
                lang,
                "l'arbre des critères a trop de niveaux : {limit} au plus.",
                "the tree of criteria has too many levels: at most {limit}."
            );
        }
        DefectKind::DuplicateId(id) => {
            return say!(
                lang,
                "l'identifiant « {id} » est déjà porté par un autre élément.",
                "the identifier “{id}” is already borne by something else."
            );
        }
        DefectKind::UnknownId(id) => {
            return say!(
                lang,
                "l'identifiant « {id} » ne désigne ici rien de connu.",
                "the identifier “{id}” names nothing known here."
            );
        }
        DefectKind::Measure(objection) => {
            let objection = objection.get(lang);
            return format!("{objection}.");
        }
        DefectKind::WrongKind(kind) => {
            let kind = fact_kind(*kind).get(lang);
            return say!(lang, "il faut ici {kind}.", "{kind} is needed here.");
        }
        DefectKind::MoneyDecimals => {
            let limit = limits::MONEY_DECIMALS;
            return say!(lang, "un montant a au plus {limit} décimales.", "an amount has at most {limit} decimals.");
        }
        DefectKind::OutOfRange { low, high } => {
            let (low, high) = (i18n::number(lang, *low), i18n::number(lang, *high));
            return say!(
                lang,
                "la valeur doit être comprise entre {low} et {high}.",
                "the value must be between {low} and {high}."
            );
        }
        DefectKind::NoSuchLevel { count } => {
            return say!(
                lang,
                "ce niveau n'existe pas : l'échelle en compte {count}, numérotés à partir de 0.",
                "there is no such level: the scale has {count}, counted from 0."
            );
        }
        DefectKind::Expression(error) => return super::formulas::expression_error(lang, *error),
        DefectKind::Cost(error) => return super::costs::error(lang, *error),
        DefectKind::NoReason => {
            let regular = quoted(lang, standing(StandingKind::Regular).get(lang));
            return say!(
                lang,
                "un statut autre que {regular} demande un motif.",
                "a status other than {regular} needs a reason."
            );
        }
        DefectKind::Empty => phrase("ce texte ne peut pas être vide.", "this text cannot be empty."),
        DefectKind::ControlCharacter => phrase(
            "ce texte contient un caractère de contrôle, invisible et sans usage ici.",
            "this text holds a control character, invisible and useless here.",
        ),
        DefectKind::NoCriterion => phrase("il faut au moins un critère.", "at least one criterion is needed."),
        DefectKind::NegativeWeight => phrase("le poids ne peut pas être négatif.", "the weight cannot be negative."),
        DefectKind::NoWeight => phrase(
            "les poids de ce groupe sont tous nuls : il n'y a rien à répartir.",
            "the weights of this group are all zero: there is nothing to share.",
        ),
        DefectKind::NoteScaleNotPositive => {
            phrase("la note pleine doit être supérieure à zéro.", "the full note must be above zero.")
        }
        DefectKind::ParameterCount => phrase(
            "la méthode de notation n'a pas le nombre de paramètres qu'elle annonce.",
            "the scoring method does not have the number of parameters that it announces.",
        ),
        DefectKind::UnexpectedLevels => {
            phrase("cette méthode de notation n'a pas de niveaux.", "this scoring method has no levels.")
        }
        DefectKind::PriceNotPositive => phrase(
            "un prix doit être supérieur à zéro ; un prix nul relève de l'examen des offres anormalement basses.",
            "a price must be above zero; a zero price is a matter for the examination of abnormally low tenders.",
        ),
        DefectKind::RuleDoesNotFit => {
            phrase("cette condition ne convient pas à ce qu'elle lit.", "this condition does not fit what it reads.")
        }
    };
    fixed.get(lang).into()
}

fn syntax(lang: Lang, problem: SyntaxProblem) -> String {
    let fixed = match problem {
        SyntaxProblem::Unexpected(character) if character.is_control() => {
            phrase("le texte n'est pas du JSON.", "the text is no JSON.")
        }
        SyntaxProblem::Unexpected(character) => {
            return say!(
                lang,
                "le texte n'est pas du JSON : « {character} » ne peut pas se trouver ici.",
                "the text is no JSON: “{character}” cannot stand here."
            );
        }
        SyntaxProblem::Truncated => {
            phrase("le fichier s'arrête avant la fin du dossier.", "the file stops before the end of the dossier.")
        }
        SyntaxProblem::TrailingText => {
            phrase("il y a encore du texte après la fin du dossier.", "there is text after the end of the dossier.")
        }
        SyntaxProblem::TrailingComma => phrase(
            "il y a une virgule de trop juste avant cette fermeture.",
            "there is one comma too many just before this closing bracket.",
        ),
        SyntaxProblem::ControlCharacter => phrase(
            "un texte entre guillemets contient un saut de ligne ou un caractère de contrôle : écrivez « \\n ».",
            "a quoted text holds a line break or a control character: write “\\n”.",
        ),
        SyntaxProblem::BadEscape => phrase(
            "la barre oblique inverse n'est pas suivie de ce que JSON permet.",
            "the backslash is not followed by what JSON allows.",
        ),
    };
    fixed.get(lang).into()
}

fn number(lang: Lang, found: &str, error: DecimalError) -> String {
    match error {
        DecimalError::NotANumber => say!(
            lang,
            "« {found} » n'est pas un nombre : des chiffres, et un point devant les décimales.",
            "“{found}” is not a number: digits, and a point before the decimals."
        ),
        DecimalError::TooLarge => say!(
            lang,
            "« {found} » est trop grand : 18 chiffres au plus devant les décimales.",
            "“{found}” is too large: at most 18 digits before the decimals."
        ),
        DecimalError::TooPrecise => {
            say!(lang, "« {found} » a trop de décimales : 18 au plus.", "“{found}” has too many decimals: at most 18.")
        }
    }
}

fn json_type(expected: JsonType) -> Phrase {
    match expected {
        JsonType::Object => phrase("un objet entre accolades", "an object in braces"),
        JsonType::List => phrase("une liste entre crochets", "a list in brackets"),
        JsonType::Text => phrase("un texte entre guillemets", "a text in quotation marks"),
        JsonType::Number => phrase("un nombre", "a number"),
        JsonType::Integer => {
            phrase("un nombre entier sans signe ni guillemets", "a whole number without sign or quotation marks")
        }
        JsonType::Bool => phrase("true ou false, sans guillemets", "true or false, without quotation marks,"),
    }
}

fn fact_kind(kind: FactKind) -> Phrase {
    match kind {
        FactKind::Amount => phrase("un montant supérieur à zéro", "an amount above zero"),
        FactKind::Quantity => phrase("un nombre", "a number"),
        FactKind::Points => phrase("un nombre de points", "a number of points"),
        FactKind::Level => phrase("le numéro d'un niveau, à partir de 0", "the number of a level, counted from 0,"),
        FactKind::YesNo => phrase("un oui (true) ou un non (false)", "a yes (true) or a no (false)"),
    }
}

fn words(lang: Lang, words: &[&'static str]) -> String {
    list(lang, &words.iter().map(|word| quoted(lang, word)).collect::<Vec<_>>())
}
