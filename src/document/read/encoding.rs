//! Bytes of a file → text: which encoding is it, or is it no text at all?

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

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

/// Why the bytes are no text, if they are not.
fn binary(bytes: &[u8]) -> Option<String> {
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
