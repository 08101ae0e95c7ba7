//! Printing.

/// Opens the print dialog.
///
/// # Errors
/// In a frame that may not print.
pub fn print() -> Result<(), wasm_bindgen::JsValue> {
    super::window().ok_or(wasm_bindgen::JsValue::NULL)?.print()
}
