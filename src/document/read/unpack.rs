//! Packed bytes → the bytes that were packed, as they are asked for: nothing is unpacked ahead.

use std::{
    error::Error,
    io::{self, BufRead, BufReader, Read},
};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{
    BlockDecodingStrategy, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};

use super::super::Packing;

/// Largest window of Zstandard in bytes, which is held in memory: that of `zstd --long`.
const LARGEST_WINDOW: u64 = 1 << 27;

/// Bytes that are unpacked at once.
const CHUNK: usize = 64 * 1024;

/// Reads what was packed.
pub(super) fn unpack(source: impl BufRead + Send + 'static, packing: Packing) -> Box<dyn BufRead + Send> {
    match packing {
        Packing::Gzip => Box::new(BufReader::with_capacity(CHUNK, Gzip::new(source))),
        Packing::Zstd => Box::new(BufReader::with_capacity(CHUNK, Zstd::new(source))),
    }
}

fn cut_off(packing: Packing) -> io::Error {
    io::Error::new(
        io::ErrorKind::UnexpectedEof,
        format!("cut off: its {} data end too early", packing.name()),
    )
}

fn damaged(packing: Packing, why: impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("damaged {} data: {why}", packing.name()))
}

/// All members of a gzip file, one after the other.
struct Gzip<R> {
    members: MultiGzDecoder<R>,
    any: bool,
}

impl<R: BufRead> Gzip<R> {
    fn new(source: R) -> Self {
        Self { members: MultiGzDecoder::new(source), any: false }
    }
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.members.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => cut_off(Packing::Gzip),
            io::ErrorKind::InvalidInput if self.any && error.to_string().contains("header") => {
                damaged(Packing::Gzip, "something else follows their end")
            }
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => damaged(Packing::Gzip, error),
            _ => error,
        })?;
        self.any |= read > 0;
        Ok(read)
    }
}

/// All frames of a Zstandard file, one after the other.
struct Zstd<R> {
    source: R,
    decoder: FrameDecoder,
    within: bool,
    any: bool,
}

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(LARGEST_WINDOW);
        Self { source, decoder, within: false, any: false }
    }

    /// Begins the next frame that holds data; `false` at the end of the file.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            // An empty file is none of this packing, and says so by its missing header.
            if self.any && self.source.fill_buf()?.is_empty() {
                return Ok(false);
            }
            match self.decoder.init(&mut self.source) {
                Ok(()) => {
                    self.any = true;
                    self.within = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    self.any = true;
                    let length = u64::from(length);
                    if io::copy(&mut self.source.by_ref().take(length), &mut io::sink())? < length {
                        return Err(cut_off(Packing::Zstd));
                    }
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_)))
                    if self.any =>
                {
                    return Err(damaged(Packing::Zstd, "something else follows their end"));
                }
                Err(error) => return Err(described(error)),
            }
        }
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.within && !self.begin()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, one).map_err(described)?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.within = false;
            let stated = self.decoder.get_checksum_from_data();
            if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
                return Err(damaged(Packing::Zstd, "their checksum does not agree"));
            }
        }
    }
}

/// A fault of the decoder: a file that ends too early is told from one that is wrong.
fn described(error: FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(error) = cause {
        if error.downcast_ref::<io::Error>().is_some_and(|it| it.kind() == io::ErrorKind::UnexpectedEof) {
            return cut_off(Packing::Zstd);
        }
        cause = error.source();
    }
    match &error {
        FrameDecoderError::WindowSizeTooBig { .. } => {
            damaged(Packing::Zstd, "they need a window of more than 128 MiB")
        }
        FrameDecoderError::DictNotProvided { .. } => damaged(Packing::Zstd, "they need a dictionary"),
        // The library describes some of its errors by their names in code.
        _ => damaged(Packing::Zstd, "they do not follow the format"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};
    use proptest::prelude::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn read(bytes: Vec<u8>, packing: Packing) -> Result<Vec<u8>, String> {
        let mut unpacked = Vec::new();
        let read = unpack(io::Cursor::new(bytes), packing).read_to_end(&mut unpacked);
        read.map(|_| unpacked).map_err(|error| error.to_string())
    }

    #[test]
    fn parts_follow_each_other() {
        assert_eq!(read([gzip(b"Rain"), gzip(b" fell.")].concat(), Packing::Gzip).unwrap(), b"Rain fell.");
        let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec();
        let frames = [skipped.clone(), zstd(b"Rain"), skipped, zstd(b""), zstd(b" fell.")].concat();
        assert_eq!(read(frames, Packing::Zstd).unwrap(), b"Rain fell.");
    }

    #[test]
    fn what_is_cut_off_or_damaged_says_so() {
        let text: Vec<u8> = (0..50_000u32).flat_map(u32::to_le_bytes).collect();
        for (packing, packed) in [(Packing::Gzip, gzip(&text)), (Packing::Zstd, zstd(&text))] {
            for end in [0, 3, 9, packed.len() / 2, packed.len() - 1] {
                let error = read(packed[..end].to_vec(), packing).unwrap_err();
                assert_eq!(error, format!("cut off: its {} data end too early", packing.name()), "{end}");
            }
            let garbage = read([&packed[..], b"more and more"].concat(), packing).unwrap_err();
            assert!(garbage.ends_with("something else follows their end"), "{garbage}");
            let mut wrong = packed.clone();
            let last = wrong.len() - 6;
            wrong[last] ^= 0x55;
            assert!(read(wrong, packing).unwrap_err().starts_with("damaged "));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_unpack_or_say_why(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for (packing, magic) in [(Packing::Gzip, &b"\x1f\x8b\x08\0"[..]), (Packing::Zstd, b"\x28\xb5\x2f\xfd")] {
                let _ = read([magic, &bytes].concat(), packing);
            }
        }
    }
}
