"""Bad input gets a clear status: the code, both languages, the field's name."""

import re
import uuid

import grpc
import pytest

from harness import analysis, sheets
from harness.paths import PATIENCE_SECONDS
from harness.refusals import refused

PARENT = "programmes/jining-2013"
ZONE = f"{PARENT}/zones/qufu-economic-development-zone"
INDICATOR = f"{PARENT}/indicators/fiscal-revenue"
FIGURE = f"{ZONE}/indicators/fiscal-revenue/figures/2013-06"
INVALID, MISSING = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND
TRAILER_LIMIT = 6 * 1024


def modules():
    """The contracts' modules by the stub that takes their requests."""
    from tupo.indicators.v1 import catalogue_pb2, figure_pb2
    from tupo.investment.v1 import project_pb2
    from tupo.planning.v1 import track_pb2
    from tupo.reporting.v1 import bulletin_pb2

    return {"analysis": analysis.messages(), "catalogue": catalogue_pb2, "figures": figure_pb2, "projects": project_pb2,
            "tracks": track_pb2, "bulletins": bulletin_pb2}


CASES = [
    ("analysis", "GetScoreboard", {"indicator": "fiscal-revenue", "month": "2013-06"}, INVALID, "indicator"),
    ("analysis", "GetScoreboard", {"indicator": "", "month": "2013-06"}, INVALID, "indicator"),
    ("analysis", "GetScoreboard", {"indicator": INDICATOR, "month": "2013-13"}, INVALID, "month"),
    ("analysis", "GetScoreboard", {"indicator": INDICATOR, "month": ""}, INVALID, "month"),
    ("analysis", "GetScoreboard", {"indicator": INDICATOR, "month": "2013-06", "on": "2013-06-31"}, INVALID, "on"),
    ("analysis", "GetScoreboard", {"indicator": f"{PARENT}/indicators/nothing", "month": "2013-06"}, MISSING, None),
    ("analysis", "GetReportingStatus", {"parent": PARENT, "month": "13-06"}, INVALID, "month"),
    ("analysis", "GetThresholdReport", {"parent": "jining-2013", "month": "2013-06"}, INVALID, "parent"),
    ("analysis", "GetAttainment", {"parent": "programmes/nothing", "month": "2013-06"}, MISSING, None),
    ("analysis", "GetOutlook", {"indicator": "x", "month": "2013-06"}, INVALID, "indicator"),
    ("analysis", "GetContributions", {"indicator": INDICATOR, "month": "2013-13"}, INVALID, "month"),
    ("analysis", "GetTimeSeries", {"indicator": INDICATOR, "from_month": "2013-06", "to_month": "2013-05"}, INVALID,
     "to_month"),
    ("analysis", "GetTimeSeries", {"indicator": INDICATOR, "from_month": "1980-06", "to_month": "2013-05"}, INVALID,
     "to_month"),
    ("analysis", "GetTimeSeries", {"indicator": INDICATOR, "from_month": "2013-01", "to_month": "2013-05",
                                 "base_year": 2012}, INVALID, "base_year"),
    ("analysis", "GetTimeSeries", {"indicator": INDICATOR, "from_month": "2013-01", "to_month": "2013-05",
                                 "zones": [f"{PARENT}/zones/nowhere"]}, MISSING, None),
    ("analysis", "ListLightTurns", {"parent": PARENT, "month": "June"}, INVALID, "month"),
    ("catalogue", "GetProgramme", {"name": ""}, INVALID, "name"),
    ("catalogue", "GetZone", {"name": f"{PARENT}/zones/Qufu!"}, INVALID, "name"),
    ("catalogue", "GetZone", {"name": f"{PARENT}/zones/nowhere"}, MISSING, None),
    ("catalogue", "GetIndicator", {"name": f"{PARENT}/indicators/nothing"}, MISSING, None),
    ("catalogue", "ListZones", {"parent": ""}, INVALID, "parent"),
    ("catalogue", "ListZones", {"parent": PARENT, "page_token": "垃圾"}, INVALID, "page_token"),
    ("catalogue", "ListZones", {"parent": PARENT, "page_size": -1}, INVALID, "page_size"),
    ("figures", "GetFigure", {"name": f"{PARENT}/figures/2013-06"}, INVALID, "name"),
    ("figures", "GetFigure", {"name": FIGURE.replace("2013-06", "2019-06")}, MISSING, None),
    ("figures", "ListFigures", {"parent": PARENT, "page_token": "not-a-token"}, INVALID, "page_token"),
    ("figures", "ListFigures", {"parent": PARENT, "from_month": "June"}, INVALID, "from_month"),
    ("figures", "SubmitFigures", {"parent": PARENT, "figures": []}, INVALID, "figures"),
    ("figures", "SubmitFigures", {"parent": "", "figures": [{"name": FIGURE, "cumulative": 1}]}, INVALID, "parent"),
    ("figures", "SubmitFigures", {"parent": PARENT, "figures": [{"name": "x", "cumulative": 1}]}, INVALID,
     "figures[0].name"),
    ("figures", "SubmitFigures", {"parent": PARENT, "figures": [
        {"name": FIGURE, "cumulative": 1}, {"name": FIGURE.replace("qufu", "nowhere"), "cumulative": 1}]}, INVALID,
     "figures[1].name"),
    ("figures", "SubmitFigures", {"parent": PARENT, "figures": [
        {"name": FIGURE, "cumulative": 1, "received_on": "2013-02-30"}]}, INVALID, "figures[0].received_on"),
    ("projects", "GetProject", {"name": "projects/x"}, INVALID, "name"),
    ("projects", "GetProject", {"name": f"{PARENT}/projects/nothing"}, MISSING, None),
    ("projects", "ListProjects", {"parent": PARENT, "zone": "somewhere"}, INVALID, "zone"),
    ("projects", "SummarizeProjects", {"parent": PARENT, "on": ""}, INVALID, "on"),
    ("projects", "CreateProject", {"parent": PARENT, "project_id": "No Good"}, INVALID, "project_id"),
    ("tracks", "GetTrack", {"name": f"{PARENT}/tracks/nothing"}, MISSING, None),
    ("tracks", "GetTrackReport", {"parent": PARENT, "on": "30.6.2013"}, INVALID, "on"),
    ("tracks", "CompleteMilestone", {"track": "x", "milestone_id": "y"}, INVALID, "track"),
    ("bulletins", "PublishBulletin", {"parent": PARENT, "month": "2013-00"}, INVALID, "month"),
    ("bulletins", "PublishBulletin", {"parent": "", "month": "2013-06"}, INVALID, "parent"),
    ("bulletins", "GetBulletin", {"name": f"{PARENT}/bulletins/2099-01"}, MISSING, None),
    ("bulletins", "ListBulletins", {"parent": PARENT, "page_token": "zz"}, INVALID, "page_token"),
]


@pytest.mark.parametrize(("stub", "method", "fields", "code", "field"), CASES)
def test_a_refusal_tells_code_field_and_both_languages(city, stub, method, fields, code, field):
    module = modules()[stub]
    request = getattr(module, f"{method}Request")(**fields)
    with refused() as refusal:
        getattr(getattr(city, stub), method)(request, timeout=PATIENCE_SECONDS)
    assert refusal.code == code, refusal
    assert re.search(r"[\u4e00-\u9fff]", refusal.message) and re.search(r"[A-Za-z]{3}", refusal.message), refusal
    assert re.fullmatch(r"[A-Z][A-Z0-9_]+", refusal.reason), refusal
    assert refusal.localized.keys() >= {"zh-CN", "en"}, refusal
    assert refusal.trailer_bytes < TRAILER_LIMIT
    if field:
        assert field in refusal.fields, refusal
        assert field in refusal.message


def test_all_wrong_fields_are_told_at_once(city):
    request = modules()["analysis"].GetScoreboardRequest(indicator="x", month="y", on="z")
    with refused() as refusal:
        city.analysis.GetScoreboard(request)
    assert refusal.fields.keys() >= {"indicator", "month", "on"}


@pytest.mark.parametrize(("stub", "method", "most"), [
    ("catalogue", "ListZones", 10_000), ("projects", "ListProjects", 1_000), ("tracks", "ListTracks", 1_000)])
def test_a_page_that_is_too_large_is_clipped_and_not_refused(city, stub, method, most):
    request = getattr(modules()[stub], f"{method}Request")(parent=PARENT, page_size=2_000_000_000)
    answer = getattr(getattr(city, stub), method)(request)
    listed = next(value for field, value in answer.ListFields() if field.is_repeated)
    assert 0 < len(listed) <= most


def test_ten_thousand_faults_fit_into_the_trailers(city):
    figure_pb2 = modules()["figures"]
    wrong = [figure_pb2.Figure(name=f"{PARENT}/错误的名字/{number}") for number in range(10_000)]
    with refused() as refusal:
        city.figures.SubmitFigures(figure_pb2.SubmitFiguresRequest(parent=PARENT, figures=wrong))
    assert refusal.code == INVALID
    assert "figures[0].name" in refusal.fields
    assert refusal.trailer_bytes < TRAILER_LIMIT, f"{refusal.trailer_bytes} bytes of trailers"


def test_ten_thousand_wrong_rows_fit_into_the_trailers(city):
    headings = ["单位", "指标", "月份", "计量单位", "累计"]
    rows = [headings] + [[f"没有的单位{number}", "财政收入", "2013-06", "万元", "约七亿"] for number in range(10_000)]
    with refused() as refusal:
        city.figures.ImportFigures(sheets.stream(rows, PARENT, file="许多错误.csv"))
    assert refusal.code == INVALID
    assert refusal.trailer_bytes < TRAILER_LIMIT, f"{refusal.trailer_bytes} bytes of trailers"
    told = refusal.message + " ".join(refusal.values.values())
    assert "20000" in told.replace(",", ""), f"how many faults there are is not told: {refusal}"


def test_a_request_id_is_not_taken_for_other_bytes(own_city):
    module = modules()["projects"]
    first = module.CreateProjectRequest(
        parent=PARENT, project_id="once", request_id=str(uuid.uuid4()), project=module.Project(
            title={"zh": "一次", "en": "Once"}, zone=ZONE, channel=module.CHANNEL_KEY_REGION,
            history=[module.Project.Move(stage=module.STAGE_CLUE, on="2013-06-03")]))
    created = own_city.projects.CreateProject(first)
    assert own_city.projects.CreateProject(first) == created
    other = module.CreateProjectRequest()
    other.CopyFrom(first)
    other.project_id = "twice"
    with refused() as refusal:
        own_city.projects.CreateProject(other)
    assert (refusal.code, refusal.reason) == (INVALID, "REQUEST_ID_REUSED")
    assert "request_id" in refusal.fields
    with refused() as refusal:
        own_city.projects.GetProject(module.GetProjectRequest(name=f"{PARENT}/projects/twice"))
    assert refusal.code == MISSING


def test_a_stale_etag_is_refused_and_changes_nothing(own_city):
    module = modules()["projects"]
    name = f"{PARENT}/projects/etag"
    created = own_city.projects.CreateProject(module.CreateProjectRequest(
        parent=PARENT, project_id="etag", project=module.Project(
            title={"zh": "版本"}, zone=ZONE, channel=module.CHANNEL_KEY_REGION,
            history=[module.Project.Move(stage=module.STAGE_CLUE, on="2013-06-03")])))

    def move(stage: int, day: str, etag: str):
        request = module.MoveProjectRequest(name=name, etag=etag, move=module.Project.Move(stage=stage, on=day))
        return own_city.projects.MoveProject(request)

    moved = move(module.STAGE_IN_TALKS, "2013-06-04", created.etag)
    assert moved.etag != created.etag
    with refused() as refusal:
        move(module.STAGE_SIGNED, "2013-06-05", created.etag)
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.ABORTED, "ETAG_MISMATCH")
    assert own_city.projects.GetProject(module.GetProjectRequest(name=name)) == moved
