//! From state to what is shown: rows, bars, sentences. Pure, tested natively.
//!
//! Nothing here touches a browser; nothing in `ui` computes.
