"""督办: a leader's note goes to a unit, is answered, sent back, answered again and struck off; what is late is told."""

import json
from collections.abc import Iterator

import grpc
import pytest

from harness.command import told
from harness.days import DAY, TODAY
from harness.guarded import PARENT, PROGRAMME, ZONE_A, GuardedCity, guarded_city
from harness.refusals import refused

ZONE = ZONE_A.rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def city(loaded, tmp_path_factory) -> Iterator[GuardedCity]:
    with guarded_city(loaded(PROGRAMME), tmp_path_factory.mktemp("supervision"), "reporter", "office", "leader") as city:
        yield city


def run(city: GuardedCity, who: str, *words: str) -> dict:
    done = city.tupo(f"people/{who}", "supervision", *words, "-p", PROGRAMME, "--output", "json")
    assert done.returncode == 0, told(done)
    return json.loads(done.stdout)


def test_a_note_from_its_entering_to_its_striking_off(city):
    entered = run(
        city, "office", "enter", "note-1", "--origin", "leader-note", "--noted-by", "分管副市长", "--unit", f"zones/{ZONE}",
        "--on", (TODAY - 9 * DAY).isoformat(), "--due", (TODAY - 2 * DAY).isoformat(), "--request", "请查明增速回落原因。")
    assert entered["rows"][0]["number"] == f"督〔{(TODAY - 9 * DAY).year}〕1号"
    late = run(city, "leader", "list", "--overdue-on", TODAY.isoformat())["rows"]
    assert [(row["id"], row["state"], row["days_late"], row["overdue"]) for row in late] == [("note-1", "open", 2, True)]

    refusal = city.tupo("people/office", "supervision", "reply", "note-1", "--text", "已办", "-p", PROGRAMME)
    assert refusal.returncode != 0 and "没有可调用此方法的角色" in refusal.stderr, told(refusal)
    run(city, "reporter", "reply", "note-1", "--text", "正在研究", "--evidence", "曲开管字〔2013〕9号")
    back = run(city, "office", "return", "note-1", "--reason", "措施不具体", "--due", (TODAY + 3 * DAY).isoformat())
    assert (back["rows"][0]["state"], back["rows"][0]["overdue"], back["rows"][0]["days_late"]) == ("returned", False, None)
    run(city, "office", "extend", "note-1", "--reason", "需会商", "--due", (TODAY + 5 * DAY).isoformat())
    longer = run(city, "office", "extend", "note-1", "--reason", "需会商", "--working-days", "2")["rows"][0]
    assert longer["due_on"] >= (TODAY + 7 * DAY).isoformat(), longer
    twice = city.tupo("people/office", "supervision", "extend", "note-1", "--reason", "x", "--working-days", "2", "--due",
                      (TODAY + 30 * DAY).isoformat(), "-p", PROGRAMME)
    assert twice.returncode == 2 and "--working-days" in twice.stderr, told(twice)
    run(city, "reporter", "reply", "note-1", "--text", "三项措施已落实")
    closed = run(city, "office", "close", "note-1", "--reason", "现场核实已落实")
    assert closed["rows"][0]["state"] == "closed"
    assert [step["kind"] for step in closed["steps"]] == [
        "KIND_ENTER", "KIND_REPLY", "KIND_RETURN", "KIND_EXTEND", "KIND_EXTEND", "KIND_REPLY", "KIND_CLOSE"]
    words = city.tupo("people/leader", "supervision", "show", "note-1", "-p", PROGRAMME).stdout
    assert "已销号" in words and "（曲开管字〔2013〕9号）" in words, words


def test_refusals_name_field_and_reason_in_both_languages(city):
    """By a stock client."""
    from tupo.reporting.v1 import supervision_pb2 as messages

    office = city.caller(city.issuer.token("people/office"))
    item = messages.SupervisedItem(
        origin=messages.SupervisedItem.ORIGIN_BULLETIN, source=f"{PARENT}/bulletins/2013-06-1",
        request={"zh": "补报"}, unit=ZONE_A, due_on=(TODAY + DAY).isoformat())
    request = messages.CreateSupervisedItemRequest(parent=PARENT, item_id="x", item=item)
    with refused() as refusal:
        office.supervision.CreateSupervisedItem(request)
    assert refusal.code == grpc.StatusCode.NOT_FOUND  # There is no such bulletin.
    request.item.due_on = "7月26日"
    request.item.source = ""
    with refused() as refusal:
        office.supervision.CreateSupervisedItem(request)
    assert set(refusal.fields) == {"item.source", "item.due_on"} and set(refusal.localized) == {"zh-CN", "en"}
    with refused() as refusal:
        office.supervision.CloseItem(messages.CloseItemRequest(name=f"{PARENT}/supervisedItems/note-1", reason="再销"))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "WRONG_STATE")
    found = office.supervision.ListSupervisedItems(messages.ListSupervisedItemsRequest(
        parent=PARENT, filter="state=STATE_CLOSED", order_by="closed_on desc", read_mask={"paths": ["number"]})).items
    assert [each.number for each in found] == [f"督〔{(TODAY - 9 * DAY).year}〕1号"] and not found[0].unit
