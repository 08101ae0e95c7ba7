//! The clock: names for sessions and dates for the list of kept works. Never
//! an input of a result.

use js_sys::Date;

/// A name for this session that no other session of this browser bears.
pub fn session_name() -> String {
    format!("{:x}{:x}", Date::now() as u64, (js_sys::Math::random() * 65_536.0) as u32)
}

/// The moment, as ISO 8601, for sorting.
pub fn now() -> String {
    Date::new_0().to_iso_string().into()
}

/// An ISO moment as people of a language write it, in their time zone.
pub fn readable(moment: &str, lang_tag: &str) -> String {
    let date = Date::new(&moment.into());
    if date.get_time().is_nan() {
        return moment.to_owned();
    }
    date.to_locale_string(lang_tag, &wasm_bindgen::JsValue::UNDEFINED).into()
}
