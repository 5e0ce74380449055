"""Investment projects: created, moved, listed, added up, and what is refused (clauses A6, A7)."""

import itertools

import grpc
import pytest

from harness.refusals import refused
from recompute import projects as recomputed

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"
ZONE = f"{PARENT}/zones/zoucheng-economic-development-zone"
SERIAL = itertools.count(1)


@pytest.fixture(scope="module")
def pb(own_city):
    """The contract's module."""
    from tupo.investment.v1 import project_pb2

    return project_pb2


@pytest.fixture
def project(own_city, pb):
    """A project that was signed on 3 June 2013, of its own for each test."""
    return own_city.projects.CreateProject(pb.CreateProjectRequest(
        parent=PARENT, project_id=f"trial-{next(SERIAL)}", project=pb.Project(
            title={"zh": "重载齿轮", "en": "Heavy gears"}, zone=ZONE, channel=pb.CHANNEL_CENTRAL_ENTERPRISE,
            agreed_investment=1_200_000_000, history=[pb.Project.Move(stage=pb.STAGE_SIGNED, on="2013-06-03")])))


def move(city, pb, project, stage: str, on: str, reason: str = ""):
    """Moves a project."""
    step = pb.Project.Move(stage=pb.Stage.Value(f"STAGE_{stage}"), on=on, reason=reason)
    return city.projects.MoveProject(pb.MoveProjectRequest(name=project.name, move=step))


def test_a_project_begins_with_its_first_move(own_city, pb, project):
    assert project.stage == pb.STAGE_SIGNED
    assert own_city.projects.GetProject(pb.GetProjectRequest(name=project.name)) == project


def test_a_name_is_given_once(own_city, pb, project):
    with refused() as refusal:
        own_city.projects.CreateProject(pb.CreateProjectRequest(
            parent=PARENT, project_id=project.name.rsplit("/", 1)[-1], project=project))
    assert refusal.code == grpc.StatusCode.ALREADY_EXISTS


def test_forward_needs_no_reason_and_keeps_the_history(own_city, pb, project):
    moved = move(own_city, pb, project, "UNDER_CONSTRUCTION", "2013-08-01")
    assert [(each.stage, each.on) for each in moved.history] == [
        (pb.STAGE_SIGNED, "2013-06-03"), (pb.STAGE_UNDER_CONSTRUCTION, "2013-08-01")]


def test_back_needs_a_reason(own_city, pb, project):
    with refused() as refusal:
        move(own_city, pb, project, "IN_TALKS", "2013-07-01")
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "STAGE_NEEDS_REASON")
    assert "STAGE_NEEDS_REASON" in refusal.preconditions
    moved = move(own_city, pb, project, "IN_TALKS", "2013-07-01", reason="投资方调整方案")
    assert moved.stage == pb.STAGE_IN_TALKS
    assert moved.history[-1].reason == "投资方调整方案"


@pytest.mark.parametrize(("stage", "on", "reason"), [
    ("REGISTERED", "2013-06-02", "STAGE_DATE_BEFORE_LAST"), ("SIGNED", "2013-07-01", "STAGE_UNCHANGED")])
def test_moves_that_cannot_have_been_are_refused(own_city, pb, project, stage, on, reason):
    with refused() as refusal:
        move(own_city, pb, project, stage, on)
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, reason)
    assert own_city.projects.GetProject(pb.GetProjectRequest(name=project.name)) == project


@pytest.mark.parametrize(("stage", "on", "field"), [
    ("UNSPECIFIED", "2013-07-01", "move.stage"), ("REGISTERED", "2013-02-29", "move.on")])
def test_a_move_that_says_nothing_is_refused(own_city, pb, project, stage, on, field):
    with refused() as refusal:
        move(own_city, pb, project, stage, on)
    assert refusal.code == grpc.StatusCode.INVALID_ARGUMENT
    assert field in refusal.fields


def test_checking_keeps_nothing(own_city, pb, project):
    checked = own_city.projects.MoveProject(pb.MoveProjectRequest(
        name=project.name, validate_only=True, move=pb.Project.Move(stage=pb.STAGE_REGISTERED, on="2013-07-01")))
    assert checked.stage == pb.STAGE_REGISTERED
    assert own_city.projects.GetProject(pb.GetProjectRequest(name=project.name)) == project


def test_pages_give_every_project_once(city, pb):
    names, request = [], pb.ListProjectsRequest(parent=PARENT, page_size=7)
    while True:
        page = city.projects.ListProjects(request)
        assert len(page.projects) <= 7
        names += [each.name for each in page.projects]
        if not page.next_page_token:
            break
        request.page_token = page.next_page_token
    assert names == sorted(f"{PARENT}/projects/{each['id']}" for each in recomputed.load(PROGRAMME))


@pytest.mark.parametrize("channel", ["key_region", "industry_chain"])
def test_a_list_holds_what_was_asked_for(city, pb, channel):
    answer = city.projects.ListProjects(pb.ListProjectsRequest(
        parent=PARENT, channel=pb.Channel.Value(f"CHANNEL_{channel.upper()}")))
    wanted = {each["id"] for each in recomputed.load(PROGRAMME) if each["channel"] == channel}
    assert {each.name.rsplit("/", 1)[-1] for each in answer.projects} == wanted


@pytest.mark.parametrize("day", ["2012-12-31", "2013-06-03", "2013-06-30", "2013-12-31"])
def test_sums_are_those_of_the_files(city, pb, day):
    answer = city.projects.SummarizeProjects(pb.SummarizeProjectsRequest(parent=PARENT, on=day))
    expected = recomputed.cells(PROGRAMME, day)
    found = {(pb.Channel.Name(cell.channel).removeprefix("CHANNEL_").lower(),
              pb.Stage.Name(cell.stage).removeprefix("STAGE_").lower()): cell for cell in answer.cells}
    assert found.keys() == expected.keys()
    for key, projects in expected.items():
        without = sum(each.get("agreed_investment") is None for each in projects)
        assert (found[key].count, found[key].agreed_investment, found[key].without_amount) == (
            len(projects), recomputed.amount(projects), without), key
    everything = [each for projects in expected.values() for each in projects]
    assert (answer.count, answer.agreed_investment) == (len(everything), recomputed.amount(everything))


def test_no_amount_is_not_zero(city, pb):
    answer = city.projects.ListProjects(pb.ListProjectsRequest(parent=PARENT, page_size=1_000))
    without = {each["id"] for each in recomputed.load(PROGRAMME) if each.get("agreed_investment") is None}
    absent = {each.name.rsplit("/", 1)[-1] for each in answer.projects if not each.HasField("agreed_investment")}
    assert absent == without and without
