"""Who calls, from outside: tokens good and forged, certificates, what ends when one of them does, and what logs hold."""

import itertools
import json
import subprocess
import time

import grpc
import pytest

from harness.calls import DENIED, UNKNOWN, list_entries, list_figures, list_programmes, purge_revoked_tokens, watch
from harness.certificates import Certificates
from harness.command import told
from harness.guarded import ZONE_B
from harness.refusals import refusal_of_stream, refusal_within, refused
from harness.tokens import claims_of


# Who calls


def test_health_needs_no_token_and_reflection_does(guarded, auditor):
    from grpc_health.v1 import health_pb2, health_pb2_grpc
    from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

    for name, channel in guarded.channels.items():
        answer = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())
        assert answer.status == health_pb2.HealthCheckResponse.SERVING
        with refused() as refusal:
            ProtoReflectionDescriptorDatabase(channel).get_services()
        assert (refusal.code, refusal.reason) == (UNKNOWN, "CREDENTIALS_MISSING")
        assert ProtoReflectionDescriptorDatabase(auditor.channels[name]).get_services()


FORGERIES = {
    "algorithm none": (dict(alg="none"), "TOKEN_WRONG_ALGORITHM"),
    "the public key as a secret": (dict(alg="HS256"), "TOKEN_WRONG_ALGORITHM"),
    "expired": (dict(exp=int(time.time()) - 61), "TOKEN_EXPIRED"),
    "not yet valid": (dict(nbf=int(time.time()) + 3600), "TOKEN_NOT_YET_VALID"),
    "an unknown issuer": (dict(iss="https://elsewhere.example"), "TOKEN_UNKNOWN_ISSUER"),
    "another audience": (dict(aud="elsewhere"), "TOKEN_WRONG_AUDIENCE"),
    "a service's name": (dict(sub="services/reporting"), "TOKEN_WRONG_SUBJECT"),
}


@pytest.mark.parametrize("fault", FORGERIES)
def test_forged_tokens_are_refused(guarded, fault):
    claims, reason = FORGERIES[fault]
    token = guarded.issuer.forged(**{"subject": "people/auditor", **claims})
    with refused() as refusal:
        list_programmes(guarded.caller(token))
    assert (refusal.code, refusal.reason) == (UNKNOWN, reason)


def test_a_token_signed_by_another_key_is_refused(guarded, tmp_path):
    others = Certificates(tmp_path)
    with refused() as refusal:
        list_programmes(guarded.caller(guarded.issuer.forged("people/auditor", key=others.key("ca"))))
    assert (refusal.code, refusal.reason) == (UNKNOWN, "TOKEN_SIGNATURE")


def test_no_token_garbage_and_no_role(guarded):
    for call, reason in (
        (lambda: list_programmes(guarded), "CREDENTIALS_MISSING"),
        (lambda: list_programmes(guarded, metadata=[("authorization", "Basic eDp5")]), "TOKEN_MALFORMED"),
        (lambda: list_programmes(guarded.caller("x.y.z")), "TOKEN_MALFORMED"),
    ):
        with refused() as refusal:
            call()
        assert (refusal.code, refusal.reason) == (UNKNOWN, reason)
    with refused() as refusal:
        list_programmes(guarded.caller(guarded.issuer.token("people/nobody")))
    assert (refusal.code, refusal.reason) == (DENIED, "ROLE_MISSING")


def test_a_bound_token_needs_its_certificate(guarded):
    own, other = guarded.certificate("system-finance"), guarded.certificate("planning")
    token = guarded.issuer.token("people/auditor", "--bind", own[0])
    assert list_programmes(guarded.caller(token, own)).programmes
    for certificate in (other, None):
        with refused() as refusal:
            list_programmes(guarded.caller(token, certificate))
        assert (refusal.code, refusal.reason) == (UNKNOWN, "TOKEN_WRONG_CERTIFICATE")


def test_a_bound_token_taken_from_a_good_call_is_of_no_use_to_others(guarded):
    """A replay: what was sent once, byte for byte, on new connections and to other services."""
    own = guarded.certificate("system-finance")
    token = guarded.issuer.token("people/auditor", "--bind", own[0])
    owner = guarded.caller(token, own)
    for service in guarded.services:
        list_entries(owner, service)
    for certificate in (guarded.certificate("planning"), guarded.certificate("reporting"), None):
        thief = guarded.caller(token, certificate)
        for service in guarded.services:
            with refused() as refusal:
                list_entries(thief, service)
            assert (refusal.code, refusal.reason) == (UNKNOWN, "TOKEN_WRONG_CERTIFICATE"), service
    for service in guarded.services:  # Its owner is not kept from it.
        list_entries(owner, service)


def test_a_token_by_which_a_service_calls_for_a_person_is_for_one_service(guarded):
    reporting, planning = guarded.certificate("reporting"), guarded.certificate("planning")
    acting = dict(act={"sub": "services/reporting"}, aud="services/indicators")
    token = guarded.issuer.forged("people/auditor", **acting)
    caller = guarded.caller(token, reporting)
    assert list_programmes(caller).programmes
    guarded.wait_for_call("indicators", principal="services/reporting", on_behalf_of="people/auditor", code="OK",
                          method="/tupo.indicators.v1.CatalogueService/ListProgrammes")
    for service in ("investment", "planning", "reporting"):
        with refused() as refusal:
            list_entries(caller, service)
        assert (refusal.code, refusal.reason) == (UNKNOWN, "TOKEN_WRONG_AUDIENCE"), service
    for certificate in (planning, None):
        with refused() as refusal:
            list_programmes(guarded.caller(token, certificate))
        assert (refusal.code, refusal.reason) == (DENIED, "ON_BEHALF_OF_REFUSED")
    whole = guarded.issuer.forged("people/auditor", **{**acting, "aud": "tupo"})  # For one service, or for none.
    with refused() as refusal:
        list_programmes(guarded.caller(whole, reporting))
    assert (refusal.code, refusal.reason) == (UNKNOWN, "TOKEN_WRONG_AUDIENCE")


def test_certificates_of_another_authority_and_expired_ones_get_no_connection(guarded, tmp_path):
    assert list_programmes(guarded.caller(certificate=guarded.certificate("system-finance"))).programmes
    others = Certificates(tmp_path)
    others.issue("finance", "URI:urn:tupo:system:finance")
    key, request, expired = (tmp_path / f"expired.{kind}" for kind in ("key", "csr", "pem"))
    authority, authority_key = guarded.certificate("ca")
    for words in (
        ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=finance", "-keyout", key,
         "-out", request, "-addext", "subjectAltName=URI:urn:tupo:system:finance"],
        ["x509", "-req", "-in", request, "-CA", authority, "-CAkey", authority_key, "-copy_extensions", "copy", "-days",
         "-1", "-out", expired],
    ):
        subprocess.run(["openssl", *words], check=True, capture_output=True)
    for certificate in ((others.pem("finance"), others.key("finance")), (expired, key)):
        with refused() as refusal:
            list_programmes(guarded.caller(certificate=certificate))
        assert refusal.code == grpc.StatusCode.UNAVAILABLE


# What ends


def test_a_revoked_token_is_refused_by_every_service(guarded):
    token = guarded.issuer.token("people/auditor")
    caller = guarded.caller(token)
    for service in guarded.services:
        list_entries(caller, service)
    done = guarded.tupo("people/chief", "access", "revoke-token", claims_of(token)["jti"])
    assert done.returncode == 0, told(done)
    for service in guarded.services:
        refusal = refusal_within(5, lambda: list_entries(caller, service))
        assert (refusal.code, refusal.reason) == (UNKNOWN, "TOKEN_REVOKED"), service


def test_a_stream_ends_when_its_token_is_revoked(guarded):
    token, other = (guarded.issuer.token("people/auditor") for _ in range(2))
    streams = [watch(guarded.caller(token), service) for service in guarded.services]
    kept = watch(guarded.caller(other))
    for stream in (*streams, kept):
        next(stream)
    done = guarded.tupo("people/chief", "access", "revoke-token", claims_of(token)["jti"])
    assert done.returncode == 0, told(done)
    for stream in streams:
        refusal = refusal_of_stream(stream)
        assert (refusal.code, refusal.reason) == (UNKNOWN, "TOKEN_REVOKED")
    next(kept)
    kept.cancel()


def test_a_revoked_token_that_has_ended_is_forgotten(guarded):
    done = guarded.tupo("people/chief", "access", "revoke-token", "of-long-ago", "--until", "2020-01-31")
    assert done.returncode == 0, told(done)
    office, chief = (guarded.caller(guarded.issuer.token(f"people/{name}")) for name in ("office", "chief"))
    with refused() as refusal:
        purge_revoked_tokens(office)
    assert refusal.code == DENIED
    assert purge_revoked_tokens(chief).purge_count == 1
    assert purge_revoked_tokens(chief).purge_count == 0


def test_a_scheduled_run_acts_as_the_service_that_makes_it(guarded):
    line = guarded.lines("indicators", "scheduled run")[0]
    assert line["principal"] == "services/indicators"
    assert line["method"] == "/tupo.indicators.v1.AccessService/PurgeRevokedTokens"


def test_whoami_tells_the_id_by_which_a_token_is_revoked(guarded):
    token = guarded.issuer.token("people/office")
    guarded.log_in("people/office", token)
    shown = json.loads(guarded.tupo("people/office", "whoami", "--output", "json").stdout)["rows"]
    assert {row["token_id"] for row in shown} == {claims_of(token)["jti"]}


def test_a_revoked_certificate_is_refused_also_on_a_connection_that_stands(guarded):
    caller = guarded.caller(certificate=guarded.certificate("system-gone"))
    assert list_programmes(caller).programmes
    guarded.certificates("--revoke", "systems/gone")
    refusal = refusal_within(5, lambda: list_programmes(caller))
    assert (refusal.code, refusal.reason) == (UNKNOWN, "CERTIFICATE_REVOKED")


def test_a_stream_ends_when_the_grant_is_taken_away(guarded):
    guarded.grant("people/passing", "leader")
    guarded.wait_for_roles("people/passing")
    caller = guarded.caller(guarded.issuer.token("people/passing"))
    streams = [watch(caller, service) for service in ("indicators", "planning")]
    for stream in streams:
        next(stream)
    done = guarded.tupo("people/chief", "access", "revoke", "people/passing", "--role", "leader")
    assert done.returncode == 0, told(done)
    for stream in streams:
        refusal = refusal_of_stream(stream)
        assert (refusal.code, refusal.reason) == (DENIED, "ROLE_MISSING")


def test_a_stream_ends_with_its_token(guarded):
    nearly = guarded.issuer.forged("people/auditor", exp=int(time.time()) - 60 + 5)  # Clocks may differ by a minute.
    stream = watch(guarded.caller(nearly))
    next(stream)
    refusal = refusal_of_stream(stream)
    assert (refusal.code, refusal.reason) == (UNKNOWN, "TOKEN_EXPIRED")


# Logs


def test_denied_calls_are_in_the_log(guarded, reporter):
    for caller, code, principal in ((reporter, DENIED, "people/reporter"), (guarded, UNKNOWN, None)):
        with refused() as refusal:
            list_figures(caller, ZONE_B)
        assert refusal.code == code
        line = guarded.wait_for_call(
            "indicators", method="/tupo.indicators.v1.FigureService/ListFigures", code=code.name, principal=principal)
        assert line["level"] == "notice"


def test_no_log_holds_a_token_or_a_key(guarded):
    files = list((guarded.folder / "logs").rglob("*.log"))
    assert len(files) == 4
    logs = "".join(file.read_text(encoding="utf-8", errors="replace") for file in files)
    tokens = [part for token in guarded.issuer.made for part in token.split(".")[1:] if len(part) > 8]
    keys = itertools.chain.from_iterable(
        file.read_text().splitlines()[1:-1] for file in guarded.identity.glob("*.key"))
    heads = [file.read_text().splitlines()[-1].rstrip("=") for file in guarded.folder.rglob("*.head-key")]
    assert len(heads) == 4
    secrets = [*tokens, *keys, *heads]
    assert len(secrets) > 40
    assert not [secret for secret in secrets if secret in logs]
