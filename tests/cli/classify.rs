//! `rolemap classify`: lists and rosters of titles, and people's decisions.

use super::{TEAM, assert_failed, err, out, rolemap, run_on};

#[test]
fn classify_prints_every_line_once_in_order() {
    let titles = "CTO\r\nSenior DevOps Engineer, Platform\r\n\r\nCTO\r\n=1+1\r\nlast without a line break";
    let output = run_on(titles, &["classify", "-", "--format", "csv"]);
    let mut lines = out(&output).lines();
    assert_eq!(lines.next(), Some("title,roles,level,confidence,reason"));
    let first_cells: Vec<String> = lines
        .map(|line| match line.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().expect("a cell").to_owned(),
            None => line.split(',').next().expect("a cell").to_owned(),
        })
        .collect();
    assert_eq!(
        first_cells,
        ["CTO", "Senior DevOps Engineer, Platform", "", "CTO", "'=1+1", "last without a line break"]
    );
    assert!(out(&output).contains("\nCTO,cto,executive,"), "{}", out(&output));
}

#[test]
fn decisions_win_and_those_about_nobody_are_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("decisions.csv");
    std::fs::write(&path, "title,roles,reason\nCTO,cio,runs IT only\nJester,none,\n").expect("writable");
    let file = path.to_str().expect("UTF-8");
    let classified = run_on("CTO\n", &["classify", "-", "--format", "csv", "--titles", file]);
    assert!(out(&classified).contains("\nCTO,cio,"), "{}", out(&classified));
    let checked = run_on(TEAM, &["check", "-", "--titles", file]);
    assert!(err(&checked).contains("`Jester`"), "{}", err(&checked));
    assert_eq!(err(&run_on(TEAM, &["check", "-", "--quiet", "--titles", file])), "", "--quiet is quiet");
    std::fs::write(&path, "title,roles,reason\nCTO,czar,\n").expect("writable");
    assert_failed(&run_on(TEAM, &["check", "-", "--titles", file]), "decisions.csv:2:");
}

#[test]
fn classify_names_decisions_about_titles_that_nobody_bears() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("decisions.csv");
    std::fs::write(&path, "title,roles\nCTO,none\nCT0,none\n").expect("it can be written");
    let file = path.to_str().expect("UTF-8");
    for input in ["CTO\n", TEAM] {
        let output = run_on(input, &["classify", "-", "--titles", file]);
        assert_eq!(err(&output), "rolemap: line 3 of the decisions is about `CT0`, which nobody bears\n");
    }
}

#[test]
fn classify_shows_each_answer_of_a_title_that_departments_decide() {
    let rows = "Employee ID,Name,Job Title,Department\n1,A,Security Analyst,SOC\n2,B,Security Analyst,GRC\n\
                3,C,Security Analyst,SOC\n";
    let output = run_on(rows, &["classify", "-"]);
    let lines: Vec<&str> = out(&output).lines().filter(|l| l.contains("Security Analyst")).collect();
    assert_eq!(lines.len(), 2, "{}", out(&output));
    assert!(lines[0].contains("  2  soc-analyst"), "{}", lines[0]);
    assert!(lines[1].contains("  1  grc-analyst"), "{}", lines[1]);
}

#[test]
fn classify_reads_the_titles_of_a_roster() {
    let output = run_on(TEAM, &["classify", "-", "--format", "csv"]);
    assert_eq!(out(&output).lines().count(), 5, "a header and four people: {}", out(&output));
    assert!(out(&output).contains("\nDevOps Engineer,devops-engineer,"));
    let none = run_on("", &["classify", "-", "--format", "csv"]);
    assert_eq!((none.status.code(), out(&none)), (Some(0), "title,roles,level,confidence,reason\n"));
}

/// More titles than are read at a time: each comes out once, in its place, with any number of threads.
#[test]
fn classify_writes_a_long_list_whole_and_in_order() {
    const TITLES: usize = 40_000;
    let nouns = ["Developer", "Gardener", "Network Engineer, Team"];
    let list: String = (0..TITLES).map(|at| format!("{} Kestrel{at}\n", nouns[at % nouns.len()])).collect();
    let output = run_on(&list, &["classify", "-", "--format", "csv"]);
    assert_eq!(out(&output).lines().count(), TITLES + 1);
    for (title, line) in list.lines().zip(out(&output).lines().skip(1)) {
        assert!(line.trim_start_matches('"').starts_with(title), "{title}: {line}");
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("titles.txt");
    std::fs::write(&path, &list).expect("writable");
    let file = path.to_str().expect("UTF-8");
    let alone = rolemap(&["classify", file, "--format", "csv"])
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("it runs");
    assert!(alone.stdout == output.stdout, "one thread writes what several do");
}
