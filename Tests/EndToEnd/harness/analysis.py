"""Requests of the analysis service, whose messages lie in several contracts."""

from types import SimpleNamespace


def messages() -> SimpleNamespace:
    """The messages of all of them, as if they were one module."""
    from tupo.indicators.v1 import analysis_pb2, contribution_pb2, outlook_pb2, time_series_pb2

    merged = {}
    for module in (contribution_pb2, outlook_pb2, time_series_pb2, analysis_pb2):
        merged |= vars(module)
    return SimpleNamespace(**merged)


def ask(city, method: str, **fields):
    """Calls a method with the fields of its request."""
    request = getattr(messages(), f"{method}Request")
    return getattr(city.analysis, method)(request(**fields))
