"""The four services together, with a stub of each gRPC service."""

from pathlib import Path

import grpc

from .place import Place
from .process import Service

OPTIONS = [("grpc.max_receive_message_length", 64 << 20), ("grpc.enable_retries", 0)]


class City:
    """Four running services over one place for their data."""

    def __init__(self, place: Place, logs: Path, *arguments: str):
        """`arguments` are flags that all of them get."""
        self.place = place
        self._arguments = arguments
        self.services: dict[str, Service] = {}
        self.channels: dict[str, grpc.Channel] = {}
        logs.mkdir(parents=True, exist_ok=True)
        try:
            for name in ("indicators", "investment", "planning"):
                self._start(name, logs)
            others = [word for name in self.services for word in (f"--{name}", self.address(name))]
            self._start("reporting", logs, *others)
        except BaseException:
            self.kill()
            raise
        self._make_stubs()

    def _start(self, name: str, logs: Path, *arguments: str) -> None:
        service = Service(f"tupo-{name}", self.place, *self._arguments, *arguments, log=logs / f"{name}.log")
        self.services[name] = service
        self.channels[name] = grpc.insecure_channel(service.address, options=OPTIONS)

    def _make_stubs(self) -> None:
        from tupo.indicators.v1 import (
            analysis_pb2_grpc, catalogue_pb2_grpc, figure_pb2_grpc, person_pb2_grpc, target_pb2_grpc)
        from tupo.investment.v1 import project_pb2_grpc
        from tupo.planning.v1 import track_pb2_grpc
        from tupo.reporting.v1 import bulletin_pb2_grpc

        self.catalogue = catalogue_pb2_grpc.CatalogueServiceStub(self.channels["indicators"])
        self.figures = figure_pb2_grpc.FigureServiceStub(self.channels["indicators"])
        self.targets = target_pb2_grpc.TargetServiceStub(self.channels["indicators"])
        self.persons = person_pb2_grpc.PersonServiceStub(self.channels["indicators"])
        self.analysis = analysis_pb2_grpc.AnalysisServiceStub(self.channels["indicators"])
        self.projects = project_pb2_grpc.ProjectServiceStub(self.channels["investment"])
        self.tracks = track_pb2_grpc.TrackServiceStub(self.channels["planning"])
        self.bulletins = bulletin_pb2_grpc.BulletinServiceStub(self.channels["reporting"])

    def address(self, name: str) -> str:
        """Where a service listens, as HOST:PORT."""
        return self.services[name].address

    def environ(self) -> dict[str, str]:
        """The variables by which the `tupo` command finds the services."""
        return {f"TUPO_{name.upper()}_ADDRESS": service.address for name, service in self.services.items()}

    def stop(self) -> None:
        """Drains all of them; each must end with 0."""
        self._close_channels()
        try:
            for service in reversed(self.services.values()):
                service.stop_cleanly()
        finally:
            self.kill()

    def kill(self) -> None:
        """Ends whatever still runs."""
        self._close_channels()
        for service in self.services.values():
            service.kill()

    def _close_channels(self) -> None:
        for channel in self.channels.values():
            channel.close()
        self.channels = {}
