#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks a proof, an export or a consistency proof of a Xin'an ledger: the second verifier, written apart from xinan-verify.

Python 3.11 and its standard library only; copy this one file anywhere. Same commands, sentences (in English) and exit
codes: 0 verified, 1 does not verify, 2 wrong use or a file that cannot be judged. The formats are in docs/formats.md.

proof FILE · export FILE · consistency OLD NEW PROOF"""
import argparse, base64, functools, hashlib, itertools, re, sys
from datetime import datetime, timedelta

# SM3 (GB/T 32905).
def rol(x, n):
    return (x << n | x >> 32 - n) & 0xFFFFFFFF

SM3_T = [rol(0x79CC4519 if j < 16 else 0x7A879D8A, j % 32) for j in range(64)]

def sm3(data):
    v = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    data += b"\x80" + bytes((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    for at in range(0, len(data), 64):
        w = [int.from_bytes(data[at + i : at + i + 4], "big") for i in range(0, 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rol(w[j - 3], 15)
            w.append(x ^ rol(x, 15) ^ rol(x, 23) ^ rol(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            a12 = rol(a, 12)
            ss1 = rol((a12 + e + SM3_T[j]) & 0xFFFFFFFF, 7)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
            tt1, tt2 = (ff + d + (ss1 ^ a12) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF, (gg + h + ss1 + w[j]) & 0xFFFFFFFF
            a, b, c, d, e, f, g, h = tt1, a, rol(b, 9), c, tt2 ^ rol(tt2, 9) ^ rol(tt2, 17), e, rol(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return b"".join(x.to_bytes(4, "big") for x in v)

# Ed25519 (RFC 8032), only the canonical spelling of keys and signatures.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def ed_point(encoded):
    y, sign = int.from_bytes(encoded, "little") & (2**255 - 1), encoded[31] >> 7
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if x * x % P != xx:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != xx:
        return None
    x = P - x if x & 1 != sign and x else x
    return x, y, 1, x * y % P

def ed_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def two_products(add, zero, a, p, b, q):
    both, r = add(p, q), zero
    for bit in range(max(a.bit_length(), b.bit_length()) - 1, -1, -1):
        r = add(r, r)
        chosen = (None, p, q, both)[(a >> bit & 1) + 2 * (b >> bit & 1)]
        r = add(r, chosen) if chosen else r
    return r

ED_BASE = ed_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

def ed25519_fits(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    a, s = ed_point(key), int.from_bytes(signature[32:], "little")
    if a is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    x, y, z, _ = two_products(ed_add, (0, 1, 1, 0), s, ED_BASE, h, (P - a[0], a[1], 1, P - a[3]))
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little") == signature[:32]

# SM2 signatures (GB/T 32918.2), identity "1234567812345678".
SP = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
SA, SB = SP - 3, 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
SN = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
SG = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
      0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0, 1)

def sm2_add(p, q):  # Jacobian coordinates; z = 0 is the point at infinity
    if not p[2] or not q[2]:
        return p if p[2] else q
    zz, ww = p[2] * p[2] % SP, q[2] * q[2] % SP
    u, v, s, t = p[0] * ww % SP, q[0] * zz % SP, p[1] * ww * q[2] % SP, q[1] * zz * p[2] % SP
    if u == v:
        if s != t or not p[1]:
            return 1, 1, 0
        yy, m = p[1] * p[1] % SP, 3 * (p[0] - zz) * (p[0] + zz) % SP
        b = 4 * p[0] * yy % SP
        x = (m * m - 2 * b) % SP
        return x, (m * (b - x) - 8 * yy * yy) % SP, 2 * p[1] * p[2] % SP
    h, r = (v - u) % SP, (t - s) % SP
    hh = h * h % SP
    x = (r * r - h * hh - 2 * u * hh) % SP
    return x, (r * (u * hh - x) - s * h * hh) % SP, p[2] * q[2] * h % SP

def sm2_fits(key, message, signature):
    if len(key) != 65 or key[0] != 4 or len(signature) != 64:
        return False
    x, y = int.from_bytes(key[1:33], "big"), int.from_bytes(key[33:], "big")
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if x >= SP or y >= SP or (y * y - x**3 - SA * x - SB) % SP or not 0 < r < SN or not 0 < s < SN or not (r + s) % SN:
        return False
    curve = b"".join(n.to_bytes(32, "big") for n in (SA, SB, SG[0], SG[1]))
    e = int.from_bytes(sm3(sm3(b"\x00\x80" + b"1234567812345678" + curve + key[1:]) + message), "big")
    x1, _, z = two_products(sm2_add, (1, 1, 0), s, SG, (r + s) % SN, (x, y, 1))
    return bool(z) and (e + x1 * pow(z, -2, SP) % SP) % SN == r

SUITES = {"international": (lambda data: hashlib.sha256(data).digest(), ed25519_fits), "guomi": (sm3, sm2_fits)}

# The tree (RFC 9162 §2.1).
def leaf_hash(hash_, entry):
    return hash_(b"\0" + entry)

def node_hash(hash_, left, right):
    return hash_(b"\1" + left + right)

class Tree:
    def __init__(self, hash_):
        self.hash, self.size, self.nodes = hash_, 0, []

    def append(self, node):
        bits = self.size
        while bits & 1:
            node, bits = node_hash(self.hash, self.nodes.pop(), node), bits >> 1
        self.nodes.append(node)
        self.size += 1

    def root(self):
        join = lambda right, left: node_hash(self.hash, left, right)
        return functools.reduce(join, reversed(self.nodes)) if self.nodes else self.hash(b"")

def climb(hash_, here, last, starts, path):
    """The climb of RFC 9162 §2.1.3.2 and §2.1.4.2: starts are (node, also takes right-hand neighbours)."""
    nodes = list(starts)
    for beside in path:
        if last == 0:
            return None
        if here & 1 or here == last:
            nodes = [(node_hash(hash_, beside, node), right) for node, right in nodes]
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            nodes = [(node_hash(hash_, node, beside) if right else node, right) for node, right in nodes]
        here, last = here >> 1, last >> 1
    return [node for node, _ in nodes] if last == 0 else None

def included(hash_, leaf, index, size, path, root):
    return index < size and climb(hash_, index, size - 1, [(leaf, True)], path) == [root]

def consistent(hash_, old, old_root, new, new_root, path):
    if old > new:
        return False
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path and old_root == hash_(b"")
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    start, path = (old_root, path) if here == 0 else (path[0] if path else None, path[1:])
    return start is not None and climb(hash_, here, last, [(start, False), (start, True)], path) == [old_root, new_root]

# Files: JSON in exactly one rendering.
TREE_MAX, FILE_MAX, ENTRY_MAX, TIME_MAX = 2**53, 256 * 1024, 64 * 1024, 253402300799999
NUMBER, ID, B64, WORD = rb"(0|[1-9][0-9]{0,15})", rb"([0-9a-f]{32})", rb"([A-Za-z0-9_-]*)", rb"([A-Za-z0-9_.:-]{1,96})"
TIME, NAME = rb"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)", rb"(international|guomi)"
LIST = rb"\[((?:\"[A-Za-z0-9_-]*\"(?:,\"[A-Za-z0-9_-]*\")*)?)\]"
CHECKPOINT = (rb'\{"format":"xinan-checkpoint-1","centre":"' + ID + rb'","size":' + NUMBER + rb',"root":"' + B64 +
              rb'","at":"' + TIME + rb'","suite":"' + NAME + rb'","public_key":"' + B64 + rb'","signature":"' + B64 + rb'"\}')
OPENED = rb'\{"position":' + NUMBER + rb',"kind":"' + WORD + rb'","salt":"' + B64 + rb'","id":"' + ID + rb'"\}'
PROOF = (rb'\{"format":"xinan-proof-1","sequence":' + NUMBER + rb',"entry":"' + B64 + rb'","path":' + LIST +
         rb',"opened":\[([^\[\]]*)\],"checkpoint":(\{[^{}]*\})\}')
CONSISTENCY = rb'\{"format":"xinan-consistency-1","from":' + NUMBER + rb',"to":' + NUMBER + rb',"path":' + LIST + rb"\}"
HEAD = rb'\{"format":"xinan-export-1","centre":"' + ID + rb'","suite":"' + NAME + rb'","size":' + NUMBER + rb"\}"
ENTRY = rb'\{"n":' + NUMBER + rb',"entry":"' + B64 + rb'","leaf":"' + B64 + rb'"\}'
END = rb'\{"end":' + NUMBER + rb"\}"

class Bad(Exception):
    """Not in the form of docs/formats.md."""

def need(condition):
    if not condition:
        raise Bad

def match(pattern, data):
    found = re.fullmatch(pattern, data) if len(data) <= FILE_MAX else None
    need(found)
    return found.groups()

def number(digits, maximum=TREE_MAX):
    need(int(digits) <= maximum)
    return int(digits)

def b64(encoded, low, high):
    need(len(encoded) % 4 != 1)
    data = base64.urlsafe_b64decode(encoded + b"=" * (-len(encoded) % 4))
    need(base64.urlsafe_b64encode(data).rstrip(b"=") == encoded and low <= len(data) <= high)
    return data

def path_of(inside):
    hashes = [b64(item[1:-1], 32, 32) for item in inside.split(b",")] if inside else []
    need(len(hashes) <= 64)
    return hashes

class Checkpoint:
    def __init__(self, data):
        centre, size, root, at, suite, key, signature = match(CHECKPOINT, data)
        self.centre, self.size, self.root = centre.decode(), number(size), b64(root, 32, 32)
        self.at, self.suite, self.key, self.signature = at.decode(), suite.decode(), b64(key, 1, 128), b64(signature, 1, 128)
        try:
            need(datetime.strptime(self.at, "%Y-%m-%dT%H:%M:%S.%fZ").year >= 1970)
        except ValueError:
            raise Bad from None

    def signed(self, suite):
        lines = ["xinan checkpoint v1", self.centre, str(self.size), self.root.hex(), self.at, self.suite]
        message = "".join(line + "\n" for line in lines).encode()
        return self.suite == suite and SUITES[suite][1](self.key, message, self.signature)

    def fingerprint(self, suite):
        digits = SUITES[suite][0](self.key).hex()
        return " ".join(digits[i : i + 4] for i in range(0, 16, 4))

class Proof:
    def __init__(self, data):
        sequence, entry, path, opened, checkpoint = match(PROOF, data)
        self.sequence, self.entry, self.path = number(sequence), b64(entry, 1, ENTRY_MAX), path_of(path)
        self.opened = []
        for item in opened.replace(b"},{", b"}\n{").split(b"\n") if opened else []:
            position, kind, salt, id_ = match(OPENED, item)
            need(number(position, 511) > (self.opened[-1][0] if self.opened else -1))
            self.opened.append((int(position), kind, b64(salt, 16, 16), id_.decode()))
        self.checkpoint = Checkpoint(checkpoint)

def checkpoint_in(data):
    for kind in (Checkpoint, lambda text: Proof(text).checkpoint):
        try:
            return kind(data.removesuffix(b"\n"))
        except Bad:
            pass
    return None

# Entries: canonical CBOR (RFC 8949 §4.2.1).
class Cbor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def head(self, major):
        need(self.at < len(self.data) <= ENTRY_MAX)
        first, self.at = self.data[self.at], self.at + 1
        value = first & 31
        need(first >> 5 == major and value < 28)
        if value >= 24:
            size = 1 << value - 24
            need(self.at + size <= len(self.data))
            value, smallest = int.from_bytes(self.data[self.at : self.at + size], "big"), (24, 2**8, 2**16, 2**32)[value - 24]
            self.at += size
            need(value >= smallest)
        return value

    def number(self, low, high, major=0):
        value = self.head(major)
        need(low <= value <= high)
        return value

    def string(self, major, size=None):
        length = self.head(major)
        need(length <= len(self.data) - self.at and size in (None, length))
        self.at += length
        return self.data[self.at - length : self.at]

    def word(self, may_be_empty=False):
        text = self.string(3)
        need(re.fullmatch(WORD, text) or may_be_empty and not text)
        return text.decode()

def read_entry(body):
    cbor, entry = Cbor(body), dict.fromkeys(("clauses", "code", "object", "grant", "request"), "")
    pairs = cbor.number(9, 14, 5)
    readers = (("version", lambda: cbor.number(1, 1)), ("sequence", lambda: cbor.number(0, TREE_MAX)),
               ("at", lambda: cbor.number(0, TIME_MAX)), ("actor", lambda: cbor.string(2, 16)),
               ("role", lambda: cbor.word(True)), ("action", cbor.word), ("outcome", lambda: cbor.number(1, 3)),
               ("subjects", lambda: cbor.string(2)), ("purpose", lambda: cbor.word(True)),
               ("clauses", lambda: [cbor.word() for _ in range(cbor.number(1, 64, 4))]), ("code", cbor.word),
               ("object", lambda: cbor.string(2, 32)), ("grant", lambda: cbor.string(2, 16)),
               ("request", lambda: cbor.string(2, 16)))
    last = -1
    for i in range(pairs):
        key = cbor.head(0)
        need(last < key < len(readers) and (i >= 9 or key == i))
        last, (name, read) = key, readers[key]
        entry[name] = read()
        need(key < 11 or any(entry[name]))
    need(cbor.at == len(body) and len(entry["subjects"]) % 32 == 0 and len(entry["subjects"]) <= 512 * 32)
    return entry

def iso(ms):
    return (datetime(1970, 1, 1) + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds") + "Z"

class Unusable(Exception):
    """No verdict: the sentence that says why."""

class Findings(list):
    def add(self, code, **args):
        self.append((code, args))

    def report(self):
        more = [("and_more", {"count": len(self) - 20})] if len(self) > 20 else []
        return 1, [("does_not_verify", {})] + self[:20] + more

class Trust:
    def __init__(self, outside, keys):
        self.outside, self.keys = outside, keys

    def check_signed(self, findings, checkpoint, suite, before=None):
        """before: with nothing given to trust, the checkpoint whose key this one must share."""
        if not checkpoint.signed(suite):
            findings.add("checkpoint_forged", size=checkpoint.size)
        shown = checkpoint.fingerprint(suite)
        if self.outside or self.keys:
            known = self.outside and self.outside.key == checkpoint.key or shown.replace(" ", "") in self.keys
        else:
            known = not before or before.key == checkpoint.key
        if not known:
            findings.add("key_differs", size=checkpoint.size, fingerprint=shown)

    def check_outside(self, findings, centre, suite):
        if self.outside and (self.outside.centre != centre or self.outside.suite != suite):
            findings.add("outside_other_ledger")
        elif self.outside and not self.outside.signed(suite):
            findings.add("outside_forged")

def tell_key(checkpoint):
    return [("nothing_after", {"at": checkpoint.at}), ("compare_key", {"fingerprint": checkpoint.fingerprint(checkpoint.suite)})]

def tell_entry(entry, opened):
    said = [("entry_at", {"at": iso(entry["at"])}),
            ("entry_action", {"action": entry["action"], "outcome": ("", "done", "refused", "read")[entry["outcome"]]}),
            ("entry_actor", {"actor": entry["actor"].hex(), "role": entry["role"]})]
    for code, name, show in (("purpose", "purpose", str), ("clauses", "clauses", " ".join), ("code", "code", str),
                             ("object", "hash", bytes.hex), ("grant", "grant", bytes.hex), ("request", "request", bytes.hex)):
        said += [("entry_" + code, {name: show(entry[code])})] if entry[code] else []
    said += [("entry_subject", {"kind": kind.decode(), "id": id_}) for _, kind, _, id_ in opened]
    closed = len(entry["subjects"]) // 32 - len(opened)
    return said + ([("entry_closed", {"count": closed})] if closed else [])

def examine_entry(findings, sequence, body):
    try:
        entry = read_entry(body)
    except Bad:
        return findings.add("entry_unreadable", sequence=sequence)
    if entry["sequence"] != sequence:
        return findings.add("entry_misnumbered", sequence=sequence, inside=entry["sequence"])
    return entry

def examine_proof(data, trust):
    try:
        proof = Proof(data.removesuffix(b"\n"))
    except Bad:
        raise Unusable("not_a_proof", {}) from None
    checkpoint, findings, hash_ = proof.checkpoint, Findings(), SUITES[proof.checkpoint.suite][0]
    trust.check_outside(findings, checkpoint.centre, checkpoint.suite)
    trust.check_signed(findings, checkpoint, checkpoint.suite)
    entry = examine_entry(findings, proof.sequence, proof.entry)
    for position, kind, salt, id_ in proof.opened if entry else []:
        if hash_(salt + kind + bytes.fromhex(id_)) != entry["subjects"][32 * position : 32 * position + 32]:
            findings.add("subject_wrong", position=position)
    if not included(hash_, leaf_hash(hash_, proof.entry), proof.sequence, checkpoint.size, proof.path, checkpoint.root):
        findings.add("path_wrong", sequence=proof.sequence)
    outside = trust.outside
    if outside and outside.size == checkpoint.size and outside.root != checkpoint.root:
        findings.add("root_differs", size=checkpoint.size)
    if findings:
        return findings.report()
    if outside and outside.size != checkpoint.size:
        raise Unusable("sizes_differ", {"size": checkpoint.size, "other": outside.size})
    holds = ("proof_holds", {"sequence": proof.sequence, "at": checkpoint.at, "size": checkpoint.size,
                             "fingerprint": checkpoint.fingerprint(checkpoint.suite)})
    return 0, [holds] + tell_entry(entry, proof.opened) + [("others_untold", {})] + tell_key(checkpoint)

def examine_consistency(older_data, newer_data, data, trust):
    older, newer = checkpoint_in(older_data), checkpoint_in(newer_data)
    if not older or not newer:
        raise Unusable("not_a_checkpoint", {"which": "NEW" if older else "OLD"})
    try:
        start, end, path = match(CONSISTENCY, data.removesuffix(b"\n"))
        start, end, path = number(start), number(end), path_of(path)
    except Bad:
        raise Unusable("not_a_consistency", {}) from None
    findings = Findings()
    trust.check_signed(findings, older, newer.suite)
    trust.check_signed(findings, newer, newer.suite)
    if older.centre != newer.centre or older.suite != newer.suite:
        findings.add("other_ledger")
    if older.key != newer.key and not trust.keys:
        findings.add("key_differs", size=newer.size, fingerprint=newer.fingerprint(newer.suite))
    if (start, end) != (older.size, newer.size):
        if findings:
            return findings.report()
        raise Unusable("other_sizes", {"from": older.size, "to": newer.size})
    if not consistent(SUITES[newer.suite][0], older.size, older.root, newer.size, newer.root, path):
        findings.add("not_continued", **{"from": older.size, "to": newer.size})
    if findings:
        return findings.report()
    return 0, [("continued", {"from": older.size, "from_at": older.at, "to": newer.size, "to_at": newer.at})] + tell_key(newer)

class Export:
    def __init__(self, line, trust):
        centre, suite, size = match(HEAD, line)
        self.centre, self.suite, self.size, self.trust = centre.decode(), suite.decode(), number(size), trust
        self.tree, self.findings, self.newest, self.diverged = Tree(SUITES[self.suite][0]), Findings(), None, False
        trust.check_outside(self.findings, self.centre, self.suite)
        self.compare_outside()

    def compare_outside(self):
        outside = self.trust.outside
        if outside and outside.size == self.tree.size and outside.root != self.tree.root():
            self.findings.add("rewritten", size=outside.size, at=outside.at)

    def take_entry(self, line):
        n, body, leaf = match(ENTRY, line)
        n, body, leaf = number(n), b64(body, 1, ENTRY_MAX), b64(leaf, 32, 32)
        if n != self.tree.size:
            self.findings.add("entry_out_of_place", expected=self.tree.size, found=n)
            return False
        if leaf_hash(self.tree.hash, body) != leaf:
            self.findings.add("entry_altered", sequence=n)
        examine_entry(self.findings, n, body)
        self.tree.append(leaf)
        self.compare_outside()
        return True

    def take_checkpoint(self, line):
        checkpoint, newest, findings = Checkpoint(line), self.newest, self.findings
        if checkpoint.size != self.tree.size or newest and newest.size >= checkpoint.size:
            findings.add("checkpoint_out_of_place", size=checkpoint.size, expected=self.tree.size)
            return False
        if (checkpoint.centre, checkpoint.suite) != (self.centre, self.suite):
            findings.add("checkpoint_other_ledger", size=checkpoint.size)
        self.trust.check_signed(findings, checkpoint, self.suite, newest)
        if not self.diverged and self.tree.root() != checkpoint.root:
            findings.add("span_differs", **{"from": newest.size if newest else 0, "to": checkpoint.size})
            self.diverged = True
        self.newest = checkpoint
        return True

    def finish(self):
        tree, outside, newest = self.tree, self.trust.outside, self.newest
        if outside and outside.size > tree.size:
            self.findings.add("rolled_back", size=tree.size, other=outside.size, at=outside.at)
        if not newest:
            self.findings.add("no_checkpoint")
        if self.findings:
            return self.findings.report()
        said = [("export_holds", {"covered": newest.size, "at": newest.at,
                                  "fingerprint": newest.fingerprint(newest.suite)})]
        if newest.size < tree.size:
            said.append(("uncovered", {"from": newest.size, "to": tree.size - 1}))
        said.append(("outside_agrees", {"size": outside.size, "at": outside.at}) if outside else ("no_outside", {}))
        return 0, said + tell_key(newest)

def examine_export(lines, trust):
    export, count = None, 0
    try:
        for line in lines:
            count += 1
            if export is None:
                export = Export(line, trust)
            elif line.startswith(b'{"end"'):
                end = number(match(END, line)[0])
                if end != export.tree.size or export.size != export.tree.size:
                    export.findings.add("count_differs", count=export.tree.size, head=export.size, end=end)
                count += 1
                need(next(lines, None) is None)
                return export.finish()
            elif not (export.take_entry(line) if line.startswith(b'{"n"') else export.take_checkpoint(line)):
                return export.findings.report()
    except Bad:
        raise Unusable("bad_line", {"line": count}) from None
    export.findings.add("cut_short", count=export.tree.size)
    return export.finish()

PHRASES = dict(line.split(" ", 1) for line in """\
proof_holds Verified: entry {sequence} is in the ledger of the key {fingerprint}, as it stood at {at} with {size} entries.
export_holds Verified: the first {covered} entries stand as they did at {at}, signed by the key {fingerprint}.
continued Verified: the ledger of {to} entries ({to_at}) continues the one of {from} entries ({from_at}); nothing in those was changed, removed or put in between.
entry_at   time: {at}
entry_action   action: {action} ({outcome})
entry_actor   by: {actor} ({role})
entry_purpose   purpose: {purpose}
entry_clauses   clauses: {clauses}
entry_code   code: {code}
entry_object   hash of the object: {hash}
entry_grant   grant: {grant}
entry_request   request: {request}
entry_subject   about: {kind} {id}
entry_closed   subjects not opened here: {count}
others_untold It tells nothing of other entries but their number.
uncovered Entries {from} to {to} came after that checkpoint: nothing is proved of them.
outside_agrees They begin with the {size} entries of the checkpoint kept outside ({at}).
no_outside Without a checkpoint kept by somebody else this shows only that the file agrees with itself. Give one with --checkpoint.
nothing_after Nothing after {at} is proved.
compare_key Compare the fingerprint {fingerprint} with the one printed on your consent copy. If they differ, this proves nothing.
does_not_verify Does not verify.
and_more and {count} more.
checkpoint_forged The signature under the checkpoint of {size} entries does not fit its key.
key_differs The checkpoint of {size} entries is signed by another key: {fingerprint}.
outside_other_ledger The checkpoint kept outside is of another ledger.
outside_forged The signature under the checkpoint kept outside does not fit its key.
other_ledger The two checkpoints are of different ledgers.
checkpoint_other_ledger The checkpoint of {size} entries is of another ledger.
root_differs The checkpoint kept outside has {size} entries too, but other ones.
entry_unreadable Entry {sequence} is not in the form of a ledger entry.
entry_misnumbered Entry {sequence} says inside that it is entry {inside}.
entry_altered Entry {sequence} does not fit its leaf hash: it was altered.
entry_out_of_place Where entry {expected} should stand there is entry {found}: something was removed, put in or moved.
checkpoint_out_of_place A checkpoint of {size} entries stands after {expected} entries: something was removed, put in or moved.
span_differs Between entry {from} and entry {to} (not counted) something was changed: the checkpoint there no longer fits.
path_wrong The path from entry {sequence} does not lead to the checkpoint: the entry is not in that ledger as it is here.
subject_wrong The subject at position {position} does not fit the entry.
rewritten The first {size} entries are not those of the checkpoint kept outside ({at}): they were rewritten.
rolled_back The checkpoint kept outside ({at}) has {other} entries, here are {size}: entries were cut off.
not_continued The ledger of {to} entries does not continue the one of {from} entries.
count_differs The file holds {count} entries, its first line says {head}, its last {end}.
cut_short The file ends after {count} entries without its last line.
no_checkpoint The file holds no checkpoint: nothing is proved.
not_a_proof This is not a proof in the form of docs/formats.md.
not_a_checkpoint {which} is neither a checkpoint nor a proof in the form of docs/formats.md.
not_a_consistency This is not a consistency proof in the form of docs/formats.md.
bad_line Line {line} is not in the form of docs/formats.md.
sizes_differ The proof stands under a checkpoint of {size} entries, the one kept outside has {other}. Check first with "consistency" that one continues the other.
other_sizes The consistency proof is for other sizes; needed is one from {from} to {to} entries.
cannot_read {file} cannot be read, or is too large.
""".splitlines())

def contents(file):
    try:
        with open(file, "rb") as stream:
            data = stream.read(FILE_MAX + 1)
    except OSError:
        data = None
    if data is None or len(data) > FILE_MAX:
        raise Unusable("cannot_read", {"file": file})
    return data

def lines_of(file):
    try:
        with open(file, "rb") as stream:
            while line := stream.readline(FILE_MAX + 2):
                yield line.removesuffix(b"\n")
    except OSError:
        return

def printed_key(typed):
    if not re.fullmatch("[0-9a-f]{16}", typed.replace(" ", "")):
        raise ValueError
    return typed.replace(" ", "")

def run(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument("command", choices=("proof", "export", "consistency"))
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--checkpoint", metavar="FILE", help="kept outside the server")
    parser.add_argument("--key", action="append", default=[], type=printed_key, help="accept only this key, as printed on paper")
    given = parser.parse_intermixed_args(arguments)
    is_consistency = given.command == "consistency"
    if len(given.files) != (3 if is_consistency else 1) or is_consistency and given.checkpoint:
        parser.error("wrong number of files")
    kept = checkpoint_in(contents(given.checkpoint)) if given.checkpoint else None
    if given.checkpoint and kept is None:
        raise Unusable("not_a_checkpoint", {"which": given.checkpoint})
    trust = Trust(kept, given.key)
    if given.command != "export":
        return (examine_consistency if is_consistency else examine_proof)(*map(contents, given.files), trust)
    lines = lines_of(given.files[0])
    first = next(lines, None)
    if first is None:
        raise Unusable("cannot_read", {"file": given.files[0]})
    return examine_export(itertools.chain([first], lines), trust)

def main(arguments, out=sys.stdout):
    try:
        code, said = run(arguments)
    except Unusable as why:
        code, said = 2, [why.args]
    for phrase, args in said:
        out.write(re.sub(r"\{(\w+)\}", lambda name: str(args[name[1]]), PHRASES[phrase]) + "\n")
    return code

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
