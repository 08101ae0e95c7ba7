//! The address of the page.

/// The address without its fragment, to build links from. An embedded page
/// (`about:srcdoc`) has none.
pub fn without_fragment() -> String {
    let href = super::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// The fragment, with its `#`, if it holds a scoring link.
pub fn scoring_link() -> Option<String> {
    let fragment = super::window()?.location().hash().ok()?;
    fragment.contains("md=").then_some(fragment)
}
