"""A year of monthly reporting by fifteen zones: in time, late, wrong, returned, taken back, verified, revised.

Each step is tried on the services and on a small model of its own; both must say the same, and every state, receipt and
figure is compared.
"""

import copy
import datetime
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import grpc
import pytest

from harness.command import told
from harness.guarded import PARENT, PROGRAMME, Caller, GuardedCity
from harness.refusals import refusal_of, refused
from recompute.workflow import Paper, Refused

FINANCE, STATISTICS = "finance-bureau", "statistics-bureau"
BUREAUS = {FINANCE: {"fiscal-revenue"}, STATISTICS: {"fixed-asset-investment"}}
CELLS = ["fiscal-revenue", "fixed-asset-investment"]
MONTHS = [f"2014-{month:02}" for month in range(1, 13)]
LATE, CLOSED = {"2014-03", "2014-08"}, "2014-05"
HUNDRED_MILLION = 100_000_000


def workflow():
    from tupo.indicators.v1 import submission_workflow_pb2

    return submission_workflow_pb2


def form_messages():
    from tupo.indicators.v1 import form_pb2

    return form_pb2


def cell_messages():
    from tupo.indicators.v1 import submission_pb2

    return submission_pb2


@dataclass
class Year:
    """The installation, its people, and what the model knows."""

    city: GuardedCity
    zones: list[str]
    counties: dict[str, str]
    people: dict[str, Caller] = field(default_factory=dict)
    papers: dict[tuple[str, str], Paper] = field(default_factory=dict)
    bases: dict[tuple[str, str], dict[str, int | None]] = field(default_factory=dict)
    receipts: dict[str, int] = field(default_factory=dict)

    def name(self, month: str, zone: str) -> str:
        return f"{PARENT}/zones/{zone}/submissions/{month}"

    def read(self, month: str, zone: str):
        request = workflow().GetSubmissionRequest(name=self.name(month, zone))
        return self.people["people/office"].submissions.GetSubmission(request)

    def play(self, month: str, zone: str, model: Callable[[Paper], None], real: Callable[[], object]):
        """A step on both sides; the answer, or None where both refuse. A refused step changes neither."""
        paper = copy.deepcopy(self.papers[month, zone])
        try:
            model(paper)
            allowed = True
        except Refused:
            allowed = False
        try:
            answer = real()
        except grpc.RpcError as error:
            refusal = refusal_of(error)
            assert not allowed, f"{month} {zone}: refused, {refusal.reason}: {refusal.message}"
            assert error.code() in (grpc.StatusCode.FAILED_PRECONDITION, grpc.StatusCode.INVALID_ARGUMENT), refusal
            assert set(refusal.localized) == {"zh-CN", "en"}
            return None
        assert allowed, f"{month} {zone}: the services took what the model refuses ({paper})"
        self.papers[month, zone] = paper
        self.compare(month, zone)
        return answer

    def compare(self, month: str, zone: str) -> None:
        """Everything that the model knows of a submission."""
        paper, real = self.papers[month, zone], self.read(month, zone)
        state = cell_messages().SubmissionState.Name(real.state).removeprefix("SUBMISSION_STATE_").lower()
        assert state == paper.state, f"{month} {zone}"
        assert real.revision == paper.revision
        assert [receipt.number for receipt in real.receipts] == paper.receipts
        agreed = {
            each.bureau.split("/")[-1] for each in real.countersignatures if each.decision == each.DECISION_AGREED}
        assert agreed == paper.agreed & set(BUREAUS)
        for cell in real.cells:
            key = cell.indicator.split("/")[-1]
            if key not in paper.cells:
                assert cell.state == cell.STATE_NOT_DUE
                continue
            reported = cell.reported.cumulative if cell.reported.HasField("cumulative") else None
            verified = cell.verification.values.cumulative if cell.HasField("verification") else None
            assert (reported, verified) == (paper.cells[key], paper.verified.get(key)), f"{month} {zone} {key}"
            assert [each.values.cumulative for each in cell.publications] == paper.published.get(key, [])
            assert any(not remark.answer for remark in cell.remarks) == (key in paper.remarks)

    # Steps

    def fill(self, month: str, zone: str, values: dict[str, int], answers: frozenset[str] = frozenset()):
        who, bases = f"people/clerk-{zone}", self.bases[month, zone]
        cells = [
            cell_messages().SubmissionCell(
                indicator=f"{PARENT}/indicators/{key}", explanation="核实", answer="已核实" if key in answers else "",
                reported=cell_messages().SubmissionCell.Values(cumulative=value, base=bases[key]))
            for key, value in values.items()]
        submission = cell_messages().Submission(name=self.name(month, zone), cells=cells)
        return self.play(
            month, zone, lambda paper: paper.fill(who, values, set(answers)),
            lambda: self.people[who].submissions.UpdateSubmission(
                workflow().UpdateSubmissionRequest(submission=submission)))

    def submit(self, month: str, zone: str):
        who = f"people/clerk-{zone}"
        number = f"{month}-{self.receipts[month] + 1:04}"
        answer = self.play(
            month, zone, lambda paper: paper.submit(who, number),
            lambda: self.people[who].submissions.SubmitSubmission(
                workflow().SubmitSubmissionRequest(name=self.name(month, zone))))
        if answer:
            self.receipts[month] += 1
            assert answer.receipt.number == number
            paper = self.papers[month, zone]
            cells = {key: paper.cells.get(key) for key in CELLS}
            full = Paper(county=None, bureaus={}, cells=cells)
            assert answer.receipt.content_sha256 == full.digest(self.bases[month, zone])
        return answer

    def withdraw(self, month: str, zone: str):
        return self.play(
            month, zone, lambda paper: paper.withdraw(),
            lambda: self.people[f"people/clerk-{zone}"].submissions.WithdrawSubmission(
                workflow().WithdrawSubmissionRequest(name=self.name(month, zone), reason="填错")))

    def review(self, month: str, zone: str, who: str | None = None):
        who = who or f"people/county-{self.counties[zone]}"
        return self.play(
            month, zone, lambda paper: paper.review(who),
            lambda: self.people[who].submissions.ReviewSubmission(
                workflow().ReviewSubmissionRequest(name=self.name(month, zone))))

    def countersign(self, month: str, zone: str, bureau: str):
        who = f"people/{bureau}"
        return self.play(
            month, zone, lambda paper: paper.countersign(who, bureau),
            lambda: self.people[who].submissions.CountersignSubmission(
                workflow().CountersignSubmissionRequest(
                    name=self.name(month, zone), bureau=f"{PARENT}/offices/{bureau}")))

    def verify(self, month: str, zone: str, cell: str, value: int, who: str = "people/verifier"):
        values = cell_messages().SubmissionCell.Values(cumulative=value)
        return self.play(
            month, zone, lambda paper: paper.verify(who, cell, value),
            lambda: self.people[who].submissions.VerifyCell(workflow().VerifyCellRequest(
                name=self.name(month, zone), indicator=f"{PARENT}/indicators/{cell}",
                verification=cell_messages().SubmissionCell.Verification(values=values, reason="重复统计"))))

    def give_back(self, month: str, zone: str, cells: list[str], who: str):
        remarks = [
            workflow().ReturnSubmissionRequest.CellRemark(indicator=f"{PARENT}/indicators/{cell}", text="请核实")
            for cell in cells]
        later = (datetime.date.today() + datetime.timedelta(days=9)).isoformat()
        return self.play(
            month, zone, lambda paper: paper.give_back(who, cells),
            lambda: self.people[who].submissions.ReturnSubmission(workflow().ReturnSubmissionRequest(
                name=self.name(month, zone), remarks=remarks, answer_by=later)))

    def approve(self, month: str, zone: str, who: str = "people/office"):
        return self.play(
            month, zone, lambda paper: paper.approve(who),
            lambda: self.people[who].submissions.ApproveSubmissions(workflow().ApproveSubmissionsRequest(
                parent=f"{PARENT}/forms/{month}", names=[self.name(month, zone)])))

    def revise(self, month: str, zone: str, cells: list[str]):
        return self.play(
            month, zone, lambda paper: paper.revise(cells),
            lambda: self.people["people/office"].submissions.ReviseSubmission(workflow().ReviseSubmissionRequest(
                name=self.name(month, zone), reason="普查更正", evidence="统字〔2014〕9号",
                indicators=[f"{PARENT}/indicators/{cell}" for cell in cells])))

    def to_the_end(self, month: str, zone: str) -> None:
        """From the desk to the city's yes, past whatever agreements stand already."""
        if self.papers[month, zone].state == "submitted":
            assert self.review(month, zone)
        for bureau in set(BUREAUS) - self.papers[month, zone].agreed:
            assert self.countersign(month, zone, bureau)
        assert self.approve(month, zone)


@pytest.fixture(scope="module")
def year(loaded, tmp_path_factory) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("year")
    sockets = Path(tempfile.mkdtemp(prefix="tupo-", dir="/tmp"))
    city = GuardedCity(loaded(PROGRAMME).copy(folder), folder, sockets)
    try:
        city.found()
        yield people_of(city)
        city.stop()
    finally:
        city.kill()
        shutil.rmtree(sockets)


def people_of(city: GuardedCity) -> Year:
    """A clerk for each zone, a reviewer for each county, a countersigner for each bureau, and the city's office."""
    from tupo.common.v1 import rule_pb2
    from tupo.indicators.v1 import access_pb2, catalogue_pb2

    office = city.caller(city.issuer.token("people/office"))
    zones = office.catalogue.ListZones(catalogue_pb2.ListZonesRequest(parent=PARENT, page_size=100)).zones
    year = Year(city, [], {})
    grants = {f"people/{bureau}": (rule_pb2.ROLE_DEPARTMENT, f"{PARENT}/offices/{bureau}") for bureau in BUREAUS}
    grants["people/verifier"] = (rule_pb2.ROLE_CITY_OFFICE, "city")
    for zone in zones:
        key = zone.name.split("/")[-1]
        year.zones.append(key)
        year.counties[key] = zone.attributes[-1].county_code
        grants[f"people/clerk-{key}"] = (rule_pb2.ROLE_ZONE_REPORTER, zone.name)
        if code := year.counties[key]:
            grants[f"people/county-{code}"] = (rule_pb2.ROLE_COUNTY, f"{PARENT}/counties/{code}")
    chief = city.caller(city.issuer.token("people/chief"))
    for principal, (role, scope) in grants.items():
        chief.access.CreateGrant(access_pb2.CreateGrantRequest(
            grant=access_pb2.Grant(principal=principal, role=role, scope=scope)))
        year.people[principal] = city.caller(city.issuer.token(principal))
    # Has two roles, which the rules must keep apart.
    first = next(code for code in year.counties.values() if code)
    chief.access.CreateGrant(access_pb2.CreateGrantRequest(grant=access_pb2.Grant(
        principal=f"people/county-{first}", role=rule_pb2.ROLE_CITY_OFFICE, scope="city")))
    year.people["people/office"] = office
    assert len(year.zones) == 15
    return year


def create_form(year: Year, month: str) -> None:
    messages, today = form_messages(), datetime.date.today()
    day = lambda days: (today + datetime.timedelta(days=days)).isoformat()  # noqa: E731
    opens, due, grace = (-60, -40, 0) if month == CLOSED else (-30, -3, 60) if month in LATE else (-10, 10, 2)
    form = year.people["people/office"].forms.CreateForm(messages.CreateFormRequest(
        parent=PARENT, form_id=month, form=messages.Form(
            month=month, title={"zh": f"{month}月报"}, opens_on=day(opens), due_on=day(due), grace_working_days=grace,
            demonstration=True, groups=[
                messages.Form.Group(
                    bureau=f"{PARENT}/offices/{bureau}",
                    indicators=[f"{PARENT}/indicators/{each}" for each in sorted(BUREAUS[bureau])])
                for bureau in (FINANCE, STATISTICS)])))
    assert len(form.routes) == 15
    year.receipts[month] = 0
    due_cells = [cell for cell in CELLS if month != "2014-01" or cell == "fiscal-revenue"]
    for route in form.routes:
        zone = route.zone.split("/")[-1]
        assert route.county.rpartition("/")[2] == year.counties[zone]
        year.papers[month, zone] = Paper(
            county=year.counties[zone] or None, bureaus=BUREAUS, cells=dict.fromkeys(due_cells))
        read = year.read(month, zone)
        year.bases[month, zone] = {
            cell.indicator.split("/")[-1]: cell.reported.base if cell.reported.HasField("base") else None
            for cell in read.cells}
        for cell in read.cells:
            assert not cell.HasField("same_period") or cell.reported.base == cell.same_period.cumulative


def figure_of(year: Year, month: str, zone: str, cell: str) -> int | None:
    from tupo.indicators.v1 import figure_pb2

    name = f"{PARENT}/zones/{zone}/indicators/{cell}/figures/{month}"
    try:
        return year.people["people/office"].figures.GetFigure(figure_pb2.GetFigureRequest(name=name)).cumulative
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.NOT_FOUND
        return None


def play_month(year: Year, month: str, chance: random.Random, missing: list[str]) -> None:
    """All zones but the missing ones report, each in its own way."""
    number = MONTHS.index(month) + 1
    for place, zone in enumerate(year.zones):
        if zone in missing:
            continue
        right = {cell: (place + 3) * number * HUNDRED_MILLION + chance.randrange(HUNDRED_MILLION)
                 for cell in year.papers[month, zone].cells}
        wrong = {cell: value * 10_000 for cell, value in right.items()}
        way = chance.choice(["smooth", "smooth", "wrong", "withdrawn", "verified", "bureau", "hasty"])
        assert year.submit(month, zone) is None  # Nothing is filled in yet.
        assert year.fill(month, zone, wrong if way == "wrong" else right)
        assert year.submit(month, zone)
        assert year.fill(month, zone, right) is None  # It is locked.
        county = f"people/county-{year.counties[zone]}" if year.counties[zone] else "people/verifier"
        match way:
            case "wrong":
                assert year.give_back(month, zone, list(right), county)
                assert year.submit(month, zone) is None  # The remarks are not answered.
                assert year.fill(month, zone, right, frozenset(right))
                assert year.submit(month, zone)
            case "withdrawn":
                assert year.withdraw(month, zone)
                assert year.submit(month, zone)
                if year.counties[zone]:
                    assert year.review(month, zone)
                    assert year.withdraw(month, zone) is None
            case "verified":
                assert year.countersign(month, zone, FINANCE)
                assert year.verify(month, zone, "fiscal-revenue", right["fiscal-revenue"] - 1)
            case "bureau":
                assert year.countersign(month, zone, STATISTICS)
                assert year.give_back(month, zone, ["fiscal-revenue"], f"people/{FINANCE}")
                mended = {"fiscal-revenue": right["fiscal-revenue"]}
                assert year.fill(month, zone, mended, frozenset(mended))
                assert year.submit(month, zone)
            case "hasty":
                assert year.approve(month, zone) is None
        if year.papers[month, zone].state == "submitted":
            assert year.review(month, zone)
        for bureau in set(BUREAUS) - year.papers[month, zone].agreed:
            assert year.countersign(month, zone, bureau)
        # Whoever has reviewed or verified does not approve, whatever roles he has.
        first = next(code for code in year.counties.values() if code)
        if year.counties[zone] == first:
            assert year.approve(month, zone, f"people/county-{first}") is None
        if way == "verified":
            assert year.approve(month, zone, "people/verifier") is None
        assert figure_of(year, month, zone, "fiscal-revenue") is None
        assert year.approve(month, zone)


def publish(year: Year, month: str, bulletin: str, missing: list[str]) -> None:
    office, messages = year.people["people/office"], form_messages()
    name = f"{PARENT}/forms/{month}"
    request = workflow().PublishFormRequest(name=name, bulletin=f"{PARENT}/bulletins/{bulletin}")
    if bulletin == f"{month}-1":
        with refused() as refusal:
            office.submissions.PublishForm(request)
        assert refusal.reason == "NOT_FROZEN"
        if missing:
            with refused() as refusal:
                office.forms.FreezeForm(messages.FreezeFormRequest(name=name))
            assert refusal.reason == "SUBMISSION_NOT_APPROVED"
            assert set(refusal.values["zones"].split(",")) == {f"{PARENT}/zones/{zone}" for zone in missing}
        form = office.forms.FreezeForm(messages.FreezeFormRequest(
            name=name, without_zones=[f"{PARENT}/zones/{zone}" for zone in missing]))
        assert form.state == messages.Form.STATE_FROZEN
        with refused() as refusal:
            office.submissions.PublishForm(request)
        assert refusal.reason == "UNRELEASED"
        for bureau, cells in BUREAUS.items():
            year.people[f"people/{bureau}"].forms.ReleaseIndicators(messages.ReleaseIndicatorsRequest(
                name=name, indicators=[f"{PARENT}/indicators/{cell}" for cell in cells],
                released_on=datetime.date.today().isoformat(), publication="统计月报"))
    expected = [zone for zone in year.zones if year.papers[month, zone].state == "approved"]
    answer = office.submissions.PublishForm(request)
    assert answer.published == len(expected)
    for zone in expected:
        year.papers[month, zone].publish()
        year.compare(month, zone)


def test_a_year_of_fifteen_zones(year):
    chance = random.Random(2014)
    for month in MONTHS:
        create_form(year, month)
        missing = []
        if month == CLOSED:
            missing = extend(year, month, chance)
        play_month(year, month, chance, missing)
        publish(year, month, f"{month}-1", missing)
        for zone in chance.sample([zone for zone in year.zones if zone not in missing], 2):
            revise(year, month, zone, chance)
        publish(year, month, f"{month}-2", missing)
    listed = year.people["people/office"].submissions.ListSubmissions(
        workflow().ListSubmissionsRequest(parent=f"{PARENT}/forms/2014-03", page_size=1_000)).submissions
    assert len(listed) == 15 and all(each.working_days_late > 0 for each in listed)
    figures(year)


def extend(year: Year, month: str, chance: random.Random) -> list[str]:
    """The form is closed: thirteen zones get more time."""
    office = year.people["people/office"]
    first = year.zones[0]
    with refused() as refusal:
        year.people[f"people/clerk-{first}"].submissions.UpdateSubmission(workflow().UpdateSubmissionRequest(
            submission=cell_messages().Submission(name=year.name(month, first), cells=[
                cell_messages().SubmissionCell(indicator=f"{PARENT}/indicators/fiscal-revenue")])))
    assert (refusal.reason, refusal.values["lock"]) == ("LOCKED", "KIND_DEADLINE_PASSED")
    assert refusal.values["openers"] == "city"
    missing = chance.sample(year.zones, 2)
    until = (datetime.date.today() + datetime.timedelta(days=5)).isoformat()
    for zone in year.zones:
        if zone not in missing:
            office.forms.ExtendForm(form_messages().ExtendFormRequest(
                name=f"{PARENT}/forms/{month}", extension=form_messages().Form.Extension(
                    zone=f"{PARENT}/zones/{zone}", until=until, reason="系统升级")))
    return missing


def revise(year: Year, month: str, zone: str, chance: random.Random) -> None:
    """A published figure changes, with reason and evidence."""
    before = year.papers[month, zone].standing("fiscal-revenue")
    assert year.revise(month, zone, ["fiscal-revenue"])
    assert year.revise(month, zone, ["fiscal-revenue"]) is None  # One is open already.
    after = before + chance.randrange(1, 1_000)
    if month != "2014-01":
        assert year.fill(month, zone, {"fixed-asset-investment": 1}) is None
    assert year.fill(month, zone, {"fiscal-revenue": after})
    assert figure_of(year, month, zone, "fiscal-revenue") == before
    assert year.submit(month, zone)
    year.to_the_end(month, zone)
    assert figure_of(year, month, zone, "fiscal-revenue") == after


def figures(year: Year) -> None:
    """Every figure that boards read is the model's, and none is there that it does not know."""
    from tupo.indicators.v1 import figure_pb2

    office = year.people["people/office"]
    for cell in CELLS:
        listed = office.figures.ListFigures(figure_pb2.ListFiguresRequest(
            parent=PARENT, indicator=f"{PARENT}/indicators/{cell}", from_month="2014-01", to_month="2014-12")).figures
        found = {tuple(figure.name.split("/")[index] for index in (7, 3)): figure for figure in listed}
        expected = {
            key: paper.standing(cell) for key, paper in year.papers.items()
            if paper.state == "published" and cell in paper.cells}
        assert {key: figure.cumulative for key, figure in found.items()} == expected
        assert all(figure.demonstration and figure.origin.startswith(PARENT) for figure in listed)
    with refused() as refusal:
        office.figures.SubmitFigures(figure_pb2.SubmitFiguresRequest(
            parent=PARENT, figures=[figure_pb2.Figure(name=listed[0].name, cumulative=1)]))
    assert (refusal.reason, refusal.values["submission"]) == ("FIGURE_OF_FORM", listed[0].origin)


def test_a_month_at_the_command_line(year):
    """The same by `tupo`, each step by whom it is for, and refusals in words."""
    zone = next(zone for zone in year.zones if year.counties[zone])
    county = f"people/county-{year.counties[zone]}"
    clerk, office, verifier = f"people/clerk-{zone}", "people/office", "people/verifier"
    for principal in (clerk, county, office, verifier, f"people/{FINANCE}"):
        year.city.log_in(principal, year.city.issuer.token(principal))

    def run(who: str, *words: str) -> list[dict]:
        done = year.city.tupo(who, *words, "-p", PROGRAMME, "--output", "json")
        assert done.returncode == 0, told(done)
        return json.loads(done.stdout)

    today = datetime.date.today()
    later = (today + datetime.timedelta(days=5)).isoformat()
    form = run(
        office, "form", "create", "2015-01", "--month", "2015-01", "--title", "1月份月报", "--opens", today.isoformat(),
        "--due", later, "--group", f"{FINANCE}=fiscal-revenue", "--zone", f"{zone}={year.counties[zone]}")
    assert form["rows"][0]["state"] == "open"
    fill = ("submission", "fill", "2015-01", zone, "--value")
    filled = run(clerk, *fill, "fiscal-revenue=12.5", "--explain", "fiscal-revenue=入库")
    assert filled["rows"][0]["cumulative"] == 1_250_000_000
    assert run(clerk, "submission", "submit", "2015-01", zone)["rows"][0]["receipt"] == "2015-01-0001"
    locked = year.city.tupo(clerk, *fill, "fiscal-revenue=13", "-p", PROGRAMME)
    assert locked.returncode != 0 and "已上报，尚未审核" in locked.stderr, told(locked)
    run(county, "submission", "return", "2015-01", zone, "--remark", "fiscal-revenue=请核实")
    run(clerk, *fill, "fiscal-revenue=12.4", "--answer", "fiscal-revenue=属实")
    run(clerk, "submission", "submit", "2015-01", zone)
    listed = run(county, "submission", "list", "2015-01")["rows"]
    assert [(row["zone"], row["state"], row["receipt"]) for row in listed] == [(zone, "submitted", "2015-01-0002")]
    run(county, "submission", "review", "2015-01", zone)
    run(f"people/{FINANCE}", "submission", "countersign", "2015-01", zone, "--bureau", FINANCE)
    verified = run(
        verifier, "submission", "verify", "2015-01", zone, "fiscal-revenue", "--value", "12.3", "--reason", "重复")
    assert verified["rows"][0]["verified"] == 1_230_000_000
    run(f"people/{FINANCE}", "submission", "countersign", "2015-01", zone, "--bureau", FINANCE)
    assert run(office, "submission", "approve", "2015-01", zone)["rows"][0]["state"] == "approved"
    run(office, "form", "freeze", "2015-01")
    run(f"people/{FINANCE}", "form", "release", "2015-01", "--indicator", "fiscal-revenue", "--on", today.isoformat(),
        "--publication", "财政月报")
    assert run(office, "form", "publish", "2015-01", "--bulletin", "2015-01-1")["rows"][0]["state"] == "published"
    shown = run(office, "submission", "show", "2015-01", zone)
    assert shown["state"] == "published" and shown["rows"][0]["cumulative"] == 1_240_000_000
    assert figure_of(year, "2015-01", zone, "fiscal-revenue") == 1_230_000_000
