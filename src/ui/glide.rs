//! Rows that change places glide there: where each stood is looked at before the
//! page changes, and played back from there afterwards. Under a hand that still
//! moves they follow at once: motion explains a jump, and would only lag behind.

use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

// web-sys still calls Web Animations unstable; every browser has them.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = HtmlElement)]
    type Animated;
    #[wasm_bindgen(method)]
    fn animate(this: &Animated, keyframes: &Object, duration: f64) -> Animation;

    type Animation;
    #[wasm_bindgen(method)]
    fn cancel(this: &Animation);
}

/// How long a row is under way, in milliseconds.
const DURATION: f64 = 200.0;
/// Changes of place that follow each other faster than this, in milliseconds, come
/// from one gesture.
const GESTURE: f64 = 250.0;

/// Where the rows stood, and what still moves.
#[derive(Default)]
pub(crate) struct Glide {
    stood: Vec<(HtmlElement, f64)>,
    under_way: Vec<Animation>,
    /// When rows changed places last, in milliseconds.
    changed: f64,
}

impl Glide {
    /// Remembers where the rows are, on their way too.
    pub(crate) fn look(&mut self, root: &Element) {
        let now = Date::now();
        let follows = now - std::mem::replace(&mut self.changed, now) < GESTURE;
        if follows {
            self.under_way.drain(..).for_each(|animation| animation.cancel());
            self.stood.clear();
            return;
        }
        // Looked at twice before the page changes, they still stand where they stood.
        if self.stood.is_empty() && !wants_calm() {
            self.stood = bodies(root).into_iter().map(|row| (row.clone(), top(&row))).collect();
        }
    }

    /// Lets those that `look` remembered glide to where they are now.
    pub(crate) fn play(&mut self) {
        if self.stood.is_empty() {
            return;
        }
        for animation in self.under_way.drain(..) {
            animation.cancel();
        }
        // First every place, then every change: the page is laid out once.
        let ways: Vec<(HtmlElement, f64)> =
            self.stood.drain(..).map(|(row, before)| (row.clone(), before - top(&row))).collect();
        for (row, way) in ways {
            // A row that left the page is nowhere.
            if way.abs() >= 1.0 && row.is_connected() {
                self.under_way.push(row.unchecked_ref::<Animated>().animate(&from(way), DURATION));
            }
        }
    }
}

/// The bodies of the ranked offers on the page, in their order.
fn bodies(root: &Element) -> Vec<HtmlElement> {
    let Ok(list) = root.query_selector_all("tbody[data-offer]") else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

fn top(row: &HtmlElement) -> f64 {
    row.get_bounding_client_rect().top()
}

/// Keyframes from so many pixels below to where the row is.
fn from(way: f64) -> Object {
    let keyframes = Object::new();
    let transforms = Array::of2(&format!("translateY({}px)", way as i64).into(), &"none".into());
    // A plain object takes any property.
    let _ = Reflect::set(&keyframes, &"transform".into(), &transforms);
    let _ = Reflect::set(&keyframes, &"easing".into(), &"ease-out".into());
    keyframes
}

/// Whether the user asked for less motion.
fn wants_calm() -> bool {
    let query =
        web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    query.is_some_and(|query| query.matches())
}
