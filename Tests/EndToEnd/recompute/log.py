"""The log's arithmetic once more, from its description in ARCHITECTURE.md and LogEntry.swift alone: hashes and tree."""

import base64
import hashlib
import sqlite3
from pathlib import Path


# Python's name of the algorithm by which the log is hashed that is looked at.
algorithm = "sha256"


def digest(*parts: bytes) -> bytes:
    """The hash of the parts, one after another."""
    return hashlib.new(algorithm, b"".join(parts)).digest()


def integer(number: int) -> bytes:
    """Eight bytes, big-endian."""
    return number.to_bytes(8, "big", signed=True)


def framed(part: bytes | str) -> bytes:
    """A part after its length."""
    raw = part.encode() if isinstance(part, str) else part
    return integer(len(raw)) + raw


def optional(text: str | None) -> bytes:
    """A byte that says whether it is there, then the text."""
    return b"\0" if text is None else b"\1" + framed(text)


def leaf(entry: dict) -> bytes:
    """The leaf hash of an entry, from its fields by the names of the export."""
    has_effects = entry["effect_parts"] is not None
    covered = [
        framed("tupo.log.entry/2" if has_effects else "tupo.log.entry/1"), integer(entry["sequence"]),
        integer(entry["epoch"]), integer(entry["kept_at_micros"]), integer(entry["received_at_micros"]),
        framed(entry["principal"]), optional(entry["on_behalf_of"]), optional(entry["request_id"]),
        framed(entry["method"]), framed(entry["resource"]), framed(entry["schema"]),
        framed(base64.b64decode(entry["stored"])), integer(entry["batches"]),
        framed(bytes.fromhex(entry["batches_digest"] or "")), framed(entry["hash_algorithm"]),
    ]
    if has_effects:
        covered += [integer(entry["effect_parts"]), framed(bytes.fromhex(entry["effects_digest"]))]
    return digest(b"\0", b"".join(covered))


def effects_digest(parts: list[bytes]) -> bytes:
    """The digest of an entry's effects, all parts in order."""
    return digest(framed("tupo.log.effects/1"), *(framed(digest(part)) for part in parts))


def batches_digest(batches: dict[str, list[tuple[int, bytes]]]) -> bytes:
    """The digest of an entry's batches: each a list of numbers and bytes."""
    each = [
        digest(framed("tupo.log.batch/1"), framed(name), *(integer(n) + framed(digest(raw)) for n, raw in slices))
        for name, slices in batches.items()
    ]
    return digest(framed("tupo.log.batches/1"), *map(framed, each))


def root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1."""
    if not leaves:
        return digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    return digest(b"\1", root(leaves[:middle]), root(leaves[middle:]))


def rewrite(database: Path, sequence: int, principal: str) -> None:
    """What a thorough forger does: another principal in one entry, and every hash made to fit again."""
    columns = {
        "epoch": "epoch", "time": "kept_at_micros", "received_at": "received_at_micros", "principal": "principal",
        "on_behalf_of": "on_behalf_of", "request_id": "request_id", "method": "method", "resource": "resource",
        "schema": "schema", "batches": "batches", "hash_algorithm": "hash_algorithm", "effect_parts": "effect_parts",
    }
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("UPDATE log_entry SET principal = ? WHERE sequence = ?", (principal, sequence))
        leaves = []
        for row in connection.execute("SELECT * FROM log_entry ORDER BY sequence"):
            entry = {name: row[column] for column, name in columns.items()} | {
                "sequence": row["sequence"], "stored": base64.b64encode(row["bytes"]).decode(),
                "batches_digest": (row["batches_digest"] or b"").hex(), "effects_digest": row["effects_digest"].hex()}
            leaves.append(leaf(entry))
        for number, each in enumerate(leaves, 1):
            connection.execute("UPDATE log_entry SET leaf_hash = ? WHERE sequence = ?", (each, number))
        for level, place in connection.execute("SELECT level, place FROM log_node").fetchall():
            node = root(leaves[place << level:(place + 1) << level])
            connection.execute("UPDATE log_node SET hash = ? WHERE level = ? AND place = ?", (node, level, place))
        connection.execute("UPDATE log_head SET root = ?", (root(leaves),))
    connection.close()
