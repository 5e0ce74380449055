"""Tracks of dependent milestones: cycles, evidence, what is due, late and next (clauses B1, B2, D2, F1, F2)."""

import grpc
import pytest

from harness.refusals import refused

PARENT = "programmes/jining-2013"


@pytest.fixture(scope="module")
def pb(own_city):
    """The contract's module."""
    from tupo.planning.v1 import track_pb2

    return track_pb2


def step(pb, id: str, *depends_on: str, days: int = 5, deadline: str = ""):
    """A milestone."""
    title = {"zh": f"步骤{id}", "en": f"Step {id}"}
    return pb.Milestone(id=id, title=title, depends_on=depends_on, duration_days=days, deadline=deadline)


def create(city, pb, id: str, *milestones):
    """Creates a track that starts on the day of the notice."""
    track = pb.Track(title={"zh": "试验", "en": "Trial"}, starts_on="2013-06-03", milestones=milestones)
    return city.tracks.CreateTrack(pb.CreateTrackRequest(parent=PARENT, track_id=id, track=track))


def complete(city, pb, track, milestone: str, on: str, evidence: str = "试字1号，存档", **more):
    """Completes a milestone."""
    fields = {key: more.pop(key) for key in ("exception",) if key in more}
    return city.tracks.CompleteMilestone(pb.CompleteMilestoneRequest(
        track=track.name, milestone_id=milestone, completion=pb.Completion(on=on, evidence=evidence, **fields), **more))


def report(city, pb, track, on: str):
    """A day's report, only what is of one track: ids due, late, next, and the standing."""
    answer = city.tracks.GetTrackReport(pb.GetTrackReportRequest(parent=PARENT, on=on))
    lists = {name: {item.milestone.id: item for item in getattr(answer, name) if item.track == track.name}
             for name in ("due", "late", "next")}
    return lists, next(each for each in answer.standings if each.track == track.name)


@pytest.mark.parametrize(("id", "edges"), [
    ("self", {"alpha": ["alpha"]}), ("pair", {"alpha": ["beta"], "beta": ["alpha"]}),
    ("round", {
        "prologue": [], "alpha": ["gamma", "prologue"], "beta": ["alpha"], "gamma": ["beta"], "epilogue": ["gamma"]})])
def test_a_cycle_is_refused_and_named(own_city, pb, id, edges):
    with refused() as refusal:
        create(own_city, pb, f"cycle-{id}", *(step(pb, each, *before) for each, before in edges.items()))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "DEPENDENCY_CYCLE")
    on_cycle = set(edges) - {"prologue", "epilogue"}
    assert all(each in refusal.message for each in on_cycle)
    assert not any(each in refusal.message for each in ("prologue", "epilogue"))
    with refused() as refusal:
        own_city.tracks.GetTrack(pb.GetTrackRequest(name=f"{PARENT}/tracks/cycle-{id}"))
    assert refusal.code == grpc.StatusCode.NOT_FOUND


@pytest.mark.parametrize(("milestones", "field"), [
    ([("alpha", ["nothing"])], "track.milestones[0].depends_on[0]"),
    ([("alpha", []), ("alpha", [])], "track.milestones[1].id"), ([("", [])], "track.milestones[0].id")])
def test_a_track_that_does_not_hang_together_is_refused(own_city, pb, milestones, field):
    with refused() as refusal:
        create(own_city, pb, "broken", *(step(pb, id, *before) for id, before in milestones))
    assert refusal.code == grpc.StatusCode.INVALID_ARGUMENT
    assert any(name.startswith(field.partition("[")[0]) for name in refusal.fields), refusal


def test_open_dependencies_stand_in_the_way(own_city, pb):
    track = create(own_city, pb, "dependent", step(pb, "alpha"), step(pb, "beta", "alpha"))
    with refused() as refusal:
        complete(own_city, pb, track, "beta", "2013-06-20")
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "DEPENDENCY_OPEN")
    assert "alpha" in refusal.message
    done = complete(own_city, pb, track, "beta", "2013-06-20", exception="上级先行批复")
    assert done.milestones[1].completion.exception == "上级先行批复"
    assert not done.milestones[0].HasField("completion")


def test_it_is_completed_once_and_by_evidence(own_city, pb):
    track = create(own_city, pb, "evidence", step(pb, "alpha"))
    with refused() as refusal:
        complete(own_city, pb, track, "alpha", "2013-06-20", evidence="")
    assert refusal.code == grpc.StatusCode.INVALID_ARGUMENT and "completion.evidence" in refusal.fields
    complete(own_city, pb, track, "alpha", "2013-06-20")
    with refused() as refusal:
        complete(own_city, pb, track, "alpha", "2013-06-21")
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "ALREADY_COMPLETED")


def test_a_stale_etag_is_refused(own_city, pb):
    track = create(own_city, pb, "stale", step(pb, "alpha"), step(pb, "beta"))
    complete(own_city, pb, track, "alpha", "2013-06-20", etag=track.etag)
    with refused() as refusal:
        complete(own_city, pb, track, "beta", "2013-06-20", etag=track.etag)
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.ABORTED, "ETAG_MISMATCH")


def test_an_unknown_milestone_is_not_found(own_city, pb):
    track = create(own_city, pb, "unknown", step(pb, "alpha"))
    with refused() as refusal:
        complete(own_city, pb, track, "omega", "2013-06-20")
    assert refusal.code == grpc.StatusCode.NOT_FOUND


def test_due_late_and_next(own_city, pb):
    track = create(
        own_city, pb, "dates", step(pb, "alpha", days=10), step(pb, "beta", "alpha", days=20, deadline="2013-06-20"),
        step(pb, "gamma", "beta", days=5, deadline="2013-12-31"), step(pb, "delta", days=1, deadline="2013-06-10"))
    lists, standing = report(own_city, pb, track, "2013-06-30")
    assert {name: set(items) for name, items in lists.items()} == {
        "due": {"beta", "delta"}, "late": {"beta", "delta"}, "next": {"alpha", "delta"}}
    assert {id: item.days_late for id, item in lists["late"].items()} == {"beta": 10, "delta": 20}
    assert list(standing.critical_path) == ["alpha", "beta", "gamma"]
    assert (standing.milestones, standing.completed) == (4, 0)
    # From the evening of 30 June: 10 + 20 + 5 days.
    assert standing.earliest_end == "2013-08-04"
    # alpha must end 20 days before beta's deadline: 31 May. It cannot before 10 July.
    assert (lists["next"]["alpha"].latest, lists["next"]["alpha"].slack_days) == ("2013-05-31", -40)


def test_what_is_completed_moves_what_is_next(own_city, pb):
    track = create(own_city, pb, "moving", step(pb, "alpha", days=10), step(pb, "beta", "alpha", deadline="2013-06-30"))
    complete(own_city, pb, track, "alpha", "2013-06-12")
    lists, standing = report(own_city, pb, track, "2013-06-30")
    assert set(lists["next"]) == set(lists["due"]) == {"beta"}
    assert lists["late"] == {}, "a deadline on the day itself has not passed"
    assert list(standing.critical_path) == ["beta"]
    before, _ = report(own_city, pb, track, "2013-06-11")
    assert set(before["next"]) == {"alpha"}, "what is completed later is not known before"


def test_the_programmes_two_applications_are_due_in_june(city, pb):
    answer = city.tracks.GetTrackReport(pb.GetTrackReportRequest(parent=PARENT, on="2013-06-30"))
    due = {item.track.rsplit("/", 1)[-1]: item.milestone for item in answer.due}
    assert set(due) == {"eco-yanzhou-industrial-park", "eco-jinxiang-chemical-park"}
    assert due["eco-yanzhou-industrial-park"].completion.on == "2013-06-26"
    assert not due["eco-jinxiang-chemical-park"].HasField("completion")
    assert answer.demonstration
