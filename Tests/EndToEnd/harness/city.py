"""The four services together, with a stub of each gRPC service."""

from pathlib import Path

import grpc

from .place import Place
from .process import Service

OPTIONS = [("grpc.max_receive_message_length", 64 << 20), ("grpc.enable_retries", 0)]


class Stubs:
    """A stub of each gRPC service, over one channel for each service of ours."""

    def __init__(self, channels: dict[str, grpc.Channel]):
        from tupo.indicators.v1 import (
            access_pb2_grpc, analysis_pb2_grpc, breakdown_pb2_grpc, catalogue_pb2_grpc, delegation_pb2_grpc,
            figure_pb2_grpc, form_pb2_grpc, person_pb2_grpc, submission_workflow_pb2_grpc, target_pb2_grpc)
        from tupo.investment.v1 import project_pb2_grpc
        from tupo.planning.v1 import track_pb2_grpc
        from tupo.reporting.v1 import bulletin_pb2_grpc, supervision_pb2_grpc

        self.channels = channels
        self.access = access_pb2_grpc.AccessServiceStub(channels["indicators"])
        self.catalogue = catalogue_pb2_grpc.CatalogueServiceStub(channels["indicators"])
        self.figures = figure_pb2_grpc.FigureServiceStub(channels["indicators"])
        self.targets = target_pb2_grpc.TargetServiceStub(channels["indicators"])
        self.breakdowns = breakdown_pb2_grpc.BreakdownServiceStub(channels["indicators"])
        self.persons = person_pb2_grpc.PersonServiceStub(channels["indicators"])
        self.delegations = delegation_pb2_grpc.DelegationServiceStub(channels["indicators"])
        self.forms = form_pb2_grpc.FormServiceStub(channels["indicators"])
        self.submissions = submission_workflow_pb2_grpc.SubmissionServiceStub(channels["indicators"])
        self.analysis = analysis_pb2_grpc.AnalysisServiceStub(channels["indicators"])
        self.projects = project_pb2_grpc.ProjectServiceStub(channels["investment"])
        self.tracks = track_pb2_grpc.TrackServiceStub(channels["planning"])
        self.bulletins = bulletin_pb2_grpc.BulletinServiceStub(channels["reporting"])
        self.supervision = supervision_pb2_grpc.SupervisionServiceStub(channels["reporting"])

    def close(self) -> None:
        """Ends the connections."""
        for channel in self.channels.values():
            channel.close()
        self.channels = {}


class City(Stubs):
    """Four running services over one place for their data."""

    def __init__(self, place: Place, logs: Path, *arguments: str):
        """`arguments` are flags that all of them get."""
        self.place = place
        self._arguments = arguments
        self.services: dict[str, Service] = {}
        self.channels = {}
        logs.mkdir(parents=True, exist_ok=True)
        try:
            for name in ("indicators", "investment", "planning", "reporting"):
                self.services[name] = Service(
                    f"tupo-{name}", self.place, *self._arguments, *self._flags(name), log=logs / f"{name}.log")
        except BaseException:
            self.kill()
            raise
        super().__init__({name: self._channel(service.address) for name, service in self.services.items()})

    def _flags(self, name: str) -> list[str]:
        """What one service is told beside: where those are that it calls."""
        sources = {"indicators": [], "reporting": ["indicators", "investment", "planning"]}.get(name, ["indicators"])
        return [word for source in sources for word in (f"--{source}", self.address(source))]

    def _channel(self, address: str) -> grpc.Channel:
        return grpc.insecure_channel(address, options=OPTIONS)

    def address(self, name: str) -> str:
        """Where a service listens, as HOST:PORT."""
        return self.services[name].address

    def environ(self) -> dict[str, str]:
        """The variables by which the `tupo` command finds the services."""
        return {f"TUPO_{name.upper()}_ADDRESS": service.address for name, service in self.services.items()}

    def stop(self) -> None:
        """Drains all of them; each must end with 0."""
        self.close()
        try:
            for service in reversed(self.services.values()):
                service.stop_cleanly()
        finally:
            self.kill()

    def kill(self) -> None:
        """Ends whatever still runs."""
        self.close()
        for service in self.services.values():
            service.kill()
