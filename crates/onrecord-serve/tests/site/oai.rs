//! OAI-PMH 2.0, verb by verb, against the protocol's rules.

use crate::room::{Answer, BRIEFING, NOW, Room};

fn ask(room: &Room, query: &str) -> Answer {
    let answer = room.get(&format!("/oai?{query}"));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/xml; charset=utf-8");
    answer.has(&[
        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"",
        "<responseDate>",
        "http://127.0.0.1:8090/oai</request>",
    ]);
    answer
}

fn id() -> String {
    format!(
        "oai:127.0.0.1:{}",
        BRIEFING.trim_start_matches("/documents/")
    )
}

/// The texts of all elements of a name.
fn all<'a>(answer: &'a Answer, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let parts = answer.text().split(open.as_str()).skip(1);
    parts
        .map(|part| part.split(close.as_str()).next().unwrap())
        .collect()
}

#[test]
fn identify() {
    let room = Room::new();
    ask(&room, "verb=Identify").has(&[
        "<request verb=\"Identify\">",
        "<repositoryName>Onrecord</repositoryName><baseURL>http://127.0.0.1:8090/oai</baseURL><protocolVersion>2.0</protocolVersion><adminEmail>",
        &format!("<earliestDatestamp>{NOW}</earliestDatestamp><deletedRecord>no</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"),
    ]);
}

#[test]
fn list_metadata_formats() {
    let room = Room::new();
    let answer = ask(&room, "verb=ListMetadataFormats");
    assert_eq!(all(&answer, "metadataPrefix"), ["oai_dc", "mods"]);
    ask(
        &room,
        &format!("verb=ListMetadataFormats&identifier={}", id()),
    )
    .has(&["oai_dc"]);
    ask(
        &room,
        "verb=ListMetadataFormats&identifier=oai:127.0.0.1:none",
    )
    .has(&["code=\"idDoesNotExist\""]);
}

#[test]
fn list_sets() {
    let room = Room::new();
    ask(&room, "verb=ListSets").has(&[
        "<setSpec>collection.whitehouse</setSpec>",
        "<setSpec>collection.dcpd</setSpec>",
        "<setSpec>kind.press_briefing</setSpec><setName>Kind: press briefing</setName>",
    ]);
    ask(&room, "verb=ListSets&resumptionToken=x").has(&["code=\"badResumptionToken\""]);
}

#[test]
fn get_record() {
    let room = Room::new();
    let dc = ask(
        &room,
        &format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={}", id()),
    );
    dc.has(&[
        &format!("<header><identifier>{}</identifier><datestamp>{NOW}</datestamp><setSpec>collection.whitehouse</setSpec><setSpec>kind.press_briefing</setSpec></header>", id()),
        "<metadata><oai_dc:dc ",
        "<dc:title>Press Briefing by Press Secretary Tobin Ashgrove, March 3, 2031</dc:title>",
        "<dc:date>2031-03-03</dc:date>",
    ]);
    let mods = ask(
        &room,
        &format!("verb=GetRecord&metadataPrefix=mods&identifier={}", id()),
    );
    mods.has(&[
        "<mods xmlns=\"http://www.loc.gov/mods/v3\"",
        "<dateIssued encoding=\"w3cdtf\">2031-03-03</dateIssued>",
    ]);
    for (query, code) in [
        (
            format!("metadataPrefix=marc&identifier={}", id()),
            "cannotDisseminateFormat",
        ),
        (
            "metadataPrefix=oai_dc&identifier=none".to_owned(),
            "idDoesNotExist",
        ),
        (format!("identifier={}", id()), "badArgument"),
        ("metadataPrefix=oai_dc".to_owned(), "badArgument"),
        (
            format!("metadataPrefix=oai_dc&identifier={}&set=x", id()),
            "badArgument",
        ),
    ] {
        ask(&room, &format!("verb=GetRecord&{query}")).has(&[&format!("code=\"{code}\"")]);
    }
}

#[test]
fn list_identifiers_and_records_agree() {
    let room = Room::new();
    let headers = ask(&room, "verb=ListIdentifiers&metadataPrefix=oai_dc");
    let records = ask(&room, "verb=ListRecords&metadataPrefix=oai_dc");
    assert_eq!(all(&headers, "identifier"), all(&records, "identifier"));
    assert_eq!(all(&headers, "identifier").len(), 13);
    assert_eq!(all(&records, "metadata").len(), 13);
    assert!(
        !headers.text().contains("resumptionToken"),
        "a whole list has no token"
    );
}

#[test]
fn lists_are_narrowed_by_set_and_date() {
    let room = Room::new();
    let count = |query: &str| {
        all(
            &ask(
                &room,
                &format!("verb=ListIdentifiers&metadataPrefix=oai_dc&{query}"),
            ),
            "identifier",
        )
        .len()
    };
    assert_eq!(count("set=kind.press_briefing"), 1);
    assert_eq!(count("set=collection.dcpd"), 2);
    assert_eq!(count("from=2031-04-01&until=2031-04-01"), 13);
    assert_eq!(
        count("from=2031-04-01T12:00:00Z&until=2031-04-01T12:00:00Z"),
        13
    );
    for (query, code) in [
        ("from=2031-04-02", "noRecordsMatch"),
        ("until=2031-03-31", "noRecordsMatch"),
        ("set=kind.poem", "noRecordsMatch"),
        ("set=other", "noRecordsMatch"),
        ("from=yesterday", "badArgument"),
        ("from=2031-04-01&until=2031-04-01T12:00:00Z", "badArgument"),
        ("from=2031-04-02&until=2031-04-01", "badArgument"),
        ("from=2031-04-01&from=2031-04-01", "badArgument"),
        ("resumptionToken=x", "badArgument"),
    ] {
        let answer = ask(
            &room,
            &format!("verb=ListRecords&metadataPrefix=oai_dc&{query}"),
        );
        answer.has(&[&format!("code=\"{code}\"")]);
        if code == "badArgument" {
            answer.has(&["<request>"]);
        }
    }
    ask(&room, "verb=ListRecords&metadataPrefix=marc").has(&["code=\"cannotDisseminateFormat\""]);
    ask(&room, "verb=ListRecords").has(&["code=\"badArgument\""]);
}

#[test]
fn a_long_list_comes_in_parts() {
    let room = Room::new();
    let many = (0..250).map(|number| {
        let text = format!("---\ntitle: Number {number}\ndate: '2031-05-01'\nsource_url: https://www.example.gov/briefing-room/statements-releases/2031/05/01/number-{number}/\n---\n\nWords of number {number}.\n");
        onrecord_store::Input::from_bytes(format!("{number}.md"), text)
    });
    crate::room::add(room.dir.path(), many.collect());
    let mut answer = ask(
        &room,
        "verb=ListIdentifiers&metadataPrefix=mods&set=collection.whitehouse",
    );
    let mut seen: Vec<String> = Vec::new();
    let mut parts = 1;
    loop {
        seen.extend(all(&answer, "identifier").iter().map(|id| (*id).to_owned()));
        answer.has(&[
            "completeListSize=\"261\"",
            &format!("cursor=\"{}\"", (parts - 1) * 100),
        ]);
        let token = answer.text().split("<resumptionToken ").nth(1).unwrap();
        let token = token.split('>').nth(1).unwrap().split('<').next().unwrap();
        if token.is_empty() {
            break;
        }
        parts += 1;
        answer = ask(
            &room,
            &format!("verb=ListIdentifiers&resumptionToken={token}"),
        );
    }
    let mut distinct = seen.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!((parts, seen.len(), distinct.len()), (3, 261, 261));
    for (query, code) in [
        ("resumptionToken=nonsense", "badResumptionToken"),
        (
            "resumptionToken=mods,,,,1,100&metadataPrefix=mods",
            "badArgument",
        ),
        ("resumptionToken=marc,,,,1,100", "cannotDisseminateFormat"),
    ] {
        ask(&room, &format!("verb=ListIdentifiers&{query}")).has(&[&format!("code=\"{code}\"")]);
    }
}

#[test]
fn wrong_verbs_are_refused() {
    let room = Room::new();
    for query in ["", "verb=Nonsense", "verb=Identify&verb=Identify"] {
        let answer = ask(&room, query);
        answer.has(&["code=\"badVerb\"", "<request>"]);
    }
    ask(&room, "verb=Identify&set=x").has(&["code=\"badArgument\""]);
    let posted = room.post("/oai", "application/x-www-form-urlencoded", "verb=Identify");
    posted.has(&["<repositoryName>"]);
}
