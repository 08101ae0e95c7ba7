//! Several links in one text: what people paste from a handful of mails.

/// What stands between `md` and the version, in the forms that mails give it.
const EQUALS: [&str; 6] = ["=3D", "=3d", "=", "%3D", "%3d", "%253D"];

/// The number sign in those forms, when it stands right before.
const NUMBER_SIGNS: [&str; 2] = ["%23", "%2523"];

/// The text in pieces with one link each, in their order; none where there is no
/// link. Each is for [`read`](super::read).
pub fn several(text: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    for (place, _) in text.match_indices("md") {
        if begins_a_link(text, place) {
            starts.push(place);
        }
    }
    let mut pieces = Vec::with_capacity(starts.len());
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |next| end_before(text, *start, *next));
        pieces.extend(text.get(*start..end));
    }
    pieces
}

fn begins_a_link(text: &str, place: usize) -> bool {
    let Some((before, rest)) = text.split_at_checked(place) else { return false };
    let begins_a_word = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
    let follows_sign = NUMBER_SIGNS.iter().any(|sign| before.ends_with(sign));
    let rest = rest.strip_prefix("md").unwrap_or_default();
    let after = EQUALS.iter().find_map(|equals| rest.strip_prefix(equals));
    (begins_a_word || follows_sign) && after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
}

/// Where a piece ends when another link begins at `next`: before its address.
fn end_before(text: &str, start: usize, next: usize) -> usize {
    let between = text.get(start..next).unwrap_or_default();
    let address = between.rfind(|c: char| c.is_whitespace() || matches!(c, '<' | '"' | '(' | '['));
    address.map_or(next, |at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_link_is_a_piece_of_its_own() {
        let text = "Bonjour,\nhttps://a.example/#md=1.AAA\n<https://b.example/page#md=2.BB-_> et\n> https://c.example/%23md%3D1.CC\ncmd=1 nomd=2 md=";
        let pieces = several(text);
        assert_eq!(pieces.len(), 3, "{pieces:?}");
        assert!(pieces[0].starts_with("md=1.AAA") && !pieces[0].contains("b.example"));
        assert!(pieces[1].starts_with("md=2.BB-_") && !pieces[1].contains("c.example"));
        assert!(pieces[2].starts_with("md%3D1.CC"));
        assert_eq!(several("md=1.A md=1.B"), ["md=1.A", "md=1.B"]);
        assert_eq!(several("rien ici"), Vec::<&str>::new());
    }
}
