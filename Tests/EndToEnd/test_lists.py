"""Lists by a stock client: filtered, ordered, masked, and paged while others write."""

import copy
import json
import uuid

import grpc
import pytest
from google.protobuf import field_mask_pb2

from harness import sheets
from harness.command import tupo, tupo_done

PARENT = "programmes/jining-2013"


def pages(method, request, field: str) -> list:
    """All items of a list, page by page."""
    items = []
    while True:
        page = method(request)
        items += getattr(page, field)
        if not page.next_page_token:
            return items
        request.page_token = page.next_page_token


def figures(city, **fields) -> list:
    from tupo.indicators.v1 import figure_pb2

    return pages(city.figures.ListFigures, figure_pb2.ListFiguresRequest(parent=PARENT, **fields), "figures")


FILTERS = {
    "cumulative > 500000 AND month >= 2013-04": lambda f: f.HasField("cumulative") and f.cumulative > 500_000
    and f.name[-7:] >= "2013-04",
    "NOT cumulative:*": lambda f: not f.HasField("cumulative"),
    f"zone={PARENT}/zones/weishan-economic-development-zone month=2013-05": lambda f:
    "/zones/weishan-economic-development-zone/" in f.name and f.name.endswith("2013-05"),
    "indicator = fixed-asset-investment OR month < 2012-03": lambda f:
    "/indicators/fixed-asset-investment/" in f.name or f.name[-7:] < "2012-03",
    "-demonstration=true": lambda f: not f.demonstration,
    "note:\"' OR 1=1 --\"": lambda f: False,
}


@pytest.mark.parametrize("filter", FILTERS)
def test_filters_find_what_they_say(city, filter):
    everything = figures(city, page_size=10_000)
    found = figures(city, filter=filter, page_size=300)
    assert found == [figure for figure in everything if FILTERS[filter](figure)]


def test_orders_hold_across_pages_and_masks_leave_the_rest_out(city):
    asked = {"filter": "cumulative:*", "order_by": "month desc, cumulative desc"}
    found = figures(city, page_size=97, **asked)
    assert [(f.name[-7:], f.cumulative) for f in found] == sorted(
        ((f.name[-7:], f.cumulative) for f in figures(city) if f.HasField("cumulative")), reverse=True)
    mask = field_mask_pb2.FieldMask(paths=["cumulative"])
    assert [(f.name, f.cumulative, f.source, f.etag) for f in figures(city, read_mask=mask, **asked)] == [
        (f.name, f.cumulative, "", "") for f in found]


def test_pages_stay_right_while_others_write(own_city):
    from tupo.indicators.v1 import figure_pb2

    before, _ = sheets.all_figures(own_city.figures, PARENT)
    request = figure_pb2.ListFiguresRequest(parent=PARENT, page_size=200, order_by="cumulative")
    paged = []
    while True:
        page = own_city.figures.ListFigures(request)
        paged += page.figures
        if not page.next_page_token:
            break
        request.page_token = page.next_page_token
        changed = [copy.deepcopy(figure) for figure in page.figures if figure.HasField("cumulative")][:5]
        for figure in changed:
            figure.cumulative += 1_000_000_000
            figure.note = "另一笔入账"
        own_city.figures.SubmitFigures(figure_pb2.SubmitFiguresRequest(
            parent=PARENT, figures=changed, request_id=str(uuid.uuid4())))
    assert sorted(paged, key=lambda f: f.name) == sorted(before, key=lambda f: f.name)


REFUSED = [
    ("filter", {"filter": "cumulative >"}), ("filter", {"filter": "zone=Z!"}), ("filter", {"filter": "value=1"}),
    ("order_by", {"order_by": "value"}), ("read_mask", {"read_mask": field_mask_pb2.FieldMask(paths=["value"])}),
]


@pytest.mark.parametrize("field, asked", REFUSED)
def test_what_cannot_be_listed_by_is_refused_by_field(city, field, asked):
    with pytest.raises(grpc.RpcError) as refused:
        figures(city, **asked)
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert field in refused.value.details()


def test_a_token_is_good_for_its_own_list_only(city):
    from tupo.indicators.v1 import figure_pb2

    ask = figure_pb2.ListFiguresRequest
    token = city.figures.ListFigures(ask(parent=PARENT, page_size=5, filter="cumulative>0")).next_page_token
    assert city.figures.ListFigures(ask(parent=PARENT, page_size=9, filter="cumulative > 0", page_token=token)).figures
    for other in ({"filter": "cumulative>1"}, {"filter": "cumulative>0", "order_by": "note"},
                  {"filter": "cumulative>0", "from_month": "2013-01"}):
        with pytest.raises(grpc.RpcError) as refused:
            city.figures.ListFigures(ask(parent=PARENT, page_token=token, **other))
        assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT and "page_token" in refused.value.details()


def test_every_service_filters_and_orders(city):
    from tupo.indicators.v1 import catalogue_pb2
    from tupo.investment.v1 import project_pb2
    from tupo.planning.v1 import track_pb2
    from tupo.reporting.v1 import bulletin_pb2

    projects = city.projects.ListProjects(project_pb2.ListProjectsRequest(
        parent=PARENT, filter="stage >= STAGE_SIGNED", order_by="agreed_investment desc")).projects
    assert projects and all(project.stage >= project_pb2.STAGE_SIGNED for project in projects)
    amounts = [project.agreed_investment for project in projects if project.HasField("agreed_investment")]
    assert amounts == sorted(amounts, reverse=True)
    tracks = city.tracks.ListTracks(track_pb2.ListTracksRequest(parent=PARENT, order_by="name desc")).tracks
    assert [track.name for track in tracks] == sorted((track.name for track in tracks), reverse=True) and tracks
    offices = city.bulletins.ListOffices(bulletin_pb2.ListOfficesRequest(parent=PARENT, filter="order<=2")).offices
    assert [office.order for office in offices] == [1, 2]
    zones = city.catalogue.ListZones(catalogue_pb2.ListZonesRequest(
        parent=PARENT, filter="protocol_order > 3 protocol_order < 6", order_by="protocol_order desc")).zones
    assert [zone.protocol_order for zone in zones] == [5, 4] and all(zone.attributes for zone in zones)
    indicators = city.catalogue.ListIndicators(catalogue_pb2.ListIndicatorsRequest(
        parent=PARENT, filter="name=fixed-asset-investment")).indicators
    assert [indicator.name for indicator in indicators] == [f"{PARENT}/indicators/fixed-asset-investment"]


def test_the_command_narrows_orders_and_explains(city):
    rows = json.loads(tupo_done(
        "investment", "list", "--filter", "stage>=STAGE_SIGNED", "--order-by", "agreed_investment desc",
        "--output", "json", city=city))["rows"]
    every = json.loads(tupo_done("investment", "list", "--output", "json", city=city))["rows"]
    assert 0 < len(rows) < len(every)
    for lang, words in (("zh", "第9个字符处"), ("en", "at character 9")):
        refused = tupo("investment", "list", "--filter", "stage = )", "--lang", lang, city=city)
        assert refused.returncode == 1 and words in refused.stderr, refused.stderr
    assert tupo("reporting", "list", "--filter", "month>=2013-01", city=city).returncode == 0


WEISHAN = "weishan-economic-development-zone"

# Every command that prints a list, and a filter that leaves something out or in.
LISTS = {
    ("access", "list"): "role=ROLE_LEADER",
    ("audit", "list", "--service", "indicators", "--limit", "0"): "sequence<=2",
    ("breakdown", "deliverables", f"zone/{WEISHAN}", "--month", "2013-06"): "year=2013",
    ("breakdown", "list"): "locked=true",
    ("breakdown", "versions", f"{WEISHAN}/fixed-asset-investment-2013"): "number>1",
    ("delegation", "list"): "revoked=true",
    ("form", "list"): "state=STATE_OPEN",
    ("indicators", "alerts", "--month", "2013-06"): "worse=true",
    ("indicators", "figures"): "month=2013-06 cumulative:*",
    ("indicators", "groups"): "NOT title.zh:*",
    ("indicators", "list"): "owner_bureau=市财政局",
    ("indicators", "persons", "list"): "name=nobody",
    ("indicators", "rules"): "severity=SEVERITY_HARD",
    ("indicators", "sets"): "year<2013",
    ("indicators", "successions"): "valid_from<2000-01-01",
    ("investment", "list"): "stage>=STAGE_SIGNED",
    ("programme", "list"): "year>2013",
    ("programme", "zones"): "protocol_order<=3",
    ("reminders", "june"): "working_days_late>0",
    ("reporting", "list"): "month>=2013-06",
    ("submission", "list", "june"): "state=SUBMISSION_STATE_DRAFT",
    ("submission", "list", "june", "--values"): "state=SUBMISSION_STATE_DRAFT",
    ("supervision", "list"): "extended>0",
    ("target", "list"): "year=2013 indicator=fixed-asset-investment",
}


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_every_list_command_tells_by_what_it_can_be_narrowed(city, command):
    for lang, words in (("zh", "没有字段“no_such”，可用"), ("en", 'there is no field "no_such"; there are')):
        refused = tupo(*command, "--filter", "no_such=1", "--lang", lang, city=city)
        assert refused.returncode == 1 and words in refused.stderr, refused.stderr
    refused = tupo(*command, "--order-by", "no_such", "--lang", "en", city=city)
    assert refused.returncode == 1 and "order_by" in refused.stderr, refused.stderr


@pytest.mark.parametrize("command", [command for command in LISTS if "june" not in command], ids=" ".join)
def test_every_list_command_narrows(city, command):
    def rows(*more):
        return json.loads(tupo_done(*command, *more, "--output", "json", city=city))["rows"]

    every, filter = rows(), LISTS[command]
    within, without = rows("--filter", filter), rows("--filter", f"NOT ({filter})")
    assert sorted(within + without, key=json.dumps) == sorted(every, key=json.dumps)
    assert within == [row for row in every if row in within]
