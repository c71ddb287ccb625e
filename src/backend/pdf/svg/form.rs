//! A form XObject before it has a number, and the forms that it is made of.

use lopdf::{Dictionary, Object, ObjectId, dictionary};
use usvg::Rect;

use super::super::object::{deflate, deflated_stream};
use super::super::store::ObjectStore;

/// Operators, and what they name.
pub struct Form {
    /// What it shows of its plane: left, top, right, bottom.
    pub sides: [f32; 4],
    /// From its plane to that of what shows it.
    pub matrix: Option<[f32; 6]>,
    /// Its operators.
    pub content: Vec<u8>,
    /// How strokes and fills cover what lies below, `Gs0`, `Gs1` …
    pub states: Vec<State>,
    /// Colours that run, `Sh0`, `Sh1` …
    pub shadings: Vec<Dictionary>,
    /// The forms that it shows, `Fm0`, `Fm1` …
    pub forms: Vec<Form>,
    /// The space that it is mixed in by itself, before it is shown; `None` if it is drawn straight
    /// on what lies below.
    pub group: Option<&'static str>,
}

/// An entry of `/ExtGState`.
pub enum State {
    /// Opacity of strokes and of fills, from 0 to 255, and how colours are mixed.
    Opacity { stroke: u8, fill: u8, blend: &'static str },
    /// What follows is as opaque as this form is light.
    Mask(Form),
}

impl Form {
    /// An empty one.
    pub fn new(sides: [f32; 4], group: Option<&'static str>) -> Self {
        Self {
            sides,
            matrix: None,
            content: Vec::new(),
            states: Vec::new(),
            shadings: Vec::new(),
            forms: Vec::new(),
            group,
        }
    }

    /// The sides of a rectangle with `more` around it.
    pub fn around(rect: Rect, more: f32) -> [f32; 4] {
        [rect.left() - more, rect.top() - more, rect.right() + more, rect.bottom() + more]
    }

    /// Adds it to the document, after all that it is made of.
    pub fn add_to(self, objects: &mut ObjectStore) -> ObjectId {
        let mut resources = Dictionary::new();
        let mut set = |name: &str, entries: Dictionary| {
            if !entries.is_empty() {
                resources.set(name, Object::Dictionary(entries));
            }
        };
        let mut states = Dictionary::new();
        for (index, state) in self.states.into_iter().enumerate() {
            states.set(format!("Gs{index}"), Object::Dictionary(state.add_to(objects)));
        }
        set("ExtGState", states);
        let mut shadings = Dictionary::new();
        for (index, shading) in self.shadings.into_iter().enumerate() {
            shadings.set(format!("Sh{index}"), Object::Dictionary(shading));
        }
        set("Shading", shadings);
        let mut forms = Dictionary::new();
        for (index, form) in self.forms.into_iter().enumerate() {
            forms.set(format!("Fm{index}"), Object::Reference(form.add_to(objects)));
        }
        set("XObject", forms);

        let reals = |values: &[f32]| values.iter().copied().map(Object::Real).collect::<Vec<_>>();
        let mut form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => reals(&self.sides),
            "Resources" => Object::Dictionary(resources),
        };
        if let Some(space) = self.group {
            let group = dictionary! { "S" => "Transparency", "CS" => space, "I" => true };
            form.set("Group", Object::Dictionary(group));
        }
        if let Some(matrix) = self.matrix {
            form.set("Matrix", reals(&matrix));
        }
        objects.add(deflated_stream(form, deflate(&self.content)))
    }
}

impl State {
    fn add_to(self, objects: &mut ObjectStore) -> Dictionary {
        let part = |value: u8| Object::Real(f32::from(value) / 255.0);
        match self {
            State::Opacity { stroke, fill, blend } => dictionary! {
                "Type" => "ExtGState",
                "CA" => part(stroke),
                "ca" => part(fill),
                "BM" => blend,
            },
            State::Mask(form) => dictionary! {
                "Type" => "ExtGState",
                "SMask" => dictionary! {
                    "Type" => "Mask",
                    "S" => "Luminosity",
                    "G" => Object::Reference(form.add_to(objects)),
                },
            },
        }
    }
}
