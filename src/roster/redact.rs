//! Redaction: a roster that names nobody.

use super::Roster;
use super::store::Span;
use super::values::Manager;
use super::view::unpack;

/// What stands where a text was that could name somebody.
const REDACTED: &str = "…";

impl Roster {
    /// Forgets names and e-mail addresses, and the references by which people are named: ids stay.
    ///
    /// Who reports to whom was decided when the roster was read, and stays.
    pub fn redact(&mut self) {
        let redacted = self.texts.keep(REDACTED);
        self.names.fill(Span::default());
        self.emails.fill(Span::default());
        for (texts, managers) in
            [(&mut self.manager_texts, &self.managers), (&mut self.second_texts, &self.seconds)]
        {
            for (text, manager) in texts.iter_mut().zip(managers) {
                *text = match unpack(*manager) {
                    Manager::Person(manager) => self.ids[manager.index()],
                    _ if text.is_empty() => *text,
                    _ => redacted,
                };
            }
        }
        for message in self
            .faults
            .iter_mut()
            .map(|f| &mut f.message)
            .chain(self.notes.iter_mut().map(|n| &mut n.message))
        {
            *message = without_quoted(message);
        }
    }
}

/// Returns a message without what it quotes from the file.
fn without_quoted(message: &str) -> String {
    let parts = message.split('`').enumerate();
    let parts: Vec<&str> = parts.map(|(index, part)| if index % 2 == 1 { REDACTED } else { part }).collect();
    parts.join("`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::ReadOptions;

    #[test]
    fn nothing_that_names_somebody_is_left() {
        let file = "id,name,email,title,manager\n1,Ann Lee,ann@x.example,CEO,\n2,Bo Ray,ann@x.example,DBA,Ann Lee\n3,Cy Fox,c@x.example,DBA,Dan Who\n";
        let mut roster = Roster::read(file.into(), &ReadOptions::default()).expect("it can be read");
        roster.redact();
        let mut clean = String::new();
        roster.write_csv(&mut clean).expect("a string takes it");
        let told = format!("{}{:?}{:?}", clean, roster.notes(), roster.faults());
        for secret in ["Ann", "Lee", "Bo", "Cy", "Dan", "x.example"] {
            assert!(!told.contains(secret), "{secret} stands in {told}");
        }
        let managers: Vec<Manager> = roster.people().map(|p| p.manager()).collect();
        assert!(matches!(managers[1], Manager::Person(_)) && managers[2] == Manager::Unknown);
    }
}
