//! `onrecord log`: the transparency log of a record.

use crate::args::{
    Data, Log as LogArgs, LogCheckpoint, LogCommand, LogInit, LogKeyCommand, LogProve, LogVerify,
};
use crate::commands::show;
use crate::exit::Exit;
use crate::input::{self, Opened};
use crate::ui;
use onrecord_doc::merkle::Hash;
use onrecord_doc::record::grouped;
use onrecord_proof::{Checkpoint, Note, Signer, Statement, base64};
use onrecord_store::log::Fault;
use onrecord_store::{Log, Store, Writer};
use onrecord_wire::{AgainstJson, FaultJson, LogProveJson, LogVerifyJson, StatementJson};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Does what was typed.
pub fn run(args: &LogArgs) -> Result<Exit, String> {
    match &args.command {
        LogCommand::Init(args) => init(args),
        LogCommand::Checkpoint(args) => checkpoint(args),
        LogCommand::Prove(args) => prove(args),
        LogCommand::Verify(args) => verify(args),
        LogCommand::Key(args) => match &args.command {
            LogKeyCommand::New { file, name } => new_key(file, name.as_deref()),
        },
    }
}

fn init(args: &LogInit) -> Result<Exit, String> {
    let dir = &args.record.record;
    // Opening for writing would make a record of any new folder.
    input::open_store(dir)?;
    let signer = signer(args.key.as_deref())?;
    let named = args.origin.clone();
    let named = named.or_else(|| signer.as_ref().map(|signer| signer.name().to_owned()));
    let origin = match named {
        Some(origin) => origin,
        None => own_name(dir),
    };
    let mut writer = Writer::open(dir).map_err(|error| error.to_string())?;
    let log = writer.begin_log(&origin);
    let size = log.map_err(|error| error.to_string())?.size();
    if signer.is_some() {
        let issued = writer.checkpoint(signer.as_ref());
        issued.map_err(|error| error.to_string())?;
    }
    writer.close().map_err(|error| error.to_string())?;
    anstream::println!(
        "{}: a log of {} statements, {}",
        dir.join("log").display(),
        grouped(size as usize),
        ui::plain(&origin)
    );
    match signer {
        Some(signer) => anstream::println!("its first checkpoint is signed: {}", signer.verifier()),
        None => anstream::println!("no key: its checkpoints are not signed"),
    }
    Ok(Exit::Clean)
}

/// A name for a log that nobody named: it says that it is nobody's address.
fn own_name(dir: &Path) -> String {
    let dir = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    format!("localhost/{}", onrecord_doc::DocId::from_text(&name))
}

fn checkpoint(args: &LogCheckpoint) -> Result<Exit, String> {
    let store = input::open_store(&args.record.record)?;
    let log = logged(&store)?;
    let signer = signer(args.key.as_deref())?;
    if let (Some(key), None) = (log.key(), &signer) {
        return Err(format!(
            "the checkpoints of this log are signed by {}: give its private key with --key FILE",
            key.name()
        ));
    }
    let mut writer = Writer::open(&args.record.record).map_err(|error| error.to_string())?;
    let note = writer.checkpoint(signer.as_ref());
    let note = note.map_err(|error| error.to_string())?;
    writer.close().map_err(|error| error.to_string())?;
    if let (Some(old), Some(new)) = (log.key(), &signer)
        && *old != new.verifier()
    {
        ui::warning(&format!(
            "another key than before; tell whoever checks: {}",
            new.verifier()
        ));
    }
    anstream::print!("{note}");
    Ok(Exit::Clean)
}

fn prove(args: &LogProve) -> Result<Exit, String> {
    let store = input::open_store(&args.record.record)?;
    let log = logged(&store)?;
    let opened = Opened::Store(Box::new(store));
    let handle = show::version(&opened, &args.id, args.version)?;
    let Some(index) = log.index_of(handle) else {
        return Err(format!(
            "{}: this version is not stated yet; `onrecord log checkpoint` does that",
            args.id
        ));
    };
    let statement = log.statement(index).map_err(|error| error.to_string())?;
    let covering = log.covering(index + 1);
    let (checkpoint, note) = covering.map_err(|error| error.to_string())?;
    if log.key().is_some() && note.signatures.is_empty() {
        ui::warning(UNSIGNED);
    }
    let proof = log.inclusion(index, checkpoint.size);
    let proof: Vec<String> = hashes(&proof.map_err(|error| error.to_string())?);
    match args.format {
        Data::Json => ui::print_json(&LogProveJson {
            schema: "onrecord/log-prove/1",
            index,
            leaf: base64(&statement.leaf()),
            statement: twin(&statement),
            proof,
            checkpoint: note.to_string(),
        })?,
        Data::Text => {
            anstream::println!(
                "statement {index} of {}: {}, version {}\n{}\n",
                checkpoint.size,
                statement.id,
                statement.version,
                ui::plain(&String::from_utf8_lossy(&statement.to_bytes()))
            );
            anstream::print!("{}", tlog_proof(&statement, index, &proof, &note));
        }
    }
    Ok(Exit::Clean)
}

/// A proof in the form of C2SP tlog-proof, the statement as its extra data.
fn tlog_proof(statement: &Statement, index: u64, proof: &[String], note: &Note) -> String {
    let mut text = format!(
        "c2sp.org/tlog-proof@v1\nextra {}\nindex {index}\n",
        base64(&statement.to_bytes())
    );
    for hash in proof {
        text.push_str(hash);
        text.push('\n');
    }
    format!("{text}\n{note}")
}

/// What to say where a log with a key gives a checkpoint that it has not signed.
pub const UNSIGNED: &str = "the last signed checkpoint is older than this version: the proof leads to one that is not signed; \
     `onrecord log checkpoint --key FILE` issues another";

fn verify(args: &LogVerify) -> Result<Exit, String> {
    let store = input::open_store(&args.record.record)?;
    let log = logged(&store)?;
    let faults = faults(&store, &log)?;
    let against = match &args.against {
        Some(path) => Some(against(&log, path)?),
        None => None,
    };
    let extends = against.as_ref().is_none_or(|against| against.extends);
    match args.format {
        Data::Json => ui::print_json(&LogVerifyJson {
            schema: "onrecord/log-verify/1",
            origin: log.origin().to_owned(),
            size: log.size(),
            root: base64(&log.now().root),
            key: log.key().map(ToString::to_string),
            faults: faults.iter().map(fault_json).collect(),
            against,
        })?,
        Data::Text => {
            faults.iter().for_each(say_fault);
            against.iter().for_each(say_against);
            if faults.is_empty() {
                anstream::println!(
                    "{}: {} statements agree with the tiles, the root and the record",
                    ui::plain(log.origin()),
                    grouped(log.size() as usize)
                );
            }
        }
    }
    Ok(if faults.is_empty() && extends {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// What is wrong with a log, by itself and beside the record.
pub fn faults(store: &Store, log: &Log) -> Result<Vec<Fault>, String> {
    let bar = ui::progress(log.size(), "comparing statements");
    let mut faults = log.verify();
    let beside = store.verify_log(log, &|some| bar.inc(some));
    bar.finish_and_clear();
    faults.extend(beside.map_err(|error| error.to_string())?);
    Ok(faults)
}

/// How the log stands to a checkpoint, or to a kept copy of it.
pub fn against(log: &Log, path: &Path) -> Result<AgainstJson, String> {
    let (earlier, copy) = earlier(path)?;
    let extends = log.extends(&earlier).map_err(|error| error.to_string())?;
    let proof = match extends {
        true => log.consistency(earlier.size, log.size()),
        false => Ok(Vec::new()),
    };
    let rewritten = match copy {
        Some(copy) if !extends => log.rewritten(&copy, MOST_SHOWN),
        _ => Ok(Vec::new()),
    };
    let rewritten = rewritten.map_err(|error| error.to_string())?;
    Ok(AgainstJson {
        origin: earlier.origin,
        size: earlier.size,
        root: base64(&earlier.root),
        extends,
        proof: hashes(&proof.map_err(|error| error.to_string())?),
        rewritten: rewritten
            .into_iter()
            .map(|one| FaultJson {
                index: Some(one.index),
                what: one.what,
            })
            .collect(),
    })
}

/// So many rewritten statements are named.
const MOST_SHOWN: usize = 20;

/// What was seen earlier: a file with a checkpoint, or a folder with a copy of the log.
fn earlier(path: &Path) -> Result<(Checkpoint, Option<Log>), String> {
    let at = |why: String| format!("{}: {why}", path.display());
    if path.is_dir() {
        let copy = Log::open(path).map_err(|error| error.to_string())?;
        let copy = copy.ok_or_else(|| at("there is no log here".to_owned()))?;
        return Ok((copy.now(), Some(copy)));
    }
    let source = fs::read_to_string(path).map_err(|error| at(error.to_string()))?;
    let note = Note::read(&source).map_err(at)?;
    Ok((Checkpoint::read(&note.text).map_err(at)?, None))
}

fn say_fault(fault: &Fault) {
    let index = fault.index.map(|index| format!("statement {index}: "));
    let text = format!("{}{}", index.unwrap_or_default(), fault.what);
    anstream::println!("\u{1b}[1;31mfault\u{1b}[0m: {}", ui::plain(&text));
}

/// Says how the log stands to what was seen earlier.
pub fn say_against(against: &AgainstJson) {
    if against.extends {
        anstream::println!(
            "extends the checkpoint of {} statements: nothing of it was rewritten",
            grouped(against.size as usize)
        );
        return;
    }
    anstream::println!(
        "\u{1b}[1;31mrewritten\u{1b}[0m: the log does not extend the checkpoint of {} statements of {}",
        grouped(against.size as usize),
        ui::plain(&against.origin)
    );
    for one in &against.rewritten {
        let index = one.index.unwrap_or_default();
        anstream::println!("  statement {index}: {}", ui::plain(&one.what));
    }
    if against.rewritten.is_empty() {
        anstream::println!(
            "  a checkpoint alone cannot tell which; with a kept copy of the log's folder \
             (--against DIR) the statements are named"
        );
    }
}

fn new_key(file: &Path, name: Option<&str>) -> Result<Exit, String> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = name.map_or_else(
        || onrecord_doc::DocId::from_text(&stem).to_string(),
        str::to_owned,
    );
    refuse_inside_a_record(file)?;
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| format!("no random bytes: {error}"))?;
    let signer = Signer::new(&name, &seed)?;
    let at = |error| format!("{}: {error}; nothing was written", file.display());
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file).map_err(at)?;
    writeln!(out, "{}", signer.secret()).map_err(at)?;
    out.sync_all().map_err(at)?;
    eprintln!(
        "{} holds the private key, unencrypted, for you alone to read. Whoever has it can sign for \
         the log. The verifier key below is public; publish it where it can be found.",
        file.display()
    );
    anstream::println!("{}", signer.verifier());
    Ok(Exit::Clean)
}

/// A record is copied and published; a private key must not be.
fn refuse_inside_a_record(file: &Path) -> Result<(), String> {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let folder = folder
        .canonicalize()
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    let is_record = |dir: &&Path| {
        let format = fs::read_to_string(dir.join("format"));
        format.is_ok_and(|text| text.starts_with("onrecord record"))
    };
    match folder.ancestors().find(is_record) {
        Some(record) => Err(format!(
            "{} lies in the record {}: a private key would be copied and published with it; choose \
             another place",
            file.display(),
            record.display()
        )),
        None => Ok(()),
    }
}

fn signer(file: Option<&Path>) -> Result<Option<Signer>, String> {
    let Some(file) = file else { return Ok(None) };
    let at = |why: String| format!("{}: {why}", file.display());
    let text = fs::read_to_string(file).map_err(|error| at(error.to_string()))?;
    Signer::read(text.trim_end()).map(Some).map_err(at)
}

/// The log of a record, which must have one.
pub fn logged(store: &Store) -> Result<Log, String> {
    let log = store.log().map_err(|error| error.to_string())?;
    log.ok_or_else(|| NONE.to_owned())
}

/// What to say where there is none.
pub const NONE: &str = "the record has no log; `onrecord log init` begins one";

fn hashes(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(|hash| base64(hash)).collect()
}

fn fault_json(fault: &Fault) -> FaultJson {
    FaultJson {
        index: fault.index,
        what: fault.what.clone(),
    }
}

fn twin(statement: &Statement) -> StatementJson {
    let s = statement.clone();
    StatementJson {
        address: s.address,
        bytes: s.bytes,
        id: s.id,
        reader: s.reader,
        reading: s.reading,
        schema: s.schema,
        seen: s.seen,
        text: s.text,
        version: s.version,
    }
}
