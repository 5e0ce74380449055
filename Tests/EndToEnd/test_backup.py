"""The drill: a backup of running services, restored elsewhere, and a move from one engine to the other and back."""

import json
import re
import sqlite3
import threading
import uuid

import grpc
import pytest

from harness import sheets
from harness.city import City
from harness.command import told, tupo, tupo_done
from harness.paths import PATIENCE_SECONDS
from harness.place import SERVER, Place, psql

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"
SERVICES = ("reporting", "planning", "investment", "indicators")
needs_server = pytest.mark.skipif(not SERVER, reason="needs a server: deploy/postgres-test.sh run")


def tables(place: Place) -> dict[str, list]:
    """Every row of every table of every service, but what a restore is to change."""
    found = {}
    for service in SERVICES:
        if place.flags[0] == "--data":
            connection = sqlite3.connect(f"{place.flags[1]}/{service}.sqlite")
            names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            ask = lambda table: [[str(cell) if not isinstance(cell, bytes) else "\\x" + cell.hex() for cell in row]
                                 for row in connection.execute(f"SELECT * FROM {table}")]
        else:
            schema = f"tupo_{service}"
            names = [line.split("|") for line in psql(
                "-c", f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}'",
                url=place.as_administrator).splitlines()]
            ask = lambda table: [[str(row)] for row in json.loads(psql(
                "-c", f"SELECT coalesce(json_agg(t), '[]') FROM {schema}.{table} AS t", url=place.as_administrator))]
        for name, in names:
            if name.startswith("migration"):
                continue
            rows = sorted(ask(name))
            if name == "log_head":
                rows = len(rows)
            found[f"{service}.{name}"] = rows
        if place.flags[0] == "--data":
            connection.close()
    return found


def counts(place: Place) -> dict[str, int]:
    """How many rows every table has."""
    return {name: rows if isinstance(rows, int) else len(rows) for name, rows in tables(place).items()}


def rows(*arguments) -> dict[str, dict]:
    """A command's lines by service."""
    return {row["service"]: row for row in json.loads(tupo_done(*arguments, "--output", "json"))["rows"]}


def test_a_backup_of_running_services_is_restored_and_gone_on_from(start_city, tmp_path):
    city = start_city(PROGRAMME)
    backup, place = tmp_path / "backup", Place.new(tmp_path / "new")
    (tmp_path / "new").mkdir()
    figures, _ = sheets.all_figures(city.figures, PARENT, from_month="2012-12", to_month="2012-12")
    written = []
    stop = threading.Event()

    def write():
        while not stop.is_set():
            request = one_more(figures[len(written) % len(figures)])
            written.append((request, city.figures.SubmitFigures(request, timeout=PATIENCE_SECONDS)))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 3 and writer.is_alive():
            pass
        before = list(written)
        made = rows("admin", "backup", backup, *city.place.flags)
    finally:
        stop.set()
        writer.join()
    assert before and set(made) == set(SERVICES) and list(made) == list(SERVICES)
    restored = rows("admin", "restore", backup, *place.flags, "--heads", city.place.heads)
    for name, part in restored.items():
        assert part["rows_compare"] == "equal" and part["log"] == "intact"
        epoch, sequence = part["version"].split(".")
        assert part["root"] == made[name]["root"] and sequence == made[name]["version"].split(".")[1]
        assert int(epoch) > 2  # As late as the restore, so that no other has it.

    again = City(place, tmp_path / "logs")
    try:
        for request, answer in before:
            assert again.figures.SubmitFigures(request, timeout=PATIENCE_SECONDS) == answer
        with pytest.raises(grpc.RpcError) as ended:
            again.figures.ListFigures(list_at(before[-1][1].version), timeout=PATIENCE_SECONDS)
        assert ended.value.code() == grpc.StatusCode.OUT_OF_RANGE
        done = tupo("audit", "verify", "--output", "json", city=again)
        assert done.returncode == 0, told(done)
        assert tupo_done("indicators", "scoreboard", "--indicator", "fixed-asset-investment", "--month", "2013-06",
                         "--output", "csv", city=again).count("\n") > 10
        again.stop()
    finally:
        again.kill()


def one_more(figure):
    """A request that changes one figure."""
    from tupo.indicators.v1 import figure_pb2

    figure.cumulative += 10_000
    return figure_pb2.SubmitFiguresRequest(parent=PARENT, figures=[figure], request_id=str(uuid.uuid4()))


def list_at(version):
    """Asks for figures as they were at a version."""
    from tupo.common.v1 import version_pb2
    from tupo.indicators.v1 import figure_pb2

    return figure_pb2.ListFiguresRequest(parent=PARENT, read=version_pb2.ReadPoint(version=version))


@pytest.mark.parametrize("name", ["indicators.rows", "reporting.rows", "MANIFEST"])
def test_a_damaged_backup_is_refused_and_nothing_is_restored(loaded, tmp_path, name):
    backup = tmp_path / "backup"
    tupo_done("admin", "backup", backup, *loaded(PROGRAMME).flags)
    file = backup / name
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    for damaged in (bytes(whole), file.read_bytes()[:-1], None):
        file.write_bytes(damaged) if damaged is not None else file.unlink()
        new = tmp_path / "new"
        done = tupo("admin", "restore", backup, "--data", new, "--lang", "zh")
        assert done.returncode == 5 and name in done.stderr and re.search("备份文件", done.stderr), told(done)
        assert not new.exists()


def test_a_place_with_data_is_not_restored_to(loaded, tmp_path):
    place = loaded(PROGRAMME)
    backup = tmp_path / "backup"
    tupo_done("admin", "backup", backup, *place.flags)
    before = counts(place)
    done = tupo("admin", "restore", backup, *place.flags, "--lang", "en")
    assert done.returncode == 1 and "There is data already" in done.stderr, told(done)
    assert counts(place) == before
    done = tupo("admin", "backup", backup, *place.flags, "--lang", "en")
    assert done.returncode == 1 and "There is data already" in done.stderr, told(done)


@needs_server
def test_a_move_to_the_other_engine_and_back_loses_nothing(loaded, tmp_path):
    old = loaded(PROGRAMME)
    between = Place(("--data", str(tmp_path / "between")), tmp_path / "heads")
    back = Place.new(tmp_path)
    there = rows("admin", "move", between.flags[1], *old.flags)
    home = rows("admin", "move", back.flags[1], *between.flags)
    for name in SERVICES:
        assert there[name]["root"] == home[name]["root"] and there[name]["rows"] == home[name]["rows"]
        assert there[name]["version"].startswith("2.") and home[name]["version"].startswith("3.")
        assert there[name]["log"] == home[name]["log"] == "intact"
    assert tables(back) == tables(old) and counts(between) == counts(old)
    city = City(back, tmp_path / "logs")
    try:
        done = tupo("admin", "move", tmp_path / "again", *back.flags, "--lang", "en")
        assert done.returncode == 1 and "Stop all services first" in done.stderr, told(done)
        tupo_done("admin", "check", "--rebuild", city=city)
        city.stop()
    finally:
        city.kill()


def test_a_move_is_refused_while_a_service_runs(city, tmp_path):
    done = tupo("admin", "move", tmp_path / "new", *city.place.flags, "--lang", "en")
    assert done.returncode == 1 and "Stop all services first" in done.stderr, told(done)
    assert not (tmp_path / "new").exists()
