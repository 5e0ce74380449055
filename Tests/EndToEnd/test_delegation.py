"""AB岗: a clerk is away, a deputy reports for it, every step says for whom, and neither of them checks."""

import json
from collections.abc import Iterator

import grpc
import pytest

from harness.command import told
from harness.days import DAY, TODAY
from harness.guarded import PARENT, PROGRAMME, ZONE_A, GuardedCity, guarded_city
from harness.refusals import refusal_of, refused

ZONE = ZONE_A.rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def city(loaded, tmp_path_factory) -> Iterator[GuardedCity]:
    folder = tmp_path_factory.mktemp("delegation")
    with guarded_city(loaded(PROGRAMME), folder, "reporter", "county", "office", "deputy", "chief") as city:
        yield city


def run(city: GuardedCity, who: str, *words: str) -> dict:
    done = city.tupo(f"people/{who}", *words, "-p", PROGRAMME, "--output", "json")
    assert done.returncode == 0, told(done)
    return json.loads(done.stdout)


def delegate(city: GuardedCity, name: str, delegator: str, deputy: str, role: str, scope: str, *more: str):
    """`tupo delegation create`, for today and two days more."""
    return city.tupo(
        f"people/{delegator}", "delegation", "create", name, "--delegator", delegator, "--deputy", deputy, "--role", role,
        "--scope", scope, "--from", TODAY.isoformat(), "--to", (TODAY + 2 * DAY).isoformat(), "--reason", "出差", *more,
        "-p", PROGRAMME, "--output", "json")


def test_a_deputy_reports_and_neither_of_the_two_checks(city):
    form = ("--month", "2014-01", "--title", "1月份月报", "--opens", TODAY.isoformat(),
            "--due", (TODAY + 5 * DAY).isoformat(), "--group", "=fiscal-revenue", "--zone", f"{ZONE}=370881")
    run(city, "office", "form", "create", "2014-01", *form)
    fill = ("submission", "fill", "2014-01", ZONE, "--value", "fiscal-revenue=3", "--explain", "fiscal-revenue=入库",
            "-p", PROGRAMME)
    assert city.tupo("people/deputy", *fill).returncode != 0  # Nobody has handed anything over.

    foreign = delegate(city, "x", "reporter", "deputy", "zone-reporter", "zones/yanzhou-industrial-park")
    assert foreign.returncode != 0 and "没有" in foreign.stderr, told(foreign)
    made = delegate(city, "away", "reporter", "deputy", "zone-reporter", f"zones/{ZONE}")
    assert made.returncode == 0, told(made)
    assert json.loads(made.stdout)["rows"][0]["state"] == "in_force"
    again = delegate(city, "twice", "reporter", "office", "zone-reporter", f"zones/{ZONE}")
    assert again.returncode != 0 and "delegation.valid_from" in again.stderr, told(again)
    listed = run(city, "county", "delegation", "list", "--on", TODAY.isoformat())["rows"]
    assert [(row["delegator"], row["deputy"], row["scope"]) for row in listed] == [
        ("people/reporter", "people/deputy", ZONE_A)]
    reminders = run(city, "office", "reminders", "2014-01", "--on", TODAY.isoformat())["rows"]
    assert "people/deputy" in reminders[0]["deputies"] and "people/reporter" in reminders[0]["deputies"]

    assert city.tupo("people/deputy", *fill).returncode == 0
    assert run(city, "deputy", "submission", "submit", "2014-01", ZONE)["rows"][0]["receipt"] == "2014-01-0001"
    shown = run(city, "office", "submission", "show", "2014-01", ZONE)
    assert [(step["principal"], step["stands_for"]) for step in shown["steps"]] == [
        ("people/deputy", "people/reporter")] * 2
    words = city.tupo("people/office", "submission", "show", "2014-01", ZONE, "-p", PROGRAMME).stdout
    assert "people/deputy 代 people/reporter" in words

    county = delegate(city, "review", "county", "deputy", "county", "counties/370881")
    assert county.returncode == 0, told(county)
    refusal = city.tupo("people/deputy", "submission", "review", "2014-01", ZONE, "-p", PROGRAMME)
    assert refusal.returncode != 0 and "请由他人办理" in refusal.stderr, told(refusal)
    assert run(city, "county", "submission", "review", "2014-01", ZONE)["rows"][0]["state"] == "reported"

    # What the county approved, its deputy opens, and nobody else.
    target = f"{ZONE}/fixed-asset-investment-2013"
    run(city, "reporter", "breakdown", "set", target, "--method", "equal")
    run(city, "county", "breakdown", "lock", target)
    unlock = ("breakdown", "unlock", target, "--reason", "年中调整")
    refusal = city.tupo("people/office", *unlock, "-p", PROGRAMME)
    assert refusal.returncode != 0 and "AB岗" in refusal.stderr, told(refusal)
    steps = run(city, "deputy", *unlock)["steps"]
    assert [(step["kind"], step["principal"], step["stands_for"]) for step in steps] == [
        ("KIND_LOCK", "people/county", None), ("KIND_UNLOCK", "people/deputy", "people/county")]


def test_ends_at_once_and_only_by_the_delegator_or_an_administrator(city):
    """By a stock client."""
    from tupo.indicators.v1 import delegation_pb2

    request = delegation_pb2.RevokeDelegationRequest(name=f"{PARENT}/delegations/away", reason="提前返岗")
    deputy = city.caller(city.issuer.token("people/deputy"))
    with refused() as refusal:
        deputy.delegations.RevokeDelegation(request)
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.PERMISSION_DENIED, "NOT_YOURS")
    assert set(refusal.localized) == {"zh-CN", "en"}
    reporter = city.caller(city.issuer.token("people/reporter"))
    revoked = reporter.delegations.RevokeDelegation(request)
    assert revoked.state == delegation_pb2.Delegation.STATE_REVOKED
    assert revoked.revoked_by.principal == "people/reporter"
    from tupo.indicators.v1 import submission_workflow_pb2

    with pytest.raises(grpc.RpcError) as caught:
        deputy.submissions.WithdrawSubmission(submission_workflow_pb2.WithdrawSubmissionRequest(
            name=f"{ZONE_A}/submissions/2014-01", reason="填错"))
    assert refusal_of(caught.value).code == grpc.StatusCode.PERMISSION_DENIED
    found = reporter.delegations.ListDelegations(delegation_pb2.ListDelegationsRequest(
        parent=PARENT, filter="revoked=true", read_mask={"paths": ["revoked_because"]})).delegations
    assert [(each.name.rsplit("/", 1)[-1], each.revoked_because, each.deputy) for each in found] == [
        ("away", "提前返岗", "")]
