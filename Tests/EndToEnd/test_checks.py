"""Checks as data of a programme, held against the real series and computed again from the files."""

import json
import shutil
from collections import Counter

import pytest

from harness.command import told as output
from harness.command import tupo, tupo_done
from harness.paths import PROGRAMMES
from recompute.checks import PART, WHOLE, Checks

PROGRAMME = "provinces-real-estate"
PARENT = f"programmes/{PROGRAMME}"
MONTHS = [f"{year}-{month:02d}" for year in (2017, 2018, 2019) for month in range(2, 13)]


@pytest.fixture(scope="module")
def stub(provinces):
    """The service of checks."""
    from tupo.indicators.v1 import check_pb2_grpc

    return check_pb2_grpc.CheckServiceStub(provinces.channels["indicators"])


def check(stub, month: str, parent: str = PARENT):
    """A month's findings."""
    from tupo.indicators.v1 import check_pb2

    return stub.CheckMonth(check_pb2.CheckMonthRequest(parent=parent, month=month))


def cell(finding) -> tuple[str, str, str]:
    """Zone, indicator and rule."""
    parts = finding.figure.split("/")
    return parts[3], parts[5], finding.fault.rule.rsplit("/", 1)[-1]


def test_every_month_finds_what_another_calculation_finds(stub):
    checks, rules = Checks(PROGRAMME), Counter()
    for month in MONTHS:
        answer = check(stub, month)
        assert answer.checked == 62
        found = {cell(finding) for finding in answer.findings}
        assert found == checks.findings(month), month
        rules.update(rule for _, _, rule in found)
    assert rules == {"cumulative-fell": 3, "unusual-change": 9, "housing-share": 1}


def test_what_cannot_be_judged_is_told(stub):
    short = {each.rule.rsplit("/", 1)[-1]: each.figures for each in check(stub, "2018-12").short_history}
    assert short == {"unusual-change": 62}
    assert not check(stub, "2019-12").short_history


def test_a_zone_sees_its_own_findings_only(stub):
    answer = check(stub, "2017-12", f"{PARENT}/zones/inner-mongolia")
    assert answer.checked == 2 and {cell(finding)[0] for finding in answer.findings} == {"inner-mongolia"}
    assert answer.findings[0].zone_title.zh == "内蒙古"


@pytest.mark.parametrize("indicator", [WHOLE, PART])
def test_first_digits_are_those_of_the_files(stub, indicator):
    from tupo.indicators.v1 import check_pb2

    pattern = stub.GetDigitPattern(
        check_pb2.GetDigitPatternRequest(indicator=f"{PARENT}/indicators/{indicator}"))
    values = Checks(PROGRAMME).months(indicator)
    digits = Counter(str(abs(int(value)))[0] for value in values if value != 0)
    assert {str(each.digit): each.count for each in pattern.digits} == {str(d): digits[str(d)] for d in range(1, 10)}
    assert pattern.values == len(values) == 1023


def test_the_command_tells_the_same(provinces, stub):
    told = json.loads(tupo_done(
        "indicators", "check", "--month", "2017-12", "--programme", PROGRAMME, "--output", "json", city=provinces))
    assert [row["text"] for row in told["rows"]] == [
        finding.fault.text.zh for finding in check(stub, "2017-12").findings]
    rules = json.loads(tupo_done(
        "indicators", "rules", "--programme", PROGRAMME, "--output", "json", city=provinces))["rows"]
    own = {row["rule"]: row for row in rules if row["version"] == 1}
    assert set(own) == {"unusual-change", "housing-within-total", "housing-share", "copied-from-neighbour"}
    assert own["unusual-change"]["parameters"] == "margin=0.1 upper_limit=3.5 least=24"
    digits = tupo_done("indicators", "digits", "--indicator", PART, "--programme", PROGRAMME, city=provinces)
    assert "15.507" in digits


@pytest.mark.parametrize(("wrong", "right", "line"), [
    ("kind: quotient", "kind: quotients", "checks.yaml:18  kind"),
    ("lower_limit: '0.3'", "lower_limit: '30%'", "checks.yaml:22  lower_limit"),
    ("others: [residential-investment]", "others: [nothing]", "checks.yaml:16  others"),
])
def test_a_wrong_rule_is_told_by_file_and_line(provinces, tmp_path, wrong, right, line):
    folder = shutil.copytree(PROGRAMMES / PROGRAMME, tmp_path / PROGRAMME)
    text = (folder / "checks.yaml").read_text(encoding="utf-8")
    assert wrong in text
    (folder / "checks.yaml").write_text(text.replace(wrong, right), encoding="utf-8")
    done = tupo("programme", "apply", folder, "--dry-run", city=provinces)
    assert done.returncode != 0 and line in output(done)
