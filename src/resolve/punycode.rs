//! Punycode (RFC 3492): a part of a host's name in ASCII → its letters.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE: u32 = 128;

/// The letters that `text`, without its `xn--`, stands for; `None` if it stands for none. `text` is at
/// most as long as a part of a name, so the letters can be put in their places one by one.
pub(super) fn decoded(text: &str) -> Option<String> {
    let (plain, coded) = text.rsplit_once('-').unwrap_or(("", text));
    let mut letters: Vec<char> = plain.chars().collect();
    let plain_count = u32::try_from(letters.len()).ok()?;
    let (mut code, mut at, mut bias) = (FIRST_CODE, 0_u32, FIRST_BIAS);
    let mut digits = coded.chars().peekable();
    while digits.peek().is_some() {
        let before = at;
        let mut weight = 1_u32;
        for step in (BASE..).step_by(BASE as usize) {
            let digit = value(digits.next()?)?;
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = step.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
        }
        let count = u32::try_from(letters.len()).ok()? + 1;
        bias = adapted(at - before, count, if count == plain_count + 1 { DAMP } else { 2 });
        code = code.checked_add(at / count)?;
        at %= count;
        letters.insert(at as usize, char::from_u32(code)?);
        at += 1;
    }
    Some(letters.into_iter().collect())
}

fn value(digit: char) -> Option<u32> {
    match digit {
        'a'..='z' => Some(u32::from(digit) - u32::from('a')),
        'A'..='Z' => Some(u32::from(digit) - u32::from('A')),
        '0'..='9' => Some(u32::from(digit) - u32::from('0') + 26),
        _ => None,
    }
}

/// RFC 3492, 6.1.
fn adapted(delta: u32, count: u32, damp: u32) -> u32 {
    let mut delta = delta / damp;
    delta += delta / count;
    let mut steps = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        steps += BASE;
    }
    steps + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn names_are_decoded() {
        for (coded, letters) in [
            ("mnchen-3ya", "münchen"),
            ("r8jz45g", "例え"),
            ("zckzah", "テスト"),
            ("bcher-kva", "bücher"),
            ("fiqs8s", "中国"),
        ] {
            assert_eq!(decoded(coded).as_deref(), Some(letters));
        }
        for coded in ["mnchen-3y!", "99999999", "a-9"] {
            assert!(decoded(coded).is_none_or(|letters| letters != coded), "{coded}");
        }
    }
}
