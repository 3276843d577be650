//! From a digest's or answer's words to blocks, fitted into a platform's limits, and from blocks to text.
