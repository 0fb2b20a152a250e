//! Policy: findings that a team has decided to live with, and severities that it sees otherwise.
//!
//! An allowance is a decision with a reason, and decisions age: one that has run out, or that no longer matches
//! anything, is a finding itself.

use super::{Finding, Found, Rule, Sink, rule, sort};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::model::{Grade, Severity};
use crate::roster::{Date, PersonIx};
use crate::settings;
use crate::staff::Staff;

pub(super) const UNUSED: Rule = Rule {
    id: "unused-allowance",
    summary: "An allowance of the policy matches no finding.",
    why: "What it allowed is mended or named otherwise; left in place, it would silently allow the next such finding.",
    help: "Remove the allowance from the policy, or correct what it names.",
    severity: Severity::Warning,
    source: "decisions are kept current (our judgement)",
    grade: Grade::J,
    // The policy itself reports: it is applied to what the rules have found.
    run: |_, _| {},
};

pub(super) const EXPIRED: Rule = Rule {
    id: "expired-allowance",
    summary: "An allowance of the policy has run out.",
    why: "It was given until a day that has passed; what it allowed is reported again.",
    help: "Mend what it allowed, or decide anew and give it a new day.",
    severity: Severity::Warning,
    source: "decisions are kept current (our judgement)",
    grade: Grade::J,
    run: |_, _| {},
};

/// What a team has decided about findings: allowances and severities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    allowances: Vec<Allowance>,
    severities: Vec<(&'static str, Severity)>,
}

/// A decision to live with a rule's findings: all of them, or those about a person, a role or a demand.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowance {
    /// The rule's id.
    pub rule: &'static str,
    /// The person's id: a finding is allowed where each of its people is.
    pub person: Option<String>,
    /// The role's id: a finding is allowed where each of its people holds the role or, where it names nobody, its
    /// demand asks for the role.
    pub role: Option<String>,
    /// The demand's id.
    pub demand: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day of the allowance.
    pub until: Option<Date>,
    /// The line of the policy, from 1.
    pub line: u64,
}

/// Findings after a policy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// What stands: worst first, then by rule, then by line.
    pub findings: Vec<Finding>,
    /// What is allowed, in the same order.
    pub allowed: Vec<Allowed>,
}

/// A finding that a policy allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowed {
    /// The finding.
    pub finding: Finding,
    /// Why it is allowed; several reasons in the order of the policy.
    pub reasons: Vec<String>,
}

const SHAPE: &str = "an allowance is [[allow]] with rule, reason and any of person, role, demand, until; \
                     a severity is [[severity]] with rule and severity";

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    ///
    /// Refuses what is not TOML, unknown fields and rules, an allowance without a reason and a day that is none, each
    /// with its line.
    pub fn parse(text: &str) -> Result<Self> {
        let file: PolicyFile = settings::parse(text, SHAPE)?;
        let line_of = |offset| settings::line(text, offset);
        let (mut policy, mut problems) = (Self::default(), Vec::new());
        for entry in file.allow {
            let line = line_of(entry.span().start);
            let read = allowance(entry.into_inner(), line);
            read.map_or_else(|p| problems.push(problem(line, p)), |a| policy.allowances.push(a));
        }
        for entry in file.severity {
            let line = line_of(entry.span().start);
            let SeverityEntry { rule, severity } = entry.into_inner();
            known(&rule)
                .map_or_else(|p| problems.push(problem(line, p)), |r| policy.severities.push((r, severity)));
        }
        Error::of(ErrorKind::Settings, problems).map_or(Ok(policy), Err)
    }

    /// Returns the allowances, in the order of the policy.
    pub fn allowances(&self) -> &[Allowance] {
        &self.allowances
    }

    /// Judges findings on a day: changes severities, sets aside what is allowed, and adds what is wrong with the
    /// policy itself.
    pub fn apply(&self, findings: Vec<Finding>, staff: &Staff<'_>, as_of: Date) -> Judged {
        let mut judged = Judged::default();
        let mut used = vec![false; self.allowances.len()];
        for mut finding in findings {
            finding.severity = self.severity(&finding);
            let by = self.allowed_by(&finding, staff, as_of);
            if by.is_empty() {
                judged.findings.push(finding);
            } else {
                by.iter().for_each(|i| used[*i] = true);
                let reasons = by.iter().map(|i| self.allowances[*i].reason.clone()).collect();
                judged.allowed.push(Allowed { finding, reasons });
            }
        }
        for mut finding in self.stale(&used, staff, as_of) {
            finding.severity = self.severity(&finding);
            judged.findings.push(finding);
        }
        sort(&mut judged.findings);
        judged
    }

    fn severity(&self, finding: &Finding) -> Severity {
        let changed = self.severities.iter().rev().find(|(rule, _)| *rule == finding.rule);
        changed.map_or(finding.severity, |(_, severity)| *severity)
    }

    /// Returns the places of the allowances that together allow a finding; none where it is not allowed.
    fn allowed_by(&self, finding: &Finding, staff: &Staff<'_>, as_of: Date) -> Vec<usize> {
        let valid = |a: &Allowance| a.until.is_none_or(|until| until >= as_of) && a.concerns(finding, staff);
        let matching: Vec<usize> =
            (0..self.allowances.len()).filter(|i| valid(&self.allowances[*i])).collect();
        let whole = matching.iter().find(|i| self.allowances[**i].person.is_none());
        if let Some(whole) = whole {
            return vec![*whole];
        }
        let names = |i: &usize, person: PersonIx| {
            self.allowances[*i].person.as_deref() == Some(staff.roster().person(person).id())
        };
        let all_known = !finding.people.is_empty() && finding.people.len() == finding.people_count;
        if all_known && finding.people.iter().all(|p| matching.iter().any(|i| names(i, *p))) {
            return matching.into_iter().filter(|i| finding.people.iter().any(|p| names(i, *p))).collect();
        }
        Vec::new()
    }

    fn stale(&self, used: &[bool], staff: &Staff<'_>, as_of: Date) -> Vec<Finding> {
        let mut unused = Sink::new(&UNUSED, staff.roster());
        let mut expired = Sink::new(&EXPIRED, staff.roster());
        for (allowance, used) in self.allowances.iter().zip(used) {
            let Allowance { rule, reason, line, .. } = allowance;
            let what = format!("line {line} of the policy allows `{rule}` ({reason})");
            match allowance.until {
                Some(until) if until < as_of => {
                    expired.push(Found::new(format!("{what} until {until}, which has passed")));
                }
                _ if !used => unused.push(Found::new(format!("{what}, and nothing such was found"))),
                _ => {}
            }
        }
        let mut findings = unused.into_findings();
        findings.append(&mut expired.into_findings());
        findings
    }
}

impl Allowance {
    /// Whether the allowance is about a finding, the person apart.
    fn concerns(&self, finding: &Finding, staff: &Staff<'_>) -> bool {
        let model = staff.model();
        let demand = finding.demand.map(|d| &model[d]);
        let of_role = |id: &String| {
            let Some(role) = model.role(id) else { return false };
            match finding.people.as_slice() {
                [] => demand.is_some_and(|d| d.roles.contains(&role)),
                people => people.iter().all(|p| staff.roles(*p).contains(&role)),
            }
        };
        finding.rule == self.rule
            && self.demand.as_ref().is_none_or(|id| demand.is_some_and(|d| d.id.as_str() == id))
            && self.role.as_ref().is_none_or(of_role)
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile {
    #[serde(default)]
    allow: Vec<toml::Spanned<AllowanceEntry>>,
    #[serde(default)]
    severity: Vec<toml::Spanned<SeverityEntry>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct AllowanceEntry {
    rule: String,
    person: Option<String>,
    role: Option<String>,
    demand: Option<String>,
    reason: String,
    until: Option<Day>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SeverityEntry {
    rule: String,
    severity: Severity,
}

/// A day, as TOML has it or in quotes.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Day {
    Plain(toml::value::Datetime),
    Quoted(String),
}

fn allowance(entry: AllowanceEntry, line: u64) -> Result<Allowance, (String, &'static str)> {
    let AllowanceEntry { rule, person, role, demand, reason, until } = entry;
    if reason.trim().is_empty() {
        return Err((
            format!("the allowance of `{rule}` has an empty reason"),
            "say why the finding is accepted",
        ));
    }
    let until = until.map(day).transpose()?;
    Ok(Allowance { rule: known(&rule)?, person, role, demand, reason, until, line })
}

fn day(day: Day) -> Result<Date, (String, &'static str)> {
    let help = "write the last day of the allowance as 2027-03-31";
    let read = match day {
        Day::Plain(day) => Ok(day),
        Day::Quoted(text) => text.trim().parse().map_err(|_| (format!("`{text}` is no day"), help)),
    };
    let date: toml::value::Date = read?.date.ok_or_else(|| ("a time of day is no day".to_owned(), help))?;
    let year = i16::try_from(date.year).ok().filter(|y| (1..=9999).contains(y));
    let year = year.ok_or_else(|| (format!("the year {} is out of range", date.year), help))?;
    Ok(Date { year, month: date.month, day: date.day })
}

fn known(id: &str) -> Result<&'static str, (String, &'static str)> {
    rule(id)
        .map(|r| r.id)
        .ok_or_else(|| (format!("there is no rule `{id}`"), "`rolemap rules` lists the rules"))
}

fn problem(line: u64, (message, help): (String, &'static str)) -> Problem {
    Problem { file: None, line: Some(line), message, help: help.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::Cast;

    const TODAY: Date = Date { year: 2026, month: 6, day: 1 };

    /// Returns the rules of what stands, and of what is allowed.
    fn judge(policy: &str, cast: &Cast) -> (Vec<&'static str>, Vec<&'static str>) {
        let judged = cast.judged(&Policy::parse(policy).expect("a policy"), TODAY);
        let standing = judged.findings.iter().map(|f| f.rule).collect();
        (standing, judged.allowed.iter().map(|a| a.finding.rule).collect())
    }

    fn pair() -> Cast {
        Cast::new().person("a", "").person("b", "c").person("c", "b")
    }

    #[test]
    fn a_finding_is_allowed_where_each_of_its_people_is() {
        let b = "[[allow]]\nrule = 'cycle'\nperson = 'b'\nreason = 'two chairs'\n";
        let c = b.replace("'b'", "'c'");
        assert_eq!(judge(b, &pair()), (vec!["cycle", "unused-allowance"], vec![]));
        assert_eq!(judge(&format!("{b}{c}"), &pair()), (vec![], vec!["cycle"]));
        assert_eq!(judge("[[allow]]\nrule = 'cycle'\nreason = 'known'", &pair()), (vec![], vec!["cycle"]));
    }

    #[test]
    fn an_allowance_that_has_run_out_is_a_finding_on_the_day_after_its_last() {
        let until = |day: &str| format!("[[allow]]\nrule = 'cycle'\nreason = 'known'\nuntil = {day}");
        assert_eq!(judge(&until("2026-06-01"), &pair()), (vec![], vec!["cycle"]));
        let passed = judge(&until("'2026-05-31'"), &pair());
        assert_eq!(passed, (vec!["cycle", "expired-allowance"], vec![]));
    }

    #[test]
    fn roles_narrow_an_allowance() {
        let cast = Cast::new()
            .person("a", "")
            .row("b", "a", |row| row.roles = "change-manager|release-manager".into());
        let policy =
            |role: &str| format!("[[allow]]\nrule='duties-apart'\nreason='peer review'\nrole='{role}'");
        assert_eq!(judge(&policy("change-manager"), &cast), (vec![], vec!["duties-apart"]));
        assert_eq!(judge(&policy("ciso"), &cast), (vec!["duties-apart", "unused-allowance"], vec![]));
    }

    #[test]
    fn severities_change_the_order_too() {
        let policy = "[[severity]]\nrule = 'cycle'\nseverity = 'info'\n";
        let judged = pair().judged(&Policy::parse(policy).expect("a policy"), TODAY);
        assert_eq!(judged.findings[0].severity, Severity::Info);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_line() {
        let refused = |text: &str| Policy::parse(text).expect_err("refused").to_string();
        let unknown =
            refused("\n[[allow]]\nrule = 'cicle'\nreason = 'x'\n[[severity]]\nrule='x'\nseverity='info'");
        assert!(unknown.contains("line 2: there is no rule `cicle`"), "{unknown}");
        assert!(unknown.contains("line 5: there is no rule `x`"), "{unknown}");
        assert!(refused("[[allow]]\nrule = 'cycle'").contains("reason"));
        assert!(refused("[[allow]]\nrule = 'cycle'\nreason = ' '").contains("line 1: "));
        assert!(
            refused("[[allow]]\nrule = 'cycle'\nreason = 'x'\nuntil = 'soon'").contains("`soon` is no day")
        );
        assert!(refused("[[allow]]\nrule = 'cycle'\nreason = 'x'\nwho = 'b'").contains("line 4"));
    }
}
