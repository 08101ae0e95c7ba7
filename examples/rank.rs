//! Ranks the offers of a dossier file and prints the whole evaluation as JSON.
//!
//! ```text
//! cargo run --release --example rank -- FILE.json
//! cargo run --release --example rank -- - < FILE.json
//! ```
//!
//! `--formulas PRICE` prints who wins under which price formula instead;
//! `--framework 2026` (or `2025`) prints the European grid as a dossier file.
//!
//! The evaluation is described in `docs/dossier-format.md`. A file that is no
//! dossier gives one sentence per error, with line and path, and exit code 2;
//! so does a wrong command line. Disk and streams are here, everything else in
//! the library.

use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::process::ExitCode;
use std::rc::Rc;

use mieux_disant::dossier::{Assessment, Dossier, Edit, Edition, Id, edit};
use mieux_disant::engine::Decimal;
use mieux_disant::i18n::{Lang, Phrase, parse_number, phrase};
use mieux_disant::present::{errors, lints, sentences};
use mieux_disant::saved::{evaluation, file, simulation};
use mieux_disant::say;

/// The exit code for a bad file or a wrong command line.
const BAD_INPUT: u8 = 2;

/// What the command line asks for.
#[derive(Default)]
struct Request {
    file: Option<String>,
    lang: Lang,
    profile: Option<String>,
    pair: Option<(String, String)>,
    formulas: Option<String>,
    estimate: Option<Decimal>,
    framework: Option<Edition>,
}

fn main() -> ExitCode {
    let request = match Request::parse(std::env::args().skip(1)) {
        Ok(request) => request,
        Err(lang) => return refuse(&[usage(lang)]),
    };
    match answer(&request) {
        Ok(text) => match io::stdout().lock().write_all(text.as_bytes()) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => refuse(&[error.to_string()]),
            Ok(()) => ExitCode::SUCCESS,
        },
        Err(sentences) => refuse(&sentences),
    }
}

impl Request {
    /// Reads the command line; in case of error, the language to say so.
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, Lang> {
        let mut request = Self::default();
        while let Some(argument) = arguments.next() {
            let lang = request.lang;
            let mut next = || arguments.next().ok_or(lang);
            match argument.as_str() {
                "--lang" => request.lang = Lang::from_tag(&next()?).ok_or(lang)?,
                "--profile" => request.profile = Some(next()?),
                "--pair" => request.pair = Some((next()?, next()?)),
                "--formulas" => request.formulas = Some(next()?),
                "--estimate" => {
                    let estimate = parse_number(lang, &next()?).ok().filter(|estimate| *estimate > Decimal::ZERO);
                    request.estimate = Some(estimate.ok_or(lang)?);
                }
                "--framework" => request.framework = Some(edition(&next()?).ok_or(lang)?),
                option if option.starts_with("--") => return Err(lang),
                _ if request.file.is_some() => return Err(lang),
                _ => request.file = Some(argument),
            }
        }
        if request.file.is_none() == request.framework.is_none() { Err(request.lang) } else { Ok(request) }
    }
}

fn edition(year: &str) -> Option<Edition> {
    match year {
        "2025" => Some(Edition::October2025),
        "2026" => Some(Edition::June2026),
        _ => None,
    }
}

fn answer(request: &Request) -> Result<String, Vec<String>> {
    let lang = request.lang;
    if let Some(edition) = request.framework {
        return Ok(file::write(&Dossier::european_framework(lang, edition)));
    }
    let name = request.file.as_deref().unwrap_or_default();
    let bytes = load(name).map_err(|error| {
        let why = why_unreadable(&error).map_or_else(|| error.to_string(), |phrase| phrase.get(lang).to_owned());
        vec![say!(lang, "« {name} » ne peut pas être lu : {why}.", "“{name}” cannot be read: {why}.")]
    })?;
    let dossier = file::read_bytes(&bytes)
        .map_err(|errors| errors.iter().map(|error| errors::file_error(lang, error)).collect::<Vec<_>>())?;
    let dossier = with_profile(request, Rc::new(dossier))?;
    let assessment = Assessment::of(dossier);
    if let Some(criterion) = &request.formulas {
        return simulation::write(&assessment, &Id::new(criterion), request.estimate).ok_or_else(|| {
            vec![say!(
                lang,
                "« {criterion} » n'est pas un critère de prix de ce dossier.",
                "“{criterion}” is no price criterion of this dossier."
            )]
        });
    }
    match &request.pair {
        None => Ok(evaluation::write(
            &assessment,
            |finding| sentences::finding(lang, &assessment, finding),
            lints::export(lang, &assessment),
        )),
        Some((first, second)) => {
            let comparison = evaluation::write_comparison(&assessment, &Id::new(first), &Id::new(second));
            comparison.ok_or_else(|| {
                vec![say!(
                    lang,
                    "« {first} » et « {second} » ne sont pas deux offres classées de ce dossier.",
                    "“{first}” and “{second}” are not two ranked offers of this dossier."
                )]
            })
        }
    }
}

fn with_profile(request: &Request, dossier: Rc<Dossier>) -> Result<Rc<Dossier>, Vec<String>> {
    let Some(profile) = &request.profile else { return Ok(dossier) };
    edit(&dossier, &Edit::ApplyProfile(Id::new(profile)))
        .map_err(|refusal| vec![sentences::refusal(request.lang, &refusal)])
}

/// The bytes of a file, or of standard input for `-`; no more than can be read as a dossier.
fn load(name: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = (file::MAX_MEBIBYTES as u64) << 20;
    if name == "-" {
        io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(name)?.take(limit + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The everyday reasons, in words; the system's own for the others.
fn why_unreadable(error: &io::Error) -> Option<Phrase> {
    match error.kind() {
        ErrorKind::NotFound => Some(phrase("il n'y a pas de tel fichier", "there is no such file")),
        ErrorKind::PermissionDenied => Some(phrase("l'accès est refusé", "access is denied")),
        ErrorKind::IsADirectory => Some(phrase("c'est un dossier du disque, non un fichier", "it is a directory")),
        _ => None,
    }
}

fn usage(lang: Lang) -> String {
    say!(
        lang,
        "Usage : rank FICHIER.json [--lang fr|en] [--profile ID] [--pair OFFRE OFFRE] [--formulas PRIX [--estimate N]] ; « - » lit l'entrée standard ; ou bien rank --framework 2025|2026 [--lang fr|en].",
        "Usage: rank FILE.json [--lang fr|en] [--profile ID] [--pair OFFER OFFER] [--formulas PRICE [--estimate N]]; “-” reads standard input; or rank --framework 2025|2026 [--lang fr|en]."
    )
}

fn refuse(sentences: &[String]) -> ExitCode {
    // Nothing more can be done when standard error is closed too.
    let _ = writeln!(io::stderr().lock(), "{}", sentences.join("\n"));
    ExitCode::from(BAD_INPUT)
}
