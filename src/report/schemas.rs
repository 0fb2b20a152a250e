//! The JSON Schemas in `docs/schema/` are made from the wire types and say what the types say.

use std::fs;
use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::{
    briefing, catalog_json, changes_json, check_json, compare, comparison_json, frontier, import, losses,
    plan_json, rules, titles,
};

/// The schemas, by the id that the field `schema` of the output bears.
fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("rolemap/check/1", of::<check_json::Check<'static>>()),
        ("rolemap/classify/1", of::<titles::Titles>()),
        ("rolemap/compare/1", of::<compare::Compared<'static>>()),
        ("rolemap/diff/1", of::<changes_json::Changed<'static>>()),
        ("rolemap/frontier/1", of::<frontier::Curve>()),
        ("rolemap/import/1", of::<import::Import<'static>>()),
        ("rolemap/losses/1", of::<losses::Losses<'static>>()),
        ("rolemap/plan-comparison/1", of::<comparison_json::PlanComparison<'static>>()),
        ("rolemap/plan/1", of::<plan_json::Plan<'static>>()),
        ("rolemap/practices/1", of::<catalog_json::Practices<'static>>()),
        ("rolemap/report/1", of::<briefing::Report<'static>>()),
        ("rolemap/roles/1", of::<catalog_json::Roles<'static>>()),
        ("rolemap/rules/1", of::<rules::Rules<'static>>()),
    ]
}

/// Returns the schema of what a type writes, which unlike that of what it reads has every field.
fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// `UPDATE_DOCUMENTS=1 cargo test --lib schemas` writes them.
#[test]
fn the_schemas_in_the_documents_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    let update = std::env::var_os("UPDATE_DOCUMENTS").is_some();
    let mut files = Vec::new();
    for (id, schema) in schemas() {
        let mut schema = serde_json::to_value(schema).unwrap();
        schema["title"] = id.into();
        schema["properties"]["schema"] = serde_json::json!({ "const": id });
        let text = catalog_json::json(&schema);
        let name = id.split('/').nth(1).expect("an id is rolemap/NAME/VERSION");
        let file = folder.join(format!("{name}.json"));
        if update {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&file, &text).unwrap();
        }
        let shown = fs::read_to_string(&file).unwrap_or_default();
        assert!(shown == text, "{} is not current: UPDATE_DOCUMENTS=1 mends it", file.display());
        files.push(file);
    }
    let mut found: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    found.retain(|p| p.extension().is_some_and(|e| e == "json"));
    found.sort();
    assert_eq!(found, files, "docs/schema/ holds the schemas and no other");
}
