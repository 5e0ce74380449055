"""A collector of traces: stock gRPC and OpenTelemetry's own messages."""

import threading
import time
from concurrent import futures
from dataclasses import dataclass

import grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc

from .paths import PATIENCE_SECONDS


@dataclass(frozen=True)
class Span:
    """A span, its ids as text."""

    service: str
    trace: str
    id: str
    parent: str
    name: str
    kind: int
    start: int
    end: int
    failed: bool
    attributes: dict


class Collector(trace_service_pb2_grpc.TraceServiceServicer):
    """Keeps all spans that it is sent."""

    def __init__(self):
        self._spans: list[Span] = []
        self._lock = threading.Lock()
        self._server = grpc.server(futures.ThreadPoolExecutor(4))
        trace_service_pb2_grpc.add_TraceServiceServicer_to_server(self, self._server)
        self.address = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"
        self._server.start()

    def Export(self, request, context):
        with self._lock:
            for group in request.resource_spans:
                [service] = [pair.value.string_value for pair in group.resource.attributes if pair.key == "service.name"]
                for scope in group.scope_spans:
                    self._spans += [read(service, span) for span in scope.spans]
        return trace_service_pb2.ExportTraceServiceResponse()

    def spans(self, wanted=lambda spans: True) -> list[Span]:
        """All spans, as soon as they are as wanted."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            with self._lock:
                spans = list(self._spans)
            if wanted(spans):
                return spans
            assert time.monotonic() < end, f"the spans that were waited for have not come; these have: {[span.name for span in spans]}"
            time.sleep(0.1)

    def stop(self) -> None:
        self._server.stop(None).wait()


def read(service: str, span) -> Span:
    """One span as it came."""
    attributes = {pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in span.attributes}
    return Span(
        service, span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex(), span.name, span.kind,
        span.start_time_unix_nano, span.end_time_unix_nano, span.status.code == 2, attributes)
