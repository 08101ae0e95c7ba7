//! What expressions are worth, and what is said of those that are none.

use super::ExpressionErrorKind::*;
use super::*;

fn exact(text: &str) -> Rational {
    Rational::from(Decimal::parse(text).unwrap())
}

/// Set B of the method's examples, seen from its second offer: N = 40, n = 3.
fn offer<N>(number: impl Fn(&str) -> N) -> Variables<N> {
    Variables {
        price: Some(number("120000")),
        lowest: Some(number("100000")),
        highest: Some(number("250000")),
        mean: Some(number("155000")),
        estimate: Some(number("140000")),
        full: number("40"),
        factor: Some(number("3")),
    }
}

fn float_offer() -> Variables<f64> {
    offer(|text| Decimal::parse(text).unwrap().to_f64())
}

fn interval_offer() -> Variables<Interval> {
    offer(|text| Decimal::parse(text).unwrap().into())
}

/// Values of rational expressions, as fractions.
#[test]
fn computes_exactly() {
    for (text, expected) in [
        ("N", "40/1"),
        // The formulas in use, as they are published.
        ("N*Pmin/P", "100/3"),
        ("N·(Pmax−P)/(Pmax−Pmin)", "104/3"),
        ("N·(2−P/Pmin)", "32/1"),
        ("N × (n × Pmin − P) ÷ ((n − 1) × Pmin)", "36/1"),
        ("N*(n*(E+Pmin)/2-P)/((n-1)*(E+Pmin)/2)", "40/1"),
        ("N·Pmean³/(P³+Pmean³)", "238328/8723"),
        ("50·Pmean³/(P+Pmean)³", "59582/6655"),
        ("N*(Pmin/P)²", "250/9"),
        ("10/3·(7−P/Pmin)", "58/3"),
        // Precedence.
        ("1+2*3", "7/1"),
        ("(1+2)*3", "9/1"),
        ("8-4-2", "2/1"),
        ("8/4/2", "1/1"),
        ("8/4*2", "4/1"),
        ("-2^2", "-4/1"),
        ("(-2)^2", "4/1"),
        ("-2²", "-4/1"),
        ("2^-2", "1/4"),
        ("2^(-2)", "1/4"),
        ("2^--2", "4/1"),
        ("2*-3", "-6/1"),
        ("1--1", "2/1"),
        ("1 − −1", "2/1"),
        ("2^2.0", "4/1"),
        ("0^0", "1/1"),
        ("(P-120000)^0", "1/1"),
        ("2^16", "65536/1"),
        // Functions, separators, spaces.
        ("min(N;N*Pmin/P)", "100/3"),
        ("max(0, N-50)", "0/1"),
        ("max(-3,-2;-1)", "-1/1"),
        ("min ( 3 , 1 , 2 )", "1/1"),
        ("min(1,5)", "1/1"),
        ("\t0.10\u{a0}+\u{202f}0.20\n", "3/10"),
        ("((((N))))", "40/1"),
        ("007", "7/1"),
    ] {
        let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(expression.source(), text);
        assert!(expression.is_rational(), "{text}");
        let value = expression.evaluate_exact(&offer(exact));
        let (numerator, denominator) = expected.split_once('/').unwrap();
        assert_eq!(value, exact(numerator).checked_div(&exact(denominator)), "{text}");
        let value = value.unwrap().to_f64();
        let float = expression.evaluate_float(&float_offer()).unwrap();
        let bounds = expression.enclose(&interval_offer()).unwrap();
        assert!((float - value).abs() <= value.abs() * 1e-14, "{text}: {float}");
        assert!(bounds.low <= value && value <= bounds.high && bounds.error() <= 1e-9, "{text}: {bounds:?}");
    }
}

#[test]
fn computes_roots_and_logarithms() {
    for (text, expected) in [
        // 40 / sqrt(1.2), 40 (1 - ln 1.2 / ln 3).
        ("N·√(Pmin/P)", 36.514_837_167_011_07),
        ("N*(1-ln(P/Pmin)/ln(n))", 33.361_750_685_858_79),
        ("sqrt(2)^2", 2.0),
        ("√(16)", 4.0),
        ("ln(1)", 0.0),
        ("4^0.5", 2.0),
        ("4^-0.5", 0.5),
        ("2^3^2", 512.0),
        ("2^n", 8.0),
        ("(-2)^n", -8.0),
        ("16^(1/4)", 2.0),
    ] {
        let expression = Expression::parse(text).unwrap();
        assert!(!expression.is_rational(), "{text}");
        assert_eq!(expression.evaluate_exact(&offer(exact)), None, "{text}");
        let float = expression.evaluate_float(&float_offer()).unwrap();
        assert!((float - expected).abs() <= 1e-13, "{text}: {float}");
        let Some(bounds) = expression.enclose(&interval_offer()) else {
            assert_eq!(text, "(-2)^n");
            continue;
        };
        assert!(bounds.low <= float && float <= bounds.high && bounds.error() <= 1e-11, "{text}: {bounds:?}");
    }
}

#[test]
fn has_no_value_where_it_is_undefined() {
    for text in [
        "1/(P-P)",
        "1/(P-120000)",
        "0/0",
        "0^-1",
        "(P-P)^-2",
        "ln(0)",
        "ln(-1)",
        "ln(Pmin-P)",
        "√(Pmin-P)",
        "(Pmin-P)^0.5",
        "0^-0.5",
        "P^P^P^P",
        "9^16^16",
        "min(1, ln(0))",
        "0*(1/0)",
    ] {
        let expression = Expression::parse(text).unwrap();
        assert_eq!(expression.evaluate_exact(&offer(exact)), None, "{text}");
        assert_eq!(expression.evaluate_float(&float_offer()), None, "{text}");
        assert_eq!(expression.enclose(&interval_offer()), None, "{text}");
    }
}

#[test]
fn an_unknown_variable_leaves_no_value_where_it_is_read() {
    for variable in Variable::ALL {
        let mut offer = offer(exact);
        match variable {
            Variable::Price => offer.price = None,
            Variable::Lowest => offer.lowest = None,
            Variable::Highest => offer.highest = None,
            Variable::Mean => offer.mean = None,
            Variable::Estimate => offer.estimate = None,
            Variable::Full => continue,
            Variable::Factor => offer.factor = None,
        }
        for other in Variable::ALL {
            let expression = Expression::parse(&format!("0·{}", other.symbol())).unwrap();
            assert_eq!(expression.reads(variable), variable == other);
            assert_eq!(expression.evaluate_exact(&offer).is_none(), variable == other, "{variable:?} {other:?}");
        }
    }
}

#[test]
fn says_what_is_wrong_and_where() {
    for (text, column, kind) in [
        ("", 1, Empty),
        (" \t\u{a0}", 1, Empty),
        ("P+", 3, MissingOperand),
        ("P + ", 5, MissingOperand),
        ("+P", 1, MissingOperand),
        ("P**2", 3, MissingOperand),
        ("()", 2, MissingOperand),
        ("min()", 5, MissingOperand),
        ("min(P,)", 7, MissingOperand),
        ("²", 1, MissingOperand),
        ("2^", 3, MissingOperand),
        ("-", 2, MissingOperand),
        // A multiplication that is only meant.
        ("2P", 2, MissingOperator),
        ("2 P", 3, MissingOperator),
        ("N(P)", 2, MissingOperator),
        ("(P)(N)", 4, MissingOperator),
        ("P√(2)", 2, MissingOperator),
        ("P²N", 3, MissingOperator),
        ("1 000", 3, MissingOperator),
        ("1e3", 2, MissingOperator),
        ("(2P)", 3, MissingOperator),
        // Parentheses.
        ("(P", 1, UnclosedParenthesis),
        ("N*(P+(1)", 3, UnclosedParenthesis),
        ("min(P,1", 4, UnclosedParenthesis),
        ("P)", 2, ExtraParenthesis),
        (")", 1, ExtraParenthesis),
        ("(P))*2", 4, ExtraParenthesis),
        // Names and functions.
        ("NPmin", 1, UnknownName),
        ("p", 1, UnknownName),
        ("1+abs(P)", 3, UnknownName),
        ("sqrt P", 1, FunctionWithoutParenthesis),
        ("√2", 1, FunctionWithoutParenthesis),
        ("1+min", 3, FunctionWithoutParenthesis),
        ("min(1)", 1, WrongArgumentCount),
        ("max((1;2))", 7, SeparatorOutsideFunction),
        ("1+sqrt(1,5)", 3, WrongArgumentCount),
        ("ln(1;2)", 1, WrongArgumentCount),
        // Numbers.
        ("1,5", 2, SeparatorOutsideFunction),
        ("P;N", 2, SeparatorOutsideFunction),
        ("2*1.", 3, BadNumber(DecimalError::NotANumber)),
        (".5", 1, BadNumber(DecimalError::NotANumber)),
        ("1.2.3", 1, BadNumber(DecimalError::NotANumber)),
        ("1000000000000000000", 1, BadNumber(DecimalError::TooLarge)),
        ("0.1234567890123456789", 1, BadNumber(DecimalError::TooPrecise)),
        // Powers.
        ("P^17", 3, ExponentTooLarge),
        ("P^-17", 3, ExponentTooLarge),
        ("P ^ (-16.5)", 5, ExponentTooLarge),
        ("9^999999999999999999", 3, ExponentTooLarge),
        ("P²³", 3, DoublePower),
        ("P² ^3", 4, DoublePower),
        ("((P^16)^16)^2", 12, TooComplex),
        ("P^2^17", 5, ExponentTooLarge),
        // Characters.
        ("P = 2", 3, UnexpectedCharacter),
        ("P%", 2, UnexpectedCharacter),
        ("é", 1, UnexpectedCharacter),
        ("P\0", 2, UnexpectedCharacter),
        ("\0", 1, UnexpectedCharacter),
        ("N·𝑃", 3, UnexpectedCharacter),
        ("２", 1, UnexpectedCharacter),
        ("P!", 2, UnexpectedCharacter),
    ] {
        assert_eq!(Expression::parse(text), Err(ExpressionError { column, kind }), "{text:?}");
    }
}

#[test]
fn holds_to_its_limits() {
    let kind = |text: String| Expression::parse(&text).err().map(|error| (error.column, error.kind));
    assert_eq!(kind("1".to_owned() + &" ".repeat(499)), None);
    assert_eq!(kind("1".to_owned() + &" ".repeat(500)), Some((501, TooLong)));
    assert_eq!(kind("é".repeat(1_000_000)), Some((501, TooLong)));
    // 64 numbers and 63 sums, then one more of each.
    assert_eq!(kind("1".to_owned() + &"+1".repeat(63)), None);
    assert_eq!(kind("1".to_owned() + &"+1".repeat(64)), Some((128, TooManyParts)));
    for opening in ["(", "-P^", "max(1,", "2^", "√("] {
        assert_eq!(kind(opening.repeat(500 / opening.chars().count())).unwrap().1, TooDeep, "{opening}");
    }
    assert_eq!(kind("(".repeat(500)), Some((33, TooDeep)));
    assert_eq!(kind("-".repeat(500)), Some((33, TooDeep)));
    assert_eq!(kind("(".repeat(32) + "P" + &")".repeat(32)), None);
    // Siblings are not nested.
    assert_eq!(kind("(1)".to_owned() + &"+(1)".repeat(50)), None);
    assert_eq!(kind("(P^16)^16".to_owned()), None);
    assert_eq!(kind("P*(P^16)^16".to_owned()), Some((2, TooComplex)));
    // What is no fraction does not grow.
    assert_eq!(kind("√((P^16)^16*P)".to_owned()), None);
    assert_eq!(kind("P^16".to_owned()), None);
    assert_eq!(kind("P^-16".to_owned()), None);
}

#[test]
fn encloses_whatever_the_variables_may_be() {
    let mut offer = interval_offer();
    offer.price = Some(Interval { low: -1.0, high: 2.0 });
    offer.factor = Some(Interval { low: 2.0, high: 3.0 });
    for (text, low, high) in [
        ("P^2", 0.0, 4.0),
        ("P³", -1.0, 8.0),
        ("P-P", -3.0, 3.0),
        ("-P", -2.0, 1.0),
        ("n^-2", 1.0 / 9.0, 0.25),
        ("min(P,1)", -1.0, 1.0),
        ("max(P,1;0)", 1.0, 2.0),
        ("√(P²)", 0.0, 2.0),
        ("n^n", 4.0, 27.0),
        ("0.5^n", 0.125, 0.25),
        ("0^n", 0.0, 0.0),
    ] {
        let bounds = Expression::parse(text).unwrap().enclose(&offer).unwrap();
        assert!(bounds.low <= low && high <= bounds.high, "{text}: {bounds:?}");
        assert!(low - bounds.low <= 1e-12 && bounds.high - high <= 1e-12, "{text}: {bounds:?}");
    }
    for text in ["1/P", "P^-2", "√(P)", "ln(P)", "P^0.5", "0^P", "ln(P²)"] {
        assert_eq!(Expression::parse(text).unwrap().enclose(&offer), None, "{text}");
    }
    offer.price = Some(Interval { low: 1.0, high: f64::INFINITY });
    assert_eq!(Expression::parse("0·P").unwrap().enclose(&offer), None);
}
