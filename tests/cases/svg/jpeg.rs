//! Photographs whose data is not whole.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;

use super::{assert_said, assert_silent, packed, shown};

/// Of 40 by 24 pixels, in several scans.
const PROGRESSIVE: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAYACgDASIAAhEBAxEB/8QAGAABAAMBAAAAAAAAAAAAAAAAAAECAwT/xAAXAQEBAQEAAAAAAAAAAAAAAAABAwIE/9oADAMBAAIQAxAAAAHDXPo5WjSlwgtbGMSKsBr/AP/EABsQAAMAAwEBAAAAAAAAAAAAAAECAwAREgQT/9oACAEBAAEFAl8+kMlVT8Rhdeu3NDJmwefbal0tJ7FNIPq7iRxYKkyZBTSYH//EACARAAECBgMBAAAAAAAAAAAAAAEAAgMREyExQRIyYfH/2gAIAQMBAT8Bc6Vi7xdjv4g/jluUYhabeqGKgudKkwkzX//EAB4RAQACAgEFAAAAAAAAAAAAAAEAAgMRExIhMUKB/9oACAECAQE/AcdOryzixnbSs4B9Q+yl2mJazGb0bjUq6J//xAAiEAACAgEDBAMAAAAAAAAAAAAAAQIRIQMSUSIxYaEyQXH/2gAIAQEABj8C7FScVfJtv0JR0265MRjRGLk39lcHyWBvqa8IbWn7MzeBzll+S5Uv027kJKEmz//EAB0QAQADAQEAAwEAAAAAAAAAAAEAESExQVGhsfH/2gAIAQEAAT8hufkVB7TwqyMDVNoUzKG8SxpDC4UFeFuUtOJQ1fihuU6dX9J3o8X7QsSGMz8jG0m6iNQc1UozZ8Fncsacn//aAAwDAQACAAMAAAAQINCe+B//xAAeEQABBAIDAQAAAAAAAAAAAAABABEhQTFRYXGB8f/aAAgBAwEBPxBoaAgNyb0gBACBN4bpyxQBeeWfqHIDLFoxXIpyWUQP6ddr/8QAHBEAAgMAAwEAAAAAAAAAAAAAAREAIWExQVHR/9oACAECAQE/EOTrG6F1umvsYVL0HKwDQrSIQXg21ihAJAEz/8QAHRABAQACAwEBAQAAAAAAAAAAAREAITFBUYFh0f/aAAgBAQABPxA2o4BxbrE0uaKfQL6YCi5SlmiMjd94spcgSs8t1g3nxFUhstLu9YHbNPF4Hf3IM4HXbv8AmA/0AKOuCvNwm4S4Q3rYePmVqsTf10ID7z9xCmouQPjy5s0OkV8K/DACZKIV/X8r8wFQAWoc6QnmdK8YHhus76z/2Q==";

fn progressive() -> Vec<u8> {
    STANDARD.decode(PROGRESSIVE).expect("it is base64")
}

/// Of 64 by 64 pixels, in one scan.
fn baseline() -> Vec<u8> {
    let noise = |x: u32, y: u32| image::Rgb([(x * 37 + y * 11) as u8, (x * 5 + y * 29) as u8, (x * y) as u8]);
    let mut bytes = Vec::new();
    JpegEncoder::new(&mut bytes)
        .encode_image(&image::RgbImage::from_fn(64, 64, noise))
        .expect("it is written");
    bytes
}

/// Where the data of the first scan begins.
fn scan(bytes: &[u8]) -> usize {
    let at = bytes.windows(2).position(|pair| pair == [0xFF, 0xDA]).expect("a scan");
    at + 2 + usize::from(bytes[at + 3])
}

#[test]
fn a_whole_photograph_goes_in_untouched() {
    for bytes in [baseline(), progressive()] {
        let made = shown("a.jpg", &bytes);
        assert_silent(&made);
        assert_eq!(packed(&made, ".jpg"), Some(bytes.clone()));
        assert!(made.pdf.windows(bytes.len()).any(|window| window == bytes));
    }
}

#[test]
fn a_photograph_that_is_cut_off_is_shown_as_far_as_it_goes() {
    let whole = baseline();
    let start = scan(&whole);
    let cut = &whole[..start + (whole.len() - start) * 2 / 3];
    let made = shown("a.jpg", cut);
    assert_said(
        &made,
        "8:1 Warning[bad-image] the image `a.jpg` is shown only as far as its data can be decoded: the JPEG data is cut off after 6",
    );
    let kept = packed(&made, ".jpg").expect("it is shown");
    assert_ne!(kept, cut);
    assert!(kept.ends_with(&[0xFF, 0xD9]));
    assert!(made.pdf.windows(kept.len()).any(|window| window == kept), "the editions show the same");
}

#[test]
fn a_photograph_of_which_hardly_anything_is_there_gives_its_alternative_text() {
    let whole = baseline();
    for bytes in [&whole[..scan(&whole) + 10], &whole[..scan(&whole)], &whole[..100]] {
        let made = shown("a.jpg", bytes);
        assert_said(&made, "the image `a.jpg` cannot be used: the JPEG data is cut off");
        assert!(made.text.contains("alternative words") && made.xhtml.contains("alternative words"));
        assert_eq!(packed(&made, ".jpg"), None);
    }
}

#[test]
fn a_missing_end_costs_no_pixels() {
    let whole = baseline();
    let made = shown("a.jpg", &whole[..whole.len() - 2]);
    assert_said(&made, "is shown whole, though its JPEG data has no end marker");
    assert_eq!(packed(&made, ".jpg"), Some(whole));
}

#[test]
fn damage_in_a_scan_is_found() {
    let mut bytes = baseline();
    let start = scan(&bytes);
    let middle = start + (bytes.len() - start) / 2;
    bytes[middle..middle + 40].fill(0xFE);
    let made = shown("a.jpg", &bytes);
    let said = made.with_code("bad-image");
    assert!(said.iter().any(|said| said.contains("a.jpg")), "{said:?}");
    // A marker where there is none.
    let mut bytes = baseline();
    bytes[middle..middle + 2].copy_from_slice(&[0xFF, 0xD9]);
    assert_said(&shown("a.jpg", &bytes), "is shown only as far as its data can be decoded");
}

#[test]
fn a_header_that_tells_of_another_size_is_found() {
    let taller = |height: u8| {
        let mut bytes = baseline();
        let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame");
        bytes[frame + 6] = height;
        shown("a.jpg", &bytes)
    };
    assert_said(&taller(128), "cut off after 50 % of the picture");
    assert_said(&taller(32), "its JPEG data goes on after the last row that its header tells of");
}

#[test]
fn missing_scans_are_found() {
    let whole = progressive();
    let last = whole.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).expect("a scan");
    let made = shown("a.jpg", &[&whole[..last], &[0xFF, 0xD9]].concat());
    assert_said(&made, "the last scans of its JPEG data are damaged or missing");
    let made = shown("a.jpg", &whole[..last + 20]);
    assert_said(&made, "the last scans of its JPEG data are damaged or missing");
}

#[test]
fn kinds_that_readers_do_not_show_are_reported() {
    let with = |marker: u8, precision: u8, components: u8| {
        let mut bytes = baseline();
        let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame");
        (bytes[frame + 1], bytes[frame + 4], bytes[frame + 9]) = (marker, precision, components);
        shown("a.jpg", &bytes)
    };
    assert_said(&with(0xC1, 12, 3), "it has 12 bits per colour");
    assert_said(&with(0xC9, 8, 3), "its kind of JPEG is not one that readers show");
    assert_said(&with(0xC3, 8, 3), "its kind of JPEG is not one that readers show");
    assert_said(&with(0xC0, 8, 2), "it has 2 colours");
    for marker in [0xC9, 0xC3] {
        assert!(with(marker, 8, 3).text.contains("alternative words"));
    }
}

#[test]
fn a_png_without_its_end_is_mended_and_one_that_is_damaged_is_not_shown() {
    let mut whole = Vec::new();
    let picture = image::RgbImage::from_fn(32, 32, |x, y| image::Rgb([(x * y) as u8, x as u8, y as u8]));
    picture.write_to(&mut std::io::Cursor::new(&mut whole), image::ImageFormat::Png).expect("it is written");
    let made = shown("a.png", &whole[..whole.len() - 12]);
    assert_said(&made, "is shown whole, though its PNG data has no end");
    assert_eq!(packed(&made, ".png"), Some(whole.clone()));
    let mut broken = whole.clone();
    broken[60] ^= 0xFF;
    for bytes in [&broken[..], &whole[..whole.len() / 2]] {
        let made = shown("a.png", bytes);
        assert_said(&made, "the image `a.png` cannot be used: its data is damaged");
        assert!(made.text.contains("alternative words"));
    }
}
