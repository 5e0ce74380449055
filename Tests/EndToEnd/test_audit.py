"""The audit: entries, proofs and signed heads by the `tupo` command, and forgeries of real database files."""

import base64
import collections
import json
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from harness.city import City
from harness.command import told, tupo, tupo_done
from harness.place import SERVER, Place, psql
from recompute import log

PROGRAMME = "jining-2013"


edits_files = pytest.mark.skipif(bool(SERVER), reason="edits SQLite's files; LogTests edit both engines' tables")


@pytest.fixture(scope="module")
def place(loaded) -> Place:
    """Data of services that have been drained."""
    return loaded(PROGRAMME)


@pytest.fixture(scope="module")
def data(place) -> Path:
    """The folder of that data: to be copied, not changed."""
    return Path(place.flags[1])


def verify(*arguments, city=None) -> tuple[int, dict]:
    """`tupo audit verify`: exit code and the services' lines by name."""
    done = tupo("audit", "verify", "--output", "json", "--lang", "en", *arguments, city=city)
    assert done.stdout.startswith("{"), told(done)
    return done.returncode, {row["service"]: row for row in json.loads(done.stdout)["rows"]}


def test_entries_are_listed_filtered_and_shown(city):
    rows = json.loads(tupo_done("audit", "list", "--output", "json", city=city))["rows"]
    assert {row["service"] for row in rows} == {"indicators", "investment", "planning", "reporting"}
    imports = json.loads(tupo_done(
        "audit", "list", "--service", "indicators", "--method", "tupo.indicators.v1.FigureService/ImportFigures",
        "--output", "json", city=city))["rows"]
    assert len(imports) > 3 and all(row["method"].endswith("/ImportFigures") for row in imports)
    assert [row["sequence"] for row in imports] == sorted((row["sequence"] for row in imports), reverse=True)
    nobody = tupo_done("audit", "list", "--principal", "nobody", "--output", "csv", city=city)
    assert len(nobody.splitlines()) == 1
    shown = json.loads(tupo_done(
        "audit", "show", "indicators", str(imports[0]["sequence"]), "--output", "json", city=city))
    assert shown["leaf_fits"] and shown["principal"] == "local"
    assert {row["table"] for row in shown["rows"]} == {"figure"}
    assert tupo("audit", "show", "indicators", "9999", city=city).returncode == 1


def test_proofs_lead_to_the_head_that_was_kept_outside(city):
    proof = json.loads(tupo_done(
        "audit", "prove", "indicators", "2", "--heads", city.place.heads, "--output", "json", city=city))
    assert proof["holds"] and proof["outside_head"] and proof["size"] >= 2


def test_running_services_verify_against_their_heads(city):
    code, rows = verify("--heads", city.place.heads, city=city)
    assert code == 0, rows
    assert all(row["verdict"] == "intact" and row["vouched"] == row["entries"] > 0 for row in rows.values())


def test_without_a_head_the_limits_are_told(city):
    done = tupo("audit", "verify", "--log-only", "--lang", "en", city=city)
    assert done.returncode == 0 and "without a head from outside nobody can rule out" in done.stderr, told(done)
    assert "无法排除整体重写" in tupo("audit", "verify", "--log-only", "--lang", "zh", city=city).stderr


@edits_files
def test_the_head_key_is_its_owners_only(data):
    for name in ("indicators", "investment", "planning", "reporting"):
        assert stat.S_IMODE((data / f"{name}.head-key").stat().st_mode) == 0o600
        assert len(list((data / "heads").glob(f"{name}-*.pub"))) == 1


def test_an_export_is_enough_to_recompute_every_hash(place):
    lines = map(json.loads, tupo_done("audit", "export", "indicators", *place.flags).splitlines())
    head = next(lines)
    leaves, parts, batches = [], [], collections.defaultdict(list)
    for line in lines:
        stored = base64.b64decode(line["stored"])
        if line["piece"] == "slice":
            batches[line["batch"]].append((line["number"], stored))
        elif line["piece"] == "effects":
            parts.append(stored)
        else:
            parts.append(base64.b64decode(line["last_effects"]))
            assert line["effects_digest"] == log.effects_digest(parts).hex()
            assert line["batches_digest"] == (log.batches_digest(batches).hex() if batches else None)
            leaves.append(log.leaf(line))
            assert line["leaf_hash"] == leaves[-1].hex()
            parts, batches = [], collections.defaultdict(list)
    assert head["size"] == len(leaves) and head["root"] == log.root(leaves).hex()


EDITS = {
    "an edited entry": ("UPDATE log_entry SET principal = 'x' WHERE sequence = 3", "ENTRY_EDITED", 3),
    "an edited request": ("UPDATE log_entry SET bytes = x'00' WHERE sequence = 3", "ENTRY_EDITED", 3),
    "edited effects": ("UPDATE log_entry SET effects = x'00' WHERE sequence = 3", "EFFECTS_EDITED", 3),
    "an edited import": ("UPDATE log_slice SET bytes = x'00' WHERE batch = "
                         "(SELECT batch FROM log_batch WHERE adopted_by = 4)", "BATCHES_EDITED", 4),
    "a removed entry": ("DELETE FROM log_entry WHERE sequence = 3", "ENTRY_MISSING", 3),
    "entries in another order": ("UPDATE log_entry SET sequence = 7 - sequence WHERE sequence = 3", "ENTRY_MISSING", 3),
    "entries that changed places": (
        "UPDATE log_entry SET sequence = -sequence WHERE sequence IN (3, 4); "
        "UPDATE log_entry SET sequence = 7 + sequence WHERE sequence < 0", "ENTRY_EDITED", 3),
    "a removed part of an import": ("DELETE FROM log_slice WHERE batch = "
                                    "(SELECT batch FROM log_batch WHERE adopted_by = 4)", "BATCHES_EDITED", 4),
    "a shortened log": ("DELETE FROM log_entry WHERE sequence > 5", "ENTRY_MISSING", 6),
    "an edited head": ("UPDATE log_head SET root = x'00'", "HEAD_EDITED", None),
}


@edits_files
@pytest.mark.parametrize("name", EDITS)
def test_what_was_done_to_the_file_is_found_and_named(data, tmp_path, name):
    edit, reason, sequence = EDITS[name]
    copied = shutil.copytree(data, tmp_path / "data")
    with sqlite3.connect(copied / "indicators.sqlite") as connection:
        if name == "entries in another order":
            connection.execute("DELETE FROM log_entry WHERE sequence = 4")
        connection.executescript(edit)
    connection.close()
    code, rows = verify("--data", copied, "--heads", data / "heads", "--service", "indicators")
    found = rows["indicators"]
    assert code == 5 and found["verdict"] == "broken" and found["reason"] == reason, rows
    assert sequence is None or found["at"] == sequence


@edits_files
def test_a_flipped_byte_in_a_projection_is_found_and_named(data, tmp_path):
    copied = shutil.copytree(data, tmp_path / "data")
    with sqlite3.connect(copied / "indicators.sqlite") as connection:
        connection.execute(
            "UPDATE figure SET cumulative = cumulative + 1 WHERE indicator = 'fixed-asset-investment' "
            "AND zone = 'weishan-economic-development-zone' AND month = 2013 * 12 + 4")
        assert connection.total_changes == 1
    connection.close()
    code, rows = verify("--data", copied, "--heads", data / "heads", "--service", "indicators")
    assert code == 5 and "figure(jining-2013, fixed-asset-investment" in rows["indicators"]["fault"], rows
    assert "column cumulative" in rows["indicators"]["fault"]
    done = tupo("admin", "check", "--rebuild", "--data", copied, "--output", "json", "--lang", "en")
    checked = {row["service"]: row for row in json.loads(done.stdout)["rows"]}
    assert done.returncode == 5, told(done)
    assert [name for name, row in checked.items() if row["verdict"] != "sound"] == ["indicators"]
    assert {row["walBytes"] for row in checked.values()} == {0}, "nobody writes: the write-ahead log is empty"


def flip(file: Path, *, table: str | None, offset: int, in_row: bool) -> None:
    """Flips a byte of the raw file: in the last page of a table's rows, there in its first row, or, without a table, in the
    file's header."""
    start = 0
    if table:
        with sqlite3.connect(file) as connection:
            page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
            size = connection.execute("PRAGMA page_size").fetchone()[0]
        connection.close()
        content = file.read_bytes()
        while content[(page - 1) * size] in (2, 5):  # An inner page: its header ends with its last child.
            page = int.from_bytes(content[(page - 1) * size + 8:(page - 1) * size + 12], "big")
        start = (page - 1) * size
        if in_row:
            start += int.from_bytes(content[start + 8:start + 10], "big")
    with open(file, "r+b") as raw:
        raw.seek(start + offset)
        byte = raw.read(1)[0]
        raw.seek(start + offset)
        raw.write(bytes([byte ^ 0x55]))


@edits_files
@pytest.mark.parametrize("table,offset,in_row", [
    *((table, offset, False) for table in ("figure", "log_entry") for offset in (0, 3, 8)),
    *((table, offset, True) for table in ("figure", "log_entry") for offset in (2, 12, 40, 60)),
    *((None, offset, False) for offset in (0, 16, 18, 19, 20, 21, 22, 23, 47, 59, 80, 100))])
def test_a_flipped_byte_of_the_raw_file_is_found_and_named(data, tmp_path, table, offset, in_row):
    copied = shutil.copytree(data, tmp_path / "data")
    flip(copied / "indicators.sqlite", table=table, offset=offset, in_row=in_row)
    done = tupo("admin", "check", "--rebuild", "--data", copied, "--output", "json", "--lang", "en")
    assert done.returncode == 5, told(done)
    checked = {row["service"]: row for row in json.loads(done.stdout)["rows"]}
    assert [name for name, row in checked.items() if row["verdict"] != "sound"] == ["indicators"] and len(checked) == 4
    faults = checked["indicators"]["faults"]
    named = {"figure": "figure", "log_entry": "entry", None: "database"}[table]
    assert named in faults, faults
    code, rows = verify("--data", copied, "--heads", data / "heads")
    assert code == 5 and [name for name, row in rows.items() if row["verdict"] != "intact"] == ["indicators"], rows
    assert len(rows) == 4 and named in rows["indicators"]["fault"], rows


@edits_files
def test_a_thorough_forgery_is_found_by_a_head_from_outside_only(data, tmp_path):
    copied = shutil.copytree(data, tmp_path / "data")
    log.rewrite(copied / "indicators.sqlite", 3, "somebody else")
    code, rows = verify("--data", copied, "--service", "indicators")
    assert code == 0 and rows["indicators"]["vouched"] == 0, rows
    code, rows = verify("--data", copied, "--heads", data / "heads", "--service", "indicators")
    assert code == 5 and rows["indicators"]["reason"] == "LOG_REWRITTEN", rows


@edits_files
def test_a_log_that_was_cut_short_and_made_to_fit_is_found_by_a_head(data, tmp_path):
    copied = shutil.copytree(data, tmp_path / "data")
    with sqlite3.connect(copied / "planning.sqlite") as connection:
        connection.execute("DELETE FROM log_entry")
        connection.execute("DELETE FROM log_node")
        connection.execute("UPDATE log_head SET size = 0, root = ?, time = 0", (log.root([]),))
    connection.close()
    code, rows = verify("--data", copied, "--service", "planning", "--log-only")
    assert code == 0 and rows["planning"]["entries"] == 0
    code, rows = verify("--data", copied, "--heads", data / "heads", "--service", "planning", "--log-only")
    assert code == 5 and rows["planning"]["reason"] == "LOG_TRUNCATED", rows


@edits_files
def test_a_forged_head_is_told(data, tmp_path):
    heads = shutil.copytree(data / "heads", tmp_path / "heads")
    file = next(heads.glob("indicators-*.head"))
    file.write_text(file.read_text(encoding="utf-8").replace("epoch 1", "epoch 2"), encoding="utf-8")
    code, rows = verify("--data", data, "--heads", heads, "--service", "indicators", "--log-only")
    assert code == 5 and "is not signed by a known key" in rows["indicators"]["fault"], rows


def damage(place: Place, service: str, sql: str) -> None:
    """Changes something in a service's tables behind its back."""
    if SERVER:
        psql("-c", f"SET search_path TO tupo_{service}; {sql}", url=place.as_administrator)
        return
    with sqlite3.connect(Path(place.flags[1]) / f"{service}.sqlite") as connection:
        connection.execute(sql)
    connection.close()


@pytest.fixture
def damaged(place, tmp_path):
    """Running services, of which planning's log cannot be read from its first entry on."""
    copied = place.copy(tmp_path)
    damage(copied, "planning", "UPDATE log_entry SET hash_algorithm = 'md9' WHERE sequence = 1")
    city = City(copied, tmp_path / "logs")
    yield city
    city.kill()
    copied.remove()


def test_a_running_service_whose_log_cannot_be_read_is_named_and_the_others_are_verified(damaged):
    code, rows = verify("--heads", damaged.place.heads, city=damaged)
    assert code == 5 and len(rows) == 4, rows
    assert [name for name, row in rows.items() if row["verdict"] != "intact"] == ["planning"], rows
    found = rows["planning"]
    assert found["verdict"] == "broken" and found["reason"] == "LOG_UNREADABLE", rows
    assert "does not tell its log to the end" in found["fault"] and "entry 1" in found["fault"].lower(), rows
    done = tupo("audit", "verify", "--lang", "zh", city=damaged)
    assert done.returncode == 5 and "日志无法从运行中的服务读到末尾" in done.stdout, told(done)


@edits_files
def test_a_page_that_is_damaged_under_a_running_service_is_named_by_its_table(place, tmp_path):
    city = City(place.copy(tmp_path), tmp_path / "logs")
    try:
        flip(Path(city.place.flags[1]) / "planning.sqlite", table="log_entry", offset=3, in_row=False)
        code, rows = verify("--heads", city.place.heads, city=city)
        assert code == 5 and [name for name, row in rows.items() if row["verdict"] != "intact"] == ["planning"], rows
        found = rows["planning"]
        assert found["reason"] == "LOG_UNREADABLE" and "log_entry: " in found["fault"], rows
    finally:
        city.kill()


def test_a_service_that_is_away_leaves_the_others_verified(place, tmp_path):
    city = City(place.copy(tmp_path), tmp_path / "logs")
    try:
        city.services["planning"].kill()
        code, rows = verify("--heads", city.place.heads, city=city)
        assert code == 3 and [name for name, row in rows.items() if row["verdict"] != "intact"] == ["planning"], rows
        found = rows["planning"]
        assert (found["verdict"], found["reason"]) == ("unknown", "SERVICE_UNAVAILABLE"), rows
        assert "does not answer" in found["fault"], rows
    finally:
        city.kill()
        city.place.remove()


@edits_files
def test_a_folder_in_use_says_what_to_do(city):
    done = tupo("audit", "verify", *city.place.flags, "--lang", "en")
    assert done.returncode == 1 and "leave --data out" in done.stderr, told(done)
