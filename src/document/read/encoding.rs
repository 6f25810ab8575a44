//! Bytes of a file → text: which encoding is it, or is it no text at all?

use std::{
    borrow::Cow,
    io::{self, BufRead, BufReader, Read},
};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8};

/// Bytes that are looked at to tell text from other files.
const SAMPLE: usize = 64 * 1024;

/// Bytes from the first one outside ASCII on that the guess of an encoding rests on.
const GUESSED_FROM: usize = 1024 * 1024;

/// The text of a file's bytes.
///
/// A byte order mark decides and is left out; else the bytes are UTF-8 if they can be; else the most
/// likely of the encodings that browsers know. `Err` says why they are no text.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Ok(text.into_owned());
    }
    if let Some(why) = binary(&bytes) {
        return Err(why);
    }
    String::from_utf8(bytes).or_else(|error| {
        let (text, _) = guess(error.as_bytes()).decode_without_bom_handling(error.as_bytes());
        Ok(text.into_owned())
    })
}

/// The first characters of a file, to be looked at.
pub(super) fn opening(bytes: &[u8]) -> String {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// A stream without its byte order mark, in UTF-8 where that is one of UTF-16.
pub(super) fn without_mark(mut reader: Box<dyn BufRead + Send>, mark: &[u8]) -> Box<dyn BufRead + Send> {
    let Some((encoding, length)) = Encoding::for_bom(mark) else { return reader };
    // The mark was read once already, so a fault would have come then.
    let _ = reader.by_ref().take(length as u64).read_to_end(&mut Vec::new());
    if encoding == UTF_8 {
        return reader;
    }
    let decoder = encoding.new_decoder_without_bom_handling();
    Box::new(BufReader::new(Recoded { reader, decoder, over: false, ready: Vec::new(), at: 0 }))
}

/// A stream in another encoding, read as UTF-8.
struct Recoded<R> {
    reader: R,
    decoder: Decoder,
    over: bool,
    ready: Vec<u8>,
    at: usize,
}

impl<R: BufRead> Read for Recoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() {
            if self.over {
                return Ok(0);
            }
            let bytes = self.reader.fill_buf()?;
            self.over = bytes.is_empty();
            // A byte may end a character begun before it and be followed by others.
            let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3 + 16);
            self.ready.resize(room, 0);
            let (_, used, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.ready, self.over);
            self.ready.truncate(written);
            self.at = 0;
            self.reader.consume(used);
        }
        let read = (&self.ready[self.at..]).read(buffer)?;
        self.at += read;
        Ok(read)
    }
}

/// Decodes the cells of a table row by row: what is no UTF-8 is in one encoding, which is guessed from all
/// such bytes met so far.
#[derive(Default)]
pub(super) struct CellDecoder {
    met: Vec<u8>,
    guessed: Option<&'static Encoding>,
}

impl CellDecoder {
    /// The text of a cell.
    pub(super) fn decode<'b>(&mut self, bytes: &'b [u8]) -> Cow<'b, str> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Cow::Borrowed(text);
        }
        let encoding = match self.guessed {
            Some(encoding) => encoding,
            None => {
                self.met.extend_from_slice(&bytes[..bytes.len().min(GUESSED_FROM)]);
                let encoding = guess(&self.met);
                if self.met.len() >= ENOUGH {
                    self.guessed = Some(encoding);
                    self.met = Vec::new();
                }
                encoding
            }
        };
        encoding.decode_without_bom_handling(bytes).0
    }
}

/// Bytes of cells after which the guess of their encoding stays.
const ENOUGH: usize = 16 * 1024;

/// Why the bytes are no text, if they are not.
pub(super) fn binary(bytes: &[u8]) -> Option<String> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(at) = sample.iter().position(|it| *it == 0) {
        return Some(format!("a binary file, not text (byte {at} is zero)"));
    }
    if sample.starts_with(b"%PDF-") {
        return Some("a PDF file, not text".to_owned());
    }
    let controls =
        sample.iter().filter(|it| it.is_ascii_control() && !b"\t\n\r\x0c\x1b".contains(it)).count();
    (controls * 10 > sample.len()).then(|| "a binary file, not text (full of control characters)".to_owned())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|it| !it.is_ascii()).unwrap_or(0).saturating_sub(64);
    let end = bytes.len().min(first + GUESSED_FROM);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[first..end], end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_byte_order_mark_decides() {
        assert_eq!(decode(b"\xef\xbb\xbfKabul".to_vec()).unwrap(), "Kabul");
        assert_eq!(decode(b"\xff\xfeK\0a\0".to_vec()).unwrap(), "Ka");
        assert_eq!(decode(b"\xfe\xff\0K\0a".to_vec()).unwrap(), "Ka");
    }

    #[test]
    fn latin_1_is_told_from_its_bytes() {
        let text = b"El alcalde de Logro\xf1o y el de C\xe1diz hablaron en Le\xf3n.".to_vec();
        assert_eq!(decode(text).unwrap(), "El alcalde de Logroño y el de Cádiz hablaron en León.");
    }

    #[test]
    fn what_is_no_text_says_so() {
        assert!(decode(b"\x7fELF\x02\x01\0\0".to_vec()).unwrap_err().contains("binary"));
        assert!(decode(b"%PDF-1.7 ...".to_vec()).unwrap_err().contains("PDF"));
        assert!(decode(vec![1; 100]).unwrap_err().contains("control"));
    }

    #[test]
    fn a_stream_loses_its_mark() {
        let read = |bytes: &'static [u8]| {
            let mut text = String::new();
            without_mark(Box::new(bytes), &bytes[..4]).read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!(read(b"\xef\xbb\xbfid,text"), "id,text");
        assert_eq!(read(b"\xff\xfei\0d\0\x41\x01"), "idŁ");
        assert_eq!(read(b"\xfe\xff\0i\0d"), "id");
        assert_eq!(read(b"id,text"), "id,text");
    }

    #[test]
    fn cells_are_decoded_one_by_one() {
        let mut cells = CellDecoder::default();
        assert_eq!(cells.decode("Łódź".as_bytes()), "Łódź");
        assert_eq!(
            cells.decode(b"El alcalde de Logro\xf1o y el de C\xe1diz"),
            "El alcalde de Logroño y el de Cádiz"
        );
        assert_eq!(cells.decode(b"Le\xf3n"), "León");
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_say_why(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(bytes);
        }

        #[test]
        fn utf_8_stays_as_it_is(text in "[^\u{0}-\u{1f}\u{7f}\u{feff}]{0,100}") {
            prop_assert_eq!(decode(text.clone().into_bytes()).unwrap(), text);
        }
    }
}
