//! Reads the attributes of the element. What is not understood is as if it were not there.

use web_sys::HtmlElement;

use crate::app::{Attributes, Screen};
use crate::i18n::Lang;

/// What the element asks for now.
pub(super) fn read(host: &HtmlElement) -> Attributes {
    let screen = host.get_attribute("screen");
    Attributes {
        lang: language_of(host),
        level: heading_level(host),
        screen: screen.and_then(|tag| Screen::from_tag(&tag)),
        is_readonly: host.has_attribute("readonly"),
    }
}

/// Whether scoring links come from the fragment of the page's address.
pub(super) fn reads_address(host: &HtmlElement) -> bool {
    host.get_attribute("address").is_some_and(|source| source == "fragment")
}

/// The language of the element or of the nearest one around it that says one.
fn language_of(host: &HtmlElement) -> Lang {
    let said = host.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang"));
    said.and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default()
}

/// The level of the widget's title in the outline of the page: 2 unless told.
fn heading_level(host: &HtmlElement) -> u8 {
    let said = host.get_attribute("heading-level").and_then(|level| level.parse().ok());
    said.filter(|level| (1..=4).contains(level)).unwrap_or(2)
}
