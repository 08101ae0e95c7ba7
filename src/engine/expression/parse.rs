//! From the text of an expression to its steps, or the column that is wrong.
//!
//! Recursive descent, one method per level of precedence. Every way back into
//! itself goes through [`Parser::nested`], which bounds the stack.

use super::super::decimal::Decimal;
use super::ExpressionErrorKind::{self as Kind, *};
use super::{Expression, ExpressionError, Step, Variable, is_rational};

/// Reads a text whole; see [`Expression::parse`].
pub(super) fn parse(text: &str) -> Result<Vec<Step>, ExpressionError> {
    // One more than allowed is enough to know, however long the text.
    let characters: Vec<char> = text.chars().take(Expression::MAX_CHARACTERS + 1).collect();
    if characters.len() > Expression::MAX_CHARACTERS {
        return Err(ExpressionError { column: characters.len(), kind: TooLong });
    }
    let mut parser = Parser { characters, ..Parser::default() };
    if parser.peek().is_none() {
        return Err(ExpressionError { column: 1, kind: Empty });
    }
    parser.sum()?;
    if let Some(character) = parser.peek() {
        return Err(parser.here(after_operand(character)));
    }
    match parser.too_complex {
        // Floats do not grow.
        Some(column) if is_rational(&parser.steps) => Err(ExpressionError { column, kind: TooComplex }),
        _ => Ok(parser.steps),
    }
}

#[derive(Default)]
struct Parser {
    characters: Vec<char>,
    /// Index of the next character.
    at: usize,
    steps: Vec<Step>,
    /// The degrees of the values that the steps leave.
    degrees: Vec<u32>,
    /// Column of the first operation beyond the largest degree.
    too_complex: Option<usize>,
    depth: usize,
    /// How many parentheses are open.
    open: usize,
}

type Parsed = Result<(), ExpressionError>;

#[derive(Clone, Copy)]
enum Function {
    Smallest,
    Largest,
    SquareRoot,
    Logarithm,
}

impl Parser {
    /// The next character that is not a space.
    fn peek(&mut self) -> Option<char> {
        loop {
            match self.characters.get(self.at) {
                Some(character) if is_space(*character) => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    fn column(&self) -> usize {
        self.at + 1
    }

    /// Goes past the character that was peeked at; its column.
    fn advance(&mut self) -> usize {
        self.at += 1;
        self.at
    }

    fn here(&self, kind: Kind) -> ExpressionError {
        ExpressionError { column: self.column(), kind }
    }

    /// Parses one level further in.
    fn nested(&mut self, column: usize, inner: fn(&mut Self) -> Parsed) -> Parsed {
        if self.depth == Expression::MAX_DEPTH {
            return Err(ExpressionError { column, kind: TooDeep });
        }
        self.depth += 1;
        inner(self)?;
        self.depth -= 1;
        Ok(())
    }

    /// Adds a step that the character in this column asks for.
    fn emit(&mut self, step: Step, column: usize) -> Parsed {
        if self.steps.len() == Expression::MAX_PARTS {
            return Err(ExpressionError { column, kind: TooManyParts });
        }
        let mut operand = || self.degrees.pop().unwrap_or(1);
        let degree = match step {
            Step::Number(_) | Step::Variable(_) => 1,
            Step::Negate | Step::SquareRoot | Step::Logarithm => operand(),
            Step::Power(exponent) => operand().saturating_mul(exponent.unsigned_abs().max(1)),
            Step::Add | Step::Subtract | Step::Multiply | Step::Divide | Step::Raise | Step::Smaller | Step::Larger => {
                operand().saturating_add(operand())
            }
        };
        if degree > Expression::MAX_DEGREE {
            self.too_complex.get_or_insert(column);
        }
        self.degrees.push(degree);
        self.steps.push(step);
        Ok(())
    }

    fn sum(&mut self) -> Parsed {
        self.product()?;
        loop {
            let step = match self.peek() {
                Some('+') => Step::Add,
                Some('-' | '−') => Step::Subtract,
                _ => return Ok(()),
            };
            let column = self.advance();
            self.product()?;
            self.emit(step, column)?;
        }
    }

    fn product(&mut self) -> Parsed {
        self.signed()?;
        loop {
            let step = match self.peek() {
                Some('*' | '×' | '·' | '⋅') => Step::Multiply,
                Some('/' | '÷') => Step::Divide,
                _ => return Ok(()),
            };
            let column = self.advance();
            self.signed()?;
            self.emit(step, column)?;
        }
    }

    fn signed(&mut self) -> Parsed {
        if !matches!(self.peek(), Some('-' | '−')) {
            return self.power();
        }
        let column = self.advance();
        self.nested(column, Self::signed)?;
        // A number with a sign is a number: an exponent may be one.
        if let Some(Step::Number(number)) = self.steps.last_mut()
            && let Ok(negative) = Decimal::new(-number.digits(), number.scale())
        {
            *number = negative;
            return Ok(());
        }
        self.emit(Step::Negate, column)
    }

    fn power(&mut self) -> Parsed {
        self.operand()?;
        match self.peek() {
            Some(character @ ('²' | '³')) => {
                let column = self.advance();
                if matches!(self.peek(), Some('^' | '²' | '³')) {
                    return Err(self.here(DoublePower));
                }
                self.emit(Step::Power(if character == '²' { 2 } else { 3 }), column)
            }
            Some('^') => {
                let column = self.advance();
                self.exponent(column)
            }
            _ => Ok(()),
        }
    }

    fn exponent(&mut self, column: usize) -> Parsed {
        let base = self.steps.len();
        self.peek();
        let start = self.column();
        self.nested(column, Self::signed)?;
        let Some([Step::Number(number)]) = self.steps.get(base..) else {
            return self.emit(Step::Raise, column);
        };
        let number = number.normalized();
        let largest = Decimal::integer(Expression::MAX_EXPONENT.into());
        if number > largest || number < Decimal::integer(-i64::from(Expression::MAX_EXPONENT)) {
            return Err(ExpressionError { column: start, kind: ExponentTooLarge });
        }
        if number.scale() > 0 {
            return self.emit(Step::Raise, column);
        }
        self.steps.truncate(base);
        self.degrees.pop();
        self.emit(Step::Power(number.digits() as i32), column)
    }

    fn operand(&mut self) -> Parsed {
        match self.peek() {
            None => Err(self.here(MissingOperand)),
            Some('(') => {
                let opened = self.advance();
                self.open += 1;
                self.nested(opened, Self::sum)?;
                self.close(opened)
            }
            Some('√') => {
                let column = self.advance();
                self.call(Function::SquareRoot, column)
            }
            Some('0'..='9' | '.') => self.number(),
            Some('a'..='z' | 'A'..='Z') => self.name(),
            Some(')') if self.open == 0 => Err(self.here(ExtraParenthesis)),
            Some('+' | '*' | '×' | '·' | '⋅' | '/' | '÷' | '^' | '²' | '³' | ',' | ';' | ')') => {
                Err(self.here(MissingOperand))
            }
            Some(_) => Err(self.here(UnexpectedCharacter)),
        }
    }

    /// The characters from here on that belong together, and their column.
    fn word(&mut self, belongs: fn(char) -> bool) -> (String, usize) {
        let column = self.column();
        let rest = self.characters.get(self.at..).unwrap_or_default();
        let word: String = rest.iter().copied().take_while(|character| belongs(*character)).collect();
        // Only ASCII belongs, so that bytes are characters.
        self.at += word.len();
        (word, column)
    }

    fn number(&mut self) -> Parsed {
        let (word, column) = self.word(|character| character.is_ascii_digit() || character == '.');
        match Decimal::parse(&word) {
            Ok(number) => self.emit(Step::Number(number), column),
            Err(error) => Err(ExpressionError { column, kind: BadNumber(error) }),
        }
    }

    fn name(&mut self) -> Parsed {
        let (word, column) = self.word(|character| character.is_ascii_alphanumeric() || character == '_');
        if let Some(variable) = Variable::ALL.into_iter().find(|variable| variable.symbol() == word) {
            return self.emit(Step::Variable(variable), column);
        }
        let function = match word.as_str() {
            "min" => Function::Smallest,
            "max" => Function::Largest,
            "sqrt" => Function::SquareRoot,
            "ln" => Function::Logarithm,
            _ => return Err(ExpressionError { column, kind: UnknownName }),
        };
        self.call(function, column)
    }

    /// The arguments of the function in this column.
    fn call(&mut self, function: Function, column: usize) -> Parsed {
        if self.peek() != Some('(') {
            return Err(ExpressionError { column, kind: FunctionWithoutParenthesis });
        }
        let opened = self.advance();
        self.open += 1;
        let wrong = Err(ExpressionError { column, kind: WrongArgumentCount });
        let combine = match function {
            Function::Smallest => Some(Step::Smaller),
            Function::Largest => Some(Step::Larger),
            Function::SquareRoot | Function::Logarithm => None,
        };
        self.nested(opened, Self::sum)?;
        let mut arguments = 1;
        while matches!(self.peek(), Some(',' | ';')) {
            self.advance();
            self.nested(opened, Self::sum)?;
            arguments += 1;
            let Some(step) = combine else { return wrong };
            self.emit(step, column)?;
        }
        self.close(opened)?;
        match function {
            Function::SquareRoot => self.emit(Step::SquareRoot, column),
            Function::Logarithm => self.emit(Step::Logarithm, column),
            Function::Smallest | Function::Largest if arguments < 2 => wrong,
            Function::Smallest | Function::Largest => Ok(()),
        }
    }

    /// Goes past the end of the parenthesis opened in this column.
    fn close(&mut self, opened: usize) -> Parsed {
        match self.peek() {
            Some(')') => {
                self.advance();
                self.open -= 1;
                Ok(())
            }
            Some(character) => Err(self.here(after_operand(character))),
            None => Err(ExpressionError { column: opened, kind: UnclosedParenthesis }),
        }
    }
}

/// What is wrong with a character that stands where an operator or the end
/// should.
fn after_operand(character: char) -> Kind {
    match character {
        ')' => ExtraParenthesis,
        ',' | ';' => SeparatorOutsideFunction,
        '(' | '√' | '.' | '0'..='9' | 'a'..='z' | 'A'..='Z' => MissingOperator,
        _ => UnexpectedCharacter,
    }
}

/// The spaces of keyboards and of French typography.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}
