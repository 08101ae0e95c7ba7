//! Works in IndexedDB: one store for the list, one for the texts, one for the choice.

use std::cell::RefCell;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::{Entry, Keeping, failure};
use crate::app::{KeptWork, NotKept, StoredWork};

const NAME: &str = "mieux-disant";
/// Slot to `[slot, revision, moment, title]`.
const WORKS: &str = "works";
/// Slot to dossier file.
const TEXTS: &str = "texts";
/// What the user chose for this browser.
const CHOICES: &str = "choices";
const KEEP_NOTHING: &str = "keep-nothing";

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
    let database = Database(opened(&request).await?.unchecked_into());
    let forget = || OPEN.with_borrow_mut(|open| *open = None);
    let held = database.clone();
    // A later version of the page may need another form of the database.
    EventListener::once(&database.0, "versionchange", move |_| {
        held.0.close();
        forget();
    })
    .forget();
    // The user cleared the data of this site: the next use opens another.
    EventListener::once(&database.0, "close", move |_| forget()).forget();
    OPEN.with_borrow_mut(|open| *open = Some(database.clone()));
    Some(database)
}

/// The opened database, with its stores.
async fn opened(request: &IdbOpenDbRequest) -> Option<JsValue> {
    let fresh = request.clone();
    let upgrade = EventListener::once(request, "upgradeneeded", move |_| {
        if let Ok(database) = fresh.result() {
            let database: IdbDatabase = database.unchecked_into();
            for store in [WORKS, TEXTS, CHOICES] {
                // Refused only where it is already there.
                let _ = database.create_object_store(store);
            }
        }
    });
    let mut timer = None;
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        timer = Some(Timeout::new(PATIENCE_MS, move || {
            // The promise is settled in any case.
            let _ = reject.call0(&JsValue::NULL);
        }));
    });
    let answer = JsFuture::from(promise).await;
    drop((upgrade, timer));
    answer.ok().and_then(|_| request.result().ok())
}

/// What a request gives.
async fn answered(request: Result<IdbRequest, JsValue>) -> Result<JsValue, JsValue> {
    let request = request?;
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error().ok().flatten().map_or(JsValue::NULL, JsValue::from)),
    }
}

/// Waits until the disk has it.
async fn completed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or(JsValue::NULL, JsValue::from)),
    }
}

fn is_there(value: &JsValue) -> bool {
    !value.is_undefined() && !value.is_null()
}

fn text(row: &JsValue, place: u32) -> String {
    Reflect::get_u32(row, place).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// What the list says of a work; its text is elsewhere.
fn entry(row: &JsValue) -> Entry {
    let work = StoredWork { slot: text(row, 0), revision: text(row, 1), title: text(row, 3), text: String::new() };
    Entry { work, saved_at: text(row, 2) }
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
            OPEN.with_borrow_mut(|open| *open = None);
        }
        transaction
    }

    /// The list of works, and whether nothing is to be kept.
    pub(super) async fn entries(&self) -> Result<(Vec<Entry>, bool), JsValue> {
        let transaction = self.begin("readonly")?;
        let chosen = answered(transaction.object_store(CHOICES)?.get(&KEEP_NOTHING.into())).await?;
        let rows = answered(transaction.object_store(WORKS)?.get_all()).await?;
        Ok((Array::from(&rows).iter().map(|row| entry(&row)).collect(), is_there(&chosen)))
    }

    /// A work with its text.
    pub(super) async fn get(&self, slot: &str) -> Option<StoredWork> {
        let transaction = self.begin("readonly").ok()?;
        let row = answered(transaction.object_store(WORKS).ok()?.get(&slot.into())).await.ok()?;
        let text = answered(transaction.object_store(TEXTS).ok()?.get(&slot.into())).await.ok()?;
        Some(StoredWork { text: text.as_string()?, ..entry(&row).work })
    }

    /// Keeps a work, or keeps it beside where another revision is there: reading
    /// that and writing are one transaction, whatever other tabs do.
    pub(super) async fn put(&self, keeping: Keeping, saved_at: String) -> Result<KeptWork, NotKept> {
        let refused = |error: JsValue| failure(&error);
        let Keeping { mut work, seen, beside } = keeping;
        let transaction = self.begin("readwrite").map_err(refused)?;
        let works = transaction.object_store(WORKS).map_err(refused)?;
        let choices = transaction.object_store(CHOICES).map_err(refused)?;
        if is_there(&answered(choices.get(&KEEP_NOTHING.into())).await.map_err(refused)?) {
            return Err(NotKept::Unwanted);
        }
        let there = answered(works.get(&work.slot.as_str().into())).await.map_err(refused)?;
        let revision = is_there(&there).then(|| entry(&there).work.revision);
        if revision.as_ref() == Some(&work.revision) {
            return Ok(entry(&there).kept());
        }
        let is_beside = revision.is_some_and(|revision| !seen.contains(&revision));
        if is_beside {
            work.slot = beside;
        }
        let key = JsValue::from(work.slot.as_str());
        let row =
            Array::of4(&key, &work.revision.as_str().into(), &saved_at.as_str().into(), &work.title.as_str().into());
        let write = |store: IdbObjectStore, value: &JsValue| store.put_with_key(value, &key).map(|_| ());
        write(works, &row).map_err(refused)?;
        transaction.object_store(TEXTS).and_then(|texts| write(texts, &work.text.as_str().into())).map_err(refused)?;
        completed(&transaction).await.map_err(refused)?;
        let kept = Entry { work, saved_at }.kept();
        if is_beside { Err(NotKept::Beside(kept)) } else { Ok(kept) }
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
