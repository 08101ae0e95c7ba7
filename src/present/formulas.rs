//! What is wrong with an expression, in words.

use crate::engine::{DecimalError, Expression, ExpressionError, ExpressionErrorKind, Variable};
use crate::i18n::{Lang, Phrase, phrase};
use crate::say;

/// What is wrong with an announced expression, and at which character.
pub(super) fn expression_error(lang: Lang, error: ExpressionError) -> String {
    let column = error.column;
    let what = kind(lang, error.kind);
    say!(lang, "dans la formule, caractère {column} : {what}", "in the formula, character {column}: {what}")
}

fn kind(lang: Lang, kind: ExpressionErrorKind) -> String {
    let fixed = match kind {
        ExpressionErrorKind::TooLong => {
            let limit = Expression::MAX_CHARACTERS;
            return say!(lang, "elle dépasse {limit} caractères.", "it has more than {limit} characters.");
        }
        ExpressionErrorKind::TooManyParts => {
            let limit = Expression::MAX_PARTS;
            return say!(lang, "elle a plus de {limit} éléments.", "it has more than {limit} parts.");
        }
        ExpressionErrorKind::TooDeep => {
            let limit = Expression::MAX_DEPTH;
            return say!(
                lang,
                "plus de {limit} parenthèses ou puissances sont imbriquées.",
                "more than {limit} parentheses or powers are nested."
            );
        }
        ExpressionErrorKind::ExponentTooLarge => {
            let limit = Expression::MAX_EXPONENT;
            return say!(lang, "l'exposant dépasse {limit}.", "the exponent is beyond {limit}.");
        }
        ExpressionErrorKind::UnknownName => {
            let names = Variable::ALL.map(Variable::symbol).join(", ");
            return say!(
                lang,
                "ce nom n'est pas connu ; une formule lit {names}, et les fonctions min, max, sqrt et ln.",
                "this name is not known; a formula reads {names}, and the functions min, max, sqrt and ln."
            );
        }
        ExpressionErrorKind::BadNumber(error) => number(error),
        ExpressionErrorKind::Empty => phrase("il n'y a pas de formule.", "there is no formula."),
        ExpressionErrorKind::TooComplex => phrase(
            "elle enchaîne trop de puissances et de produits pour être calculée exactement.",
            "it chains too many powers and products to be computed exactly.",
        ),
        ExpressionErrorKind::UnexpectedCharacter => {
            phrase("ce caractère n'a pas de sens ici.", "this character means nothing here.")
        }
        ExpressionErrorKind::MissingOperand => phrase(
            "il manque un nombre, une variable ou une parenthèse.",
            "a number, a variable or a parenthesis is missing.",
        ),
        ExpressionErrorKind::MissingOperator => phrase(
            "il manque une opération ; une multiplication s'écrit « × » ou « * ».",
            "an operation is missing; a multiplication is written “×” or “*”.",
        ),
        ExpressionErrorKind::UnclosedParenthesis => {
            phrase("cette parenthèse n'est jamais fermée.", "this parenthesis is never closed.")
        }
        ExpressionErrorKind::ExtraParenthesis => {
            phrase("cette parenthèse n'a pas été ouverte.", "this parenthesis was never opened.")
        }
        ExpressionErrorKind::FunctionWithoutParenthesis => phrase(
            "ce que la fonction calcule se met entre parenthèses.",
            "what the function computes stands in parentheses.",
        ),
        ExpressionErrorKind::WrongArgumentCount => phrase(
            "min et max prennent au moins deux valeurs, sqrt et ln une seule.",
            "min and max take at least two values, sqrt and ln a single one.",
        ),
        ExpressionErrorKind::SeparatorOutsideFunction => phrase(
            "une virgule ne sépare que les valeurs de min et de max ; les décimales s'écrivent avec un point.",
            "a comma only separates the values of min and max; decimals are written with a point.",
        ),
        ExpressionErrorKind::DoublePower => {
            phrase("une puissance de puissance demande des parenthèses.", "a power of a power needs parentheses.")
        }
    };
    fixed.get(lang).into()
}

/// Why a number in a formula is none; its decimal mark is the point in both languages.
fn number(error: DecimalError) -> Phrase {
    match error {
        DecimalError::NotANumber => phrase(
            "ce n'est pas un nombre : des chiffres, et un point devant les décimales.",
            "this is not a number: digits, and a point before the decimals.",
        ),
        DecimalError::TooLarge => phrase(
            "ce nombre a plus de 18 chiffres devant les décimales.",
            "this number has more than 18 digits before the decimals.",
        ),
        DecimalError::TooPrecise => {
            phrase("ce nombre a plus de 18 décimales.", "this number has more than 18 decimals.")
        }
    }
}
