//! `onrecord names`: the persons of the record, and corrections made by hand.

use crate::args::{CorrectionArgs, Data, Names, NamesAction};
use crate::exit::Exit;
use crate::{input, ui};
use onrecord_doc::authority::names::{Change, Correction, Person, Role, Scheme};
use onrecord_doc::record::grouped;
use onrecord_store::{CorrectedNames, Store, correct};
use onrecord_wire::{NamesJson, OfficeJson, PersonJson};
use std::path::Path;
use std::sync::Arc;

/// Lists persons, shows one, or corrects one.
pub fn run(args: &Names) -> Result<Exit, String> {
    match &args.action {
        None => list(args),
        Some(NamesAction::Show {
            name,
            record,
            format,
        }) => show(name, &record.record, *format),
        Some(action) => correction(action),
    }
}

/// The persons of a record; on a terminal a bar shows that they are gathered.
pub fn of(store: &Store) -> Result<Arc<CorrectedNames>, String> {
    let bar = ui::Lazy::new("gathering names");
    let names = store.names(&|done, all| bar.set(done, all));
    bar.clear();
    let names = names.map_err(|error| error.to_string())?;
    for problem in &names.problems {
        ui::warning(&format!("names.tsv: {problem}"));
    }
    Ok(names)
}

fn list(args: &Names) -> Result<Exit, String> {
    let store = input::open_store(&args.record.record)?;
    let all = of(&store)?;
    let query = args.query.join(" ");
    let found: Vec<&Person> = match query.is_empty() {
        true => all.names.all().iter().collect(),
        false => all.names.search(&query),
    };
    let shape = NamesJson::new(&found, args.limit, &all.problems);
    match args.format {
        Data::Json => ui::print_json(&shape)?,
        Data::Text => {
            for person in &shape.names {
                let roles: Vec<String> = person
                    .roles
                    .iter()
                    .map(|(role, count)| format!("{role} {}", grouped(*count)))
                    .collect();
                let unsure = if person.certain {
                    ""
                } else {
                    " (perhaps several persons)"
                };
                anstream::println!(
                    "{:>8}  \u{1b}[1m{}\u{1b}[0m{unsure}  {}",
                    grouped(person.documents),
                    ui::plain(&person.heading),
                    roles.join(", ")
                );
            }
            if shape.found > shape.names.len() {
                anstream::println!(
                    "({} more; --limit shows them)",
                    grouped(shape.found - shape.names.len())
                );
            }
            if shape.found == 0 {
                anstream::println!(
                    "nobody of this name speaks, issues, signs or stands in headings"
                );
            }
        }
    }
    Ok(Exit::Clean)
}

fn show(name: &str, record: &Path, format: Data) -> Result<Exit, String> {
    let store = input::open_store(record)?;
    let all = of(&store)?;
    let person = find(&all, name)?;
    let listing = store.listing().map_err(|error| error.to_string())?;
    let document = |handle: u64| {
        listing
            .get(handle)
            .map(|entry| (entry.id.clone(), entry.date))
    };
    let shape = PersonJson::new(person, &document);
    match format {
        Data::Json => ui::print_json(&shape)?,
        Data::Text => text(&shape),
    }
    Ok(Exit::Clean)
}

/// The person with a heading or key, or the only one whom words find.
fn find<'a>(all: &'a CorrectedNames, name: &str) -> Result<&'a Person, String> {
    if let Some(person) = all.names.meant_by(name) {
        return Ok(person);
    }
    let found = all.names.search(name);
    match found.as_slice() {
        [] => Err(format!(
            "nobody is called “{name}”; `onrecord names WORD` finds persons by any spelling"
        )),
        [one] => Ok(one),
        several => {
            let several: Vec<&str> = several
                .iter()
                .take(8)
                .map(|person| person.heading.as_str())
                .collect();
            Err(format!(
                "“{name}” finds several persons; name one by its heading:\n  {}",
                several.join("\n  ")
            ))
        }
    }
}

fn text(person: &PersonJson) {
    anstream::println!("\u{1b}[1m{}\u{1b}[0m", ui::plain(&person.name.heading));
    anstream::println!(
        "{}, in {} documents",
        ui::plain(&person.natural),
        grouped(person.name.documents)
    );
    if !person.name.certain {
        anstream::println!("Only a surname is known: this may be several persons.");
    }
    for identifier in &person.identifiers {
        anstream::println!("{}  {}", identifier.scheme, identifier.address);
    }
    for role in Role::ALL {
        let forms: Vec<_> = person
            .variants
            .iter()
            .filter(|form| form.role == role.as_str())
            .collect();
        if forms.is_empty() {
            continue;
        }
        anstream::println!("\n{}", label(*role));
        for form in &forms[..forms.len().min(MOST)] {
            let days = between(form.first.as_deref(), form.last.as_deref());
            anstream::println!(
                "  {:>8}  {}{days}",
                grouped(form.documents),
                ui::plain(&form.form)
            );
            anstream::println!("            {}", ui::plain(&form.why));
            if let Some(sample) = form.samples.first() {
                anstream::println!("            {}", ui::plain(sample));
            }
        }
        if forms.len() > MOST {
            anstream::println!(
                "            ({} more forms; --format json has all)",
                forms.len() - MOST
            );
        }
    }
    offices("offices, as documents say", &person.offices_said);
    offices("offices, as the tables have them", &person.offices_known);
    if !person.merged.is_empty() {
        anstream::println!("\nmerged");
        person
            .merged
            .iter()
            .for_each(|merged| anstream::println!("  {}", ui::plain(merged)));
    }
}

/// So many forms and offices are shown for each role.
const MOST: usize = 12;

fn offices(head: &str, offices: &[OfficeJson]) {
    if offices.is_empty() {
        return;
    }
    anstream::println!("\n{head}");
    for office in offices.iter().take(MOST) {
        let days = between(office.from.as_deref(), office.to.as_deref());
        let count = if office.documents > 0 {
            grouped(office.documents)
        } else {
            String::new()
        };
        anstream::println!("  {count:>8}  {}{days}", ui::plain(&office.title));
    }
}

fn between(first: Option<&str>, last: Option<&str>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        (Some(first), None) => format!(", from {first}"),
        _ => String::new(),
    }
}

fn label(role: Role) -> &'static str {
    match role {
        Role::Speaker => "as labels of turns",
        Role::Issuer => "as the issuer",
        Role::Signer => "as the signer",
        Role::Heading => "in Names headings",
        Role::Mention => "in texts",
    }
}

fn correction(action: &NamesAction) -> Result<Exit, String> {
    for (change, args) in changes(action)? {
        let correction = Correction {
            time: jiff::Timestamp::now()
                .strftime("%Y-%m-%dT%H:%M:%SZ")
                .to_string(),
            change,
            reason: args.reason.clone(),
        };
        correct(&args.record.record, &correction, &|_, _| ()).map_err(|error| error.to_string())?;
        anstream::println!("{}", ui::plain(&correction.line()));
    }
    Ok(Exit::Clean)
}

fn changes(action: &NamesAction) -> Result<Vec<(Change, &CorrectionArgs)>, String> {
    Ok(match action {
        NamesAction::Show { .. } => Vec::new(),
        NamesAction::Merge {
            name,
            into,
            correction,
        } => {
            vec![(
                Change::Merge {
                    person: name.clone(),
                    into: into.clone(),
                },
                correction,
            )]
        }
        NamesAction::Split {
            name,
            form,
            to,
            correction,
        } => vec![(
            Change::Split {
                person: name.clone(),
                form: form.clone(),
                to: to.clone(),
            },
            correction,
        )],
        NamesAction::Prefer {
            name,
            heading,
            correction,
        } => {
            vec![(
                Change::Prefer {
                    person: name.clone(),
                    heading: heading.clone(),
                },
                correction,
            )]
        }
        NamesAction::Identify {
            name,
            wikidata,
            viaf,
            lcnaf,
            correction,
        } => {
            let given = [
                (Scheme::Wikidata, wikidata),
                (Scheme::Viaf, viaf),
                (Scheme::Lcnaf, lcnaf),
            ];
            let mut changes = Vec::new();
            for (scheme, id) in given {
                let Some(id) = id else { continue };
                if !scheme.takes(id) {
                    return Err(format!("“{id}” is no identifier of {}", scheme.as_str()));
                }
                let change = Change::Identify {
                    person: name.clone(),
                    scheme,
                    id: id.clone(),
                };
                changes.push((change, correction));
            }
            if changes.is_empty() {
                return Err("name an identifier: --wikidata, --viaf or --lcnaf".to_owned());
            }
            changes
        }
    })
}
