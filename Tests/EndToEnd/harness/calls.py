"""Single calls to a guarded city's services, by callers of different rights."""

import grpc

from .guarded import PARENT, Caller
from .paths import PATIENCE_SECONDS

DENIED, UNKNOWN = grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.UNAUTHENTICATED


def list_programmes(caller: Caller, **options):
    """Anybody with a role may."""
    from tupo.indicators.v1 import catalogue_pb2

    return caller.catalogue.ListProgrammes(catalogue_pb2.ListProgrammesRequest(), timeout=PATIENCE_SECONDS, **options)


def list_figures(caller: Caller, parent: str):
    from tupo.indicators.v1 import figure_pb2

    return caller.figures.ListFigures(figure_pb2.ListFiguresRequest(parent=parent, page_size=1))


def get_figure(caller: Caller, zone: str, month: str):
    from tupo.indicators.v1 import figure_pb2

    name = f"{zone}/indicators/fixed-asset-investment/figures/{month}"
    return caller.figures.GetFigure(figure_pb2.GetFigureRequest(name=name))


def get_project(caller: Caller, project: str, **options):
    from tupo.investment.v1 import project_pb2

    return caller.projects.GetProject(project_pb2.GetProjectRequest(name=f"{PARENT}/projects/{project}"), **options)


def list_entries(caller: Caller, service: str):
    from tupo.common.v1 import audit_pb2, audit_pb2_grpc

    return audit_pb2_grpc.AuditServiceStub(caller.channels[service]).ListEntries(
        audit_pb2.ListEntriesRequest(page_size=1))


def purge_revoked_tokens(caller: Caller):
    from tupo.indicators.v1 import access_pb2, access_pb2_grpc

    stub = access_pb2_grpc.AccessServiceStub(caller.channels["indicators"])
    return stub.PurgeRevokedTokens(access_pb2.PurgeRevokedTokensRequest())


def watch(caller: Caller, service: str = "indicators", **fields):
    from tupo.common.v1 import watch_pb2, watch_pb2_grpc

    stub = watch_pb2_grpc.WatchServiceStub(caller.channels[service])
    return stub.Watch(watch_pb2.WatchRequest(checkpoint_seconds=1, **fields), timeout=PATIENCE_SECONDS)
