"""An import lands whole or not at all, and tells every fault by file, row and column."""

import csv
import re
import uuid
from fractions import Fraction

import grpc
import pytest

from harness import sheets
from harness.paths import PROGRAMMES
from harness.process import Service
from harness.refusals import refused
from harness.samples import BROKEN, CORRECT_ROWS, HARD_FAULTS, LATE_REPORT
from recompute.programme import load

PARENT = "programmes/jining-2013"
PARK = f"{PARENT}/zones/yanzhou-industrial-park"
HARD, SOFT = 1, 2


def june_of_the_park(city) -> list:
    """What is kept of the zone that had not reported."""
    figures, _ = sheets.all_figures(city.figures, PARK, from_month="2013-06", to_month="2013-06")
    return figures


def test_checking_tells_every_fault_by_file_row_and_column(city):
    answer = city.figures.ImportFigures(
        sheets.stream(sheets.read(BROKEN), PARENT, file=BROKEN.name, validate_only=True))
    hard = [fault for fault in answer.faults if fault.severity == HARD]
    assert HARD_FAULTS <= {(fault.row, fault.column) for fault in hard}
    assert {fault.row for fault in hard} & CORRECT_ROWS == set(), "a correct row is called faulty"
    for fault in answer.faults:
        assert fault.file == BROKEN.name
        assert re.search(r"[\u4e00-\u9fff]", fault.text.zh) and re.search(r"[A-Za-z]{3}", fault.text.en)
        assert re.fullmatch(r"[A-Z][A-Z0-9_]+", fault.reason)
    cells = {(fault.row, fault.column): fault.cell for fault in hard}
    assert cells[6, "累计"] == "约七亿"
    assert cells[4, "单位"] == "兖州工业圆区"
    assert not answer.HasField("version")


def test_a_likely_name_is_suggested(city):
    answer = city.figures.ImportFigures(
        sheets.stream(sheets.read(BROKEN), PARENT, file=BROKEN.name, validate_only=True))
    texts = {(fault.row, fault.column): fault.text.zh for fault in answer.faults}
    assert "兖州工业园区" in texts[4, "单位"]
    assert "营业收入" in texts[14, "指标"]


def test_a_fall_below_last_month_is_soft(city):
    answer = city.figures.ImportFigures(
        sheets.stream(sheets.read(BROKEN), PARENT, file=BROKEN.name, validate_only=True))
    assert 12 in {fault.row for fault in answer.faults if fault.severity == SOFT}


def test_one_hard_fault_refuses_the_whole_file(own_city):
    rows = sheets.read(LATE_REPORT)
    rows[-1] = [cell if heading != "累计" else "很多" for heading, cell in zip(rows[0], rows[-1])]
    _, before = sheets.all_figures(own_city.figures, PARENT)
    with refused() as refusal:
        own_city.figures.ImportFigures(sheets.stream(rows, PARENT, file="坏.csv"))
    assert refusal.code == grpc.StatusCode.INVALID_ARGUMENT
    assert "坏.csv" in refusal.message and str(len(rows)) in refusal.message and "累计" in refusal.message
    assert june_of_the_park(own_city) == []
    assert sheets.all_figures(own_city.figures, PARENT)[1] == before, "a refused import wrote something"


def test_checking_keeps_nothing(own_city):
    _, before = sheets.all_figures(own_city.figures, PARENT)
    rows = sheets.read(LATE_REPORT)
    answer = own_city.figures.ImportFigures(sheets.stream(rows, PARENT, file=LATE_REPORT.name, validate_only=True))
    assert (answer.rows, answer.changed) == (4, 4)
    assert june_of_the_park(own_city) == []
    assert sheets.all_figures(own_city.figures, PARENT)[1] == before


@pytest.fixture(scope="module")
def landed(own_city):
    """The late report of the park, imported; the request id and the answer."""
    id = str(uuid.uuid4())
    rows = sheets.read(LATE_REPORT)
    answer = own_city.figures.ImportFigures(
        sheets.stream(rows, PARENT, file=LATE_REPORT.name, request_id=id, slice_rows=1, demonstration=True))
    return id, answer


def test_it_lands_with_the_cells_of_the_file(own_city, landed):
    _, answer = landed
    assert (answer.rows, answer.changed) == (4, 4)
    kept = {figure.name.split("/")[5]: figure for figure in june_of_the_park(own_city)}
    ids = {entry["title"]["zh"]: id for id, entry in load("jining-2013").indicators.items()}
    with open(LATE_REPORT, encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            figure, growth = kept.pop(ids[row["指标"]]), row["同比增速%"]
            assert row["计量单位"] == "万元"
            assert figure.cumulative == int(row["累计"]) * 10_000
            assert figure.reported_base == int(row["上年同期"]) * 10_000
            assert figure.HasField("growth_basis_points") == bool(growth), "blank is missing, not zero"
            assert not growth or figure.growth_basis_points == Fraction(growth) * 100
            assert figure.received_on == row["报送日期"]
            assert figure.origin == f"{LATE_REPORT.name}:{number}"
            assert figure.recorded_in == answer.version and figure.demonstration
    assert kept == {}


def test_a_retry_gets_the_first_answer_and_writes_nothing(own_city, landed):
    id, first = landed
    rows = sheets.read(LATE_REPORT)
    again = own_city.figures.ImportFigures(
        sheets.stream(rows, PARENT, file=LATE_REPORT.name, request_id=id, slice_rows=1, demonstration=True))
    assert again == first
    assert sheets.all_figures(own_city.figures, PARENT)[1] == first.version


def test_other_rows_under_the_same_id_are_refused(own_city, landed):
    id, _ = landed
    rows = sheets.read(LATE_REPORT)[:-1]
    with refused() as refusal:
        own_city.figures.ImportFigures(
            sheets.stream(rows, PARENT, file=LATE_REPORT.name, request_id=id, slice_rows=1, demonstration=True))
    assert refusal.reason == "REQUEST_ID_REUSED"


def test_the_same_file_under_a_new_id_changes_nothing(own_city, landed):
    rows = sheets.read(LATE_REPORT)
    answer = own_city.figures.ImportFigures(
        sheets.stream(rows, PARENT, file=LATE_REPORT.name, demonstration=True))
    assert (answer.rows, answer.changed) == (4, 0)
    assert sheets.all_figures(own_city.figures, PARENT)[1] == landed[1].version


def test_a_figure_is_read_at_the_version_before_the_import(own_city, landed):
    from tupo.common.v1 import version_pb2
    from tupo.indicators.v1 import figure_pb2

    _, answer = landed
    request = figure_pb2.GetFigureRequest(name=f"{PARK}/indicators/fiscal-revenue/figures/2013-06")
    assert own_city.figures.GetFigure(request).HasField("cumulative")
    earlier = version_pb2.DataVersion(epoch=answer.version.epoch, sequence=answer.version.sequence - 1)
    request.read.version.CopyFrom(earlier)
    with refused() as refusal:
        own_city.figures.GetFigure(request)
    assert refusal.code == grpc.StatusCode.NOT_FOUND
    request.read.version.sequence = answer.version.sequence + 1_000
    with refused() as refusal:
        own_city.figures.GetFigure(request)
    assert refusal.code == grpc.StatusCode.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("messages_kept", "what"), [(slice(1, None), "rows without a heading"), (slice(0, 0), "nothing at all")])
def test_a_stream_that_is_no_sheet_is_refused(own_city, messages_kept, what):
    messages = list(sheets.stream(sheets.read(LATE_REPORT), PARENT, file=LATE_REPORT.name))
    with refused() as refusal:
        own_city.figures.ImportFigures(iter(messages[messages_kept]))
    assert refusal.code == grpc.StatusCode.INVALID_ARGUMENT, what


def falling_rows(years: range) -> sheets.Rows:
    """Figures that fall month by month, for each pair of zone and indicator that the demo has: each is a soft finding."""
    heading, *lines = sheets.read(PROGRAMMES / "jining-2013" / "demo" / "figures" / "2012.csv")
    pairs = sorted({(zone, indicator, unit) for zone, indicator, _, unit, *_ in lines})
    blank = [""] * (len(heading) - 5)
    return [heading, *([zone, indicator, f"{year:04}-{month:02}", unit, str(100 * (20 - month)), *blank]
                       for year in years for month in range(2, 13) for zone, indicator, unit in pairs)]


@pytest.fixture
def lone(empty, tmp_path):
    """A service of this test's own, without figures, and a stub as a client has it by default: it takes 4 MiB."""
    from tupo.indicators.v1 import figure_pb2_grpc

    place = empty.copy(tmp_path)
    service = Service("tupo-indicators", place, log=tmp_path / "log")
    try:
        with grpc.insecure_channel(service.address) as channel:
            yield figure_pb2_grpc.FigureServiceStub(channel)
    finally:
        service.kill()
        place.remove()


def test_more_findings_than_an_answer_has_room_for_do_not_keep_it_from_its_caller(lone):
    rows, request_id = falling_rows(range(1000, 1010)), str(uuid.uuid4())
    name = "表" * 300 + ".csv"  # Each finding tells it.

    def send(**heading):
        return lone.ImportFigures(sheets.stream(rows, PARENT, file=name, demonstration=True, **heading))

    checked, kept = send(validate_only=True), send(request_id=request_id)
    for answer in (checked, kept):
        assert answer.rows == len(rows) - 1
        assert answer.fault_count > len(answer.faults) > 1_000
        assert answer.fault_count * len(name.encode()) > 4 << 20, "the answer would have had room"
    assert kept.version.sequence > 0 and kept.changed == len(rows) - 1
    assert send(request_id=request_id) == kept
