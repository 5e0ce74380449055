"""Persons: names and telephones are read against an entry in the log, and erased so that no file has them any more."""

import base64
import json
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import grpc
import pytest
from google.protobuf import field_mask_pb2

from harness.city import City
from harness.command import told, tupo, tupo_done
from harness.place import SERVER, Place
from harness.refusals import refused

PROGRAMME = "jining-2013"
PARENT = f"programmes/{PROGRAMME}"
ZONE = "zones/qufu-economic-development-zone"
POST = f"{ZONE},统计科科长,statistics-head,2013-01-01"
SERVICE = "tupo.indicators.v1.PersonService"
INVALID, FAILED = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.FAILED_PRECONDITION
RECORD_COPY = "tupo.common.v1.MaintenanceService/RecordCopy"
NOT_CONTACT = field_mask_pb2.FieldMask(paths=["posts", "erased", "etag"])


@pytest.fixture
def city_of_its_own(loaded, tmp_path) -> Iterator[City]:
    """Services for one test, which may stop them; everything they write is below its folder, or in its database."""
    (tmp_path / "old").mkdir()
    city = City(loaded(PROGRAMME).copy(tmp_path / "old"), tmp_path / "old" / "logs")
    try:
        yield city
    finally:
        city.kill()


def module():
    """The contract's module."""
    from tupo.indicators.v1 import person_pb2

    return person_pb2


def post(valid_to: str = "2013-12-31", **other):
    """A post that has ended, unless said otherwise."""
    fields = {"unit": f"{PARENT}/{ZONE}", "title": {"zh": "统计科科长", "en": "Head of statistics"},
              "role": module().Person.ROLE_STATISTICS_HEAD, "valid_from": "2013-01-01", "valid_to": valid_to}
    return module().Person.Post(**fields | other)


def contact(name: str, telephone: str = ""):
    return module().Person.Contact(display_name=name, telephone=telephone)


def create(city: City, person_id: str, name: str, telephone: str, request_id: str = "", **other):
    """Creates a person with one post that has ended."""
    person = module().Person(contact=contact(name, telephone), posts=[post(**other)])
    return city.persons.CreatePerson(module().CreatePersonRequest(
        parent=PARENT, person_id=person_id, person=person, request_id=request_id))


def get(city: City, name: str, **other):
    return city.persons.GetPerson(module().GetPersonRequest(name=name, **other))


def listed(city: City, **other) -> dict:
    """All persons by name."""
    answer = city.persons.ListPersons(module().ListPersonsRequest(parent=PARENT, **other))
    return {person.name: person for person in answer.persons}


def update(city: City, name: str, request_id: str = "", **changes):
    return city.persons.UpdatePerson(module().UpdatePersonRequest(
        person=module().Person(name=name, **changes), request_id=request_id))


def erase(city: City, name: str, request_id: str = ""):
    return city.persons.ErasePerson(module().ErasePersonRequest(
        name=name, reason="本人申请", request_id=request_id))


def rows(*arguments, city: City | None = None) -> list[dict]:
    """A command's lines."""
    return json.loads(tupo_done(*arguments, "--output", "json", city=city))["rows"]


def entries(city: City, method: str) -> list[dict]:
    """The log's entries of a method, the newest first."""
    return rows("audit", "list", "--service", "indicators", "--method", method, city=city)


def kept_entries(place: Place, method: str) -> list[dict]:
    """Entries of a method in data that no service has open, as `tupo audit export` tells them."""
    exported = map(json.loads, tupo_done("audit", "export", "indicators", *place.flags).splitlines())
    return [line for line in exported if line.get("method") == f"/{method}"]


def shown(city: City, entry: dict) -> dict:
    """What `tupo audit show` tells of an entry."""
    return json.loads(tupo_done(
        "audit", "show", "indicators", str(entry["sequence"]), "--output", "json", city=city))


def files_with(folder: Path, text: str) -> list[str]:
    """The files below a folder that have a text's bytes somewhere."""
    sought = text.encode()
    return [str(file.relative_to(folder)) for file in sorted(folder.rglob("*"))
            if file.is_file() and sought in file.read_bytes()]


def test_a_person_is_created_read_changed_and_erased(own_city):
    created = create(own_city, "p-0001", "孔令文", "0537-4412001")
    name = f"{PARENT}/persons/p-0001"
    assert created.name == name and created.contact == contact("孔令文", "0537-4412001")
    assert get(own_city, name) == created and listed(own_city)[name] == created
    bare = get(own_city, name, read_mask=NOT_CONTACT)
    assert not bare.HasField("contact") and bare.posts == created.posts and bare.etag == created.etag
    assert name in listed(own_city, unit=f"{PARENT}/{ZONE}", on="2013-06-30")
    assert name not in listed(own_city, on="2014-06-30")

    changed = update(own_city, name, contact=contact("孔令文", "0537-4412002"))
    assert changed.contact.telephone == "0537-4412002" and changed.posts == created.posts
    assert changed.contact_commitment != created.contact_commitment
    point = {"version": created.recorded_in}
    assert not get(own_city, name, read=point).HasField("contact"), "what was replaced is still given out"
    opened = update(own_city, name, posts=[post(valid_to="")])
    assert opened.posts == [post(valid_to="")] and not opened.HasField("contact")
    assert get(own_city, name).contact == changed.contact
    with refused() as refusal:
        update(own_city, name, etag=created.etag, posts=[post()])
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.ABORTED, "ETAG_MISMATCH")

    with refused() as refusal:
        erase(own_city, name)
    assert (refusal.code, refusal.reason, refusal.preconditions) == (FAILED, "POST_IN_FORCE", ["POST_IN_FORCE"])
    update(own_city, name, posts=[post()])
    erased = erase(own_city, name)
    assert erased.erased and erased.posts == [post()]
    assert not erased.HasField("contact") and not erased.HasField("contact_commitment")
    assert get(own_city, name) == erased and listed(own_city)[name] == erased
    assert not get(own_city, name, read={"version": changed.recorded_in}).HasField("contact")
    for again in (lambda: erase(own_city, name), lambda: update(own_city, name, contact=contact("某人"))):
        with refused() as refusal:
            again()
        assert (refusal.code, refusal.reason) == (FAILED, "ERASED")


def test_the_command_creates_shows_lists_changes_and_erases(own_city):
    def persons(*words) -> list[dict]:
        return rows("indicators", "persons", *words, city=own_city)

    assert persons("create", "c-0001", "--name", "颜世杰", "--post", POST, "--dry-run")
    assert not [row for row in persons("list", "--without-contacts") if row["id"] == "c-0001"]
    made, = persons("create", "c-0001", "--name", "颜世杰", "--telephone", "0537-4412101", "--post", POST)
    assert (made["display_name"], made["telephone"], made["unit"], made["role"], made["erased"]) == (
        "颜世杰", "0537-4412101", ZONE, "statistics-head", False)
    read, = persons("show", "c-0001", "--purpose", "核对名册")
    assert read == made
    assert [row for row in persons("list", "--unit", ZONE, "--on", "2013-06-30") if row["id"] == "c-0001"] == [made]
    bare, = persons("show", "c-0001", "--without-contacts")
    assert bare == made | {"display_name": None, "telephone": None}
    changed, = persons("update", "c-0001", "--name", "颜世杰", "--telephone", "0537-4412102", "--etag", made["etag"])
    assert changed["telephone"] == "0537-4412102"
    past = "--as-of", f"1.{made['etag']}"  # The version that created it.
    # Posts are as they were; a contact that was replaced is kept nowhere.
    assert persons("show", "c-0001", *past) == [bare]
    assert [row for row in persons("list", "--unit", ZONE, *past) if row["id"] == "c-0001"] == [bare]
    done = tupo("indicators", "persons", "erase", "c-0001", "--reason", "本人申请", "--lang", "zh", city=own_city)
    assert done.returncode == 1 and "任职尚未结束" in done.stderr, told(done)
    persons("update", "c-0001", "--post", f"{POST},2013-12-31")
    erased, = persons("erase", "c-0001", "--reason", "本人申请")
    assert erased["erased"] and (erased["display_name"], erased["telephone"]) == (None, None)
    for lang, words in (("zh", "已删除"), ("en", "erased")):
        text = tupo_done("indicators", "persons", "show", "c-0001", "--lang", lang, city=own_city)
        assert words in text and "4412102" not in text and "颜世杰" not in text


WRONG: dict[str, tuple[Callable, str]] = {
    "an id": (lambda new: new(person_id="No Good"), "person_id"),
    "a programme": (lambda new: new(parent="jining"), "parent"),
    "no name": (lambda new: new(person={"contact": {"telephone": "0537-4412001"}}), "person.contact.display_name"),
    "a telephone": (lambda new: new(person={"contact": {"display_name": "某人", "telephone": "四四一二"}}),
                    "person.contact.telephone"),
    "a unit": (lambda new: new(person={"posts": [post(unit="somewhere")]}), "person.posts[0].unit"),
    "a zone that is not": (lambda new: new(person={"posts": [post(unit=f"{PARENT}/zones/nowhere")]}),
                           "person.posts[0].unit"),
    "no title": (lambda new: new(person={"posts": [post(title={})]}), "person.posts[0].title"),
    "no role": (lambda new: new(person={"posts": [post(role=0)]}), "person.posts[0].role"),
    "days in disorder": (lambda new: new(person={"posts": [post(valid_to="2012-12-31")]}), "person.posts[0].valid_to"),
    "a post twice": (lambda new: new(person={"posts": [post(), post()]}), "person.posts[1]"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_input_is_refused_by_field_in_both_languages(own_city, name):
    wrong, field = WRONG[name]
    fields = {"parent": PARENT, "person_id": "w-0001", "person": {}}
    with refused() as refusal:
        own_city.persons.CreatePerson(wrong(lambda **other: module().CreatePersonRequest(**fields | other)))
    assert refusal.code == INVALID and any(each.startswith(field) for each in refusal.fields), refusal
    assert field in refusal.localized["zh-CN"] and field in refusal.localized["en"], refusal
    assert re.search(r"[\u4e00-\u9fff]", refusal.localized["zh-CN"])
    assert "w-0001" not in {person.rsplit("/", 1)[1] for person in listed(own_city, read_mask=NOT_CONTACT)}


def test_all_wrong_fields_are_told_at_once_also_by_the_command(own_city):
    words = ["indicators", "persons", "create", "No Good", "--name", "某人", "--telephone", "四四一二", "--post",
             f"{ZONE},科员,clerk,2013-06-01,2013-05-01"]
    for lang, said in (("zh", "早于起始日"), ("en", "lies before valid_from")):
        done = tupo(*words, "--lang", lang, city=own_city)
        assert done.returncode == 1 and said in done.stderr, told(done)
        for field in ("person_id", "person.contact.telephone", "person.posts[0].valid_to"):
            assert field in done.stderr, told(done)
        assert "四四一二" not in done.stderr, told(done)
    with refused() as refusal:
        own_city.persons.GetPerson(module().GetPersonRequest(
            name="x", read_mask=field_mask_pb2.FieldMask(paths=["telephone"]), purpose="长" * 201))
    assert refusal.code == INVALID and refusal.fields.keys() == {"name", "read_mask", "purpose"}
    with refused() as refusal:
        own_city.persons.ErasePerson(module().ErasePersonRequest(name=f"{PARENT}/persons/p-0001"))
    assert refusal.code == INVALID and refusal.fields.keys() == {"reason"}


def test_reads_that_gave_contacts_out_are_in_the_log_and_others_are_not(own_city):
    name = create(own_city, "a-0001", "孟庆云", "0537-4412201").name
    gets, lists = entries(own_city, f"{SERVICE}/GetPerson"), entries(own_city, f"{SERVICE}/ListPersons")
    get(own_city, name, read_mask=NOT_CONTACT)
    listed(own_city, read_mask=NOT_CONTACT)
    rows("indicators", "persons", "show", "a-0001", "--without-contacts", city=own_city)
    rows("indicators", "persons", "list", "--without-contacts", city=own_city)
    assert entries(own_city, f"{SERVICE}/GetPerson") == gets
    assert entries(own_city, f"{SERVICE}/ListPersons") == lists

    get(own_city, name, purpose="核对联系方式")
    rows("indicators", "persons", "list", "--purpose", "编制通讯录", city=own_city)
    entry, *before = entries(own_city, f"{SERVICE}/GetPerson")
    assert before == gets and entry["resource"] == name
    told_of = shown(own_city, entry)
    assert (told_of["personal_data_of"], told_of["purpose"], told_of["leaf_fits"]) == ([name], "核对联系方式", True)
    entry, *before = entries(own_city, f"{SERVICE}/ListPersons")
    told_of = shown(own_city, entry)
    assert before == lists and name in told_of["personal_data_of"] and told_of["purpose"] == "编制通讯录"

    erase(own_city, name)
    gets = entries(own_city, f"{SERVICE}/GetPerson")
    assert not get(own_city, name).HasField("contact")
    assert entries(own_city, f"{SERVICE}/GetPerson") == gets, "nothing was given out, but an entry says so"


def test_a_repetition_gives_the_contact_only_while_it_is_kept(own_city):
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    created = create(own_city, "r-0001", "曾宪明", "0537-4412301", request_id=first)
    assert create(own_city, "r-0001", "曾宪明", "0537-4412301", request_id=first) == created
    with refused() as refusal:
        create(own_city, "r-0001", "曾宪明", "0537-4412302", request_id=first)
    assert (refusal.code, refusal.reason) == (INVALID, "REQUEST_ID_REUSED")
    changed = update(own_city, created.name, request_id=second, contact=contact("曾宪明", "0537-4412303"))
    assert update(own_city, created.name, request_id=second, contact=contact("曾宪明", "0537-4412303")) == changed
    assert not create(own_city, "r-0001", "曾宪明", "0537-4412301", request_id=first).HasField("contact")
    last = str(uuid.uuid4())
    erased = erase(own_city, created.name, request_id=last)
    for repeated in (
            create(own_city, "r-0001", "曾宪明", "0537-4412301", request_id=first),
            update(own_city, created.name, request_id=second, contact=contact("曾宪明", "0537-4412303"))):
        assert not repeated.HasField("contact")
    assert erase(own_city, created.name, request_id=last) == erased == get(own_city, created.name)


@pytest.mark.parametrize("is_killed", [False, True], ids=["stopped", "killed and started again"])
def test_what_was_erased_or_replaced_is_in_no_file_and_every_proof_still_holds(city_of_its_own, tmp_path, is_killed):
    city = city_of_its_own
    folder, place = tmp_path / "old", city.place
    gone, kept = create(city, "e-0001", "冉不留", "0537-4412401"), create(city, "e-0002", "闵仍在", "0537-4412402")
    assert SERVER or files_with(folder, "0537-4412401"), "the search finds nothing that is there"
    for person in (gone, kept):
        assert get(city, person.name).HasField("contact")
    update(city, gone.name, contact=contact("冉不留", "0537-4412403"))
    update(city, kept.name, contact=contact("闵仍在", "0537-4412404"))
    assert len(listed(city)) == 2
    erase(city, gone.name)
    if is_killed:
        city.kill()
        City(place, folder / "logs").stop()
    else:
        rows("audit", "verify", "--heads", place.heads, city=city)
        city.stop()

    texts = ("0537-4412401", "0537-4412402", "0537-4412403", "冉不留")
    assert {text: files_with(folder, text) for text in texts} == {text: [] for text in texts}
    if not SERVER:
        assert files_with(folder, "0537-4412404") == ["data/indicators.sqlite"]
    verdicts = rows("audit", "verify", *place.flags, "--heads", place.heads)
    assert {row["verdict"] for row in verdicts} == {"intact"}
    assert {row["verdict"] for row in rows("admin", "check", "--rebuild", *place.flags)} == {"sound"}
    for line in map(json.loads, tupo_done("audit", "export", "indicators", *place.flags).splitlines()[1:]):
        for piece in [line[key] for key in ("stored", "last_effects") if line.get(key)]:
            found = base64.b64decode(piece)
            assert not any(text.encode() in found for text in (*texts, "0537-4412404", "闵仍在")), line


def test_a_backup_holds_who_was_not_erased_and_the_log_tells_of_it(city_of_its_own, tmp_path):
    city = city_of_its_own
    gone, kept = create(city, "b-0001", "冉不留", "0537-4412501"), create(city, "b-0002", "闵仍在", "0537-4412502")
    erased = erase(city, gone.name)
    backup = tmp_path / "backup"
    made = tupo("admin", "backup", backup, *city.place.flags, "--purpose", "季度备份", "--lang", "en", city=city)
    assert made.returncode == 0 and "contacts of 1 persons" in made.stderr, told(made)
    copied, = entries(city, RECORD_COPY)
    assert copied["sequence"] > int(erased.recorded_in.sequence)
    city.stop()
    assert files_with(backup, "0537-4412502") and not files_with(backup, "0537-4412501")
    too_long = tupo("admin", "backup", tmp_path / "idle", *city.place.flags, "--lang", "en", "--purpose", "长" * 201)
    assert too_long.returncode == 2 and "--purpose" in too_long.stderr, told(too_long)
    assert not (tmp_path / "idle").exists()
    idle = tupo("admin", "backup", tmp_path / "idle", *city.place.flags, "--lang", "en")
    assert idle.returncode == 0 and "contacts of 1 persons, and its log says so" in idle.stderr, told(idle)
    assert len(kept_entries(city.place, RECORD_COPY)) == 2
    assert {row["verdict"] for row in rows("audit", "verify", *city.place.flags, "--heads", city.place.heads)} == {
        "intact"}

    (tmp_path / "new").mkdir()
    place = Place.new(tmp_path / "new")
    tupo_done("admin", "restore", backup, *place.flags, "--heads", city.place.heads)
    again = City(place, tmp_path / "new" / "logs")
    try:
        found = listed(again)
        assert [row["sequence"] for row in entries(again, RECORD_COPY)] == [copied["sequence"]]
        assert found[kept.name].contact == kept.contact and not found[kept.name].erased
        assert found[gone.name].erased and not found[gone.name].HasField("contact")
        with refused() as refusal:
            update(again, gone.name, contact=contact("某人"))
        assert refusal.reason == "ERASED"
        erase(again, kept.name)
        assert {row["verdict"] for row in rows("audit", "verify", city=again)} == {"intact"}
        assert {row["verdict"] for row in rows("admin", "check", "--rebuild", city=again)} == {"sound"}
        again.stop()
    finally:
        again.kill()
    assert not files_with(tmp_path / "new", "0537-4412502")


def test_a_service_that_runs_where_nobody_knows_is_not_copied_without_its_word(city_of_its_own, tmp_path):
    city = city_of_its_own
    create(city, "u-0001", "闵仍在", "0537-4412601")
    done = tupo("admin", "backup", tmp_path / "backup", *city.place.flags, "--lang", "en")
    if SERVER:  # Whoever can read the database can write its log.
        assert done.returncode == 0, told(done)
    else:
        assert "indicators runs, but cannot be reached to enter the copy" in done.stderr, told(done)
        assert "--indicators" in done.stderr and not (tmp_path / "backup").exists(), told(done)
    assert len(entries(city, RECORD_COPY)) == (1 if SERVER else 0)
    create(city, "u-0002", "某人", "0537-4412602")
    assert {row["verdict"] for row in rows("audit", "verify", city=city)} == {"intact"}
    city.stop()


def test_a_move_is_in_the_log_of_both_places(city_of_its_own, tmp_path):
    city = city_of_its_own
    create(city, "m-0001", "闵仍在", "0537-4412701")
    city.stop()
    moved = Place(("--data", str(tmp_path / "moved")), tmp_path / "moved")
    tupo_done("admin", "move", moved.flags[1], *city.place.flags, "--purpose", "换机")
    there, here = kept_entries(moved, RECORD_COPY), kept_entries(city.place, RECORD_COPY)
    assert len(there) == 1 and there[0]["sequence"] == here[0]["sequence"]
    assert {row["verdict"] for row in rows("admin", "check", "--rebuild", *moved.flags)} == {"sound"}
