//! The store's tests: the contract that every store must keep, and what this one promises of its file.

mod contract;
mod fixture;
mod file;
