"""Who may do what, from outside: the first administrator, grants by the `tupo` command, zones, on behalf of others."""

import json
import os
from collections.abc import Iterator

import grpc
import pytest

from harness import bulletins
from harness.calls import DENIED, get_figure, get_project, list_figures, list_programmes, watch
from harness.city import OPTIONS
from harness.command import told, tupo
from harness.guarded import GRANTS, PARENT, PROGRAMME, ZONE_A, ZONE_B, GuardedCity, guarded_city
from harness.refusals import refusal_of_stream, refused

LIST_PROGRAMMES = "/tupo.indicators.v1.CatalogueService/ListProgrammes"


def access():
    from tupo.indicators.v1 import access_pb2

    return access_pb2


@pytest.fixture
def lone(loaded, tmp_path_factory) -> Iterator[GuardedCity]:
    """A city whose logs hold nothing but what the test does."""
    with guarded_city(loaded(PROGRAMME), tmp_path_factory.mktemp("lone")) as city:
        yield city


# The first administrator, and grants


def test_the_first_administrator_is_made_once(guarded):
    options = [*OPTIONS, ("grpc.ssl_target_name_override", "localhost"), ("grpc.default_authority", "localhost")]
    credentials = grpc.ssl_channel_credentials(guarded.authority.read_bytes())
    with grpc.secure_channel(f"unix:{guarded.socket}", credentials, options) as channel:
        from tupo.indicators.v1 import access_pb2_grpc

        stub = access_pb2_grpc.AccessServiceStub(channel)
        with refused() as refusal:
            stub.CreateFirstAdministrator(access().CreateFirstAdministratorRequest(principal="people/second"))
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "ADMINISTRATOR_EXISTS")
        with refused() as refusal:  # Who runs the service may do this, and nothing else.
            stub.ListGrants(access().ListGrantsRequest())
        assert (refusal.code, refusal.reason) == (DENIED, "ROLE_MISSING")
    done = tupo("access", "found", "second", "--socket", guarded.socket, "--ca", guarded.authority, "--lang", "en")
    assert done.returncode == 1 and "There is an administrator" in done.stderr, told(done)


def test_the_log_tells_once_who_made_the_first_administrator(auditor):
    from tupo.common.v1 import audit_pb2, audit_pb2_grpc

    entries = audit_pb2_grpc.AuditServiceStub(auditor.channels["indicators"]).ListEntries(
        audit_pb2.ListEntriesRequest(method="tupo.indicators.v1.AccessService/CreateFirstAdministrator")).entries
    assert [entry.principal for entry in entries] == [f"local/uid-{os.getuid()}"]


def test_only_over_the_unix_socket(guarded):
    chief = guarded.caller(guarded.issuer.token("people/chief"))
    with refused() as refusal:
        chief.access.CreateFirstAdministrator(access().CreateFirstAdministratorRequest(principal="people/x"))
    assert (refusal.code, refusal.reason) == (DENIED, "ROLE_MISSING")


def test_grants_are_listed_in_words_and_for_programs(guarded):
    listed = guarded.tupo("people/chief", "access", "list", "--output", "json")
    rows = {row["principal"]: row for row in json.loads(listed.stdout)["rows"]}
    assert {"people/chief", *GRANTS} <= set(rows) and listed.stderr == "", told(listed)
    assert (rows["people/reporter"]["role"], rows["people/reporter"]["scope"]) == ("zone-reporter", ZONE_A)
    assert rows["people/county"]["begins_at"] is not None and rows["people/county"]["ends_at"] is None
    one = guarded.tupo("people/chief", "access", "list", "--filter", "role=ROLE_LEADER", "--lang", "zh")
    assert "领导" in one.stdout and "people/leader" in one.stdout and "people/office" not in one.stdout
    guarded.log_in("people/reporter", guarded.issuer.token("people/reporter"))
    done = guarded.tupo("people/reporter", "access", "list", "--lang", "en")
    assert done.returncode == 1 and "has no role that may call this method" in done.stderr, told(done)


@pytest.mark.parametrize("words, told_in_english", [
    (["grant", "people/leader", "--role", "leader"], "already"),
    (["grant", "people/x", "--role", "leader", "--scope", "zones/z"], "no scope that such a role holds of"),
    (["grant", "people/x", "--role", "leader", "--acts-for-others"], "for systems and services only"),
    (["grant", "people/x", "--role", "leader", "--from", "2013-02-01", "--until", "2013-01-01"], "must be later"),
    (["revoke", "people/chief", "--role", "administrator"], "last administrator"),
    (["revoke", "people/x", "--role", "leader"], "grants/"),
    (["list", "--filter", "colour=red"], "colour"),
])
def test_what_cannot_be_granted_or_taken_away_is_told(guarded, words, told_in_english):
    done = guarded.tupo("people/chief", "access", *words, "--lang", "en")
    assert done.returncode == 1 and told_in_english in done.stderr, told(done)


# Scope


def test_a_zones_reporter_sees_its_zone_and_no_other(reporter):
    assert list_figures(reporter, ZONE_A).figures
    for parent in (ZONE_B, f"{PARENT}/zones/no-such-zone", PARENT):
        with refused() as refusal:
            list_figures(reporter, parent)
        assert (refusal.code, refusal.reason) == (DENIED, "OUT_OF_SCOPE")
        assert refusal.values["principal"] == "people/reporter" and set(refusal.localized) == {"zh-CN", "en"}


def test_a_zones_reporter_is_told_the_changes_of_its_zone_and_of_no_other(reporter):
    types = ["tupo.indicators.v1.Figure"]
    told_of = [each.change.change.resource for each in watch(reporter, scopes=[ZONE_A], types=types, end_at_head=True)
               if each.HasField("change")]
    assert told_of and all(resource.startswith(f"{ZONE_A}/") for resource in told_of)
    for scopes in ([], [ZONE_A, ZONE_B], [PARENT]):
        refusal = refusal_of_stream(watch(reporter, scopes=scopes, types=types))
        assert (refusal.code, refusal.reason) == (DENIED, "OUT_OF_SCOPE")


def test_permission_comes_before_existence(guarded, reporter):
    with refused() as own:
        get_figure(reporter, ZONE_A, "1999-01")
    assert own.code == grpc.StatusCode.NOT_FOUND
    foreign = []
    for month in ("2013-05", "1999-01"):
        with refused() as refusal:
            get_figure(reporter, ZONE_B, month)
        foreign.append((refusal.code, refusal.reason))
    assert foreign == [(DENIED, "OUT_OF_SCOPE")] * 2


def test_a_thing_of_another_zone_is_denied_like_one_that_is_not_there(guarded, reporter):
    office = guarded.caller(guarded.issuer.token("people/office"))
    zones = {name: get_project(office, name).zone for name in ("demonstration-01", "demonstration-02")}
    [own] = [name for name, zone in zones.items() if zone == ZONE_A]
    [other] = [name for name, zone in zones.items() if zone != ZONE_A]
    assert get_project(reporter, own).zone == ZONE_A
    refusals = []
    for name in (other, "no-such-project"):
        with refused() as refusal:
            get_project(reporter, name)
        assert (refusal.code, refusal.reason) == (DENIED, "OUT_OF_SCOPE")
        refusals.append(f"{refusal}".replace(name, "…").replace(f"trailer_bytes={refusal.trailer_bytes}", ""))
    assert refusals[0] == refusals[1]  # Nothing tells which of them is there.


def test_a_county_sees_the_zones_that_are_its_own_today(guarded):
    county = guarded.caller(guarded.issuer.token("people/county"))
    assert list_figures(county, ZONE_A).figures
    with refused() as refusal:
        list_figures(county, ZONE_B)
    assert (refusal.code, refusal.reason) == (DENIED, "OUT_OF_SCOPE")


# On behalf of others


def test_whom_one_calls_for_is_believed_of_the_reporting_service_only(guarded):
    forged = [("tupo-on-behalf-of", "people/office")]
    callers = [guarded.caller(guarded.issuer.token("people/reporter"))]
    callers += [guarded.caller(certificate=guarded.certificate(name)) for name in ("system-finance", "planning")]
    callers += [guarded.caller(guarded.issuer.token("people/reporter"), guarded.certificate("reporting"))]
    for caller in callers:
        with refused() as refusal:
            list_programmes(caller, metadata=forged)
        assert (refusal.code, refusal.reason) == (DENIED, "ON_BEHALF_OF_REFUSED")
    for name in ("people/reporter", "systems/finance", "services/planning"):  # The log tells who tried.
        guarded.wait_for_call("indicators", principal=name, code="PERMISSION_DENIED", method=LIST_PROGRAMMES)
    reporting = guarded.caller(certificate=guarded.certificate("reporting"))
    assert list_programmes(reporting, metadata=forged).programmes
    with refused() as refusal:  # Within the rights of both.
        list_programmes(reporting, metadata=[("tupo-on-behalf-of", "people/nobody")])
    assert (refusal.code, refusal.reason) == (DENIED, "ROLE_MISSING")


def test_a_bulletin_is_the_persons_and_its_reads_are_made_for_the_person(lone):
    from tupo.common.v1 import audit_pb2, audit_pb2_grpc

    office, auditor = (lone.caller(lone.issuer.token(f"people/{name}")) for name in ("office", "auditor"))
    bulletin = bulletins.publish(office, PROGRAMME, "2013-06")
    entries = audit_pb2_grpc.AuditServiceStub(auditor.channels["reporting"]).ListEntries(
        audit_pb2.ListEntriesRequest(method="tupo.reporting.v1.BulletinService/PublishBulletin")).entries
    assert [(entry.principal, entry.HasField("on_behalf_of")) for entry in entries] == [("people/office", False)]
    assert bulletin.name.startswith(PARENT)
    for service in ("indicators", "investment", "planning"):
        lone.wait_for_call(service, principal="services/reporting", on_behalf_of="people/office", code="OK")
        alone = {line["method"] for line in lone.calls(service)
                 if line.get("principal") == "services/reporting" and "on_behalf_of" not in line}
        assert alone <= {"/tupo.indicators.v1.AccessService/GetAccessBook"}, service
