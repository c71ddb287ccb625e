//! A scan of a JPEG → whether its codes give every block of the picture.
//!
//! Codes are followed without being turned into pixels, which takes about as long as to decode the
//! picture, and no memory but a bit for each coefficient of a progressive one.

use super::huffman::{Bits, Fault, Table};

/// A component of a frame.
pub(super) struct Component {
    pub id: u8,
    /// Blocks of it in a unit, across and down.
    pub sampling: [usize; 2],
    /// Of a progressive picture: for each block the coefficients that are not zero.
    pub set: Vec<u64>,
    /// For each coefficient the lowest bit that is known, 255 if none is.
    pub known: [u8; 64],
}

/// The frame (annex B.2.2).
pub(super) struct Frame {
    pub width: usize,
    pub height: usize,
    pub progressive: bool,
    pub components: Vec<Component>,
}

impl Frame {
    /// The blocks in a unit of the largest component.
    fn largest(&self) -> [usize; 2] {
        let most = |axis: usize| self.components.iter().map(|one| one.sampling[axis]).max().unwrap_or(1);
        [most(0), most(1)]
    }

    /// Units across and down.
    fn units(&self) -> [usize; 2] {
        let [across, down] = self.largest();
        [self.width.div_ceil(8 * across), self.height.div_ceil(8 * down)]
    }

    /// The blocks across and down of a component that has a scan for itself.
    pub fn blocks(&self, component: &Component) -> [usize; 2] {
        let [across, down] = self.largest();
        [
            (self.width * component.sampling[0]).div_ceil(8 * across),
            (self.height * component.sampling[1]).div_ceil(8 * down),
        ]
    }
}

/// What a scan holds (annex B.2.3).
pub(super) struct Scan {
    /// Indices of its components, each with its tables of the first and the other coefficients.
    pub components: Vec<(usize, usize, usize)>,
    /// The first and the last coefficient.
    pub band: [usize; 2],
    /// The bit before, 0 for the first time, and the bit now.
    pub bits: [u8; 2],
}

/// The tables that are set when a scan begins.
#[derive(Default)]
pub(super) struct Tables {
    pub first: [Option<Table>; 4],
    pub other: [Option<Table>; 4],
    /// Units between restart markers; 0 for none.
    pub interval: usize,
}

/// What a look at a scan gave.
pub(super) struct Followed {
    /// Where the next marker is.
    pub end: usize,
    /// Bytes between the last unit and that marker.
    pub unread: usize,
    /// The share of its units that were read, of 100.
    pub percent: usize,
    pub fault: Option<Fault>,
}

/// Follows the data of a scan, which begins at `at`.
pub(super) fn follow(data: &[u8], at: usize, frame: &mut Frame, scan: &Scan, tables: &Tables) -> Followed {
    let interleaved = scan.components.len() > 1;
    let [across, down] = match scan.components.first() {
        Some((index, ..)) if !interleaved => frame.blocks(&frame.components[*index]),
        _ => frame.units(),
    };
    let units = across * down;
    let mut bits = Bits::new(data, at);
    let mut run = 0;
    let mut fault = None;
    let mut done = 0;
    while done < units {
        if tables.interval > 0 && done > 0 && done % tables.interval == 0 {
            run = 0;
            let number = ((done / tables.interval - 1) % 8) as u8;
            if let Err(found) = bits.restart(number) {
                fault = Some(found);
                break;
            }
        }
        if let Err(found) = unit(&mut bits, frame, scan, tables, (done, interleaved), &mut run) {
            fault = Some(found);
            break;
        }
        done += 1;
    }
    let (end, unread) = bits.end();
    if fault.is_none() {
        for (index, ..) in &scan.components {
            frame.components[*index].known[scan.band[0]..=scan.band[1]].fill(scan.bits[1]);
        }
    }
    Followed { end, unread, percent: done * 100 / units.max(1), fault }
}

/// A block of the only component, or the blocks of each in turn.
fn unit(
    bits: &mut Bits<'_>,
    frame: &mut Frame,
    scan: &Scan,
    tables: &Tables,
    (number, interleaved): (usize, bool),
    run: &mut u32,
) -> Result<(), Fault> {
    for (index, first, other) in &scan.components {
        let component = &mut frame.components[*index];
        let count = if interleaved { component.sampling[0] * component.sampling[1] } else { 1 };
        for _ in 0..count {
            let first = || tables.first[*first].as_ref().ok_or(Fault::Corrupt);
            let other = || tables.other[*other].as_ref().ok_or(Fault::Corrupt);
            if !frame.progressive {
                first_coefficient(bits, first()?)?;
                other_coefficients(bits, other()?)?;
            } else if scan.band[0] == 0 {
                if scan.bits[0] == 0 {
                    first_coefficient(bits, first()?)?
                } else {
                    bits.number(1).map(|_| ())?
                }
            } else {
                let set = component.set.get_mut(number).ok_or(Fault::Corrupt)?;
                if scan.bits[0] == 0 {
                    band(bits, other()?, scan.band, set, run)?;
                } else {
                    refined(bits, other()?, scan.band, set, run)?;
                }
            }
        }
    }
    Ok(())
}

fn first_coefficient(bits: &mut Bits<'_>, table: &Table) -> Result<(), Fault> {
    let length = bits.value(table)?;
    if length > 11 {
        return Err(Fault::Corrupt);
    }
    bits.number(u32::from(length)).map(|_| ())
}

fn other_coefficients(bits: &mut Bits<'_>, table: &Table) -> Result<(), Fault> {
    let mut at = 1;
    while at < 64 {
        let value = bits.value(table)?;
        let (zeros, length) = (u32::from(value >> 4), u32::from(value & 15));
        match (zeros, length) {
            (15, 0) => at += 16,
            (_, 0) => return Ok(()),
            _ => {
                at += zeros + 1;
                if at > 64 {
                    return Err(Fault::Corrupt);
                }
                bits.number(length)?;
            }
        }
    }
    if at > 64 { Err(Fault::Corrupt) } else { Ok(()) }
}

/// Coefficients of a band for the first time (annex G.1.2.2); `run` blocks more have none.
fn band(
    bits: &mut Bits<'_>,
    table: &Table,
    [from, to]: [usize; 2],
    set: &mut u64,
    run: &mut u32,
) -> Result<(), Fault> {
    if *run > 0 {
        *run -= 1;
        return Ok(());
    }
    let mut at = from;
    while at <= to {
        let value = bits.value(table)?;
        let (zeros, length) = (usize::from(value >> 4), u32::from(value & 15));
        match (zeros, length) {
            (15, 0) => at += 16,
            (exponent, 0) => {
                *run = (1 << exponent) - 1 + bits.number(exponent as u32)?;
                return Ok(());
            }
            _ => {
                at += zeros;
                if at > to {
                    return Err(Fault::Corrupt);
                }
                bits.number(length)?;
                *set |= 1 << at;
                at += 1;
            }
        }
    }
    Ok(())
}

/// One more bit of each coefficient of a band (annex G.1.2.3).
fn refined(
    bits: &mut Bits<'_>,
    table: &Table,
    [from, to]: [usize; 2],
    set: &mut u64,
    run: &mut u32,
) -> Result<(), Fault> {
    let mut at = from;
    while *run == 0 && at <= to {
        let value = bits.value(table)?;
        let (mut zeros, length) = (usize::from(value >> 4), value & 15);
        match length {
            0 if zeros < 15 => {
                *run = (1 << zeros) + bits.number(zeros as u32)?;
                break;
            }
            0 => {}
            1 => {
                bits.number(1)?;
            }
            _ => return Err(Fault::Corrupt),
        }
        while at <= to {
            if *set >> at & 1 == 1 {
                bits.number(1)?;
            } else if zeros == 0 {
                break;
            } else {
                zeros -= 1;
            }
            at += 1;
        }
        if length == 1 {
            if at > to {
                return Err(Fault::Corrupt);
            }
            *set |= 1 << at;
        }
        at += 1;
    }
    if *run > 0 {
        while at <= to {
            if *set >> at & 1 == 1 {
                bits.number(1)?;
            }
            at += 1;
        }
        *run -= 1;
    }
    Ok(())
}
