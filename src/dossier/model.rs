//! The dossier: one consultation as a whole; `grid` has what is announced,
//! `offers` what is received.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use litemap::LiteMap;

use super::check::Defect;
use super::commission::Commission;
use super::costs::CostPlan;
use super::date::Date;
use super::decision::Decision;
use super::grid::{Criterion, Detector, Gate, Information, Measure, Method, Profile, Requirement};
use super::journal::JournalEntry;
use super::lots::Lots;
use super::offers::Offer;
use super::seal::Seal;
use crate::engine::Decimal;

/// The name by which criteria, facts, gates and offers refer to each other:
/// 1 to 64 characters, unique within the dossier. Never shown as a label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Rc<str>);

impl Id {
    /// An identifier; its form is checked with the dossier.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something per identifier, in the order of the identifiers.
pub type IdMap<V> = LiteMap<Id, V>;

/// Some identifiers. All sets of the program are of this one type: each other
/// would cost the page its own copy of the code.
pub type IdSet = BTreeSet<Id>;

/// A dossier that has not been checked: from a file, from a link, under edit.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What is bought.
    pub title: String,
    /// A remark shown wherever the dossier is: "figures are fictitious".
    pub notice: String,
    /// Every age and validity is computed from it, never from the clock.
    pub reference_date: Option<Date>,
    /// When the contract ends: what an offer relies on should hold until then.
    pub contract_end: Option<Date>,
    /// Whether the grid was changed after offers were entered.
    pub is_grid_changed_late: bool,
    /// The money of all prices.
    pub money: Money,
    /// The full note: 20, 100…
    pub note_scale: Decimal,
    /// The criteria at the top of the tree.
    pub criteria: Vec<Criterion>,
    /// How notes become ranks.
    pub method: Method,
    /// Facts that gates read or that are only shown; they carry no weight.
    pub informations: Vec<Information>,
    /// The needs that coverage criteria count.
    pub requirements: Vec<Requirement>,
    /// The announced eliminatory conditions.
    pub gates: Vec<Gate>,
    /// How abnormally low prices are looked for.
    pub detectors: Vec<Detector>,
    /// Over which years and in which scenarios costs are counted.
    pub cost_plan: Option<CostPlan>,
    /// Other sets of weights to look at.
    pub profiles: Vec<Profile>,
    /// Who notes what.
    pub commission: Commission,
    /// The offers, in the order of the file.
    pub offers: Vec<Rc<Offer>>,
    /// The buyer's own bricks to compose with, as the components of something
    /// that is never ranked; nothing where there are none.
    pub pool: Option<Rc<Offer>>,
    /// Months after which a fact of the market is to be verified again; none: a year.
    pub fact_age_limit: Option<u32>,
    /// What is proposed for the award, and what was set aside.
    pub decision: Decision,
    /// The seal of the grid, while it is frozen.
    pub seal: Option<Seal>,
    /// Who changed what and when, oldest first; empty until somebody keeps one.
    pub journal: Vec<Rc<JournalEntry>>,
    /// Which of several lots this is, and the others.
    pub lots: Option<Rc<Lots>>,
}

/// The currency and tax basis of every price of a dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// ISO 4217 code.
    pub currency: String,
    /// With or without tax.
    pub tax: Tax,
}

/// Whether prices include tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tax {
    /// Hors taxes.
    Excluded,
    /// Toutes taxes comprises.
    Included,
}

impl Draft {
    /// A draft of nothing yet, in euros with tax, noted on 100.
    pub fn new(title: String) -> Self {
        Self {
            title,
            notice: String::new(),
            reference_date: None,
            contract_end: None,
            is_grid_changed_late: false,
            money: Money { currency: "EUR".into(), tax: Tax::Included },
            note_scale: Decimal::integer(100),
            criteria: Vec::new(),
            method: Method::default(),
            informations: Vec::new(),
            requirements: Vec::new(),
            gates: Vec::new(),
            detectors: Vec::new(),
            cost_plan: None,
            profiles: Vec::new(),
            commission: Commission::default(),
            offers: Vec::new(),
            pool: None,
            fact_age_limit: None,
            decision: Decision::default(),
            seal: None,
            journal: Vec::new(),
            lots: None,
        }
    }

    /// Every criterion and group, in reading order.
    pub fn all_criteria(&self) -> Vec<&Criterion> {
        self.criteria.iter().flat_map(Criterion::descendants).collect()
    }

    /// A criterion or group, by identifier.
    pub fn criterion(&self, id: &Id) -> Option<&Criterion> {
        self.all_criteria().into_iter().find(|criterion| criterion.id == *id)
    }

    /// The group in which a criterion stands, with its place there.
    pub fn siblings(&self, id: &Id) -> Option<(&[Criterion], usize)> {
        fn within<'a>(group: &'a [Criterion], id: &Id) -> Option<(&'a [Criterion], usize)> {
            match group.iter().position(|criterion| criterion.id == *id) {
                Some(place) => Some((group, place)),
                None => group.iter().find_map(|criterion| within(criterion.children(), id)),
            }
        }
        within(&self.criteria, id)
    }

    /// The measures that offers have facts on: leaves in reading order, then
    /// informations, then requirements.
    pub fn measures(&self) -> Vec<(&Id, &str, &Measure)> {
        let leaves = self.all_criteria().into_iter();
        let leaves = leaves.filter_map(|c| c.measure().map(|measure| (&c.id, c.name.as_str(), measure)));
        let informations = self.informations.iter().map(|i| (&i.id, i.name.as_str(), &i.measure));
        let requirements = self.requirements.iter().map(|r| (&r.id, r.name.as_str(), &r.measure));
        leaves.chain(informations).chain(requirements).collect()
    }

    /// The measure with this identifier.
    pub fn measure(&self, id: &Id) -> Option<&Measure> {
        self.measures().into_iter().find(|(other, ..)| *other == id).map(|(.., measure)| measure)
    }

    /// An offer, by identifier.
    pub fn offer(&self, id: &Id) -> Option<&Rc<Offer>> {
        self.offers.iter().find(|offer| offer.id == *id)
    }

    /// What has components: an offer, or the pool under [`Offer::POOL`].
    pub fn holder(&self, id: &Id) -> Option<&Rc<Offer>> {
        self.offer(id).or_else(|| self.pool.as_ref().filter(|pool| pool.id == *id))
    }

    /// The offers and the pool: everything that has facts.
    pub(super) fn holders_mut(&mut self) -> impl Iterator<Item = &mut Rc<Offer>> {
        self.offers.iter_mut().chain(&mut self.pool)
    }
}

/// A dossier that holds together: every reference leads somewhere, every
/// number is within its bounds, every group of criteria has weight to share.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier(Draft);

impl Dossier {
    pub(super) fn from_checked(draft: Draft) -> Self {
        Self(draft)
    }

    /// A copy to change and check again.
    pub fn to_draft(&self) -> Draft {
        self.0.clone()
    }
}

impl Deref for Dossier {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.0
    }
}

impl TryFrom<Draft> for Dossier {
    type Error = Vec<Defect>;

    fn try_from(draft: Draft) -> Result<Self, Self::Error> {
        draft.check()
    }
}
