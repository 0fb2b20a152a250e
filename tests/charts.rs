//! Charts: nobody is lost, text stays text in every format, limits are told, and readers of the formats accept them.

use std::process::{Command, Output, Stdio};

use rolemap::analysis::Analysis;
use rolemap::model::Model;
use rolemap::plan::{Plan, PlanOptions};
use rolemap::report::chart::{Chart, LineKind, Selection, State};
use rolemap::report::plan::Planned;
use rolemap::roster::{ReadOptions, Roster};
use rolemap::title::Classifier;

const SCRIPT: &str = "<script>alert(1)</script>";
const FORMULA: &str = "=HYPERLINK(\"http://evil.example\")";
const QUOTE: &str = "\"]; evil";
const TURNED: &str = "\u{202e}live";

/// A roster whose cells try to be more than text.
fn hostile() -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let long = "Engineer ".repeat(1_111);
    let rows = [
        ("1", SCRIPT, "CTO", ""),
        ("2", FORMULA, "DevOps Engineer", "1"),
        ("3", QUOTE, "SOC Analyst", "1"),
        ("4", TURNED, "Security Engineer", "1"),
        ("5", "Ann `Lee` %fill% #59; \\N \\\" -- ]]>", long.trim(), "2"),
        ("6", "- list & 1. list", "+1 Engineer", "2"),
    ];
    let rows =
        rows.map(|(id, name, title, manager)| format!("{id},{},{},{manager}\n", quoted(name), quoted(title)));
    format!("id,name,title,manager id\n{}", rows.concat())
}

fn read(text: &str) -> Roster {
    Roster::read(text.into(), &ReadOptions::default()).expect("the roster can be read")
}

/// Does something with the chart of a roster.
fn with_chart<T>(roster: &str, selection: &Selection<'_>, then: impl FnOnce(&Chart<'_>, &Roster) -> T) -> T {
    let (model, roster) = (Model::builtin(), read(roster));
    let classifier = Classifier::new(&model).expect("the vocabulary is sound");
    let analysis = Analysis::new(&model, &roster, &classifier, None);
    then(&Chart::of_people(&analysis, selection), &roster)
}

const ALL: Selection<'_> = Selection { depth: None, practice: None, plan: None };

/// The texts between quotes, and what stands outside of them.
fn split_quotes(text: &str) -> (Vec<String>, String) {
    let (mut inside, mut outside) = (Vec::new(), String::new());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '"' {
            outside.push(c);
            continue;
        }
        let mut quoted = String::new();
        while let Some(c) = chars.next().filter(|c| *c != '"') {
            quoted.push(c);
            if c == '\\' {
                quoted.extend(chars.next());
            }
        }
        inside.push(quoted);
    }
    (inside, outside)
}

/// The names of the elements of an XML text, which must be closed in their order.
fn elements(xml: &str) -> Vec<String> {
    let (mut open, mut names): (Vec<String>, Vec<String>) = Default::default();
    for part in xml.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "text escapes its brackets: {text}");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name)),
            None => {
                let name = tag.split([' ', '/']).next().expect("a name").to_owned();
                if !tag.ends_with('/') {
                    open.push(name.clone());
                }
                names.push(name);
            }
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    names
}

#[test]
fn svg_shows_hostile_text_as_text() {
    let svg = with_chart(&hostile(), &ALL, |chart, _| chart.to_svg());
    let mut names = elements(&svg);
    names.sort();
    names.dedup();
    assert_eq!(names, ["desc", "g", "path", "rect", "style", "svg", "text", "title"]);
    assert!(svg.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the name is there, as text");
    assert!(svg.contains("&quot;]; evil") && svg.contains("=HYPERLINK("));
    assert!(!svg.contains('\u{202e}') && svg.contains("live"), "nothing turns the writing");
    assert!(svg.contains(&"Engineer ".repeat(1_110)), "a long title is there whole when pointed at");
    let shown = svg.split("<text").skip(1).map(|t| t.split("</text>").next().expect("text").len());
    assert!(shown.max().expect("texts") < 300, "and cut where it is shown");
    for remote in ["href", "url(", "@import", "<image", "src="] {
        assert!(!svg.contains(remote), "{remote} would reach outside");
    }
    assert_eq!(svg.matches("http").count(), 1 + svg.matches("http://evil").count(), "but for the name space");
}

#[test]
fn dot_shows_hostile_text_as_text() {
    let dot = with_chart(&hostile(), &ALL, |chart, _| chart.to_dot());
    let (inside, outside) = split_quotes(&dot);
    assert!(!outside.contains("evil") && !outside.contains("script"), "{outside}");
    assert!(inside.iter().any(|label| label.starts_with("\\\"]; evil")), "{inside:?}");
    assert!(inside.iter().any(|label| label.starts_with("&lt;script&gt;")), "{inside:?}");
    assert!(!dot.contains('\u{202e}'));
    graphviz_reads(&dot);
}

/// Asks Graphviz, where it is installed.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn graphviz_reads(dot: &str) {
    let child = Command::new("dot").arg("-Tplain").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(child) = child else {
        println!("skipped: Graphviz (dot) is not installed");
        return;
    };
    let output = feed(child, dot);
    assert!(output.status.success(), "Graphviz reads it: {}", String::from_utf8_lossy(&output.stderr));
    let nodes = String::from_utf8_lossy(&output.stdout).lines().filter(|l| l.starts_with("node ")).count();
    assert_eq!(
        nodes,
        dot.lines()
            .filter(|l| l.starts_with("  n") && l.contains("label=") && !l.starts_with("  node"))
            .count()
    );
}

#[test]
fn mermaid_shows_hostile_text_as_text() {
    let mermaid = with_chart(&hostile(), &ALL, |chart, _| chart.to_mermaid().expect("it is small"));
    let (inside, outside) = split_quotes(&mermaid);
    assert!(!outside.contains("evil") && !outside.contains("script"), "{outside}");
    for label in &inside {
        let text = label.replace("<br/>", "");
        assert!(!text.contains(['<', '>', '[', ']', '`', '\\', '(', '%']), "{text}");
    }
    assert!(inside.iter().any(|label| label.starts_with("#34;#93;#59; evil")), "{inside:?}");
    assert!(inside.iter().any(|label| label.starts_with("#45; list #38; 1#46; list")), "no list begins");
}

#[test]
fn drawio_shows_hostile_text_as_text() {
    let csv = with_chart(&hostile(), &ALL, |chart, _| chart.to_drawio().expect("it is small"));
    let rows: Vec<&str> = csv.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
    assert_eq!(rows.len(), 6, "a row each: {csv}");
    for row in &rows {
        assert!(!row.contains(['<', '>']), "labels are HTML, so cells are escaped: {row}");
        assert!(!row.contains(",=") && !row.contains(",\"=") && !row.contains(",+"), "{row}");
        assert!(row.ends_with(",end"), "draw.io misreads a row that ends with nothing: {row}");
    }
    assert!(rows[1].contains("'=HYPERLINK(&quot;http://evil.example&quot;)"), "{}", rows[1]);
}

/// Two cycles with people below, somebody under nobody known, somebody under oneself, a leaver with a report.
const FAULTY: &str = "id,name,title,manager id,status\n\
    1,Ada,CEO,,Active\n\
    2,Bo,Software Engineer,4,Active\n\
    3,Cy,Software Engineer,2,Active\n\
    4,Di,Software Engineer,3,Active\n\
    5,Ed,Software Engineer,4,Active\n\
    6,Flo,SOC Analyst,999,Active\n\
    7,Gus,DBA,7,Active\n\
    8,Hal,DevOps Engineer,1,Terminated\n\
    9,Ida,DevOps Engineer,8,Active\n\
    10,Jo,DBA,1,Terminated\n";

#[test]
fn nobody_is_lost_in_cycles_or_under_nobody() {
    with_chart(FAULTY, &ALL, |chart, roster| {
        let mut drawn: Vec<usize> = chart.nodes.iter().filter_map(|n| n.person).map(|p| p.index()).collect();
        drawn.sort_unstable();
        assert_eq!(drawn, [0, 1, 2, 3, 4, 5, 6, 7, 8], "all but the leaver who leads nobody, once each");
        for (place, node) in chart.nodes.iter().enumerate() {
            assert!(node.parent.is_none_or(|p| p < place), "managers come first");
            assert_eq!(node.layer, node.parent.map_or(0, |p| chart.nodes[p].layer + 1));
        }
        let closing: Vec<_> = chart.lines.iter().filter(|line| line.kind == LineKind::Cycle).collect();
        let [line] = closing.as_slice() else { panic!("one line closes the cycle: {closing:?}") };
        let name = |place: usize| roster.person(chart.nodes[place].person.expect("a person")).name();
        assert_eq!((name(line.from), name(line.to)), ("Di", "Bo"), "cut above its earliest row");
        let marked = |name: &str| chart.nodes.iter().any(|n| n.label.name == name && !n.marks.is_empty());
        for name in ["Bo", "Cy", "Di", "Flo", "Gus", "Ida"] {
            assert!(marked(name), "{name} is marked");
        }
        assert!(
            chart.nodes.iter().any(|n| n.state == State::Left && n.faint),
            "the leaver who leads stays, faintly"
        );
        assert!(chart.facts.contains(&"1 who has left is not drawn".to_owned()), "{:?}", chart.facts);
        let svg = chart.to_svg();
        assert!(svg.contains("class=\"l z\"") && svg.contains("closes a cycle"));
    });
}

#[test]
fn a_depth_counts_whom_it_leaves_out() {
    let text = std::fs::read_to_string("examples/rosters/growth-120.csv").expect("the example is there");
    let whole = with_chart(&text, &ALL, |chart, _| chart.nodes.len());
    for depth in 1..=5 {
        with_chart(&text, &Selection { depth: Some(depth), ..ALL }, |chart, _| {
            assert!(chart.nodes.iter().all(|n| n.layer < depth));
            let below: usize = chart.nodes.iter().map(|n| n.below).sum();
            assert_eq!(chart.nodes.len() + below, whole, "depth {depth}");
        });
    }
}

#[test]
fn a_practice_keeps_those_above_it_faintly() {
    let text = std::fs::read_to_string("examples/rosters/growth-120.csv").expect("the example is there");
    let model = Model::builtin();
    let practice = model.practice("secops");
    with_chart(&text, &Selection { practice, ..ALL }, |chart, _| {
        assert!(chart.nodes.iter().any(|n| n.faint), "managers of other crafts give context");
        for node in &chart.nodes {
            let works = node.practices.iter().any(|badge| Some(badge.practice) == practice);
            assert_eq!(works, !node.faint, "{}", node.label.name);
        }
        let leads = |place: usize| chart.nodes.iter().any(|n| n.parent == Some(place));
        assert!(
            (0..chart.nodes.len()).all(|place| !chart.nodes[place].faint || leads(place)),
            "no faint leaf"
        );
    });
}

#[test]
fn planned_hires_stand_under_a_manager_and_fill_positions() {
    let text = std::fs::read_to_string("examples/rosters/growth-120.csv").expect("the example is there");
    let (model, roster) = (Model::builtin(), read(&text));
    let classifier = Classifier::new(&model).expect("the vocabulary is sound");
    let analysis = Analysis::new(&model, &roster, &classifier, None);
    let options = PlanOptions::new("2027Q1".parse().expect("a quarter"));
    let plan = Plan::new(&analysis.staff, &analysis.coverage, &options);
    let planned = Planned { analysis: &analysis, options: &options, plan: &plan, dated: true };
    let chart = Chart::of_people(&analysis, &Selection { plan: Some(&planned), ..ALL });
    let new: Vec<_> = chart.nodes.iter().filter(|n| n.state == State::Planned).collect();
    assert!(!new.is_empty() && new.iter().all(|n| n.parent.is_some() && n.person.is_none()));
    assert!(chart.to_svg().contains("stroke-dasharray:.1"), "dotted");
    let none = Chart::of_people(&analysis, &Selection { depth: Some(1), plan: Some(&planned), ..ALL });
    assert!(none.nodes.iter().all(|n| n.state != State::Planned), "the depth holds for hires too");
}

#[test]
fn beyond_their_limits_formats_say_so_and_what_to_do() {
    let row = |n: usize| format!("{n},Person {n},Software Engineer,{}\n", if n > 1 { "1" } else { "" });
    let roster =
        |people: usize| format!("id,name,title,manager id\n{}", (1..=people).map(row).collect::<String>());
    with_chart(&roster(501), &ALL, |chart, _| {
        assert_eq!(
            chart.to_mermaid().expect("500 lines are drawn").lines().filter(|l| l.contains("---")).count(),
            500
        );
    });
    with_chart(&roster(502), &ALL, |chart, _| {
        let error = chart.to_mermaid().expect_err("501 lines are not").to_string();
        assert!(error.contains("501 lines") && error.contains("--depth"), "{error}");
        assert!(chart.to_drawio().is_ok());
    });
    with_chart(&roster(5_001), &ALL, |chart, _| {
        let error = chart.to_drawio().expect_err("5,001 boxes").to_string();
        assert!(error.contains("5,001 boxes") && error.contains("--depth"), "{error}");
    });
}

#[test]
fn a_chain_of_many_is_drawn_like_any_other() {
    let row = |n: usize| format!("{n},P,DBA,{}\n", if n > 0 { (n - 1).to_string() } else { String::new() });
    let roster = format!("id,name,title,manager id\n{}", (0..30_000).map(row).collect::<String>());
    with_chart(&roster, &ALL, |chart, _| {
        assert_eq!(chart.nodes.iter().map(|n| n.layer).max(), Some(29_999));
        assert_eq!(
            elements(&chart.to_svg()).iter().filter(|e| *e == "g").count() / 10_000,
            6,
            "a box and a badge each"
        );
    });
}

#[test]
fn the_model_is_drawn_whole() {
    let model = Model::builtin();
    let chart = Chart::of_model(&model);
    let things = model.roles().count() + model.practices().count() + 3;
    assert_eq!(chart.nodes.len(), things, "roles, practices and three disciplines");
    let dot = chart.to_dot();
    for role in model.roles() {
        assert!(dot.contains(&model[role].name.replace('&', "&amp;")[..12.min(model[role].name.len())]));
    }
    let works = chart.lines.iter().filter(|l| matches!(l.kind, LineKind::WorksIn(_))).count();
    assert_eq!(works, model.roles().map(|r| model[r].practices.len()).sum::<usize>());
    graphviz_reads(&dot);
    elements(&chart.to_svg());
    chart.to_mermaid().expect("the model is within Mermaid's limits");
}

fn rolemap(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolemap"));
    command.args(args).env_clear().env("NO_COLOR", "1").current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn feed(mut child: std::process::Child, input: &str) -> Output {
    use std::io::Write;
    // A program that refuses its arguments reads nothing.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("it ends")
}

fn run(args: &[&str]) -> Output {
    rolemap(args).stdin(Stdio::null()).output().expect("rolemap runs")
}

const STARTUP: &str = "examples/rosters/startup-12.csv";

#[test]
fn the_ending_of_the_file_tells_the_format() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (ending, start) in
        [("svg", "<svg "), ("dot", "digraph "), ("mmd", "flowchart LR"), ("csv", "## Import")]
    {
        let path = folder.path().join(format!("org.{ending}"));
        let file = path.to_str().expect("UTF-8");
        let made = run(&["chart", STARTUP, "-o", file]);
        assert_eq!(
            (made.status.code(), made.stdout.len()),
            (Some(0), 0),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        let text = std::fs::read_to_string(&path).expect("written");
        assert!(text.starts_with(start), "{ending}");
        assert_eq!(run(&["chart", STARTUP, "-o", file]).status.code(), Some(2), "no file is written over");
        let printed = run(&["chart", STARTUP, "-o", "-", "--format", ending]);
        assert_eq!(String::from_utf8(printed.stdout).expect("UTF-8"), text, "the same bytes each time");
    }
    for args in
        [&["chart", STARTUP][..], &["chart", STARTUP, "-o", "org.png"], &["chart", STARTUP, "-o", "-"]]
    {
        let output = run(args);
        let says = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{args:?}");
        assert!(says.contains(".svg, .html, .dot, .mmd"), "{says}");
    }
}

#[test]
fn model_draws_the_model_and_still_names_a_folder() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let own = folder.path().join("own");
    let own = own.to_str().expect("UTF-8");
    assert_eq!(run(&["init", own]).status.code(), Some(0));
    let svg = |args: &[&str]| {
        let output = run(&[&["chart", "--format", "svg", "-o", "-"], args].concat());
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let (model, people) = (svg(&["--model"]), svg(&[STARTUP]));
    assert!(model.contains("The model of rolemap") && people.contains("Org chart"));
    assert_eq!(svg(&["--model", own]), model, "a folder and no roster: its model");
    assert_eq!(svg(&[STARTUP, "--model"]), model, "the model instead");
    assert_eq!(svg(&[STARTUP, "--model", own]), people, "a folder and a roster: the roster, as everywhere");
    assert_eq!(run(&["chart", "--format", "svg"]).status.code(), Some(2), "neither");
}

#[test]
fn redacted_people_are_ids() {
    for format in ["svg", "dot", "mmd", "csv"] {
        let output = run(&["chart", STARTUP, "--format", format, "--redact"]);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(
            text.contains("101") && !text.contains("Vera") && !text.contains("lantern.example"),
            "{format}"
        );
    }
}
