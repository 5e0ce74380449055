"""A bulletin is published once and drawn for ever; a correction has a number of its own."""

import re
import unicodedata
from types import SimpleNamespace

import grpc
import pytest

from harness import bulletins, sheets
from harness.city import City
from harness.refusals import refused
from recompute.board import Board
from recompute.numbers import text
from recompute.programme import load

PROGRAMME, MONTH = "jining-2013", "2013-06"
PARENT = f"programmes/{PROGRAMME}"
CHANGED = f"{PARENT}/zones/qufu-economic-development-zone/indicators/fiscal-revenue/figures/{MONTH}"
NUMBER = re.compile(r"开调通〔2013〕([1-9]\d*)号（演示）")
BANNER = "演示数据 · 非公文"
OPEN = "未启用身份认证"
FORMS = ["TEXT", "HTML"]
# By so much 曲阜's fiscal revenue of June is raised, in yuan.
MORE = 3_000_000


def raise_figure(city, reason: str = "") -> None:
    """Records a figure that is higher than the one before, and why."""
    from tupo.indicators.v1 import figure_pb2

    figure = city.figures.GetFigure(figure_pb2.GetFigureRequest(name=CHANGED))
    figure.cumulative += MORE
    for field in ("origin", "recorded_in", "recorded_at", "etag"):
        figure.ClearField(field)
    answer = city.figures.SubmitFigures(figure_pb2.SubmitFiguresRequest(
        parent=PARENT, figures=[figure], reason=reason))
    assert answer.changed == 1


def drawn(city, name: str) -> dict[str, bytes]:
    """The bytes of a bulletin in both forms."""
    return {form: bulletins.draw(city, name, form) for form in FORMS}


@pytest.fixture(scope="module")
def story(own_city):
    """What happened, in order: a draft, a publication, a changed figure, a correction."""
    city, told = own_city, SimpleNamespace()
    told.draft = bulletins.publish(city, PROGRAMME, MONTH, validate_only=True)
    told.figures_version = sheets.all_figures(city.figures, PARENT)[1]
    told.first = bulletins.publish(city, PROGRAMME, MONTH)
    told.drawn = drawn(city, told.first.name)
    told.drawn_again = drawn(city, told.first.name)
    with refused() as told.nothing_to_correct:
        bulletins.publish(city, PROGRAMME, MONTH, corrects=told.first.name)
    with refused() as told.unexplained:
        raise_figure(city)
    raise_figure(city, "决算更正")
    told.drawn_after_change = drawn(city, told.first.name)
    told.published_again = bulletins.publish(city, PROGRAMME, MONTH)
    told.correction = bulletins.publish(city, PROGRAMME, MONTH, corrects=told.first.name)
    told.drawn_after_correction = drawn(city, told.first.name)
    told.correction_drawn = drawn(city, told.correction.name)
    return told


def serial(bulletin) -> int:
    """The number in the series."""
    match = NUMBER.fullmatch(bulletin.number)
    assert match, f"{bulletin.number} has another form"
    return int(match[1])


def test_a_draft_takes_no_number(story):
    assert story.draft.number == ""
    document = story.draft.document
    assert "草稿" in "".join([document.title, document.number, document.banner, *bulletins.paragraphs(document)])
    assert serial(story.first) == 1


def test_the_number_and_the_day_are_those_of_the_series(story):
    assert story.first.name == f"{PARENT}/bulletins/{MONTH}-1"
    assert (story.first.edition, story.first.corrects) == (1, "")
    assert story.first.signed_on == "2013-07-19"
    assert story.first.document.signed_on == "2013年7月19日"
    assert story.first.document.number == story.first.number
    assert "1—6月" in story.first.document.title


@pytest.mark.parametrize("form", FORMS)
def test_the_same_document_gives_the_same_bytes(story, form):
    assert story.drawn_again[form] == story.drawn[form]
    assert story.drawn_after_change[form] == story.drawn[form]
    assert story.drawn_after_correction[form] == story.drawn[form]


def test_publishing_again_answers_with_the_same_bulletin(story):
    assert story.published_again == story.first


def test_nothing_to_correct_is_refused(story):
    refusal = story.nothing_to_correct
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "NOTHING_TO_CORRECT")


def test_a_figure_that_is_out_is_revised_with_a_reason_only(own_city, story):
    from tupo.indicators.v1 import provenance_pb2, provenance_pb2_grpc

    refusal = story.unexplained
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "FIGURE_PUBLISHED")
    assert "--reason" in refusal.localized["zh-CN"] and refusal.values["bulletin"] == story.first.name
    stub = provenance_pb2_grpc.ProvenanceServiceStub(own_city.channels["indicators"])
    told = stub.ExplainFigure(provenance_pb2.ExplainFigureRequest(name=CHANGED))
    now, before = told.revisions[:2]
    assert (now.reason, before.reason) == ("决算更正", "")
    assert now.figure.cumulative - before.figure.cumulative == MORE


def test_a_correction_has_the_next_number_and_says_what_changed(story):
    correction = story.correction
    assert serial(correction) == serial(story.first) + 1
    assert (correction.name, correction.edition) == (f"{PARENT}/bulletins/{MONTH}-2", 2)
    assert correction.corrects == story.first.name
    prose = "".join(bulletins.paragraphs(correction.document))
    assert "更正" in prose
    assert bulletins.squeezed(story.first.number) in prose
    row = Board(load(PROGRAMME), "fiscal-revenue", MONTH).rows["qufu-economic-development-zone"]
    before, after = (text((row.cumulative + more) / row.base * 100 - 100, 1) for more in (0, MORE))
    changes = ["".join(row) for row in bulletins.rows(correction.document)] + prose.split("。")
    named = [change for change in changes if "曲阜经开区" in change and "财政收入" in change]
    assert [change for change in named if before in change and after in change], named


@pytest.mark.parametrize("form", FORMS)
def test_a_correction_is_another_document(story, form):
    assert story.correction_drawn[form] != story.drawn[form]
    assert story.correction.check_code != story.first.check_code


def test_the_last_edition_is_found_by_the_month(own_city, story):
    request = bulletins.module().GetBulletinRequest(name=f"{PARENT}/bulletins/{MONTH}")
    assert own_city.bulletins.GetBulletin(request) == story.correction
    assert bulletins.draw(own_city, f"{PARENT}/bulletins/{MONTH}", "HTML") == story.correction_drawn["HTML"]


def test_all_editions_are_listed(own_city, story):
    answer = own_city.bulletins.ListBulletins(bulletins.module().ListBulletinsRequest(parent=PARENT))
    assert [each.name for each in answer.bulletins] == [story.first.name, story.correction.name]


def test_the_versions_that_it_was_made_from_are_kept_with_it(story):
    sources = story.first.sources
    assert sources.indicators == story.figures_version
    assert sources.investment.sequence > 0 and sources.planning.sequence > 0
    # The entry that notes the publication, and that of the revision.
    assert story.correction.sources.indicators.sequence == story.figures_version.sequence + 2
    assert story.correction.sources.planning == sources.planning


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_that_it_is_a_demonstration(story, form):
    words = story.drawn[form].decode("utf-8")
    flat = bulletins.page(story.drawn[form])[0] if form == "HTML" else bulletins.squeezed(words)
    assert bulletins.squeezed(f"{BANNER} · {OPEN}") in flat  # These services ask nobody who it is.
    assert story.first.number in flat
    assert story.first.check_code in flat
    assert story.first.demonstration and story.first.document.banner == BANNER
    assert story.first.document.issuer == "演示单位"


def test_the_page_needs_nothing_from_outside(story):
    html = story.drawn["HTML"]
    _, outside = bulletins.page(html)
    assert outside == []
    assert b"<svg" in html and b"<details" in html and b"prefers-color-scheme" in html and b"@page" in html


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part", [0.0001, 0.5, 0.9999])
def test_a_broken_transfer_goes_on_where_it_broke(own_city, story, form, part):
    whole = story.drawn[form]
    offset = max(1, int(len(whole) * part))
    assert bulletins.draw(own_city, story.first.name, form, offset=offset) == whole[offset:]


def test_a_draw_beyond_the_end_is_refused(own_city, story):
    with refused() as refusal:
        bulletins.pieces(own_city, story.first.name, "TEXT", offset=len(story.drawn["TEXT"]) + 1)
    assert refusal.code in (grpc.StatusCode.OUT_OF_RANGE, grpc.StatusCode.INVALID_ARGUMENT)


@pytest.mark.parametrize("columns", [60, 100, 400])
def test_the_text_keeps_to_its_width(own_city, story, columns):
    lines = bulletins.draw(own_city, story.first.name, "TEXT", columns=columns).decode("utf-8").splitlines()
    wide = [sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in line) for line in lines]
    assert max(wide) <= columns


def test_a_month_without_reports_has_no_bulletin(own_city):
    with refused() as refusal:
        bulletins.publish(own_city, PROGRAMME, "2013-09")
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "NOTHING_REPORTED")


def test_a_bulletin_outlives_its_services(loaded, tmp_path):
    place = loaded(PROGRAMME).copy(tmp_path)
    seen = []
    for life in ("first", "second"):
        city = City(place, tmp_path / life)
        try:
            bulletin = bulletins.publish(city, PROGRAMME, MONTH)
            seen.append((bulletin.number, drawn(city, bulletin.name)))
            city.stop()
        finally:
            city.kill()
    assert seen[0] == seen[1]
