//! Bytes of a web page → its text, in the encoding it names or shows.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::super::encoding;

/// The text of a web page's bytes, which may name their encoding themselves.
///
/// What they name is believed unless they are UTF-8, or name UTF-8 and are not: pages are saved in another
/// encoding than the one they were sent in.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<String, String> {
    if Encoding::for_bom(&bytes).is_some() {
        return encoding::decode(bytes);
    }
    // Browsers do not mind a stray zero; a file with more of them is none of text.
    if bytes.iter().filter(|it| **it == 0).count() < bytes.len() / 100 {
        bytes.retain(|it| *it != 0);
    }
    let stated = stated_by_page(&bytes[..bytes.len().min(STATED_WITHIN)]);
    let is_ascii = bytes.is_ascii();
    match stated {
        Some(charset) if charset != UTF_8 && (is_ascii || std::str::from_utf8(&bytes).is_err()) => {
            if let Some(why) = encoding::binary(&bytes) {
                return Err(why);
            }
            let (text, _) = charset.decode_without_bom_handling(&bytes);
            Ok(text.into_owned())
        }
        Some(_) if mostly_utf_8(&bytes) => match encoding::binary(&bytes) {
            Some(why) => Err(why),
            None => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        },
        _ => encoding::decode(bytes),
    }
}

/// Bytes of a page within which it has to name its encoding: what the standard says, four times.
const STATED_WITHIN: usize = 4096;

/// The encoding that a page names in a `charset=`. One of two bytes a character cannot be meant, for the
/// name was read byte by byte.
fn stated_by_page(opening: &[u8]) -> Option<&'static Encoding> {
    let opening = opening.to_ascii_lowercase();
    let mut rest = &opening[..];
    while let Some(at) = find(rest, b"charset") {
        rest = &rest[at + b"charset".len()..];
        let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let ends = |it: &u8| !(it.is_ascii_alphanumeric() || b"-_:.()".contains(it));
        let label = &value[..value.iter().position(ends).unwrap_or(value.len())];
        if let Some(encoding) = Encoding::for_label(label).filter(|it| ![UTF_16LE, UTF_16BE].contains(it)) {
            return Some(encoding);
        }
    }
    None
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|it| it == wanted)
}

/// Is hardly anything outside ASCII wrong as UTF-8?
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut wrong, mut right) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wrong += usize::from(!chunk.invalid().is_empty());
        right += chunk.valid().bytes().filter(|it| !it.is_ascii()).count();
    }
    wrong * 10 <= right
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_names_its_encoding() {
        let page = |charset: &str, word: &[u8]| {
            let head = format!("<meta charset={charset}>").into_bytes();
            let text = decode([&head, word].concat()).unwrap();
            text.split_once('>').unwrap().1.to_owned()
        };
        assert_eq!(page("\"windows-1251\"", b"\xca\xe8\xe5\xe2"), "Киев");
        assert_eq!(page("shift_jis", b"\x93\x8c\x8b\x9e"), "東京");
        // Named wrongly: the bytes are UTF-8.
        assert_eq!(page("iso-8859-1", "Łódź".as_bytes()), "Łódź");
        // Named UTF-8, with one stray byte in much that is.
        assert_eq!(
            page("utf-8", &["Łódź".repeat(9).as_bytes(), b"\xff"].concat()),
            "Łódź".repeat(9) + "\u{fffd}"
        );
        let sent = b"<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>\xeb\xc9\xc5\xd7";
        assert!(decode(sent.to_vec()).unwrap().ends_with("Киев"));
        assert_eq!(page("utf-8", &[&b"Ka\0bul"[..], &[b' '; 200]].concat()).trim_end(), "Kabul");
        assert!(decode(b"<meta charset=utf-16>Kyiv \xff".to_vec()).is_ok());
    }

    proptest! {
        #[test]
        fn any_page_decodes_or_says_why(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode([b"<meta charset=gbk>".as_slice(), &bytes].concat());
        }
    }
}
