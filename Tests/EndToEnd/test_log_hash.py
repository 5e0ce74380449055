"""A log that is hashed by SM3: begun by a setting, verified, proved and copied like any other, and never mixed."""

import base64
import json
import subprocess

import pytest

from harness.city import City
from harness.command import apply_programme, told, tupo, tupo_done
from harness.paths import BIN, PATIENCE_SECONDS, ROOT, environment
from harness.place import Place
from recompute import log

PROGRAMME = "jining-2013"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Place:
    """Data of drained services whose logs were begun with SM3."""
    base = tmp_path_factory.mktemp("sm3")
    city = City(Place.new(base), base / "logs", "--log-hash", "sm3")
    try:
        apply_programme(city, PROGRAMME)
        city.stop()
    finally:
        city.kill()
    return city.place


def refused(place: Place, *flags: str) -> subprocess.CompletedProcess:
    """A service that is not expected to start."""
    return subprocess.run(
        [BIN / "tupo-indicators", "--listen", "127.0.0.1:0", "--open-loopback", *place.all_flags("tupo-indicators"),
         *flags], cwd=ROOT, env=environment(), text=True, encoding="utf-8", capture_output=True,
        stdin=subprocess.DEVNULL, timeout=PATIENCE_SECONDS)


def verdicts(*arguments) -> set[str]:
    done = tupo(*arguments, "--output", "json")
    assert done.returncode == 0, told(done)
    return {row["verdict"] for row in json.loads(done.stdout)["rows"]}


def test_another_algorithm_is_refused_and_the_logs_own_is_known_without_being_told(place, tmp_path):
    done = refused(place, "--log-hash", "sha256")
    assert done.returncode == 78 and "listening" not in done.stdout, told(done)
    assert "log-hash: the log in" in done.stderr and "begun with sm3" in done.stderr and "不能改用sha256" in done.stderr
    assert "expected sha256 or sm3" in refused(place, "--log-hash", "md5").stderr
    city = City(place, tmp_path / "logs")
    try:
        proof = json.loads(tupo_done(
            "audit", "prove", "indicators", "1", "--heads", place.heads, "--output", "json", city=city))
        assert proof["holds"] and proof["outside_head"], proof
        rows = json.loads(tupo_done(
            "audit", "verify", "--heads", place.heads, "--output", "json", city=city))["rows"]
        assert {row["verdict"] for row in rows} == {"intact"} and len(rows) == 4
        city.stop()
    finally:
        city.kill()


def test_its_hashes_are_those_of_gb_t_32905(place, monkeypatch):
    monkeypatch.setattr(log, "algorithm", "sm3")
    lines = [json.loads(line) for line in tupo_done("audit", "export", "indicators", *place.flags).splitlines()]
    head, entries = lines[0], [line for line in lines if line["piece"] == "entry"]
    assert head["hash_algorithm"] == "sm3" and {line["hash_algorithm"] for line in entries} == {"sm3"}
    leaves = [log.leaf(line) for line in entries]
    assert [line["leaf_hash"] for line in entries] == [leaf.hex() for leaf in leaves] and leaves
    assert head["root"] == log.root(leaves).hex()
    heads = [file.read_text(encoding="utf-8") for file in sorted(place.heads.glob("indicators-*.head"))]
    assert heads and all("\nhash sm3\nsignature ed25519\n" in text for text in heads)
    assert base64.b64decode(heads[-1].splitlines()[2]).hex() == head["root"]


def test_it_is_verified_checked_copied_and_restored(place, tmp_path):
    assert verdicts("audit", "verify", *place.flags, "--heads", place.heads) == {"intact"}
    assert verdicts("admin", "check", "--rebuild", *place.flags) == {"sound"}
    tupo_done("admin", "backup", tmp_path / "copy", *place.flags)
    new = Place.new(tmp_path)
    tupo_done("admin", "restore", tmp_path / "copy", *new.flags)
    assert verdicts("audit", "verify", *new.flags, "--heads", place.heads) == {"intact"}
    assert verdicts("admin", "check", "--rebuild", *new.flags) == {"sound"}
    assert refused(new, "--log-hash", "sha256").returncode == 78
    new.remove()
