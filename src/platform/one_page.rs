//! The page itself as one file that opens by double click, with a dossier inside.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

use super::files;

/// The single file, beside the page of a site.
const SINGLE_FILE: &str = "mieux-disant.html";

/// What a single file starts from: the block with its program.
const PROGRAM: &str = "mieux-disant-wasm";

/// Offers the page as a file. `content` is a dossier file or a scoring link; `home` is
/// the address of the page, `refused` hears the name of a file that there is none of.
#[inline(never)]
pub fn offer(home: String, name: String, title: String, content: String, refused: impl Fn(String) + 'static) {
    spawn_local(async move {
        let offered = match single_file(&home).await {
            Ok(page) => with_inside(&page, &title, &content).ok_or(JsValue::NULL),
            Err(error) => Err(error),
        };
        if offered.and_then(|page| files::offer(&name, &page)).is_err() {
            refused(name);
        }
    });
}

/// The text of the single file: of this page, if it is one, or from beside it.
async fn single_file(home: &str) -> Result<String, JsValue> {
    let document = super::document().ok_or(JsValue::NULL)?;
    if document.get_element_by_id(PROGRAM).is_some() {
        let whole = document.document_element().ok_or(JsValue::NULL)?.outer_html();
        return Ok(format!("<!doctype html>\n{whole}\n"));
    }
    let home = home.split('?').next().unwrap_or_default();
    let folder = home.rfind('/').map_or("", |end| home.split_at(end + 1).0);
    let window = super::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str(&format!("{folder}{SINGLE_FILE}"))).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)
}

/// The page with a dossier inside its element, and no other; nothing when it is not the page that is known.
fn with_inside(page: &str, title: &str, content: &str) -> Option<String> {
    let (head, rest) = page.split_once("<title>")?;
    let (_, rest) = rest.split_once("</title>")?;
    // The program, which comes before, names the element too.
    let (middle, element) = rest.rsplit_once("<mieux-disant")?;
    let (attributes, children) = element.split_once('>')?;
    // A copy of a copy: what was inside goes.
    let children = match children.trim_start().strip_prefix(OPENING) {
        Some(inside) => inside.split_once(CLOSING)?.1,
        None => children,
    };
    // Neither a name nor a note may end the block.
    let content = content.replace('<', "\\u003c");
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    Some(format!("{head}<title>{title}</title>{middle}<mieux-disant{attributes}>{OPENING}{content}{CLOSING}{children}"))
}

const OPENING: &str = "<script type=\"application/json\">";
const CLOSING: &str = "</script>";
