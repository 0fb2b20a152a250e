//! Privacy: which columns are recognised by their header and never kept.

use super::field::{Field, normalise};
use super::words::{PAYROLL_NAMES, SENSITIVE};

/// Whether a header is that of a column that must not be kept: passwords, national ids, birth, pay, private addresses.
///
/// A header that names a field of the roster is none; any other that contains a sensitive word is.
pub(super) fn is_sensitive(header: &str) -> bool {
    let key = normalise(header);
    if PAYROLL_NAMES.contains(&key.as_str()) || Field::of_header(header).is_some() {
        return false;
    }
    let padded = format!(" {key} ");
    SENSITIVE.iter().any(|word| padded.contains(&format!(" {word} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pay_birth_and_secrets_are_sensitive() {
        let headers = [
            "salary",
            "Basic Salary",
            "Initial password [passwordProfile] Required",
            "date_of_birth",
            "Jahresgehalt",
            "Home Address",
        ];
        for header in headers {
            assert!(is_sensitive(header), "{header}");
        }
    }

    #[test]
    fn fields_of_the_roster_are_not() {
        for header in
            ["Payroll Name", "Email Address", "Position ID", "Work location address - City", "Standort"]
        {
            assert!(!is_sensitive(header), "{header}");
        }
    }
}
