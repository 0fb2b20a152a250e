//! SARIF 2.1.0, which code scanning services read: a rule, a level, and the place in the roster's file.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::Analysis;
use crate::check::{Finding, RULES, Rule};
use crate::model::Severity;

/// Writes the findings as a SARIF 2.1.0 log; `file` is the roster's path as the user named it.
///
/// Every finding is a result, in the order of the analysis, up to the most that code scanning takes; a notification
/// tells how many were left out. A result's fingerprint is made of rule, demand and people, so that it stays the same
/// when rows move.
pub fn check(analysis: &Analysis<'_>, file: &str) -> String {
    let mut seen = BTreeMap::new();
    let findings = &analysis.findings[..analysis.findings.len().min(MOST_RESULTS)];
    let results = findings.iter().map(|f| result(analysis, f, file, &mut seen)).collect();
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: RULES.iter().map(reporting_descriptor).collect(),
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            invocations: [invocation(analysis.findings.len() - findings.len())],
            column_kind: "unicodeCodePoints",
            results,
        }],
    };
    let mut text = serde_json::to_string_pretty(&log).expect("a log has string keys only");
    text.push('\n');
    text
}

/// The most results that code scanning takes; it refuses a file with more. The worst findings stand first.
const MOST_RESULTS: usize = 25_000;

fn invocation(left_out: usize) -> Invocation {
    let text = format!("{left_out} findings are left out: code scanning takes {MOST_RESULTS}");
    let notification = Notification { level: "warning", message: Message { text } };
    Invocation {
        execution_successful: true,
        tool_execution_notifications: (left_out > 0).then_some(notification).into_iter().collect(),
    }
}

fn result<'a>(
    analysis: &Analysis<'a>,
    finding: &'a Finding,
    file: &str,
    seen: &mut BTreeMap<String, u32>,
) -> ResultEntry<'a> {
    let identity = identity(analysis, finding);
    // Two findings of one identity stay two alerts.
    let nth = *seen.entry(identity.clone()).and_modify(|n| *n += 1).or_insert(1);
    let fingerprint = format!("{:016x}:{nth}", hash(&identity));
    let text = if finding.help.is_empty() {
        finding.message.clone()
    } else {
        format!("{}. {}", finding.message, finding.help)
    };
    ResultEntry {
        rule_id: finding.rule,
        rule_index: RULES.iter().position(|r| r.id == finding.rule),
        level: level(finding.severity),
        message: Message { text },
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri(file) },
                // A finding about the whole team has no line of its own; scanning services want one.
                region: Region::start_of(finding.line.unwrap_or(1)),
            },
        }],
        partial_fingerprints: Fingerprints { finding: fingerprint.clone(), line_hash: fingerprint },
    }
}

/// What makes a finding the same from run to run.
fn identity(analysis: &Analysis<'_>, finding: &Finding) -> String {
    let demand = finding.demand.map_or("", |d| analysis.staff.model()[d].id.as_str());
    let mut people: Vec<&str> =
        finding.people.iter().map(|p| analysis.staff.roster().person(*p).id()).collect();
    people.sort_unstable();
    format!("{}\u{1f}{demand}\u{1f}{}", finding.rule, people.join("\u{1f}"))
}

/// FNV-1a, 64 bits: the same on every machine and in every version.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// The path as a relative URI reference: forward slashes, and everything percent-encoded that a URI does not allow.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(byte.into())
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn reporting_descriptor(rule: &'static Rule) -> Descriptor {
    Descriptor {
        id: rule.id,
        short_description: Message { text: rule.summary.to_owned() },
        full_description: Message { text: rule.why.to_owned() },
        help: Message { text: format!("{} Source: {} ({}).", rule.help, rule.source, rule.grade.meaning()) },
        default_configuration: Configuration { level: level(rule.severity) },
    }
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    results: Vec<ResultEntry<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultEntry<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
    start_column: u64,
    end_line: u64,
    end_column: u64,
}

impl Region {
    /// The first character of a line, which every row has; code scanning wants both ends.
    fn start_of(line: u64) -> Self {
        Self { start_line: line, start_column: 1, end_line: line, end_column: 2 }
    }
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "rolemapFinding/v1")]
    finding: String,
    /// The only one that code scanning reads, whatever its name says.
    #[serde(rename = "primaryLocationLineHash")]
    line_hash: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_uri_reference() {
        assert_eq!(uri("team files\\Müller.csv"), "team%20files/M%C3%BCller.csv");
    }

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c, "FNV-1a of \"a\"");
    }
}
