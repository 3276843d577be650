//! Inflating, with a limit on what comes out: a few bytes can stand for gigabytes.

use std::io::{self, Read as _, Write};

use brotli_decompressor::DecompressorWriter;
use flate2::write::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;

/// What is asked for, and all that is taken.
pub(super) const ACCEPTED: &str = "gzip, br, zstd, deflate";

/// The largest window that zstd may use in HTTP (RFC 9659).
const ZSTD_WINDOW: u64 = 8 << 20;

/// Why inflating stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// More came out than is allowed.
    Full,
    /// It is not what it claims to be, or not whole.
    Broken,
}

/// A body under way.
pub(super) enum Inflate {
    Plain(Bounded),
    Gzip(MultiGzDecoder<Bounded>),
    Brotli(Box<DecompressorWriter<Bounded>>),
    Zlib(ZlibDecoder<Bounded>),
    Deflate(DeflateDecoder<Bounded>),
    /// "deflate" is zlib by the book and raw for some servers: the first byte tells.
    Unsure(Bounded),
    /// Its decoder pulls: the bytes as sent, which are limited too, and what may come out.
    Zstd(Vec<u8>, Bounded),
}

impl Inflate {
    /// For a body with this Content-Encoding. One coding at most: several are how bombs are nested.
    pub(super) fn new(coding: &str, limit: usize) -> Option<Self> {
        let out = Bounded { bytes: Vec::new(), limit };
        Some(match coding {
            "" | "identity" => Self::Plain(out),
            "gzip" | "x-gzip" => Self::Gzip(MultiGzDecoder::new(out)),
            "br" => Self::Brotli(Box::new(DecompressorWriter::new(out, 4096))),
            "zstd" => Self::Zstd(Vec::new(), out),
            "deflate" => Self::Unsure(out),
            _ => return None,
        })
    }

    /// Takes the next bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        if let (Self::Unsure(out), Some(first)) = (&mut *self, bytes.first()) {
            let out = std::mem::replace(out, Bounded { bytes: Vec::new(), limit: 0 });
            let zlib = first & 0x0f == 8 && first >> 4 <= 7;
            *self = if zlib { Self::Zlib(ZlibDecoder::new(out)) } else { Self::Deflate(DeflateDecoder::new(out)) };
        }
        let written = match self {
            Self::Plain(it) => it.write_all(bytes),
            Self::Gzip(it) => it.write_all(bytes),
            Self::Brotli(it) => it.write_all(bytes),
            Self::Zlib(it) => it.write_all(bytes),
            Self::Deflate(it) => it.write_all(bytes),
            Self::Zstd(it, _) => it.write_all(bytes),
            Self::Unsure(_) => Ok(()),
        };
        written.map_err(|it| stop(&it))
    }

    /// The inflated body, if it is whole.
    pub(super) fn finish(self) -> Result<Vec<u8>, Stop> {
        let out = match self {
            Self::Plain(it) | Self::Unsure(it) => Ok(it),
            Self::Gzip(it) => it.finish(),
            Self::Zlib(it) => it.finish(),
            Self::Deflate(it) => it.finish(),
            Self::Brotli(mut it) => {
                it.close().and_then(|()| it.into_inner().map_err(|_| io::ErrorKind::InvalidData.into()))
            }
            Self::Zstd(sent, out) => return zstd(&sent, out),
        };
        out.map(|it| it.bytes).map_err(|it| stop(&it))
    }
}

/// All frames, one after the other.
fn zstd(mut sent: &[u8], mut out: Bounded) -> Result<Vec<u8>, Stop> {
    while !sent.is_empty() {
        let decoder = StreamingDecoder::new_with_max_window_size(&mut sent, ZSTD_WINDOW);
        let mut decoder = decoder.map_err(|_| Stop::Broken)?.take(out.room() + 1);
        let mut chunk = [0; 16 << 10];
        loop {
            let n = decoder.read(&mut chunk).map_err(|_| Stop::Broken)?;
            if n == 0 {
                break;
            }
            out.write_all(chunk.get(..n).unwrap_or_default()).map_err(|it| stop(&it))?;
        }
    }
    Ok(out.bytes)
}

fn stop(error: &io::Error) -> Stop {
    if error.kind() == io::ErrorKind::FileTooLarge { Stop::Full } else { Stop::Broken }
}

/// Takes bytes up to its limit and then refuses.
pub(super) struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
}

impl Bounded {
    fn room(&self) -> u64 {
        u64::try_from(self.limit - self.bytes.len()).unwrap_or(u64::MAX - 1)
    }
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.limit - self.bytes.len() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use proptest::prelude::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    const LIMIT: usize = 20_000;

    /// Made once: unoptimised, compressing takes longer than everything else here.
    static SAMPLES: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(samples);

    /// The same text in every coding that we can write.
    fn samples() -> Vec<(&'static str, Vec<u8>)> {
        let text: String = (0..300).map(|it| format!("The bridge fell {it} times. ")).collect();
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::best());
        for it in [&mut gzip as &mut dyn Write, &mut zlib, &mut raw] {
            it.write_all(text.as_bytes()).unwrap();
        }
        let zstd = compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
        let brotli = b"\x8b\x13\x80The bridge is open again, the city said.\x03".to_vec();
        vec![
            ("gzip", gzip.finish().unwrap()),
            ("deflate", zlib.finish().unwrap()),
            ("deflate", raw.finish().unwrap()),
            ("zstd", zstd),
            ("br", brotli),
        ]
    }

    /// In pieces of `size`, as they come from a network.
    fn inflated(coding: &str, bytes: &[u8], size: usize) -> Result<Vec<u8>, Stop> {
        let mut inflate = Inflate::new(coding, LIMIT).unwrap();
        bytes.chunks(size).try_for_each(|it| inflate.push(it))?;
        inflate.finish()
    }

    #[test]
    fn pieces_make_a_whole_and_what_is_cut_off_is_broken() {
        for (coding, bytes) in SAMPLES.iter() {
            let whole = inflated(coding, bytes, usize::MAX).unwrap();
            assert!(whole.starts_with(b"The bridge "), "{coding}");
            for size in [1, 7, 100] {
                assert_eq!(inflated(coding, bytes, size).as_ref(), Ok(&whole), "{coding} by {size}");
            }
            let cut = &bytes[..bytes.len() - bytes.len() / 3];
            assert_eq!(inflated(coding, cut, 100), Err(Stop::Broken), "{coding}");
        }
        assert_eq!(inflated("gzip", b"", 1), Err(Stop::Broken));
        assert_eq!(inflated("deflate", b"", 1), Ok(Vec::new()));
        assert_eq!(inflated("identity", &[0; LIMIT + 1], 100), Err(Stop::Full));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damage_is_an_error_and_nothing_worse(
            which in 0_usize..5,
            damage in proptest::collection::vec((0_usize..4_000, any::<u8>()), 1..8),
            size in 1_usize..300,
        ) {
            let (coding, mut bytes) = SAMPLES[which].clone();
            for (at, with) in damage {
                let at = at % bytes.len();
                bytes[at] = with;
            }
            if let Ok(it) = inflated(coding, &bytes, size) {
                prop_assert!(it.len() <= LIMIT);
            }
        }

        #[test]
        fn noise_is_an_error_and_nothing_worse(which in 0_usize..5, noise in proptest::collection::vec(any::<u8>(), 0..300)) {
            let (coding, bytes) = SAMPLES[which].clone();
            // After a beginning that is right.
            let bytes = [&bytes[..bytes.len().min(12)], &noise].concat();
            if let Ok(it) = inflated(coding, &bytes, 50) {
                prop_assert!(it.len() <= LIMIT);
            }
        }
    }
}
