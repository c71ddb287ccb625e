//! Data of a picture → the same picture, which says nothing of camera, place and program.

/// JPEG data without comments and application segments, but for those that tell what its colours
/// mean: `JFIF`, a profile, Adobe's.
pub(super) fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        let &[0xFF, marker, high, low] = bytes.get(at..at + 4)? else { return None };
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        let segment = bytes.get(at..end)?;
        let kept = match marker {
            // The picture itself, and all behind it up to its end: cameras put previews there.
            0xDA => {
                let rest = &bytes[at..];
                let length = rest.windows(2).rposition(|pair| pair == [0xFF, 0xD9])? + 2;
                out.extend(&rest[..length]);
                return Some(out);
            }
            0xE0 | 0xEE => true,
            0xE2 => segment[4..].starts_with(b"ICC_PROFILE"),
            0xE1..=0xEF | 0xFE => false,
            _ => true,
        };
        if kept {
            out.extend(segment);
        }
        at = end;
    }
}

/// The number of inks of a JPEG: four for one that is separated for the press.
pub(super) fn inks(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let &[0xFF, marker, high, low] = bytes.get(at..at + 4)? else { return None };
        // The frame: its precision, height and width, and the number of its components.
        if matches!(marker, 0xC0..=0xC2) {
            return bytes.get(at + 9).copied();
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

/// PNG data without chunks of text, time and camera.
pub(super) fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let (signature, mut rest) = bytes.split_at_checked(8)?;
    let mut out = signature.to_vec();
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        // Its length, its name and its sum stand around its data.
        let (chunk, after) = rest.split_at_checked(length.checked_add(12)?)?;
        let name = &chunk[4..8];
        if !matches!(name, b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME") {
            out.extend(chunk);
        }
        rest = if name == b"IEND" { &[] } else { after };
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{jpeg, png};

    #[test]
    fn a_photograph_keeps_its_picture_and_loses_its_place() {
        let segment = |marker: u8, data: &[u8]| {
            let length = (data.len() as u16 + 2).to_be_bytes();
            [&[0xFF, marker], &length[..], data].concat()
        };
        let picture = [&segment(0xDA, b"\0\0")[..], b"pixels\xFF\xD9"].concat();
        let whole = [
            b"\xFF\xD8".to_vec(),
            segment(0xE0, b"JFIF\0"),
            segment(0xE1, b"Exif\0\0somewhere"),
            segment(0xE2, b"ICC_PROFILE\0"),
            segment(0xFE, b"a comment"),
            picture.clone(),
            b"a preview".to_vec(),
        ]
        .concat();
        let kept = [b"\xFF\xD8".to_vec(), segment(0xE0, b"JFIF\0"), segment(0xE2, b"ICC_PROFILE\0"), picture];
        assert_eq!(jpeg(&whole), Some(kept.concat()));
        assert_eq!(jpeg(&whole[..40]), None, "cut off");
    }

    #[test]
    fn a_png_keeps_its_pixels_and_loses_its_words() {
        let chunk =
            |name: &[u8], data: &[u8]| [&(data.len() as u32).to_be_bytes()[..], name, data, b"sum!"].concat();
        let signature = b"\x89PNG\r\n\x1A\n".to_vec();
        let (head, words, end) = (chunk(b"IHDR", b"x"), chunk(b"tEXt", b"by me"), chunk(b"IEND", b""));
        let whole = [&signature[..], &head, &words, &end].concat();
        assert_eq!(png(&whole), Some([&signature[..], &head, &end].concat()));
        assert_eq!(png(&whole[..20]), None, "cut off");
    }
}
