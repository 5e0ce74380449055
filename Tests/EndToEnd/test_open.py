"""A service that is open to everybody on this machine says so in every answer; one that is not never does."""

import urllib.error
import urllib.request

import grpc
import pytest

from harness import admin
from harness.paths import PATIENCE_SECONDS
from harness.place import Place
from harness.process import Service

MARK = ("tupo-access", "open-loopback")


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("open")
    service = Service(
        "tupo-indicators", Place.new(folder), "--admin-listen", "127.0.0.1:0", log=folder / "indicators.log")
    yield service
    service.stop_cleanly()


@pytest.fixture
def channel(service):
    with grpc.insecure_channel(service.address) as channel:
        yield channel


def headers(call) -> list[tuple[str, str]]:
    """What an answer says beside its message. One that is nothing but a status has all of it in its only block."""
    return [pair for block in (call.initial_metadata(), call.trailing_metadata()) for pair in block or ()
            if pair[0] == MARK[0]]


def catalogue(channel: grpc.Channel):
    from tupo.indicators.v1 import catalogue_pb2_grpc

    return catalogue_pb2_grpc.CatalogueServiceStub(channel)


def list_programmes(channel: grpc.Channel, **options):
    """The call, when it has ended well."""
    from tupo.indicators.v1 import catalogue_pb2

    return catalogue(channel).ListProgrammes.with_call(
        catalogue_pb2.ListProgrammesRequest(), timeout=PATIENCE_SECONDS, **options)[1]


def list_zones(channel: grpc.Channel):
    from tupo.indicators.v1 import catalogue_pb2

    catalogue(channel).ListZones(catalogue_pb2.ListZonesRequest(parent="nothing"), timeout=PATIENCE_SECONDS)


def unknown(path: str):
    """A call of what is not there."""
    return lambda channel: channel.unary_unary(path)(b"", timeout=PATIENCE_SECONDS)


def test_an_answer_says_so(channel):
    assert headers(list_programmes(channel)) == [MARK]


def test_a_compressed_answer_says_so(channel):
    assert headers(list_programmes(channel, compression=grpc.Compression.Gzip)) == [MARK]


def test_a_stream_says_so_before_its_first_message(channel):
    from tupo.common.v1 import watch_pb2, watch_pb2_grpc

    stream = watch_pb2_grpc.WatchServiceStub(channel).Watch(
        watch_pb2.WatchRequest(checkpoint_seconds=1), timeout=PATIENCE_SECONDS)
    next(stream)
    assert MARK in stream.initial_metadata()
    stream.cancel()


@pytest.mark.parametrize("call, code", [
    (list_zones, grpc.StatusCode.INVALID_ARGUMENT),
    (unknown("/no.such.Service/Call"), grpc.StatusCode.UNIMPLEMENTED),
    (unknown("/tupo.indicators.v1.CatalogueService/Nothing"), grpc.StatusCode.UNIMPLEMENTED),
    (lambda channel: list_programmes(channel, metadata=[(f"x-{number}", "x") for number in range(200)]),
     grpc.StatusCode.RESOURCE_EXHAUSTED),
])
def test_a_refusal_says_so_wherever_it_comes_from(channel, call, code):
    with pytest.raises(grpc.RpcError) as refused:
        call(channel)
    assert refused.value.code() is code
    assert headers(refused.value) == [MARK]


@pytest.mark.parametrize("path, status", [("/healthz", 200), ("/readyz", 200), ("/metrics", 200), ("/nothing", 404)])
def test_a_page_says_so(service, path, status):
    try:
        with urllib.request.urlopen(f"http://{admin.address(service)}{path}", timeout=PATIENCE_SECONDS) as answer:
            told = answer.status, answer.headers[MARK[0]]
    except urllib.error.HTTPError as error:
        with error:
            told = error.code, error.headers[MARK[0]]
    assert told == (status, MARK[1])


def test_the_answer_to_http_1_says_so(service):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://{service.address}/", timeout=PATIENCE_SECONDS)
    with refused.value as error:
        assert (error.code, error.headers[MARK[0]]) == (400, MARK[1])
        assert b"gRPC over HTTP/2" in error.read()


def test_who_asks_for_tokens_says_nothing_of_the_kind(guarded, auditor):
    assert headers(list_programmes(auditor.channels["indicators"])) == []
    with pytest.raises(grpc.RpcError) as refused:
        list_programmes(guarded.channels["indicators"])
    assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED and headers(refused.value) == []
