"""Targets broken down: proposed, kept, locked, negotiated again, delivered; every number held against a calculation here."""

import csv
import io
import json
from collections.abc import Sequence

import grpc
import pytest

from harness.command import told, tupo, tupo_done
from harness.guarded import PARENT, PROGRAMME, ZONE_A
from harness.refusals import refusal_of

INDICATOR = "fixed-asset-investment"
TARGET = f"{ZONE_A}/targets/{INDICATOR}-2013"
NAME = f"{TARGET}/breakdown"
WORD = f"{ZONE_A.rsplit('/', 1)[-1]}/{INDICATOR}-2013"
MONTHS = [f"2013-{month:02}" for month in range(2, 13)]


def module():
    """The contract's module."""
    from tupo.indicators.v1 import breakdown_pb2

    return breakdown_pb2


# The calculation, by whole numbers only.


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """The largest-remainder method, ties to the earlier."""
    if not sum(weights):
        return [0] * len(weights)
    parts = [total * weight // sum(weights) for weight in weights]
    rests = [total * weight % sum(weights) for weight in weights]
    order = sorted(range(len(weights)), key=lambda index: (-rests[index], index))
    for index in order[:total - sum(parts)]:
        parts[index] += 1
    return parts


def running(parts: Sequence[int], start: int = 0) -> list[int]:
    """The sums up to each part."""
    sums = []
    for part in parts:
        start += part
        sums.append(start)
    return sums


def divided(added: Sequence[int], now: Sequence[int], year: Sequence[int]) -> list[list[int]]:
    """Month by month what parts come to; the last one is what is undivided, and none has less to reach than nothing."""
    now, months = list(now), []
    for amount in added:
        gains = apportion(amount, [whole - part for whole, part in zip(year, now)])
        now = [part + gain for part, gain in zip(now, gains)]
        months.append(now)
    return months


def values(breakdown) -> list[int]:
    return [node.cumulative for node in breakdown.nodes]


def parts(breakdown, kind) -> list[list[int]]:
    """Each node's leaves and what is undivided."""
    return [[*(leaf.cumulative for leaf in part.leaves), part.undivided]
            for node in breakdown.nodes for part in node.partitions if part.kind == kind]


def last_year(city) -> dict[str, int]:
    """The zone's cumulative values of 2012."""
    from tupo.indicators.v1 import figure_pb2

    answer = city.figures.ListFigures(figure_pb2.ListFiguresRequest(
        parent=ZONE_A, indicator=f"{PARENT}/indicators/{INDICATOR}", from_month="2012-01", to_month="2012-12"))
    return {figure.name.rsplit("/", 1)[-1]: figure.cumulative for figure in answer.figures}


def leaves(**shares: int):
    """Leaves by project, of the year."""
    return [module().Breakdown.Leaf(subject=f"{PARENT}/projects/{key}", cumulative=share)
            for key, share in shares.items()]


def propose(caller, **other):
    return caller.breakdowns.ProposeBreakdown(module().ProposeBreakdownRequest(name=NAME, **other))


def keep(caller, proposal, **changes):
    proposal.MergeFrom(module().Breakdown(**changes))
    return caller.breakdowns.UpdateBreakdown(module().UpdateBreakdownRequest(breakdown=proposal))


def lock(caller):
    return caller.breakdowns.LockBreakdown(module().LockBreakdownRequest(name=NAME))


def refused_with_lock(call) -> tuple:
    """Status, reason and lock of a refusal."""
    from google.rpc import status_pb2
    from tupo.indicators.v1 import lock_pb2

    with pytest.raises(grpc.RpcError) as caught:
        call()
    refusal = refusal_of(caught.value)
    status = status_pb2.Status.FromString(dict(caught.value.trailing_metadata())["grpc-status-details-bin"])
    found = lock_pb2.Lock()
    for detail in status.details:
        detail.Unpack(found)
    return refusal.code, refusal.reason, found


def test_a_year_of_a_target_from_proposal_to_deliverables(guarded, auditor, reporter):
    kinds, methods = module().PartitionKind, module().SpreadMethod
    office = guarded.caller(guarded.issuer.token("people/office"))
    county = guarded.caller(guarded.issuer.token("people/county"))
    before = last_year(auditor)
    year = -(-before["2012-12"] * 13 // 10)  # The least whole value that is 30 % more.

    # Proposed as last year's months were, divided by projects.
    monthly = [value - earlier for value, earlier in zip(
        [before[month.replace("2013", "2012")] for month in MONTHS],
        [0] + [before[month.replace("2013", "2012")] for month in MONTHS[:-1]])]
    shares = {"x": year // 3, "y": year // 7, "z": 1}
    divisions = [module().ProposeBreakdownRequest.Division(kind=kinds.PARTITION_KIND_PROJECT, leaves=leaves(**shares))]
    proposal = propose(reporter, method=methods.SPREAD_METHOD_LAST_YEAR, divisions=divisions)
    added = apportion(year, monthly)
    assert values(proposal) == running(added) and proposal.annual_value == year
    wanted = [*shares.values(), year - sum(shares.values())]
    assert parts(proposal, kinds.PARTITION_KIND_PROJECT) == divided(added, [0] * 4, wanted)

    # Kept by the zone, approved by its county, whose approver alone opens it.
    first = keep(reporter, proposal)
    assert (first.number, first.made_by.principal, first.made_by.unit) == (1, "people/reporter", ZONE_A)
    locked = lock(county).lock
    assert locked.locked_by.principal == "people/county" and locked.openers == [locked.locked_by.unit]
    assert refused_with_lock(lambda: keep(reporter, proposal, reason="x")) == (
        grpc.StatusCode.FAILED_PRECONDITION, "LOCKED", locked)
    unlock = module().UnlockBreakdownRequest(name=NAME, reason="年中调整")
    assert refused_with_lock(lambda: office.breakdowns.UnlockBreakdown(unlock)) == (
        grpc.StatusCode.PERMISSION_DENIED, "LOCKED", locked)
    assert not county.breakdowns.UnlockBreakdown(unlock).HasField("lock")

    # Negotiated again: July to December anew by equal months, project x takes more, and w comes.
    shares |= {"x": shares["x"] + shares["y"], "w": 1000}
    divisions = [module().ProposeBreakdownRequest.Division(kind=kinds.PARTITION_KIND_PROJECT, leaves=leaves(**shares))]
    again = propose(county, method=methods.SPREAD_METHOD_EQUAL, keep_until="2013-06", divisions=divisions)
    june = MONTHS.index("2013-06")
    assert values(again)[:june + 1] == values(first)[:june + 1]
    added = apportion(year - values(first)[june], [1] * 6)
    assert values(again)[june + 1:] == running(added, values(first)[june])
    x, y, z, undivided = parts(first, kinds.PARTITION_KIND_PROJECT)[june]
    wanted = [*shares.values(), year - sum(shares.values())]
    assert parts(again, kinds.PARTITION_KIND_PROJECT)[june + 1:] == divided(
        added, [x, y, z, 0, undivided], wanted)
    second = keep(county, again, reason="x项目提前开工", agreement="目标责任书补充协议")
    assert second.number == 2
    with pytest.raises(grpc.RpcError) as caught:
        lock(county)
    assert refusal_of(caught.value).reason == "MAKER_IS_CHECKER"
    assert lock(office).lock.openers == ["city"]
    versions = auditor.breakdowns.ListBreakdownVersions(
        module().ListBreakdownVersionsRequest(parent=NAME, order_by="number desc")).versions
    assert [(each.number, each.reason) for each in versions] == [(2, "x项目提前开工"), (1, "")]
    assert values(versions[1]) == values(first)
    assert [[(step.by.principal, step.by.unit, step.reason) for step in each.steps] for each in versions] == [
        [("people/office", "city", "")],
        [("people/county", locked.locked_by.unit, ""), ("people/county", locked.locked_by.unit, "年中调整")]]
    assert versions[1].steps[0].by == locked.locked_by

    # Delivered.
    due = parts(second, kinds.PARTITION_KIND_PROJECT)[june + 2]
    reporter.breakdowns.ReportDeliveries(module().ReportDeliveriesRequest(
        name=NAME, month="2013-08", deliveries=[
            module().DeliveryReport(subject=f"{PARENT}/projects/x", cumulative=due[0] - 7),
            module().DeliveryReport(subject=f"{PARENT}/projects/y", cumulative=0)]))

    def deliverable(subject: str):
        answer = auditor.breakdowns.ListDeliverables(module().ListDeliverablesRequest(
            parent=PARENT, subject=f"{PARENT}/{subject}", month="2013-08"))
        return answer.deliverables[0]

    item = deliverable("projects/x")
    assert (item.leaf.cumulative, item.delivered, item.short) == (due[0], due[0] - 7, 7)
    assert item.due_this_month == due[0] - parts(second, kinds.PARTITION_KIND_PROJECT)[june + 1][0]
    assert item.completion.basis_points == round((due[0] - 7) * 10000 / due[0])
    item = deliverable("projects/y")
    assert item.HasField("delivered") and item.delivered == 0 and item.short == due[1]
    item = deliverable("projects/z")
    assert not item.HasField("delivered") and not item.HasField("short") and not item.HasField("completion")
    item = deliverable(ZONE_A.removeprefix(f"{PARENT}/"))
    assert item.leaf.cumulative == values(second)[june + 2]


def test_the_command_proposes_edits_locks_and_delivers(own_city, tmp_path):
    def run(*words: str) -> str:
        return tupo_done(*words, "-p", PROGRAMME, city=own_city)

    def rows(text: str) -> list[dict]:
        return list(csv.DictReader(io.StringIO(text)))

    year = 1_000_003
    target = json.loads(run("target", "set", WORD, "--value", str(year), "--wording", "突破100万元", "--output", "json"))
    assert target["rows"][0]["value"] == year and target["rows"][0]["wording"] == "突破100万元"
    assert any(row["zone"] == WORD.split("/")[0] for row in rows(run("target", "list", "--output", "csv")))

    divide = tmp_path / "year.csv"
    divide.write_text("分解,分项,全年\n项目,x,600000\n项目,y,300000\n企业,e,1000003\n", encoding="utf-8")
    unknown = tupo("breakdown", "propose", WORD, "--method", "equal", "--divide", str(divide), "-p", PROGRAMME, city=own_city)
    assert unknown.returncode != 0 and "divisions[1].leaves[0].subject" in unknown.stderr, told(unknown)
    run("enterprise", "create", "e", "--code", "91370811730004118X", "--title", "甲机械有限公司", "--industry", "2011:34",
        "--zone", f"zones/{WORD.split('/')[0]}", "--from", "2012-01-01")
    words = ["--method", "custom", "--weights", "2,1,1,1,1,1,1,1,1,1,2", "--divide", str(divide)]
    proposed = rows(run("breakdown", "propose", WORD, *words, "--output", "csv"))
    added = apportion(year, [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2])
    assert [int(row["cumulative"]) for row in proposed if not row["kind"]] == running(added)
    assert [int(row["cumulative"]) for row in proposed if row["subject"] == "x"] == [
        month[0] for month in divided(added, [0, 0, 0], [600_000, 300_000, 100_003])]

    # What is shown is a file to edit and to keep.
    file = tmp_path / "plan.csv"
    file.write_text(run("breakdown", "propose", WORD, *words, "--output", "csv"), encoding="utf-8")
    assert "建议" not in run("breakdown", "set", WORD, "--file", str(file))
    assert rows(run("breakdown", "show", WORD, "--output", "csv")) == proposed
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(file.read_text(encoding="utf-8").replace("600000", "600001"), encoding="utf-8")
    done = tupo("breakdown", "set", WORD, "--file", str(wrong), "--reason", "x", "-p", PROGRAMME, city=own_city)
    assert done.returncode != 0 and "breakdown.nodes[10].partitions[0]" in done.stderr, told(done)

    edited = json.loads(run(
        "breakdown", "edit", WORD, "--part", "project/y@2013-06=160000", "--remove", "enterprise/e", "--reason",
        "y项目提前", "--output", "json"))
    assert edited["number"] == 2 and edited["reason"] == "y项目提前"
    june = [row for row in edited["rows"] if row["month"] == "2013-06" and row["kind"] == "project"]
    total = next(row for row in edited["rows"] if row["month"] == "2013-06" and row["kind"] is None)
    assert sum(row["cumulative"] for row in june) == total["cumulative"]
    assert next(row["cumulative"] for row in june if row["subject"] == "y") == 160_000
    assert [row["number"] for row in rows(run("breakdown", "versions", WORD, "--output", "csv"))] == ["1", "2"]

    assert "审定锁定" in run("breakdown", "lock", WORD, "--reason", "专题会议定")
    done = tupo("breakdown", "set", WORD, "--method", "equal", "--reason", "x", "-p", PROGRAMME, city=own_city)
    assert done.returncode != 0 and "锁定" in done.stderr, told(done)
    assert [row["state"] for row in rows(run("breakdown", "list", "--output", "csv"))] == ["locked"]
    run("breakdown", "unlock", WORD, "--reason", "年中调整")
    versions = json.loads(run("breakdown", "versions", WORD, "--output", "json"))["rows"]
    assert [[(step["kind"], step["reason"]) for step in row["steps"]] for row in versions] == [
        [], [("KIND_LOCK", "专题会议定"), ("KIND_UNLOCK", "年中调整")]]

    run("breakdown", "deliver", WORD, "project/y=120000", "--month", "2013-06")
    row = rows(run("breakdown", "deliverables", "project/y", "--month", "2013-06", "--output", "csv"))[0]
    assert (row["due"], row["delivered"], row["short"], row["completion_basis_points"]) == (
        "160000", "120000", "40000", "7500")
    shown = run("breakdown", "show", WORD)
    assert "其他（未分解）" in shown and "第2版" in shown
