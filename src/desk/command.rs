//! Commands, declared once as data: every platform's form of them, their help and their rights come from here.

pub mod request;
