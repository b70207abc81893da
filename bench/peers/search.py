"""The searches of `bench search` in what people use today, over the same texts.

Reads TEXTS.jsonl (a document a line) and QUERIES.jsonl ({"text", "sql": {"match", "where"} or null}),
and prints one JSON object a query: "hits", and the milliseconds of each run in "fts5" (one table with
a full-text index, as Datasette's sqlite-utils makes it: twenty rows by rank with a passage, the count,
and the counts by kind, issuer, year and collection) and in "datasette" (the same as a page in JSON,
asked inside the process, without HTTP).
"""

import asyncio
import json
import os
import sqlite3
import sys
import time

from datasette.app import Datasette

TIMES = 5
FACETS = ["kind", "issuer", "year", "collection"]


class Clock:
    """Milliseconds by the wall, and those that the processor was at work for."""

    def __init__(self):
        self.measured = {"times": [], "work": []}

    def start(self):
        self.wall, self.busy = time.perf_counter(), time.process_time()

    def stop(self):
        self.measured["times"].append((time.perf_counter() - self.wall) * 1000)
        self.measured["work"].append((time.process_time() - self.busy) * 1000)


def build(path, texts):
    db = sqlite3.connect(path)
    db.execute(
        "CREATE TABLE documents (id TEXT PRIMARY KEY, title TEXT, kind TEXT, date TEXT, "
        "issuer TEXT, collection TEXT, year TEXT, text TEXT)"
    )
    names = ["id", "title", "kind", "date", "issuer", "collection"]
    with open(texts, encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            row = [item[name] for name in names] + [(item["date"] or "")[:4], item["text"]]
            db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    db.execute(
        "CREATE VIRTUAL TABLE documents_fts USING fts5(title, text, content=[documents], prefix='3')"
    )
    db.execute("INSERT INTO documents_fts (rowid, title, text) SELECT rowid, title, text FROM documents")
    for name in FACETS + ["date"]:
        db.execute(f"CREATE INDEX by_{name} ON documents ({name})")
    db.commit()
    db.execute("ANALYZE")
    return db


def search(db, sql):
    where = f" AND {sql['where']}" if sql["where"] else ""
    if sql["match"]:
        source = "documents_fts JOIN documents ON documents.rowid = documents_fts.rowid "
        source += f"WHERE documents_fts MATCH ?{where}"
        given = [sql["match"]]
        shown = "snippet(documents_fts, 1, '<b>', '</b>', '…', 40)"
        order = "bm25(documents_fts, 2.0, 1.0)"
    else:
        source, given = f"documents WHERE {sql['where']}", []
        shown, order = "substr(text, 1, 240)", "date DESC"
    rows = f"SELECT id, documents.title, kind, date, {shown} FROM {source} ORDER BY {order} LIMIT 20"
    db.execute(rows, given).fetchall()
    hits = db.execute(f"SELECT count(*) FROM {source}", given).fetchone()[0]
    for name in FACETS:
        facet = f"SELECT {name}, count(*) FROM {source} GROUP BY 1 ORDER BY 2 DESC LIMIT 10"
        db.execute(facet, given).fetchall()
    return hits


async def page(datasette, sql):
    asked = {"_size": "20", "_facet_size": "10", "_facet": FACETS}
    if sql["match"]:
        asked |= {"_search": sql["match"], "_searchmode": "raw"}
    if sql["where"]:
        asked["_where"] = sql["where"]
    answer = await datasette.client.get("/texts/documents.json", params=asked)
    answer.raise_for_status()


async def main():
    path = os.path.join(os.path.dirname(sys.argv[1]), "texts.db")
    db = build(path, sys.argv[1])
    limits = {"sql_time_limit_ms": 60000, "facet_time_limit_ms": 60000}
    datasette = Datasette([path], settings=limits)
    with open(sys.argv[2], encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            sql = item["sql"]
            if sql is None:
                print(json.dumps({"hits": None}))
                continue
            row = {"hits": search(db, sql)}
            await page(datasette, sql)
            fts5, served = Clock(), Clock()
            for _ in range(TIMES):
                fts5.start()
                search(db, sql)
                fts5.stop()
                served.start()
                await page(datasette, sql)
                served.stop()
            row |= {"fts5": fts5.measured, "datasette": served.measured}
            print(json.dumps(row), flush=True)


asyncio.run(main())
