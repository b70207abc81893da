"""What people use today, over the same texts and the same quotations as `bench peers`.

Reads TEXTS.jsonl ({"path", "text"} a line) and QUOTATIONS.jsonl (the labelled set), and prints one
JSON object a line for each alternative: seconds to build, bytes on disk, peak MiB, the median and
99th percentile in milliseconds, right documents first among verbatim and altered ones, and false
alarms: quotations that are on no record, for which a document is shown as a match all the same.
"""

import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import unicodedata

from rapidfuzz import fuzz, process

MATCH = 90  # of 100: what is shown as a match
SLOW = 10  # quotations for an alternative that takes seconds for each


def fold(text):
    """Case, kinds of marks and white space do not count: what a careful script does."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[“”„«»]", '"', text)
    text = re.sub(r"[‘’]", "'", text)
    text = re.sub(r"[–—]|--", "-", text)
    return " ".join(text.split())


def words(text):
    return re.findall(r"\w+", text)


class FullText:
    """SQLite full text: the phrase, or else its rare words, and RapidFuzz over the hits."""

    name = "SQLite FTS5 + RapidFuzz"

    def __init__(self, texts):
        self.path = os.path.join(tempfile.mkdtemp(), "texts.db")
        self.db = sqlite3.connect(self.path)
        self.db.execute("CREATE VIRTUAL TABLE texts USING fts5(path UNINDEXED, text)")
        self.db.executemany("INSERT INTO texts VALUES (?, ?)", texts)
        self.db.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, row)")
        self.db.commit()

    def size(self):
        return os.path.getsize(self.path)

    def hits(self, query):
        sql = "SELECT path, text FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 20"
        return self.db.execute(sql, [query]).fetchall()

    def ask(self, quote):
        found = self.hits('"' + " ".join(words(quote)) + '"')
        if not found:
            counts = {}
            for word in set(words(quote)):
                row = self.db.execute("SELECT doc FROM vocabulary WHERE term = ?", [word])
                counts[word] = (row.fetchone() or [0])[0]
            rare = sorted((w for w in counts if counts[w]), key=counts.get)[:6]
            found = self.hits(" OR ".join(f'"{word}"' for word in rare)) if rare else []
        scored = [(fuzz.partial_ratio(quote, text), path) for path, text in found]
        return max(scored, default=(0, None))


class Scan:
    """Every text, from the first to the last, for exactly these words."""

    name = "scan in memory, exact"

    def __init__(self, texts):
        self.texts = texts

    def size(self):
        return 0

    def ask(self, quote):
        return next(((100, path) for path, text in self.texts if quote in text), (0, None))


class Fuzzy(Scan):
    """RapidFuzz over every text."""

    name = f"RapidFuzz alone ({SLOW} quotations)"
    slow = True

    def ask(self, quote):
        texts = [text for _, text in self.texts]
        best = process.extractOne(quote, texts, scorer=fuzz.partial_ratio)
        return (best[1], self.texts[best[2]][0]) if best else (0, None)


class InfiniGram:
    """infini-gram, a suffix array of all texts, for exactly these bytes.

    Bytes are the tokens that its indexer takes where it is given no tokenizer (`--token_dtype u8`);
    those of language models come from a model hub, and not from a package.
    """

    name = "infini-gram, exact"

    def __init__(self, texts):
        from infini_gram.engine import InfiniGramEngine

        self.folder = tempfile.mkdtemp()
        data, self.index = (os.path.join(self.folder, name) for name in ("data", "index"))
        os.mkdir(data)
        with open(os.path.join(data, "texts.jsonl"), "w", encoding="utf-8") as lines:
            lines.writelines(json.dumps({"text": t, "path": p}) + "\n" for p, t in texts)
        sizes = "--token_dtype u8 --add_metadata --mem 4 --ulimit 1024".split()
        sizes += ["--cpus", str(os.cpu_count())]
        command = [sys.executable, "-m", "infini_gram.indexing"]
        command += ["--data_dir", data, "--save_dir", self.index] + sizes
        subprocess.run(command, check=True, capture_output=True)
        self.engine = InfiniGramEngine(
            self.index, eos_token_id=254, vocab_size=255, token_dtype="u8"
        )

    def size(self):
        files = os.listdir(self.index)
        return sum(os.path.getsize(os.path.join(self.index, file)) for file in files)

    def ask(self, quote):
        found = self.engine.find(list(quote.encode()))
        for shard, (begin, end) in enumerate(found["segment_by_shard"]):
            if begin < end:
                document = self.engine.get_doc_by_rank(s=shard, rank=begin, max_disp_len=1)
                return (100, json.loads(document["metadata"])["metadata"]["path"])
        return (0, None)


def measure(kind, texts, items):
    begun = time.perf_counter()
    tool = kind(texts)
    built = time.perf_counter() - begun
    if getattr(kind, "slow", False):
        items = items[:: max(1, len(items) // SLOW)][:SLOW]
    times, right, of, alarms, false_of = [], {}, {}, 0, 0
    for item in items:
        begun = time.perf_counter()
        score, path = tool.ask(fold(item["quote"]))
        times.append((time.perf_counter() - begun) * 1000)
        label = item["label"]
        if label == "not_on_record":
            false_of += 1
            alarms += score >= MATCH
        elif item["source_path"]:
            of[label] = of.get(label, 0) + 1
            right[label] = right.get(label, 0) + (path == item["source_path"])
    times.sort()
    share = lambda label: f"{right.get(label, 0)} of {of.get(label, 0)}"
    return {
        "name": kind.name,
        "build": round(built, 1),
        "disk": tool.size(),
        "memory": max(map(peak, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))),
        "p50": times[len(times) // 2],
        "p99": times[min(len(times) - 1, len(times) * 99 // 100)],
        "verbatim": share("verbatim"),
        "altered": share("altered"),
        "alarms": f"{alarms} of {false_of}",
    }


def peak(who):
    return resource.getrusage(who).ru_maxrss // 1024


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        texts = [(item["path"], fold(item["text"])) for item in map(json.loads, lines)]
    with open(sys.argv[2], encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    kind = {
        "fts": FullText,
        "scan": Scan,
        "fuzzy": Fuzzy,
        "infini-gram": InfiniGram,
    }[sys.argv[3]]
    print(json.dumps(measure(kind, texts, items)))


main()
