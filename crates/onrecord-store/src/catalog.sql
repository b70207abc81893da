-- The catalogue of a record. docs/catalog.md explains every table.
CREATE TABLE about (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE originals (
  digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
  pack INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
  document INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE versions (
  handle INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  number INTEGER NOT NULL CHECK (number > 0),
  previous INTEGER UNIQUE REFERENCES versions,
  digest TEXT NOT NULL REFERENCES originals,
  text_digest TEXT NOT NULL CHECK (length(text_digest) = 64),
  seen TEXT NOT NULL,
  known TEXT NOT NULL,
  collection TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  issued TEXT,
  published TEXT,
  modified TEXT,
  place TEXT,
  address TEXT,
  first_released_by TEXT,
  verification TEXT NOT NULL,
  words INTEGER NOT NULL,
  UNIQUE (document, number)
) STRICT;

CREATE TABLE speakers (
  speaker INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  UNIQUE (name, kind)
) STRICT;

CREATE TABLE issuers (
  handle INTEGER NOT NULL REFERENCES versions,
  position INTEGER NOT NULL,
  speaker INTEGER NOT NULL REFERENCES speakers,
  PRIMARY KEY (handle, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE turns (
  handle INTEGER NOT NULL REFERENCES versions,
  speaker INTEGER NOT NULL REFERENCES speakers,
  turns INTEGER NOT NULL,
  PRIMARY KEY (handle, speaker)
) STRICT, WITHOUT ROWID;

CREATE TABLE headings (
  handle INTEGER NOT NULL REFERENCES versions,
  role TEXT NOT NULL CHECK (role IN ('category', 'name', 'subject', 'location')),
  position INTEGER NOT NULL,
  heading TEXT NOT NULL,
  PRIMARY KEY (handle, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  handle INTEGER NOT NULL REFERENCES versions,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (handle, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
  entry INTEGER PRIMARY KEY,
  seen TEXT NOT NULL,
  added TEXT NOT NULL,
  path TEXT NOT NULL,
  series TEXT,
  vouched TEXT NOT NULL CHECK (vouched IN ('official', 'copy', 'typed')),
  action TEXT NOT NULL CHECK (action IN ('new', 'changed', 'copy')),
  handle INTEGER NOT NULL REFERENCES versions
) STRICT;

CREATE TABLE coverage (
  what TEXT NOT NULL CHECK (what IN ('collection', 'issuer', 'day')),
  name TEXT NOT NULL,
  documents INTEGER NOT NULL,
  PRIMARY KEY (what, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX versions_by_digest ON versions (digest);
CREATE INDEX log_by_path ON log (path);
CREATE INDEX log_by_series ON log (series) WHERE series IS NOT NULL;
CREATE INDEX log_by_handle ON log (handle);
CREATE INDEX log_of_copies ON log (handle) WHERE action = 'copy';
CREATE INDEX coverage_by_documents ON coverage (what, documents DESC, name);
CREATE INDEX issuers_by_speaker ON issuers (speaker);
CREATE INDEX turns_by_speaker ON turns (speaker);

CREATE VIEW current AS
  SELECT documents.id, versions.* FROM versions JOIN documents USING (document)
  WHERE NOT EXISTS (SELECT 1 FROM versions AS later WHERE later.previous = versions.handle);
