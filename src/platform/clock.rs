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

/// An ISO moment in local time, to the minute: `2026-11-22T06:15`; as it stands
/// where it is none.
pub fn local(moment: &str) -> String {
    let date = Date::new(&moment.into());
    // The offset is in minutes, to be taken away; a moment of milliseconds again.
    let shifted = date.get_time() - date.get_timezone_offset() * 60_000.0;
    if shifted.is_nan() {
        return moment.to_owned();
    }
    String::from(Date::new(&shifted.into()).to_iso_string()).chars().take("2026-11-22T06:15".len()).collect()
}
