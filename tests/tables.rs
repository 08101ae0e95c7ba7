//! Tables as spreadsheets hand them over: `cases/tables/*.txt` hold what the
//! clipboard held, then what must be read of it.
//!
//! ```text
//! == title
//! into new                     or: into examples/suite.json
//! <the block, cells parted by tabs or written with | between>
//! => orientation rows          or: columns
//! => field Prix (€ HT) is price weight 40
//! => offer Alpha rank 1
//! => cell Alpha / Prix lands 120000
//! => wrong 2
//! ```

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;
use std::rc::Rc;

use mieux_disant::dossier::{Assessment, Dossier};
use mieux_disant::i18n::Lang;
use mieux_disant::saved::file;
use mieux_disant::table::{self, Block, CellState, Guess, Landing, Orientation, Sheet};

#[test]
fn every_table_is_read_as_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(root.join("tests/cases/tables")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut count = 0;
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for case in text.split("\n== ").skip(1) {
            let (title, rest) = case.split_once('\n').unwrap();
            check(root, &format!("{}: {title}", path.file_name().unwrap().to_string_lossy()), rest);
            count += 1;
        }
    }
    assert!(count >= 8, "only {count} tables were found");
}

fn check(root: &Path, title: &str, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    let into = lines[0].strip_prefix("into ").expect(title);
    let table: Vec<String> = lines[1..]
        .iter()
        .filter(|line| !line.is_empty() && !line.starts_with("=> "))
        .map(|line| line.split('|').map(str::trim).collect::<Vec<_>>().join("\t"))
        .collect();
    let mut block = Block::read(&table.join("\n")).expect(title);
    let above = block.without_title();
    let dossier = (into != "new").then(|| file::read(&fs::read_to_string(root.join(into)).unwrap()).expect(title));
    let orientation = Orientation::of(&block, dossier.as_ref());
    let sheet = Sheet::of(&block, orientation);
    let guesses: Vec<Guess> = (0..sheet.fields.len()).map(|field| table::guess(&sheet, field)).collect();
    let landing = match &dossier {
        Some(dossier) => table::land(Lang::Fr, dossier, &sheet, &table::targets(dossier, &sheet, 0), 0),
        None => table::begin(Lang::Fr, above.unwrap_or_else(|| "Essai".into()), &sheet, &guesses),
    };
    let landing = landing.unwrap_or_else(|defects| panic!("{title}: {defects:?}"));
    let said = Said { sheet: &sheet, guesses: &guesses, landing: &landing, orientation };
    let mut expectations = 0;
    for line in lines.iter().filter_map(|line| line.strip_prefix("=> ")) {
        expectations += 1;
        said.check(title, line);
    }
    assert!(expectations > 0, "{title}: expects nothing");
}

struct Said<'a> {
    sheet: &'a Sheet,
    guesses: &'a [Guess],
    landing: &'a Landing,
    orientation: Orientation,
}

impl Said<'_> {
    fn check(&self, title: &str, line: &str) {
        let context = format!("{title}: {line}");
        let (word, rest) = line.split_once(' ').expect(&context);
        let dossier: &Rc<Dossier> = &self.landing.dossier;
        match word {
            "orientation" => assert_eq!(format!("{:?}", self.orientation).to_lowercase(), rest, "{context}"),
            "field" => {
                let (head, is) = rest.split_once(" is ").expect(&context);
                let field = self.sheet.fields.iter().position(|field| field == head).expect(&context);
                let (guess, weight) =
                    is.split_once(" weight ").map_or((is, None), |(guess, weight)| (guess, Some(weight)));
                assert_eq!(format!("{:?}", self.guesses[field]).to_lowercase(), guess, "{context}");
                let id = format!("critere-{}", field + 1);
                let criterion = dossier.all_criteria().into_iter().find(|criterion| criterion.id.as_str() == id);
                assert_eq!(criterion.map(|c| c.weight.to_string()).as_deref(), weight, "{context}");
            }
            "tax" => assert_eq!(format!("{:?}", dossier.money.tax).to_lowercase(), rest, "{context}"),
            "title" => assert_eq!(dossier.title, rest, "{context}"),
            "offers" => {
                let names: Vec<&str> = dossier.offers.iter().map(|offer| offer.name.as_str()).collect();
                assert_eq!(names.join(", "), rest, "{context}");
            }
            "rank" => {
                let (name, rank) = rest.rsplit_once(' ').expect(&context);
                let place = dossier.offers.iter().position(|offer| offer.name == name).expect(&context);
                let assessment = Assessment::of(Rc::clone(dossier));
                assert_eq!(
                    assessment.evaluation().rank_of(place).map(|r| r.to_string()).as_deref(),
                    Some(rank),
                    "{context}"
                );
            }
            "cell" => {
                let (name, rest) = rest.split_once(" / ").expect(&context);
                let (field, state) = rest.split_once(" : ").expect(&context);
                let line = self.sheet.lines.iter().position(|(line, _)| line == name).expect(&context);
                let field = self.sheet.fields.iter().position(|head| head == field).expect(&context);
                let said = match &self.landing.cells[line][field] {
                    CellState::Lands(fact) => format!("lands {fact:?}"),
                    other => format!("{other:?}"),
                };
                assert_eq!(said, state, "{context}");
            }
            "wrong" => assert_eq!(self.landing.wrong().to_string(), rest, "{context}"),
            "lands" => {
                let lands = self.landing.count(|state| matches!(state, CellState::Lands(_)));
                assert_eq!(lands.to_string(), rest, "{context}");
            }
            "new" => {
                assert_eq!(self.landing.is_new.iter().filter(|is_new| **is_new).count().to_string(), rest, "{context}")
            }
            other => panic!("{title}: what is {other}?"),
        }
    }
}
