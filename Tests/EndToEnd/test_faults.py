"""What the system does to a service: a full disk, a read-only one, a failed sync, a clock that is set back.

A library that is preloaded into the service makes the system fail. On SQLite; what befalls a PostgreSQL server is that
server's, and PostgresFaultTests and test_database.py tell how a service takes it.
"""

import json
import subprocess
import uuid
from pathlib import Path

import grpc
import pytest

from harness import sheets
from harness.city import OPTIONS
from harness.command import told, tupo, tupo_done
from harness.paths import BIN, PATIENCE_SECONDS, ROOT, environment
from harness.place import SERVER
from harness.process import Service
from harness.refusals import refused

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"
pytestmark = pytest.mark.skipif(bool(SERVER), reason="SQLite's files are what fails")


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    """The library that makes the system fail."""
    made = tmp_path_factory.mktemp("faults") / "faults.so"
    source = Path(__file__).parent / "faults" / "faults.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], check=True)
    return made


class Patient:
    """A service whose system can be made to fail."""

    def __init__(self, place, folder: Path, library: Path):
        self.place, self.folder, self.fault = place, folder, folder / "fault"
        self.environ = {"LD_PRELOAD": str(library), "FAULT_FILE": str(self.fault)}
        self.start()
        self.figure = sheets.all_figures(self.stub, PARENT, from_month="2012-12", to_month="2012-12")[0][0]

    def start(self) -> None:
        from tupo.indicators.v1 import figure_pb2_grpc

        self.service = Service("tupo-indicators", self.place, log=self.folder / "log", **self.environ)
        self.channel = grpc.insecure_channel(self.service.address, options=OPTIONS)
        self.stub = figure_pb2_grpc.FigureServiceStub(self.channel)

    def fail(self, word: str) -> None:
        self.fault.write_text(word)

    def heal(self) -> None:
        self.fault.unlink()

    def request(self):
        from tupo.indicators.v1 import figure_pb2

        self.figure.cumulative += 10_000
        return figure_pb2.SubmitFiguresRequest(parent=PARENT, figures=[self.figure], request_id=str(uuid.uuid4()))

    def submit(self, request):
        return self.stub.SubmitFigures(request, timeout=PATIENCE_SECONDS)

    def kept(self) -> int:
        figures, _ = sheets.all_figures(self.stub, PARENT, from_month="2012-12", to_month="2012-12")
        return next(figure.cumulative for figure in figures if figure.name == self.figure.name)

    def verify(self) -> None:
        """Stops it, and verifies its log and what was made of it."""
        self.channel.close()
        self.service.stop_cleanly()
        done = tupo("audit", "verify", *self.place.flags, "--heads", self.place.heads, "--service", "indicators",
                    "--output", "json", "--lang", "en")
        assert done.returncode == 0, told(done)

    def kill(self) -> None:
        self.channel.close()
        self.service.kill()


@pytest.fixture
def patient(loaded, library, tmp_path):
    """A service with a programme and its figures."""
    patient = Patient(loaded(PROGRAMME).copy(tmp_path), tmp_path, library)
    yield patient
    patient.kill()


def test_a_full_disk_refuses_writes_until_there_is_room(patient):
    before, request = patient.kept(), patient.request()
    patient.fail("full")
    for _ in range(2):
        with refused() as refusal:
            patient.submit(request)
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "STORAGE_FULL"), refusal
    assert patient.kept() == before, "reads go on, and nothing was kept"
    patient.heal()
    assert patient.submit(request).changed == 1
    assert patient.kept() == patient.figure.cumulative
    patient.verify()


@pytest.mark.parametrize("word", ["sync", "read-only"])
def test_a_service_that_cannot_know_what_is_on_the_disk_exits(patient, word):
    first = patient.request()
    answer = patient.submit(first)
    request = patient.request()
    patient.fail(word)
    with refused() as refusal:
        patient.submit(request)
    assert refusal.code == grpc.StatusCode.UNAVAILABLE, refusal
    assert patient.service.wait() == 70, patient.service.told()
    assert "only a restart tells what is on the disk" in patient.service.told()
    patient.heal()
    patient.start()
    assert patient.submit(first) == answer
    again = patient.submit(request)
    assert again.version.sequence == answer.version.sequence + 1 and patient.submit(request) == again
    assert patient.kept() == patient.figure.cumulative
    patient.verify()


def test_a_database_that_goes_away_ends_the_service_before_it_acknowledges_more(patient):
    first = patient.request()
    answer = patient.submit(first)
    file = Path(patient.place.flags[1]) / "indicators.sqlite"
    file.rename(file.with_suffix(".away"))
    request = patient.request()
    with refused() as refusal:
        patient.submit(request)
    assert refusal.code == grpc.StatusCode.UNAVAILABLE, refusal
    assert patient.service.wait() == 70, patient.service.told()
    file.with_suffix(".away").rename(file)
    patient.start()
    again = patient.submit(request)
    assert patient.submit(first) == answer and again.version.sequence == answer.version.sequence + 1
    patient.verify()


def test_a_service_does_not_start_on_a_read_only_disk(patient):
    patient.channel.close()
    patient.service.stop_cleanly()
    patient.fail("read-only")
    done = subprocess.run(
        [BIN / "tupo-indicators", "--listen", "127.0.0.1:0", "--open-loopback", *patient.place.flags], cwd=ROOT, text=True,
        encoding="utf-8", env=environment(**patient.environ), capture_output=True, timeout=PATIENCE_SECONDS)
    assert done.returncode != 0 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "Read-only file system" in done.stderr, done.stderr


def test_a_clock_that_is_set_back_leaves_the_log_in_order(patient):
    patient.submit(patient.request())
    patient.fail("clock 86400")
    patient.submit(patient.request())
    patient.heal()
    patient.submit(patient.request())
    patient.verify()
    lines = map(json.loads, tupo_done("audit", "export", "indicators", *patient.place.flags).splitlines())
    times = [line["kept_at_micros"] for line in lines if "kept_at_micros" in line]
    assert times == sorted(times) and len(times) > 3
