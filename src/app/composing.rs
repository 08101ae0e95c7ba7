//! The composer beside the register of needs: what the buyer wants of the bricks,
//! the search in rounds that leave the page alive, what it found, and the step
//! that makes an offer of it.

use std::rc::Rc;

use super::criteria::fresh_name;
use super::effect::Effect;
use super::msg::Msg;
use super::state::{Event, State};
use super::update::change_dossier;
use crate::dossier::{Assembling, Assessment, Candidate, Edit, Id, NotComposable, Tried, Wish};
use crate::engine::composer::{Assembly, Composer, Explanation, FrontPoint, FrontSearch, Proof};
use crate::i18n::{Phrase, phrase};

/// How many assemblies are shown.
const SHOWN: usize = 5;

/// By what a brick is known: the offer that it is taken from, and itself.
pub type BrickKey = (Option<Id>, Id);

/// What the panel keeps.
#[derive(Clone, Debug, Default)]
pub struct Composing {
    /// Whether it is shown.
    pub is_open: bool,
    /// What the buyer wants of bricks; nothing said is [`Wish::Free`].
    pub wishes: Vec<(BrickKey, Wish)>,
    /// The brick of the buyer's own whose facts are shown.
    pub shown: Option<Id>,
    /// Why there was nothing to search.
    pub refusal: Option<NotComposable>,
    /// The name of the offer that an assembly became last.
    pub adopted: Option<String>,
    /// The search and what it found.
    pub run: Option<Box<Run>>,
    /// How many searches there were.
    count: u32,
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The best assemblies are looked for.
    Best,
    /// They are known; the front is looked for.
    Front,
    /// Everything is known.
    Done,
    /// The user stopped it.
    Stopped,
}

/// A search.
#[derive(Clone, Debug)]
pub struct Run {
    /// The question.
    pub question: Rc<Assembling>,
    /// What was searched.
    pub of: Rc<Assessment>,
    /// How far it is.
    pub phase: Phase,
    /// Whether the best are proven.
    pub proof: Proof,
    /// What was found, the best first; nothing before that is known.
    pub found: Vec<FoundAssembly>,
    /// The front of cost and coverage, the cheapest first.
    pub front: Vec<FrontPoint>,
    /// Whether the front is proven.
    pub front_proof: Proof,
    /// What is asked about the bricks of an assembly.
    pub why: Option<Why>,
    number: u32,
    composer: Composer,
    search: FrontSearch,
}

/// An assembly that was found.
#[derive(Clone, Debug)]
pub struct FoundAssembly {
    /// The assembly.
    pub assembly: Assembly,
    /// What becomes of it among the offers.
    pub tried: Option<Tried>,
}

/// What each brick brings to an assembly, or would bring.
#[derive(Clone, Debug)]
pub struct Why {
    /// The assembly, by its place among those found.
    pub found: usize,
    /// Per brick of the question.
    pub bricks: Vec<Option<Explanation>>,
    /// `(useless, other)`: bricks that another one makes useless.
    pub dominated: Vec<(usize, usize)>,
    /// The best assembly without a brick, or with it.
    pub other: Option<OtherAssembly>,
}

/// The best assembly under another condition.
#[derive(Clone, Debug)]
pub struct OtherAssembly {
    /// The brick of the question that must be out, or in.
    pub brick: usize,
    /// Whether it must be in.
    pub is_in: bool,
    /// The best, as far as it is known.
    pub best: Option<Assembly>,
    /// Whether it is proven.
    pub proof: Proof,
    /// Whether it is still looked for.
    pub is_running: bool,
    composer: Composer,
}

/// Something that happens in the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum ComposingMsg {
    /// Show it, or hide it.
    Toggle,
    /// What the buyer wants of a brick.
    Wish(BrickKey, Wish),
    /// Show the facts of a brick of the buyer's own, or hide them.
    Facts(Option<Id>),
    /// Search.
    Compose,
    /// One more round of the search with this number.
    Round(u32),
    /// Stop, and keep what is known.
    Stop,
    /// Say what each brick brings to an assembly found, or stop saying it.
    Why(Option<usize>),
    /// Search the best assembly without a brick of that one, or with another.
    Other(usize),
    /// Make an offer of an assembly found.
    Adopt(usize),
}

/// What there is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub enum ComposingNews {
    /// The panel is open.
    Shown,
    /// It is closed.
    Hidden,
    /// The search begins.
    Begun,
    /// There is nothing to search.
    Refused,
    /// The search is at its end.
    Found,
    /// It was stopped.
    Stopped,
    /// What each brick brings is shown.
    Explained,
    /// The best assembly with or without a brick is known.
    Compared,
    /// An assembly became an offer of this name.
    Adopted(String),
}

const NEW_ASSEMBLY: Phrase = phrase("Assemblage", "Assembly");

impl Composing {
    /// What the buyer wants of a brick.
    pub fn wish(&self, key: &BrickKey) -> Wish {
        self.wishes.iter().find(|(other, _)| other == key).map(|(_, wish)| *wish).unwrap_or_default()
    }
}

impl Run {
    /// Whether rounds follow.
    pub fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Best | Phase::Front)
    }

    /// Whether what was searched is what is shown.
    pub fn is_current(&self, state: &State) -> bool {
        Rc::ptr_eq(self.of.dossier(), state.dossier())
    }

    fn begin(question: Assembling, of: Rc<Assessment>, number: u32) -> Result<Self, NotComposable> {
        let composer = Composer::new(&question.composition, SHOWN).map_err(NotComposable::Refused)?;
        let search = FrontSearch::new(&question.composition).map_err(NotComposable::Refused)?;
        Ok(Self {
            question: Rc::new(question),
            of,
            phase: Phase::Best,
            proof: composer.proof(),
            found: Vec::new(),
            front: Vec::new(),
            front_proof: search.proof(),
            why: None,
            number,
            composer,
            search,
        })
    }

    /// One round; whether the search is at its end.
    fn work(&mut self) -> bool {
        match self.phase {
            Phase::Best if self.composer.work(Composer::ROUND) => {
                self.take_best();
                self.phase = Phase::Front;
            }
            Phase::Best => self.proof = self.composer.proof(),
            Phase::Front if self.search.work(Composer::ROUND) => {
                self.take_front();
                self.phase = Phase::Done;
            }
            Phase::Front | Phase::Done | Phase::Stopped => {}
        }
        self.phase == Phase::Done
    }

    fn take_best(&mut self) {
        self.proof = self.composer.proof();
        let found = |assembly: Assembly| {
            let tried = self.question.tried("–", &assembly.bricks);
            FoundAssembly { assembly, tried }
        };
        self.found = self.composer.best().into_iter().map(found).collect();
    }

    fn take_front(&mut self) {
        self.front = self.search.points();
        self.front_proof = self.search.proof();
    }
}

impl State {
    /// The panel, once it was opened.
    pub fn composing(&self) -> Option<&Composing> {
        self.composing.as_deref()
    }

    /// The name that an assembly will bear.
    pub fn assembly_name(&self) -> String {
        fresh_name(self, NEW_ASSEMBLY, self.dossier().offers.iter().map(|offer| offer.name.as_str()))
    }
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: &ComposingMsg) -> Vec<Effect> {
    let desk = state.composing.get_or_insert_default();
    match msg {
        ComposingMsg::Toggle => {
            desk.is_open = !desk.is_open;
            let news = if desk.is_open { ComposingNews::Shown } else { ComposingNews::Hidden };
            say(state, news)
        }
        ComposingMsg::Wish(key, wish) => {
            desk.wishes.retain(|(other, _)| other != key);
            if *wish != Wish::Free {
                desk.wishes.push((key.clone(), *wish));
            }
            Vec::new()
        }
        ComposingMsg::Facts(brick) => {
            desk.shown.clone_from(brick);
            vec![Effect::Focus(if brick.is_some() { "brick-facts-title" } else { "composing-title" })]
        }
        ComposingMsg::Compose => compose(state),
        ComposingMsg::Round(number) => round(state, *number),
        ComposingMsg::Stop => {
            let Some(run) = desk.run.as_mut().filter(|run| run.is_running()) else { return Vec::new() };
            if run.phase == Phase::Best {
                run.take_best();
            }
            run.take_front();
            run.phase = Phase::Stopped;
            say(state, ComposingNews::Stopped);
            vec![Effect::Focus("composing-found")]
        }
        ComposingMsg::Why(found) => why(state, *found),
        ComposingMsg::Other(brick) => other(state, *brick),
        ComposingMsg::Adopt(found) => adopt(state, *found),
    }
}

fn say(state: &mut State, news: ComposingNews) -> Vec<Effect> {
    state.announce(Event::Composing(news));
    Vec::new()
}

fn compose(state: &mut State) -> Vec<Effect> {
    let of = Rc::clone(&state.assessment);
    let Some(desk) = &mut state.composing else { return Vec::new() };
    desk.count = desk.count.wrapping_add(1);
    desk.adopted = None;
    let wish = |candidate: &Candidate| desk.wish(&candidate.key());
    let question = Assembling::of(&of, &wish);
    match question.and_then(|question| Run::begin(question, of, desk.count)) {
        Ok(run) => {
            let next = ComposingMsg::Round(run.number).into();
            (desk.run, desk.refusal) = (Some(Box::new(run)), None);
            say(state, ComposingNews::Begun);
            vec![Effect::AfterPaint(Box::new(next))]
        }
        Err(refusal) => {
            (desk.run, desk.refusal) = (None, Some(refusal));
            say(state, ComposingNews::Refused)
        }
    }
}

/// One more round of whatever is searched.
fn round(state: &mut State, number: u32) -> Vec<Effect> {
    let is_current = state.composing().and_then(|desk| desk.run.as_deref()).is_some_and(|run| run.is_current(state));
    let run = state.composing.as_mut().and_then(|desk| desk.run.as_deref_mut());
    let Some(run) = run.filter(|run| run.number == number) else { return Vec::new() };
    let again = vec![Effect::AfterPaint(Box::new(ComposingMsg::Round(number).into()))];
    if !is_current {
        // Nobody waits for what is no longer on the screen.
        run.phase = if run.is_running() { Phase::Stopped } else { run.phase };
        return Vec::new();
    }
    if run.is_running() {
        return if run.work() { say(state, ComposingNews::Found) } else { again };
    }
    let other = run.why.as_mut().and_then(|why| why.other.as_mut());
    let Some(other) = other.filter(|other| other.is_running) else { return Vec::new() };
    other.is_running = !other.composer.work(Composer::ROUND);
    other.best = other.composer.best().into_iter().next();
    other.proof = other.composer.proof();
    if other.is_running { again } else { say(state, ComposingNews::Compared) }
}

fn why(state: &mut State, found: Option<usize>) -> Vec<Effect> {
    let Some(run) = state.composing.as_mut().and_then(|desk| desk.run.as_deref_mut()) else { return Vec::new() };
    run.why = None;
    let Some(found) = found else { return vec![Effect::Focus("composing-found")] };
    let Some(FoundAssembly { assembly, .. }) = run.found.get(found) else { return Vec::new() };
    let question = &run.question.composition;
    let explain = |brick: usize| question.explain(&assembly.bricks, brick).ok().flatten();
    run.why = Some(Why {
        found,
        bricks: (0..question.bricks.len()).map(explain).collect(),
        dominated: question.dominated().unwrap_or_default(),
        other: None,
    });
    say(state, ComposingNews::Explained);
    vec![Effect::Focus("composing-why")]
}

fn other(state: &mut State, brick: usize) -> Vec<Effect> {
    let Some(run) = state.composing.as_mut().and_then(|desk| desk.run.as_deref_mut()) else { return Vec::new() };
    let question = &run.question.composition;
    let is_running = run.is_running();
    let Some(why) = run.why.as_mut().filter(|_| !is_running) else { return Vec::new() };
    let is_in = run.found.get(why.found).is_some_and(|found| found.assembly.has(brick));
    let composer = if is_in { question.without(brick) } else { question.with(brick) };
    let Ok(composer) = composer else { return Vec::new() };
    let (best, proof) = (None, composer.proof());
    why.other = Some(OtherAssembly { brick, is_in: !is_in, best, proof, is_running: true, composer });
    vec![Effect::AfterPaint(Box::new(ComposingMsg::Round(run.number).into()))]
}

/// One step; says so unless something was said already: that it was refused, or
/// that others lead now.
fn adopt(state: &mut State, found: usize) -> Vec<Effect> {
    let name = state.assembly_name();
    let run = state.composing().and_then(|desk| desk.run.as_deref()).filter(|run| run.is_current(state));
    let Some(run) = run else { return Vec::new() };
    let Some(FoundAssembly { assembly, .. }) = run.found.get(found) else { return Vec::new() };
    let components = run.question.components(&assembly.bricks);
    state.history.end_gesture();
    let said = state.announcement.number;
    let mut effects = change_dossier(state, Edit::Adopt { name: name.clone(), components });
    state.history.end_gesture();
    if effects.is_empty() {
        return effects;
    }
    if let Some(desk) = &mut state.composing {
        desk.adopted = Some(name.clone());
    }
    if state.announcement.number == said {
        say(state, ComposingNews::Adopted(name));
    }
    effects.push(Effect::Focus("composing-found"));
    effects
}

/// The message of a gesture.
impl From<ComposingMsg> for Msg {
    fn from(msg: ComposingMsg) -> Self {
        Self::Composing(Rc::new(msg))
    }
}
