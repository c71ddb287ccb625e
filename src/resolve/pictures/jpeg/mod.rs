//! JPEG data → its size, density and orientation, and whether it is all there.
//!
//! Photographs are large and go into the editions as they are, so what a decoder would find is
//! looked for here: the data is followed to its end ([`scan`]), without making pixels of it. Only
//! one that is damaged is decoded, as far as that goes, and encoded anew.

mod huffman;
mod scan;

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder};

use super::super::Format;
use super::finding::{Findings, Kind};
use super::{Looked, bounds};
use huffman::{Fault, Table};
use scan::{Component, Frame, Scan, Tables, follow};

/// The most scans. Programs write ten; each may go over all blocks with hardly any data.
const MOST_SCANS: usize = 200;

/// So many bytes may stand unread between a scan and the next marker: encoders pad them.
const PADDING: usize = 64;

/// Of a damaged picture at least so much must be there to be shown, in per cent.
const LEAST: usize = 10;

/// The quality of a damaged picture that is encoded anew.
const QUALITY: u8 = 92;

/// What the data says, or what is wrong with it.
pub(super) fn look(bytes: &[u8]) -> Result<Looked, String> {
    let mut head = Head::default();
    let condition = head.read(bytes)?;
    let Some(frame) = &head.frame else { return Err("the JPEG data has no size".to_owned()) };
    let (width, height) = (frame.width as u32, frame.height as u32);
    let mut findings = Findings::default();
    let rewritten = match condition {
        Condition::Whole => None,
        Condition::WithoutEnd => {
            findings.add(Kind::Ending, "its JPEG data has no end marker", || None);
            Some([bytes, &[0xFF, 0xD9]].concat())
        }
        Condition::Damaged { why, percent } => {
            let anew = (percent >= LEAST).then(|| encoded_anew(bytes)).flatten();
            findings.add(Kind::Pixels, &why, || None);
            Some(anew.ok_or(why)?)
        }
    };
    // What is encoded anew lies as it is shown.
    let turned = head.orientation.is_some_and(bounds::turns);
    let (width, height) = if turned { (height, width) } else { (width, height) };
    Ok(Looked {
        format: Format::Jpeg,
        rewritten,
        width,
        height,
        density: head.density.filter(|dots| *dots > 1.0),
        findings,
        work: 0,
    })
}

/// The size in pixels as stored, by the headers alone.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    JpegDecoder::new(Cursor::new(bytes)).ok().map(|decoder| decoder.dimensions())
}

/// How much of the picture there is.
enum Condition {
    Whole,
    /// All pixels, but not the marker after them.
    WithoutEnd,
    /// Not all pixels; the first `percent` of them can be decoded.
    Damaged {
        why: String,
        percent: usize,
    },
}

#[derive(Default)]
struct Head {
    frame: Option<Frame>,
    tables: Tables,
    density: Option<f32>,
    orientation: Option<Orientation>,
}

impl Head {
    /// Reads markers and scans to the end.
    fn read(&mut self, bytes: &[u8]) -> Result<Condition, String> {
        let cut = || "the JPEG data is cut off".to_owned();
        let damaged = || "the JPEG data is damaged".to_owned();
        let mut scans = 0;
        let mut at = 2;
        loop {
            // Markers may have any number of FF before them.
            while bytes.get(at) == Some(&0xFF) && bytes.get(at + 1) == Some(&0xFF) {
                at += 1;
            }
            let [0xFF, marker, rest @ ..] = bytes.get(at..).unwrap_or_default() else {
                return match scans {
                    0 => Err(if at + 2 > bytes.len() { cut() } else { damaged() }),
                    _ => Ok(self.ended(Condition::WithoutEnd)),
                };
            };
            match marker {
                0xD9 if scans == 0 => return Err(cut()),
                0xD9 => return Ok(self.ended(Condition::Whole)),
                0x01 | 0xD0..=0xD8 => {
                    at += 2;
                    continue;
                }
                _ => {}
            }
            let Some(&[high, low]) = rest.first_chunk::<2>() else {
                return if scans == 0 { Err(cut()) } else { Ok(self.ended(Condition::WithoutEnd)) };
            };
            let length = usize::from(u16::from_be_bytes([high, low])).max(2);
            let Some(segment) = rest.get(2..length) else {
                return if scans == 0 { Err(cut()) } else { Ok(self.ended(Condition::WithoutEnd)) };
            };
            at += 2 + length;
            if *marker != 0xDA {
                self.segment(*marker, segment)?;
                continue;
            }
            scans += 1;
            if scans > MOST_SCANS {
                return Err(format!("the JPEG data has more than {MOST_SCANS} scans"));
            }
            match self.scan(bytes, at, segment)? {
                Ok(end) => at = end,
                Err(condition) => return Ok(condition),
            }
        }
    }

    fn segment(&mut self, marker: u8, segment: &[u8]) -> Result<(), String> {
        match (marker, segment) {
            (0xC0..=0xC2, _) => self.frame = Some(frame(marker, segment)?),
            (0xC3 | 0xC5..=0xC7 | 0xC8..=0xCB | 0xCD..=0xCF, _) => {
                return Err("its kind of JPEG is not one that readers show".to_owned());
            }
            (0xC4, _) => self.huffman(segment)?,
            (0xDD, &[high, low, ..]) => self.tables.interval = usize::from(u16::from_be_bytes([high, low])),
            (0xE0, &[b'J', b'F', b'I', b'F', 0, _, _, unit, x1, x2, ..]) => {
                let dots = f32::from(u16::from_be_bytes([x1, x2]));
                self.density = match unit {
                    1 => Some(dots),
                    2 => Some(dots * 2.54),
                    _ => None,
                };
            }
            (0xE1, [b'E', b'x', b'i', b'f', 0, 0, exif @ ..]) => {
                self.orientation = self.orientation.or(Orientation::from_exif_chunk(exif));
            }
            _ => {}
        }
        Ok(())
    }

    /// Tables of codes (annex B.2.4.2).
    fn huffman(&mut self, mut segment: &[u8]) -> Result<(), String> {
        let wrong = || "its JPEG data has a table of codes that cannot be".to_owned();
        while let Some((class, rest)) = segment.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>().ok_or_else(wrong)?;
            let count = counts.iter().map(|count| usize::from(*count)).sum();
            let (values, rest) = rest.split_at_checked(count).ok_or_else(wrong)?;
            let table = Table::new(*counts, values).ok_or_else(wrong)?;
            let tables = if class >> 4 == 0 { &mut self.tables.first } else { &mut self.tables.other };
            *tables.get_mut(usize::from(class & 15)).ok_or_else(wrong)? = Some(table);
            segment = rest;
        }
        Ok(())
    }

    /// Follows a scan; where it ends, or in which condition it leaves the picture.
    fn scan(&mut self, bytes: &[u8], at: usize, segment: &[u8]) -> Result<Result<usize, Condition>, String> {
        let frame = self.frame.as_mut().ok_or("the JPEG data has no size")?;
        let first = frame.components.iter().all(|one| one.known.iter().all(|bit| *bit == 255));
        let wrong = || "its JPEG data has a scan that cannot be".to_owned();
        let scan = scan(segment, frame).ok_or_else(wrong)?;
        let followed = follow(bytes, at, frame, &scan, &self.tables);
        // A progressive picture is there, if coarse, after its first scans.
        let percent = if first { followed.percent } else { 100 };
        let why = match followed.fault {
            None if followed.unread > PADDING
                && !is_padding(&bytes[followed.end - followed.unread..followed.end]) =>
            {
                "its JPEG data goes on after the last row that its header tells of".to_owned()
            }
            None => return Ok(Ok(followed.end)),
            Some(_) if !first => "the last scans of its JPEG data are damaged or missing".to_owned(),
            Some(Fault::Cut) => format!("the JPEG data is cut off after {percent} % of the picture"),
            Some(Fault::Corrupt) => format!("the JPEG data is damaged after {percent} % of the picture"),
        };
        Ok(Err(Condition::Damaged { why, percent }))
    }

    /// The condition at the end of all scans.
    fn ended(&self, condition: Condition) -> Condition {
        let known = || self.frame.iter().flat_map(|frame| &frame.components).map(|one| &one.known);
        let damaged = |why: &str, percent: usize| Condition::Damaged { why: why.to_owned(), percent };
        if known().any(|known| known[0] == 255) {
            // Without its first coefficients a colour is missing.
            return damaged("its JPEG data lacks the scan of a colour", 0);
        }
        if known().flatten().any(|bit| *bit != 0) {
            return damaged("the last scans of its JPEG data are damaged or missing", 100);
        }
        condition
    }
}

/// The frame, for which there is memory.
fn frame(marker: u8, segment: &[u8]) -> Result<Frame, String> {
    let &[precision, h1, h2, w1, w2, count, ref components @ ..] = segment else {
        return Err("the JPEG data is damaged".to_owned());
    };
    let [width, height] = [[w1, w2], [h1, h2]].map(|side| usize::from(u16::from_be_bytes(side)));
    if width == 0 || height == 0 {
        return Err("the JPEG data has no size".to_owned());
    }
    bounds::check_size(width as u32, height as u32)?;
    if precision != 8 {
        return Err(format!("it has {precision} bits per colour, and readers show JPEG of 8 only"));
    }
    if !matches!(count, 1 | 3 | 4) || components.len() < usize::from(count) * 3 {
        return Err(format!("it has {count} colours, which is not a JPEG that readers show"));
    }
    let components = components.chunks_exact(3).take(count.into()).map(|one| Component {
        id: one[0],
        sampling: [one[1] >> 4, one[1] & 15].map(usize::from),
        set: Vec::new(),
        known: [255; 64],
    });
    let mut frame = Frame { width, height, progressive: marker == 0xC2, components: components.collect() };
    if frame.components.iter().any(|one| one.sampling.iter().any(|side| !(1..=4).contains(side))) {
        return Err("the JPEG data is damaged".to_owned());
    }
    if frame.progressive {
        let blocks: Vec<usize> =
            frame.components.iter().map(|one| frame.blocks(one).iter().product()).collect();
        for (component, blocks) in frame.components.iter_mut().zip(blocks) {
            component.set = vec![0; blocks];
        }
    }
    Ok(frame)
}

/// What a scan's header says; `None` if it cannot be.
fn scan(segment: &[u8], frame: &Frame) -> Option<Scan> {
    let (count, rest) = segment.split_first()?;
    let count = usize::from(*count);
    let (selected, rest) = rest.split_at_checked(count * 2)?;
    let &[from, to, bits, ..] = rest else { return None };
    let mut components: Vec<(usize, usize, usize)> = Vec::new();
    for one in selected.chunks_exact(2) {
        let index = frame.components.iter().position(|component| component.id == one[0])?;
        let tables = [one[1] >> 4, one[1] & 15].map(usize::from);
        if tables.iter().any(|table| *table > 3) || components.iter().any(|(known, ..)| *known == index) {
            return None;
        }
        components.push((index, tables[0], tables[1]));
    }
    let [from, to] = [from, to].map(usize::from);
    let bits = [bits >> 4, bits & 15];
    let (band, bits) = if frame.progressive { ([from, to], bits) } else { ([0, 63], [0, 0]) };
    let fits = band[0] <= band[1] && band[1] < 64 && bits[1] < 14;
    // Other coefficients than the first come for one colour at a time.
    let alone = band == [0, 0] || count == 1 && band[0] > 0 || !frame.progressive;
    (fits && alone && (1..=4).contains(&count)).then_some(Scan { components, band, bits })
}

/// Whether bytes are all the same, as encoders fill them.
fn is_padding(bytes: &[u8]) -> bool {
    bytes.windows(2).all(|pair| pair[0] == pair[1])
}

/// A damaged picture as far as it can be decoded, upright.
fn encoded_anew(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = JpegDecoder::new(Cursor::new(bytes)).ok()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    let picture = match picture.color().has_color() {
        true => DynamicImage::ImageRgb8(picture.to_rgb8()),
        false => DynamicImage::ImageLuma8(picture.to_luma8()),
    };
    let mut data = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut data, QUALITY)).ok()?;
    Some(data)
}
