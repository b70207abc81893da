#!/usr/bin/env python3
"""Verifies receipts of onrecord, written after docs/formats/receipt.md and nothing else.

    verify_receipt.py [--key KEY] FILE...      a line for each: "ok VERDICT" or "bad WHY"; 0 if all are ok
It proves the chain from the words to the checkpoint. It does not judge: that the verdict follows from the
passages is for `onrecord verify-receipt`, beyond what `consistent` compares. """
import base64, hashlib, json, re, sys
# Every member of a receipt and its type: None for what may be null, [x] for a list, (x, y) for a list of two,
# a number for an integer of so many bits.
NAME = {"kind": str, "name": str}
STATEMENT = {"address": (None, str), "bytes": str, "id": str, "reader": 32, "reading": str, "schema": str,
             "seen": str, "text": str, "version": 32}
HEAD = {"blocks": 64, "collection": str, "issued": (None, str), "issuers": [NAME], "kind": str, "title": str}
PARAGRAPH = {"kind": str, "marks": [(64, 64, str)], "source": (64, 64), "speaker": (None, NAME), "text": str,
             "turn": (None, 64)}
DOCUMENT = {"blocks": [{"index": 64, "paragraph": PARAGRAPH, "proof": [str]}], "head": HEAD, "head_proof": [str],
            "index": 64, "proof": [str], "statement": STATEMENT}
CHANGE, ASIDE = {"alarms": [str], "end": 64, "from": str, "start": 64, "to": str}, {"text": str, "what": str}
PASSAGE = {"difference": [CHANGE], "document": 64, "first_block": 64, "last_block": 64, "set_aside": [ASIDE],
           "speaker": (None, NAME), "text": str}
RECEIPT = {"checkpoint": str, "digest": str, "documents": [DOCUMENT], "evidence": [PASSAGE], "key": (None, str),
           "question": {"dates": (None, (str, str)), "speaker": (None, str), "words": str}, "schema": str, "verdict": str}
VERDICTS = {"verbatim", "tidied", "elided", "bracketed", "altered", "spliced", "misattributed", "superseded"}
def need(condition, why):
    if not condition: raise ValueError(why)
def shaped(value, shape):
    if isinstance(shape, dict):
        return isinstance(value, dict) and value.keys() == shape.keys() and all(shaped(value[k], shape[k]) for k in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(shaped(item, shape[0]) for item in value)
    if isinstance(shape, tuple) and shape[0] is None:
        return value is None or shaped(value, shape[1])
    if isinstance(shape, tuple):
        return isinstance(value, list) and len(value) == len(shape) and all(map(shaped, value, shape))
    return isinstance(value, str) if shape is str else type(value) is int and 0 <= value < 2 ** shape
def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()
def unbase64(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "base64 in another form")
    return data
def included(leaf, index, size, proof):
    """The root that a proof of inclusion leads to (RFC 9162, section 2.1.3.2)."""
    need(index < size, "a leaf outside its tree")
    at, last, node = index, size - 1, sha(b"\0", leaf)
    for beside in map(unbase64, proof):
        need(last > 0 and len(beside) == 32, "a proof is too long, or a hash in it")
        if at & 1 or at == last:
            node = sha(b"\1", beside, node)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            node = sha(b"\1", node, beside)
        at, last = at >> 1, last >> 1
    need(last == 0, "a proof is too short")
    return node
# Ed25519 after RFC 8032, section 5.1, for verifying only.
P, L = 2 ** 255 - 19, 2 ** 252 + 27742317777372353535851937790883648493
D, I = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)
def add(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    c, d = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    e, f, g, h = t - s, d - c, d + c, t + s
    return e * f % P, g * h % P, f * g % P, e * h % P
def times(n, point):
    total = (0, 1, 1, 0)
    while n:
        total, point, n = add(total, point) if n & 1 else total, add(point, point), n >> 1
    return total
def point(data):
    y, sign = int.from_bytes(data, "little") % 2 ** 255, data[31] >> 7
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x if x * x % P == xx else x * I % P
    need(y < P and x * x % P == xx and (x or not sign), "no point of the curve")
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P
def signed(public, text, signature):
    need(len(signature) == 64 and len(public) == 32, "a signature or key of another length")
    s, k = int.from_bytes(signature[32:], "little"), hashlib.sha512(signature[:32] + public + text).digest()
    one = times(s, point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")))
    other = add(point(signature[:32]), times(int.from_bytes(k, "little") % L, point(public)))
    need(s < L and all((one[i] * other[2] - other[i] * one[2]) % P == 0 for i in (0, 1)), "the signature is not the key's")
def checkpoint(note, key):
    """Size and root of a note (C2SP signed-note, tlog-checkpoint), which `key`, if there is one, must have signed."""
    need(not re.search("[\0-\x09\x0b-\x1f]", note) and "\n\n" in note and note.endswith("\n"), "not a note")
    text, lines = note[:note.rindex("\n\n") + 1], note[note.rindex("\n\n") + 2:].split("\n")[:-1]
    parts = [re.fullmatch("\u2014 ([^\\s+]+) ([A-Za-z0-9+/=]+)", line) for line in lines]
    need(all(parts) and bool(parts) == (key is not None), "signatures without a key, or a key without")
    signatures = [(part[1], unbase64(part[2])) for part in parts]
    if key is not None:
        name, number, public = re.fullmatch(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", key).groups()
        public = unbase64(public)
        need(public[0] == 1 and sha(name.encode(), b"\n", public)[:4].hex() == number, "the key is damaged")
        theirs = [data[4:] for signer, data in signatures if signer == name and data[:4].hex() == number]
        need(theirs, "the key has not signed")
        for signature in theirs:
            signed(public[1:], text.encode(), signature)
    origin, size, root = text.split("\n")[:3]
    need(origin and re.fullmatch("0|[1-9][0-9]*", size), "not a checkpoint")
    return int(size), unbase64(root)
def letters(text):
    return "".join(c for c in text if c.isascii() and c.isalnum())
def consistent(receipt):
    """What can be said of the verdict without judging."""
    words, verdict, evidence = receipt["question"]["words"].encode(), receipt["verdict"], receipt["evidence"]
    need(verdict in VERDICTS and evidence, "no verdict that passages can show")
    for passage in evidence:
        need(passage["document"] < len(receipt["documents"]), "a passage of no document")
        blocks = receipt["documents"][passage["document"]]["blocks"]
        shown = [b["paragraph"] for b in blocks if passage["first_block"] <= b["index"] <= passage["last_block"]]
        text = "".join(paragraph["text"] for paragraph in shown if paragraph["kind"] != "apparatus")
        need(letters(passage["text"]) in letters(text), "the passage is not in its blocks")
        for change in passage["difference"]:
            need(words[change["start"]:change["end"]] == change["to"].encode(), "other words than those that differ")
    need(bool(evidence[0]["difference"]) == (verdict == "altered"), "the verdict does not fit the difference")
def verify(data, wanted=None):
    refuse = lambda number: need(False, "no integer: " + number)
    receipt = json.loads(data[:-1].decode(), parse_float=refuse, parse_constant=refuse)
    need(shaped(receipt, RECEIPT) and receipt["schema"] == "onrecord/receipt/1", "not the shape of a receipt")
    need(canonical(receipt) + b"\n" == data, "not in the canonical form")
    need(sha(canonical({**receipt, "digest": ""})).hex() == receipt["digest"], "the digest is not that of the rest")
    need(wanted is None or receipt["key"] == wanted, "the key that was asked for has not signed")
    size, root = checkpoint(receipt["checkpoint"], receipt["key"])
    for document in receipt["documents"]:
        statement, head = document["statement"], document["head"]
        need(statement["schema"] == "onrecord/statement/1" and statement["version"] > 0, "not a statement")
        need(included(canonical(statement), document["index"], size, document["proof"]) == root, "not in the log")
        leaves = [(0, head, document["head_proof"])]
        for number, block in enumerate(document["blocks"]):
            need(block["index"] == document["blocks"][0]["index"] + number, "blocks do not follow one another")
            leaves.append((block["index"] + 1, block["paragraph"], block["proof"]))
        for index, leaf, proof in leaves:
            reading = included(canonical(leaf), index, head["blocks"] + 1, proof)
            need(reading.hex() == statement["reading"], "leaf %d is not the document's" % index)
    consistent(receipt)
    return receipt["verdict"]

if __name__ == "__main__":
    key, status = (sys.argv[2], 0) if sys.argv[1:2] == ["--key"] else (None, 0)
    for path in sys.argv[3 if key else 1:]:
        try:
            print("ok", verify(open(path, "rb").read(), key))
        except (ValueError, AttributeError, IndexError, RecursionError) as error:
            print("bad", str(error).replace("\n", " "))
            status = 1
    sys.exit(status)
