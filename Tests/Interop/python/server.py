"""gRPC's public interoperability service, served by grpcio.

    server.py --port N [--tls-cert F --tls-key F]      prints `listening on 127.0.0.1:N`

What grpcio does not show a handler is missing: whether a request came compressed.
"""

import argparse
import time
import uuid
from concurrent import futures
from pathlib import Path

import grpc

import contract
from contract import Empty, SimpleResponse, StreamingInputCallResponse, StreamingOutputCallResponse, zeros
from client import ECHO_HEADER, ECHO_TRAILER

SERVER_ID = uuid.uuid4().hex


def echo_metadata(context) -> None:
    given = context.invocation_metadata()
    headers = tuple((key, value) for key, value in given if key == ECHO_HEADER)
    if headers:
        context.send_initial_metadata(headers)
    context.set_trailing_metadata(tuple((key, value) for key, value in given if key == ECHO_TRAILER))


def echo_status(request, context) -> None:
    """Ends the call when the request says so."""
    if request.HasField("response_status") and request.response_status.code != 0:
        codes = {code.value[0]: code for code in grpc.StatusCode}
        context.abort(codes[request.response_status.code], request.response_status.message)


def empty_call(request, context):
    echo_metadata(context)
    return Empty()


def unary_call(request, context):
    if request.response_compressed.value:
        context.set_compression(grpc.Compression.Gzip)
    echo_metadata(context)
    echo_status(request, context)
    response = SimpleResponse(payload=zeros(request.response_size))
    if request.fill_server_id:
        response.server_id = SERVER_ID
    return response


def cacheable_unary_call(request, context):
    return SimpleResponse(payload=contract.Payload(body=str(time.time_ns()).encode()))


def answer(request, context):
    echo_status(request, context)
    for wanted in request.response_parameters:
        if wanted.interval_us > 0:
            time.sleep(wanted.interval_us / 1e6)
        if not wanted.compressed.value:
            context.disable_next_message_compression()
        yield StreamingOutputCallResponse(payload=zeros(wanted.size))


def streaming_output_call(request, context):
    if any(wanted.compressed.value for wanted in request.response_parameters):
        context.set_compression(grpc.Compression.Gzip)
    echo_metadata(context)
    yield from answer(request, context)


def streaming_input_call(requests, context):
    echo_metadata(context)
    return StreamingInputCallResponse(aggregated_payload_size=sum(len(each.payload.body) for each in requests))


def full_duplex_call(requests, context):
    echo_metadata(context)
    for request in requests:
        yield from answer(request, context)


def half_duplex_call(requests, context):
    echo_metadata(context)
    for request in list(requests):
        yield from answer(request, context)


HANDLERS = {
    "EmptyCall": empty_call, "UnaryCall": unary_call, "CacheableUnaryCall": cacheable_unary_call,
    "StreamingOutputCall": streaming_output_call, "StreamingInputCall": streaming_input_call,
    "FullDuplexCall": full_duplex_call, "HalfDuplexCall": half_duplex_call,
}


def serve(port: int, tls: tuple[Path, Path] | None) -> None:
    """Serves until it is told to stop."""
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=32))
    methods = contract.methods(contract.TEST_SERVICE)
    handlers = {}
    for name, handler in HANDLERS.items():
        kind, request, response = methods[name]
        make = getattr(grpc, f"{kind}_rpc_method_handler")
        handlers[name] = make(
            handler, request_deserializer=request.FromString, response_serializer=response.SerializeToString)
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(contract.TEST_SERVICE, handlers),))
    address = f"127.0.0.1:{port}"
    if tls:
        certificate, key = (path.read_bytes() for path in tls)
        bound = server.add_secure_port(address, grpc.ssl_server_credentials([(key, certificate)]))
    else:
        bound = server.add_insecure_port(address)
    server.start()
    print(f"listening on 127.0.0.1:{bound}", flush=True)
    server.wait_for_termination()


def main() -> None:
    parser = argparse.ArgumentParser(description="Serves gRPC's public interoperability tests.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--tls-cert", type=Path)
    parser.add_argument("--tls-key", type=Path)
    given = parser.parse_args()
    serve(given.port, (given.tls_cert, given.tls_key) if given.tls_cert else None)


if __name__ == "__main__":
    main()
