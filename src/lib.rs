#![doc = include_str!("ARCHITECTURE.md")]

pub mod engine;

pub mod i18n;

pub mod catalogue;

pub mod dossier;

pub mod lint;

pub mod saved;

pub mod table;

pub mod app;

pub mod present;

#[cfg(target_arch = "wasm32")]
pub mod ui;

#[cfg(target_arch = "wasm32")]
pub mod platform;

#[cfg(target_arch = "wasm32")]
pub mod embed;
