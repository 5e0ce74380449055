"""One bulletin's trace through four processes: in a collector, in the logs, in the metrics."""

import json

import grpc
import pytest

from harness import admin, bulletins, contracts
from harness.city import City
from harness.collector import Collector
from harness.command import tupo_done
from harness.prometheus import Prometheus

PROGRAMME, MONTH = "jining-2013", "2013-06"
CLIENT, SERVER = 3, 2


@pytest.fixture(scope="module")
def collector():
    collector = Collector()
    yield collector
    collector.stop()


@pytest.fixture(scope="module")
def traced(loaded, collector, tmp_path_factory):
    base = tmp_path_factory.mktemp("traced")
    city = City(
        loaded(PROGRAMME).copy(base), base / "logs", "--trace-endpoint", collector.address, "--trace-sample", "1",
        "--admin-listen", "127.0.0.1:0", "--log-level", "debug")
    yield city
    city.stop()


@pytest.fixture(scope="module")
def trace(traced, collector):
    """All spans of the trace in which `tupo` has published a bulletin."""
    tupo_done("reporting", "publish", "--programme", PROGRAMME, "--month", MONTH, city=traced)
    published = "tupo.reporting.v1.BulletinService/PublishBulletin"

    def has_ended(spans):
        return any(span.name == published and span.kind == SERVER for span in spans)

    [root] = [span for span in collector.spans(has_ended) if span.name == published and span.kind == SERVER]

    def is_whole(spans):
        ids = {span.id for span in spans if span.trace == root.trace}
        client = [span for span in spans if span.trace == root.trace and span.kind == CLIENT]
        answered = {span.parent for span in spans if span.kind == SERVER}
        return client and all(span.id in answered for span in client) and root.id in ids

    return root, [span for span in collector.spans(is_whole) if span.trace == root.trace]


def test_a_bulletin_is_one_trace_through_four_processes(trace):
    root, spans = trace
    assert {span.service for span in spans} == {
        "tupo-reporting", "tupo-indicators", "tupo-investment", "tupo-planning"}
    assert root.parent == "" and root.service == "tupo-reporting"
    assert len({span.id for span in spans}) == len(spans)


def test_each_span_lies_in_its_parent(trace):
    root, spans = trace
    by_id = {span.id: span for span in spans}
    for span in spans:
        assert span.start <= span.end
        if span is root:
            continue
        parent = by_id[span.parent]
        if span.kind == CLIENT:
            assert parent is root
        elif span.kind == SERVER:
            assert parent.kind == CLIENT and parent.name == span.name and parent.service == "tupo-reporting"
            assert span.service != "tupo-reporting"


def test_spans_say_which_call_they_are(trace):
    for span in trace[1]:
        if span.kind in (CLIENT, SERVER):
            service, method = span.name.split("/")
            assert span.attributes == {
                "rpc.system": "grpc", "rpc.service": service, "rpc.method": method, "rpc.grpc.status_code": 0}
            assert not span.failed


def test_what_is_written_has_a_span(trace):
    root, spans = trace
    assert [span.name for span in spans if span.kind == 1 and span.parent == root.id] == ["store.write"]


def test_log_lines_of_all_processes_carry_the_trace(traced, trace):
    root, spans = trace
    for service in traced.services.values():
        lines = [json.loads(line) for line in service.log.read_text(encoding="utf-8").splitlines()]
        mine = [line for line in lines if line.get("trace_id") == root.trace and line["message"] == "call"]
        assert {line["span_id"] for line in mine} == {
            span.id for span in spans if span.service == service.name and span.kind == SERVER}
        if service.name == "tupo-reporting":
            assert [len(line["request_id"]) > 0 for line in mine] == [True]


def test_metrics_count_the_spans_that_were_sent(traced, trace):
    text = admin.get(admin.address(traced.services["reporting"]), "/metrics")[2]
    values = dict(line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("tupo_trace_"))
    assert int(values["tupo_trace_spans_exported_total"]) > 0
    assert int(values["tupo_trace_spans_dropped_total"]) == 0


def test_prometheus_has_counted_the_bulletin(traced, trace, tmp_path):
    prometheus = Prometheus(admin.address(traced.services["reporting"]), tmp_path)
    try:
        prometheus.wait_for('grpc_server_handled_total{grpc_method="PublishBulletin",grpc_code="OK"} >= bool 1', 1)
        assert prometheus.value("tupo_storage_write_seconds_count") >= 1
    finally:
        prometheus.stop()


@pytest.mark.parametrize("sampled", [True, False])
def test_a_callers_trace_goes_on_as_the_caller_says(traced, collector, sampled):
    trace, parent = ("ab" if sampled else "cd") * 16, "1234567890abcdef"
    metadata = [("traceparent", f"00-{trace}-{parent}-0{int(sampled)}"), ("tracestate", "vendor=1")]
    request = bulletins.module().PublishBulletinRequest(
        parent=f"programmes/{PROGRAMME}", month=MONTH, validate_only=True)
    traced.bulletins.PublishBulletin(request, metadata=metadata)
    if sampled:
        spans = collector.spans(lambda spans: any(span.parent == parent for span in spans))
        assert [span.trace for span in spans if span.parent == parent] == [trace]
    else:
        # A later trace has come: this one would have, too.
        traced.bulletins.PublishBulletin(request, metadata=[("traceparent", f"00-{'ef' * 16}-{parent}-01")])
        spans = collector.spans(lambda spans: any(span.trace == "ef" * 16 for span in spans))
        assert not [span for span in spans if span.trace == trace]
        lines = traced.services["indicators"].log.read_text(encoding="utf-8").splitlines()
        assert any(json.loads(line).get("trace_id") == trace for line in lines)


def test_the_command_begins_a_trace_where_a_collector_is_named(traced, collector):
    tupo_done("status", city=traced, TUPO_TRACE_ENDPOINT=collector.address)
    name = "tupo status"

    def is_whole(spans):
        traces = {span.trace for span in spans if span.name == name}
        servers = {span.service for span in spans if span.trace in traces and span.kind == SERVER}
        return len(servers) == 4

    spans = collector.spans(is_whole)
    [root] = [span for span in spans if span.name == name]
    assert root.service == "tupo" and root.parent == ""
    mine = [span for span in spans if span.trace == root.trace]
    assert {span.parent for span in mine if span.kind == CLIENT} == {root.id}


def test_the_command_does_not_wait_for_a_collector_that_is_not_there(traced):
    tupo_done("status", city=traced, TUPO_TRACE_ENDPOINT="127.0.0.1:1")


def test_a_failed_call_is_a_failed_span(traced, collector):
    channel = traced.channels["planning"]
    trace = "77" * 16
    with pytest.raises(grpc.RpcError):
        channel.unary_unary("/made.up.Service/Call")(b"", metadata=[("traceparent", f"00-{trace}-{'12' * 8}-01")])
    spans = collector.spans(lambda spans: any(span.trace == trace for span in spans))
    [span] = [span for span in spans if span.trace == trace]
    assert span.failed and span.name == "unknown/unknown" and span.attributes["rpc.grpc.status_code"] == 12


def test_our_definitions_are_the_public_ones():
    """Each message and field of ours has the name, number and type that OpenTelemetry's own package gives it."""
    from google.protobuf import descriptor_pool, descriptor_pb2
    from opentelemetry.proto.collector.trace.v1 import trace_service_pb2  # noqa: F401

    public = descriptor_pool.Default()
    ours = descriptor_pb2.FileDescriptorSet.FromString(contracts.descriptor_set(*contracts.files("opentelemetry")))
    compared = 0

    def compare(message, scope: str) -> None:
        nonlocal compared
        theirs = descriptor_pb2.DescriptorProto()
        public.FindMessageTypeByName(f"{scope}.{message.name}").CopyToProto(theirs)
        fields = {field.name: field for field in theirs.field}
        for field in message.field:
            other = fields[field.name]
            field.ClearField("json_name")
            assert field == other, f"{scope}.{message.name}"
            compared += 1
        for nested in message.nested_type:
            compare(nested, f"{scope}.{message.name}")
        for enum in message.enum_type:
            [other] = [other for other in theirs.enum_type if other.name == enum.name]
            assert enum.value == other.value

    for file in ours.file:
        if file.package.startswith("opentelemetry."):
            for message in file.message_type:
                compare(message, file.package)
    assert compared > 50
