"""gRPC's public interoperability cases, run by grpcio against a server.

    client.py --server-port N --test-case NAME [--use-tls --ca-file F] [--server-host-override NAME]
"""

import argparse
import queue
import sys
from collections.abc import Callable
from pathlib import Path

import grpc

import contract
from contract import (
    BoolValue, EchoStatus, Empty, ResponseParameters, SimpleRequest, StreamingInputCallRequest,
    StreamingOutputCallRequest, Stub, zeros)

REQUEST_SIZE, RESPONSE_SIZE = 271_828, 314_159
REQUEST_SIZES, RESPONSE_SIZES = [27_182, 8, 1_828, 45_904], [31_415, 9, 2_653, 58_979]
# Of concurrent_large_unary.
CONCURRENT_CALLS = 1_000
# No case may hang, whatever the server does.
PATIENCE_SECONDS = 60
ECHO_HEADER, ECHO_TEXT = "x-grpc-test-echo-initial", "test_initial_metadata_value"
ECHO_TRAILER, ECHO_BYTES = "x-grpc-test-echo-trailing-bin", b"\xab\xab\xab"
ECHO = ((ECHO_HEADER, ECHO_TEXT), (ECHO_TRAILER, ECHO_BYTES))
CASES: dict[str, Callable] = {}


class Target:
    """A server to run cases against."""

    def __init__(self, address: str, ca_file: Path | None = None, override: str | None = None):
        self.address = address
        self.credentials = grpc.ssl_channel_credentials(ca_file.read_bytes()) if ca_file else None
        self.options = [("grpc.ssl_target_name_override", override)] if override else []

    def connect(self) -> grpc.Channel:
        if self.credentials:
            return grpc.secure_channel(self.address, self.credentials, options=self.options)
        return grpc.insecure_channel(self.address)

    def run(self, name: str) -> None:
        """Runs a case; raises when it does not pass."""
        with self.connect() as channel:
            CASES[name](self, channel)


def case(function: Callable) -> Callable:
    """Makes a function the case of its name."""
    CASES[function.__name__] = function
    return function


def expect(what: str, value, expected) -> None:
    if value != expected:
        raise AssertionError(f"{what} is {value!r}, not {expected!r}")


def expect_status(code: grpc.StatusCode, call: Callable, message: str | None = None) -> None:
    """Fails unless a call ends with this status."""
    try:
        call()
    except grpc.RpcError as error:
        expect("the status", error.code(), code)
        if message is not None:
            expect("the message", error.details(), message)
        return
    raise AssertionError(f"the call ended well, not with {code}")


def large(**more) -> SimpleRequest:
    return SimpleRequest(response_size=RESPONSE_SIZE, payload=zeros(REQUEST_SIZE), **more)


def check_large(response) -> None:
    expect("the payload", response.payload.body == bytes(RESPONSE_SIZE), True)


def output_request(*sizes: int, payload: int = 0, **more) -> StreamingOutputCallRequest:
    wanted = [ResponseParameters(size=size) for size in sizes]
    return StreamingOutputCallRequest(response_parameters=wanted, payload=zeros(payload), **more)


def check_stream(responses, sizes: list[int]) -> None:
    expect("the sizes of the responses", [len(each.payload.body) for each in responses], sizes)


class Requests:
    """The requests of a stream, sent one by one."""

    def __init__(self):
        self.waiting = queue.SimpleQueue()

    def send(self, request) -> None:
        self.waiting.put(request)

    def finish(self) -> None:
        self.waiting.put(None)

    def __iter__(self):
        return iter(self.waiting.get, None)


@case
def empty_unary(target, channel):
    expect("the answer", Stub(channel).EmptyCall(Empty(), timeout=PATIENCE_SECONDS), Empty())


@case
def large_unary(target, channel):
    check_large(Stub(channel).UnaryCall(large(), timeout=PATIENCE_SECONDS))


@case
def client_compressed_unary(target, channel):
    call = Stub(channel).UnaryCall
    compressed, plain = (large(expect_compressed=BoolValue(value=value)) for value in (True, False))
    expect_status(grpc.StatusCode.INVALID_ARGUMENT, lambda: call(compressed, timeout=PATIENCE_SECONDS))
    check_large(call(compressed, compression=grpc.Compression.Gzip, timeout=PATIENCE_SECONDS))
    check_large(call(plain, compression=grpc.Compression.NoCompression, timeout=PATIENCE_SECONDS))


@case
def server_compressed_unary(target, channel):
    for compressed in (True, False):  # grpcio does not show the flag; what it has inflated must be right.
        request = large(response_compressed=BoolValue(value=compressed))
        check_large(Stub(channel).UnaryCall(request, timeout=PATIENCE_SECONDS))


@case
def client_streaming(target, channel):
    requests = (StreamingInputCallRequest(payload=zeros(size)) for size in REQUEST_SIZES)
    answer = Stub(channel).StreamingInputCall(requests, timeout=PATIENCE_SECONDS)
    expect("aggregated_payload_size", answer.aggregated_payload_size, 74_922)


@case
def server_streaming(target, channel):
    request = output_request(*RESPONSE_SIZES)
    check_stream(Stub(channel).StreamingOutputCall(request, timeout=PATIENCE_SECONDS), RESPONSE_SIZES)


@case
def server_compressed_streaming(target, channel):
    wanted = [(31_415, True), (92_653, False)]
    request = StreamingOutputCallRequest(response_parameters=[
        ResponseParameters(size=size, compressed=BoolValue(value=value)) for size, value in wanted])
    check_stream(Stub(channel).StreamingOutputCall(request, timeout=PATIENCE_SECONDS), [size for size, _ in wanted])


@case
def ping_pong(target, channel):
    requests = Requests()
    responses = Stub(channel).FullDuplexCall(iter(requests), timeout=PATIENCE_SECONDS)
    for request, response in zip(REQUEST_SIZES, RESPONSE_SIZES):
        requests.send(output_request(response, payload=request))
        expect("the size of a response", len(next(responses).payload.body), response)
    requests.finish()
    check_stream(responses, [])


@case
def half_duplex(target, channel):
    requests = (output_request(size) for size in RESPONSE_SIZES)
    check_stream(Stub(channel).HalfDuplexCall(requests, timeout=PATIENCE_SECONDS), RESPONSE_SIZES)


@case
def empty_stream(target, channel):
    check_stream(Stub(channel).FullDuplexCall(iter(()), timeout=PATIENCE_SECONDS), [])


@case
def custom_metadata(target, channel):
    response, call = Stub(channel).UnaryCall.with_call(large(), metadata=ECHO, timeout=PATIENCE_SECONDS)
    check_large(response)
    check_echo(call)
    requests = iter((output_request(RESPONSE_SIZE, payload=REQUEST_SIZE),))
    call = Stub(channel).FullDuplexCall(requests, metadata=ECHO, timeout=PATIENCE_SECONDS)
    check_stream(call, [RESPONSE_SIZE])
    check_echo(call)


def check_echo(call) -> None:
    expect("the header", [value for key, value in call.initial_metadata() if key == ECHO_HEADER], [ECHO_TEXT])
    expect("the trailer", [value for key, value in call.trailing_metadata() if key == ECHO_TRAILER], [ECHO_BYTES])


@case
def status_code_and_message(target, channel):
    status = EchoStatus(code=grpc.StatusCode.UNKNOWN.value[0], message="test status message")
    check_status(channel, status)
    request = iter((StreamingOutputCallRequest(response_status=status),))
    expect_status(
        grpc.StatusCode.UNKNOWN, lambda: list(Stub(channel).FullDuplexCall(request, timeout=PATIENCE_SECONDS)),
        status.message)


@case
def special_status_message(target, channel):
    check_status(channel, EchoStatus(
        code=grpc.StatusCode.UNKNOWN.value[0],
        message="\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"))


def check_status(channel, status) -> None:
    request = SimpleRequest(response_status=status)
    expect_status(
        grpc.StatusCode.UNKNOWN, lambda: Stub(channel).UnaryCall(request, timeout=PATIENCE_SECONDS), status.message)


@case
def unimplemented_method(target, channel):
    expect_status(
        grpc.StatusCode.UNIMPLEMENTED, lambda: Stub(channel).UnimplementedCall(Empty(), timeout=PATIENCE_SECONDS))


@case
def unimplemented_service(target, channel):
    stub = Stub(channel, contract.UNIMPLEMENTED_SERVICE)
    expect_status(grpc.StatusCode.UNIMPLEMENTED, lambda: stub.UnimplementedCall(Empty(), timeout=PATIENCE_SECONDS))


@case
def cancel_after_begin(target, channel):
    requests = Requests()
    call = Stub(channel).StreamingInputCall.future(iter(requests), timeout=PATIENCE_SECONDS)
    call.cancel()
    requests.finish()
    expect("the status", call.code(), grpc.StatusCode.CANCELLED)


@case
def cancel_after_first_response(target, channel):
    requests = Requests()
    responses = Stub(channel).FullDuplexCall(iter(requests), timeout=PATIENCE_SECONDS)
    requests.send(output_request(RESPONSE_SIZES[0], payload=REQUEST_SIZES[0]))
    expect("the size of the response", len(next(responses).payload.body), RESPONSE_SIZES[0])
    responses.cancel()
    requests.finish()
    expect("the status", responses.code(), grpc.StatusCode.CANCELLED)


@case
def timeout_on_sleeping_server(target, channel):
    requests = Requests()
    requests.send(StreamingOutputCallRequest(payload=zeros(REQUEST_SIZES[0])))
    call = Stub(channel).FullDuplexCall(iter(requests), timeout=0.001)
    expect_status(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: list(call))
    requests.finish()


@case
def concurrent_large_unary(target, channel):
    call = Stub(channel).UnaryCall
    for answer in [call.future(large(), timeout=PATIENCE_SECONDS) for _ in range(CONCURRENT_CALLS)]:
        check_large(answer.result())


@case
def pick_first_unary(target, channel):
    request = SimpleRequest(fill_server_id=True)
    call = Stub(channel).UnaryCall
    servers = {call(request, timeout=PATIENCE_SECONDS).server_id for _ in range(100)}
    expect("the number of servers", len(servers - {""}), 1)


@case
def rpc_soak(target, channel):
    for _ in range(10):
        large_unary(target, channel)


@case
def channel_soak(target, channel):
    for _ in range(10):
        target.run("large_unary")


def main() -> int:
    parser = argparse.ArgumentParser(description="Runs a case of gRPC's public interoperability tests.")
    parser.add_argument("--server-host", default="127.0.0.1")
    parser.add_argument("--server-port", type=int, required=True)
    parser.add_argument("--test-case", choices=CASES, required=True, metavar="NAME")
    parser.add_argument("--use-tls", action="store_true")
    parser.add_argument("--ca-file", type=Path)
    parser.add_argument("--server-host-override")
    given = parser.parse_args()
    ca_file = given.ca_file if given.use_tls else None
    target = Target(f"{given.server_host}:{given.server_port}", ca_file, given.server_host_override)
    try:
        target.run(given.test_case)
    except Exception as error:  # Whatever it is, it is why the case has not passed.
        print(f"{given.test_case}: FAILED: {error}")
        return 1
    print(f"{given.test_case}: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
