"""What a refused call told: status, message, details (google.rpc.Status in `grpc-status-details-bin`)."""

import contextlib
import time
import urllib.parse
from dataclasses import dataclass, field

import grpc


@dataclass
class Refusal:
    """A refusal, taken apart."""

    code: grpc.StatusCode = grpc.StatusCode.OK
    message: str = ""
    reason: str = ""
    values: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    localized: dict[str, str] = field(default_factory=dict)
    preconditions: list[str] = field(default_factory=list)
    retry_seconds: float | None = None
    trailer_bytes: int = 0


def refusal_of(error: grpc.RpcError) -> Refusal:
    """Takes an error of the stock client apart."""
    from google.rpc import error_details_pb2, status_pb2

    refusal = Refusal(code=error.code(), message=error.details() or "", trailer_bytes=trailer_bytes(error))
    trailers = dict(error.trailing_metadata() or ())
    if "grpc-status-details-bin" not in trailers:
        return refusal
    status = status_pb2.Status.FromString(trailers["grpc-status-details-bin"])
    assert status.code == error.code().value[0], "the details carry another code than the status"
    known = {kind.DESCRIPTOR.full_name: kind for kind in (
        error_details_pb2.ErrorInfo, error_details_pb2.BadRequest, error_details_pb2.LocalizedMessage,
        error_details_pb2.PreconditionFailure, error_details_pb2.RetryInfo)}
    for packed in status.details:
        kind = known.get(packed.type_url.rsplit("/", 1)[-1])
        if kind:
            take(refusal, kind.FromString(packed.value))
    return refusal


def take(refusal: Refusal, detail) -> None:
    """Adds one detail."""
    match detail.DESCRIPTOR.name:
        case "ErrorInfo":
            refusal.reason, refusal.values = detail.reason, dict(detail.metadata)
        case "BadRequest":
            refusal.fields |= {each.field: each.reason for each in detail.field_violations}
        case "LocalizedMessage":
            refusal.localized[detail.locale] = detail.message
        case "RetryInfo":
            refusal.retry_seconds = detail.retry_delay.ToTimedelta().total_seconds()
        case "PreconditionFailure":
            refusal.preconditions += [each.type for each in detail.violations]


def trailer_bytes(error: grpc.RpcError) -> int:
    """How many bytes names and values of the trailers have, as a header list counts them on the wire."""
    pairs = [("grpc-status", "00"), ("grpc-message", urllib.parse.quote(error.details() or "", safe=" "))]
    for key, value in error.trailing_metadata() or ():
        size = (len(value) + 2) // 3 * 4 if isinstance(value, bytes) else len(value)
        pairs.append((key, " " * size))
    return sum(len(key) + len(value) for key, value in pairs)


@contextlib.contextmanager
def refused():
    """Expects the call inside to be refused; gives the refusal, filled in when the block is left."""
    refusal = Refusal()
    try:
        yield refusal
    except grpc.RpcError as error:
        refusal.__dict__.update(refusal_of(error).__dict__)
        return
    raise AssertionError("the call was not refused")


def refusal_within(seconds: float, call) -> Refusal:
    """Calls again and again until it is refused."""
    for _ in range(int(seconds / 0.1)):
        try:
            call()
        except grpc.RpcError as error:
            return refusal_of(error)
        time.sleep(0.1)
    raise AssertionError(f"not refused within {seconds} s")


def refusal_of_stream(stream) -> Refusal:
    """Reads a stream up to its end, which must be a refusal."""
    with refused() as refusal:
        for _ in stream:
            pass
    return refusal
