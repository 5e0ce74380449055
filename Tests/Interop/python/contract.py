"""The contract's classes, made from Tests/Interop/proto by the stock compiler.

As Python packages they would lie inside grpcio's own `grpc`, so they come from a descriptor pool instead.
"""

import tempfile
from pathlib import Path

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from grpc_tools import protoc

PROTO = Path(__file__).resolve().parents[1] / "proto"
FILES = ["grpc/testing/empty.proto", "grpc/testing/messages.proto", "grpc/testing/test.proto"]
TEST_SERVICE = "grpc.testing.TestService"
UNIMPLEMENTED_SERVICE = "grpc.testing.UnimplementedService"


def _pool() -> descriptor_pool.DescriptorPool:
    with tempfile.NamedTemporaryFile(suffix=".binpb") as file:
        code = protoc.main(["protoc", f"-I{PROTO}", f"--descriptor_set_out={file.name}", *FILES])
        if code != 0:
            raise RuntimeError(f"protoc ended with {code}")
        files = descriptor_pb2.FileDescriptorSet.FromString(Path(file.name).read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for each in files.file:
        pool.Add(each)
    return pool


POOL = _pool()


def message(name: str):
    """The class of a message of grpc.testing."""
    return message_factory.GetMessageClass(POOL.FindMessageTypeByName(f"grpc.testing.{name}"))


BoolValue = message("BoolValue")
EchoStatus = message("EchoStatus")
Empty = message("Empty")
Payload = message("Payload")
ResponseParameters = message("ResponseParameters")
SimpleRequest = message("SimpleRequest")
SimpleResponse = message("SimpleResponse")
StreamingInputCallRequest = message("StreamingInputCallRequest")
StreamingInputCallResponse = message("StreamingInputCallResponse")
StreamingOutputCallRequest = message("StreamingOutputCallRequest")
StreamingOutputCallResponse = message("StreamingOutputCallResponse")


def zeros(count: int):
    """A payload of zero bytes."""
    return Payload(body=bytes(count))


def methods(service: str) -> dict:
    """The methods of a service by name: (kind as grpcio names it, class of requests, class of responses)."""
    def kind(method) -> str:
        return "_".join("stream" if streams else "unary" for streams in (method.client_streaming, method.server_streaming))

    return {
        method.name: (kind(method), message_factory.GetMessageClass(method.input_type),
                      message_factory.GetMessageClass(method.output_type))
        for method in POOL.FindServiceByName(service).methods
    }


class Stub:
    """Calls a service: one attribute for each method."""

    def __init__(self, channel, service: str = TEST_SERVICE):
        for name, (kind, request, response) in methods(service).items():
            call = getattr(channel, kind)(
                f"/{service}/{name}", request_serializer=request.SerializeToString,
                response_deserializer=response.FromString)
            setattr(self, name, call)
