//! Works in IndexedDB: one store for the list, one for the texts, one for the choice.

use std::cell::RefCell;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::market::may_go_over;
use super::{Keeping, clock, property, shelve};
use crate::app::{KeptMarket, KeptWork, MarketNotKept, NotKept, StoredMarket, StoredWork};

const NAME: &str = "mieux-disant";
/// Slot to `[slot, revision, moment, title]`.
const WORKS: &str = "works";
/// Slot to dossier file.
const TEXTS: &str = "texts";
/// What the user chose for this browser.
const CHOICES: &str = "choices";
const KEEP_NOTHING: &str = "keep-nothing";
/// `[file, revision, catalogue file]`, among the choices.
const MARKET: &str = "market";

/// How long a browser may take to open a database before it counts as refused.
const PATIENCE_MS: u32 = 5_000;

#[wasm_bindgen]
extern "C" {
    /// The database, with what the binding of the browser's interface lacks.
    type Durable;

    #[wasm_bindgen(method, catch)]
    fn transaction(this: &Durable, stores: &Array, mode: &str, options: &Object) -> Result<IdbTransaction, JsValue>;
}

/// An open database.
#[derive(Clone)]
pub(super) struct Database(IdbDatabase);

thread_local! {
    static OPEN: RefCell<Option<Database>> = const { RefCell::new(None) };
}

/// The database; none where the browser refuses it.
pub(super) async fn open() -> Option<Database> {
    if let Some(database) = OPEN.with_borrow(Clone::clone) {
        return Some(database);
    }
    let request = crate::platform::window()?.indexed_db().ok()??.open_with_u32(NAME, 1).ok()?;
    let fresh = request.clone();
    let upgrade = EventListener::once(&request, "upgradeneeded", move |_| make_stores(&fresh));
    let (opened, give_up) = settled(&request, "onsuccess", "onerror");
    let timer = Timeout::new(PATIENCE_MS, move || {
        // The promise is settled in any case.
        let _ = give_up.map(|give_up| give_up.call0(&JsValue::NULL));
    });
    let answer = opened.await;
    drop((upgrade, timer));
    answer.ok()?;
    let database = Database(request.result().ok()?.unchecked_into());
    // A later version of the page may need another form of the database; the user
    // may have cleared the data of this site. The next use opens another.
    for event in ["versionchange", "close"] {
        let held = database.clone();
        let close = move |_: &web_sys::Event| {
            held.0.close();
            OPEN.set(None);
        };
        EventListener::once(&database.0, event, close).forget();
    }
    OPEN.set(Some(database.clone()));
    Some(database)
}

fn make_stores(request: &IdbOpenDbRequest) {
    let Ok(database) = request.result() else { return };
    let database: IdbDatabase = database.unchecked_into();
    for store in [WORKS, TEXTS, CHOICES] {
        // Refused only where it is already there.
        let _ = database.create_object_store(store);
    }
}

/// Waits for the first of two events, by the properties that hear them; also gives
/// what makes the waiting fail.
fn settled(target: &JsValue, done: &str, failed: &str) -> (JsFuture, Option<Function>) {
    let mut give_up = None;
    let promise = Promise::new(&mut |resolve, reject| {
        // Requests and transactions have them all.
        let _ = Reflect::set(target, &done.into(), &resolve);
        let _ = Reflect::set(target, &failed.into(), &reject);
        give_up = Some(reject);
    });
    (JsFuture::from(promise), give_up)
}

async fn answered(request: &IdbRequest) -> Result<JsValue, JsValue> {
    settled(request, "onsuccess", "onerror").0.await.map_err(|event| error_of(&event))?;
    request.result()
}

/// Waits until the disk has it.
async fn completed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    settled(transaction, "oncomplete", "onabort").0.await.map(|_| ()).map_err(|event| error_of(&event))
}

fn error_of(event: &JsValue) -> JsValue {
    property(&property(event, "target"), "error")
}

fn text(row: &JsValue, place: u32) -> String {
    Reflect::get_u32(row, place).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// What the list says of a work.
fn entry(row: &JsValue) -> KeptWork {
    KeptWork { slot: text(row, 0), revision: text(row, 1), saved_at: text(row, 2), title: text(row, 3) }
}

/// Which catalogue a row holds; nothing where there is no row.
fn kept_market(row: &JsValue) -> Option<KeptMarket> {
    (!row.is_undefined()).then(|| KeptMarket { file: text(row, 0), revision: text(row, 1) })
}

impl Database {
    fn begin(&self, mode: &str) -> Result<IdbTransaction, JsValue> {
        let stores = Array::of3(&WORKS.into(), &TEXTS.into(), &CHOICES.into());
        let options = Object::new();
        // Nothing counts as kept before the disk has it: the browser may be killed.
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let transaction = self.0.unchecked_ref::<Durable>().transaction(&stores, mode, &options);
        if transaction.is_err() {
            // Closed behind our back: the next use opens another.
            OPEN.set(None);
        }
        transaction
    }

    /// The list of works, the newest first, and whether nothing is to be kept.
    pub(super) async fn entries(&self) -> Result<(Vec<KeptWork>, bool), JsValue> {
        let transaction = self.begin("readonly")?;
        let choice = transaction.object_store(CHOICES)?.get(&KEEP_NOTHING.into())?;
        let rows: Array = answered(&transaction.object_store(WORKS)?.get_all()?).await?.unchecked_into();
        let mut works = Vec::new();
        for place in 0..rows.length() {
            shelve(&mut works, entry(&rows.get(place)));
        }
        Ok((works, !choice.result()?.is_undefined()))
    }

    /// A work with its text.
    pub(super) async fn get(&self, slot: &str) -> Option<StoredWork> {
        let transaction = self.begin("readonly").ok()?;
        let row = transaction.object_store(WORKS).ok()?.get(&slot.into()).ok()?;
        let text = answered(&transaction.object_store(TEXTS).ok()?.get(&slot.into()).ok()?).await.ok()?.as_string()?;
        let KeptWork { slot, revision, title, .. } = entry(&row.result().ok()?);
        Some(StoredWork { slot, revision, title, text })
    }

    /// Keeps a work, or keeps it beside where another revision is there: reading
    /// that and writing are one transaction, whatever other tabs do.
    pub(super) async fn put(&self, keeping: &Keeping, saved_at: String) -> Result<Result<KeptWork, NotKept>, JsValue> {
        let work = &keeping.work;
        let transaction = self.begin("readwrite")?;
        let works = transaction.object_store(WORKS)?;
        let choice = transaction.object_store(CHOICES)?.get(&KEEP_NOTHING.into())?;
        let there = answered(&works.get(&work.slot.as_str().into())?).await?;
        if !choice.result()?.is_undefined() {
            return Ok(Err(NotKept::Unwanted));
        }
        let revision = text(&there, 1);
        let is_beside = !there.is_undefined() && revision != work.revision && !keeping.seen.contains(&revision);
        let key = JsValue::from(if is_beside { keeping.beside.as_str() } else { work.slot.as_str() });
        let row = Array::of4(&key, &work.revision.as_str().into(), &saved_at.into(), &work.title.as_str().into());
        works.put_with_key(&row, &key)?;
        transaction.object_store(TEXTS)?.put_with_key(&work.text.as_str().into(), &key)?;
        completed(&transaction).await?;
        let mut kept = entry(&row);
        kept.saved_at = clock::local(&kept.saved_at);
        Ok(if is_beside { Err(NotKept::Beside(kept)) } else { Ok(kept) })
    }

    pub(super) async fn forget(&self, slot: &str) {
        let forgotten = async {
            let transaction = self.begin("readwrite")?;
            for store in [WORKS, TEXTS] {
                transaction.object_store(store)?.delete(&slot.into())?;
            }
            completed(&transaction).await
        };
        // What cannot be forgotten is still in the list.
        let _: Result<(), JsValue> = forgotten.await;
    }

    /// The catalogue of the market that is kept.
    pub(super) async fn market(&self) -> Option<StoredMarket> {
        let transaction = self.begin("readonly").ok()?;
        let row = transaction.object_store(CHOICES).ok()?.get(&MARKET.into()).ok()?;
        let row = answered(&row).await.ok()?;
        Some(StoredMarket { kept: kept_market(&row)?, text: text(&row, 2) })
    }

    /// Keeps a catalogue: reading what is there and writing are one transaction.
    pub(super) async fn put_market(
        &self,
        stored: &StoredMarket,
        seen: Option<String>,
    ) -> Result<Result<(), MarketNotKept>, JsValue> {
        let transaction = self.begin("readwrite")?;
        let choices = transaction.object_store(CHOICES)?;
        let choice = choices.get(&KEEP_NOTHING.into())?;
        let there = answered(&choices.get(&MARKET.into())?).await?;
        if !choice.result()?.is_undefined() {
            return Ok(Err(MarketNotKept::Unwanted));
        }
        if let Err(other) = may_go_over(kept_market(&there), seen) {
            return Ok(Err(other));
        }
        let StoredMarket { kept, text } = stored;
        let row = Array::of3(&kept.file.as_str().into(), &kept.revision.as_str().into(), &text.as_str().into());
        choices.put_with_key(&row, &MARKET.into())?;
        completed(&transaction).await?;
        Ok(Ok(()))
    }

    pub(super) async fn forget_market(&self, revision: Option<String>) {
        let forgotten = async {
            let transaction = self.begin("readwrite")?;
            let choices = transaction.object_store(CHOICES)?;
            let there = kept_market(&answered(&choices.get(&MARKET.into())?).await?);
            if there.is_some_and(|there| revision.is_none_or(|revision| revision == there.revision)) {
                choices.delete(&MARKET.into())?;
            }
            completed(&transaction).await
        };
        // What cannot be forgotten is found at the next opening.
        let _: Result<(), JsValue> = forgotten.await;
    }

    pub(super) async fn keep_nothing(&self, keeps_nothing: bool) {
        let chosen = async {
            let transaction = self.begin("readwrite")?;
            let choices = transaction.object_store(CHOICES)?;
            let key = JsValue::from(KEEP_NOTHING);
            if keeps_nothing { choices.put_with_key(&JsValue::TRUE, &key) } else { choices.delete(&key) }?;
            completed(&transaction).await
        };
        // A browser that keeps no choice keeps no work either.
        let _: Result<(), JsValue> = chosen.await;
    }
}
