//! Huffman-coded data of a JPEG, bit by bit (ITU-T T.81, annex F.2.2).

/// Bits that are looked up at once.
const FAST: u32 = 9;

/// Why data ends or cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A marker or the end of the file comes before the last pixel.
    Cut,
    /// A code that is in no table, or a value that cannot be.
    Corrupt,
}

/// A table of codes (annex C).
#[derive(Clone)]
pub(super) struct Table {
    /// By the next [`FAST`] bits: the length of the code and its value; 0 for a longer one.
    fast: Vec<(u8, u8)>,
    /// By length, from 1: the first code that is too large, moved to 16 bits.
    limits: [u32; 17],
    /// By length: what to add to a code to find its value.
    offsets: [i32; 17],
    values: Vec<u8>,
}

impl Table {
    /// A table of these numbers of codes of each length from 1 to 16; `None` if they do not fit.
    pub fn new(counts: [u8; 16], values: &[u8]) -> Option<Self> {
        let mut table = Self {
            fast: vec![(0, 0); 1 << FAST],
            limits: [0; 17],
            offsets: [0; 17],
            values: values.to_vec(),
        };
        let mut code = 0_u32;
        let mut at = 0_usize;
        for (length, count) in (1_u32..).zip(counts) {
            table.offsets[length as usize] = at as i32 - code as i32;
            for _ in 0..count {
                let value = *values.get(at)?;
                if length <= FAST {
                    let first = (code << (FAST - length)) as usize;
                    let known = table.fast.get_mut(first..first + (1 << (FAST - length)))?;
                    known.fill((length as u8, value));
                }
                code += 1;
                at += 1;
            }
            if code > 1 << length {
                return None;
            }
            table.limits[length as usize] = code << (16 - length);
            code <<= 1;
        }
        Some(table)
    }
}

/// The bits of a scan, without the zeros that are stuffed after `FF`.
pub(super) struct Bits<'b> {
    data: &'b [u8],
    at: usize,
    buffer: u64,
    /// Bits in the buffer, those that were made up among them.
    count: u32,
    /// Bits that were made up after the end of the data.
    made_up: u32,
}

impl<'b> Bits<'b> {
    /// Reads `data` from `at`.
    pub fn new(data: &'b [u8], at: usize) -> Self {
        Self { data, at, buffer: 0, count: 0, made_up: 0 }
    }

    fn fill(&mut self) {
        while self.count <= 48 {
            let byte = match self.data.get(self.at..) {
                Some([0xFF, 0, ..]) => {
                    self.at += 2;
                    0xFF
                }
                None | Some([] | [0xFF, ..]) => {
                    self.made_up += 8;
                    0
                }
                Some([byte, ..]) => {
                    self.at += 1;
                    *byte
                }
            };
            self.buffer |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    fn take(&mut self, bits: u32) -> Result<(), Fault> {
        self.buffer <<= bits;
        self.count -= bits;
        if self.count < self.made_up { Err(Fault::Cut) } else { Ok(()) }
    }

    /// The next bits as a number; at most 16.
    pub fn number(&mut self, bits: u32) -> Result<u32, Fault> {
        if bits == 0 {
            return Ok(0);
        }
        if self.count < bits {
            self.fill();
        }
        let number = (self.buffer >> (64 - bits)) as u32;
        self.take(bits)?;
        Ok(number)
    }

    /// The value of the next code.
    pub fn value(&mut self, table: &Table) -> Result<u8, Fault> {
        if self.count < 16 {
            self.fill();
        }
        let (length, value) = table.fast[(self.buffer >> (64 - FAST)) as usize];
        if length > 0 {
            self.take(u32::from(length))?;
            return Ok(value);
        }
        let ahead = (self.buffer >> 48) as u32;
        let mut lengths = FAST + 1..=16;
        let Some(length) = lengths.find(|length| ahead < table.limits[*length as usize]) else {
            // After the end there are only zeros, which are a code in most tables.
            return Err(if self.made_up > 0 { Fault::Cut } else { Fault::Corrupt });
        };
        let code = (ahead >> (16 - length)) as i32;
        let at = usize::try_from(code + table.offsets[length as usize]).map_err(|_| Fault::Corrupt)?;
        let value = *table.values.get(at).ok_or(Fault::Corrupt)?;
        self.take(length)?;
        Ok(value)
    }

    /// Ends a piece of data; returns where the next marker is, and how many bytes before it were
    /// not read.
    pub fn end(&self) -> (usize, usize) {
        let whole = (self.count - self.made_up.min(self.count)) / 8;
        let mut at = self.at;
        while let Some([first, second, ..]) = self.data.get(at..) {
            if *first == 0xFF && !matches!(second, 0 | 0xFF) {
                break;
            }
            at += 1;
        }
        if self.data.get(at..).is_none_or(|rest| rest.len() < 2) {
            at = self.data.len();
        }
        (at, at - self.at + whole as usize)
    }

    /// Goes on after the restart marker of this number.
    pub fn restart(&mut self, number: u8) -> Result<(), Fault> {
        let (at, unread) = self.end();
        match self.data.get(at..) {
            Some([0xFF, marker, ..]) if *marker == 0xD0 + number && unread <= 8 => {
                *self = Self::new(self.data, at + 2);
                Ok(())
            }
            Some([]) | None => Err(Fault::Cut),
            Some(_) => Err(Fault::Corrupt),
        }
    }
}
