"""Any generic client can find out what is served, and call it, without a file of ours."""

import grpc
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

from harness import contracts
from harness.paths import PATIENCE_SECONDS

SERVED = {
    "indicators": [
        f"tupo.indicators.v1.{name}Service"
        for name in (
            "Access", "Analysis", "Breakdown", "Catalogue", "Check", "Delegation", "Enterprise", "Figure", "Form", "Person",
            "Provenance", "Submission", "Target", "Timeliness")],
    "investment": ["tupo.investment.v1.ProjectService"],
    "planning": ["tupo.planning.v1.TrackService"],
    "reporting": ["tupo.reporting.v1.BulletinService", "tupo.reporting.v1.SupervisionService"],
}
# What every service serves.
EVERYWHERE = [
    "tupo.common.v1.AuditService",
    "tupo.common.v1.MaintenanceService",
    "tupo.common.v1.WatchService",
    "grpc.channelz.v1.Channelz",
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
]
READS = [
    ("indicators", "tupo.indicators.v1.CatalogueService", "ListZones", {"parent": "programmes/jining-2013"}),
    ("indicators", "tupo.indicators.v1.TargetService", "ListTargets", {"parent": "programmes/jining-2013"}),
    ("investment", "tupo.investment.v1.ProjectService", "ListProjects", {"parent": "programmes/jining-2013"}),
    ("planning", "tupo.planning.v1.TrackService", "ListTracks", {"parent": "programmes/jining-2013"}),
    ("reporting", "tupo.reporting.v1.BulletinService", "ListOffices", {"parent": "programmes/jining-2013"}),
]


class ReflectionV1:
    """grpc.reflection.v1, whose classes come from proto/ since no package has them."""

    def __init__(self, channel: grpc.Channel):
        name = "grpc/reflection/v1/reflection.proto"
        files = descriptor_pb2.FileDescriptorSet.FromString(contracts.descriptor_set(name))
        pool = descriptor_pool.DescriptorPool()
        for file in files.file:
            pool.Add(file)
        of = {kind: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"grpc.reflection.v1.{kind}"))
              for kind in ("ServerReflectionRequest", "ServerReflectionResponse")}
        self.request = of["ServerReflectionRequest"]
        self.call = channel.stream_stream(
            "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
            request_serializer=self.request.SerializeToString,
            response_deserializer=of["ServerReflectionResponse"].FromString)

    def ask(self, *requests) -> list:
        """The answers to some requests of one stream, in order."""
        return list(self.call(iter(requests), timeout=PATIENCE_SECONDS))

    def pool_of(self, symbol: str) -> descriptor_pool.DescriptorPool:
        """A pool with the file of a symbol and all that it imports, as the server sends them."""
        pool, files = descriptor_pool.DescriptorPool(), {}
        wanted = [self.request(file_containing_symbol=symbol)]
        while wanted:
            (answer,) = self.ask(wanted.pop())
            assert answer.WhichOneof("message_response") == "file_descriptor_response", answer
            for serialized in answer.file_descriptor_response.file_descriptor_proto:
                file = descriptor_pb2.FileDescriptorProto.FromString(serialized)
                files[file.name] = file
            missing = {name for file in files.values() for name in file.dependency} - set(files)
            wanted = [self.request(file_by_filename=sorted(missing)[0])] if missing else []
        for name in imports_first(files):
            pool.Add(files[name])
        return pool


def imports_first(files: dict) -> list[str]:
    """File names, each after what it imports."""
    ordered: list[str] = []

    def visit(name: str) -> None:
        if name not in ordered:
            for dependency in files[name].dependency:
                visit(dependency)
            ordered.append(name)

    for name in files:
        visit(name)
    return ordered


def call(channel: grpc.Channel, pool: descriptor_pool.DescriptorPool, service: str, method: str, fields: dict):
    """Calls a method through classes made from a pool alone."""
    described = pool.FindServiceByName(service).methods_by_name[method]
    request = message_factory.GetMessageClass(described.input_type)
    response = message_factory.GetMessageClass(described.output_type)
    stub = channel.unary_unary(
        f"/{service}/{method}", request_serializer=request.SerializeToString, response_deserializer=response.FromString)
    return stub(request(**fields), timeout=PATIENCE_SECONDS)


def first_list(message) -> list:
    """The first repeated field that holds something."""
    return next((list(value) for field, value in message.ListFields() if field.is_repeated), [])


@pytest.mark.parametrize("name", SERVED)
def test_v1_lists_the_services(city, name):
    reflection = ReflectionV1(city.channels[name])
    (answer,) = reflection.ask(reflection.request(list_services="*"))
    assert sorted(each.name for each in answer.list_services_response.service) == sorted(SERVED[name] + EVERYWHERE)


@pytest.mark.parametrize("name", SERVED)
def test_v1alpha_lists_the_services(city, name):
    listed = ProtoReflectionDescriptorDatabase(city.channels[name]).get_services()
    assert sorted(listed) == sorted(SERVED[name] + EVERYWHERE)


def test_v1_says_what_it_does_not_know_and_goes_on(city):
    reflection = ReflectionV1(city.channels["planning"])
    unknown, known = reflection.ask(
        reflection.request(file_containing_symbol="tupo.Nothing"),
        reflection.request(file_containing_symbol="tupo.planning.v1.Track"))
    assert unknown.error_response.error_code == grpc.StatusCode.NOT_FOUND.value[0]
    assert known.WhichOneof("message_response") == "file_descriptor_response"


@pytest.mark.parametrize(("name", "service", "method", "fields"), READS)
def test_a_client_made_from_v1_alone_reads(city, name, service, method, fields):
    pool = ReflectionV1(city.channels[name]).pool_of(service)
    assert first_list(call(city.channels[name], pool, service, method, fields))


@pytest.mark.parametrize(("name", "service", "method", "fields"), READS)
def test_a_client_made_from_v1alpha_alone_reads(city, name, service, method, fields):
    pool = descriptor_pool.DescriptorPool(ProtoReflectionDescriptorDatabase(city.channels[name]))
    assert first_list(call(city.channels[name], pool, service, method, fields))


@pytest.mark.parametrize(("name", "service"), [(name, each) for name in SERVED for each in ["", *SERVED[name]]])
def test_every_service_is_in_health(city, name, service):
    health = health_pb2_grpc.HealthStub(city.channels[name])
    answer = health.Check(health_pb2.HealthCheckRequest(service=service), timeout=PATIENCE_SECONDS)
    assert answer.status == health_pb2.HealthCheckResponse.SERVING


@pytest.mark.parametrize("name", SERVED)
def test_an_unknown_service_has_no_health(city, name):
    health = health_pb2_grpc.HealthStub(city.channels[name])
    with pytest.raises(grpc.RpcError) as refused:
        health.Check(health_pb2.HealthCheckRequest(service="tupo.Nothing"), timeout=PATIENCE_SECONDS)
    assert refused.value.code() == grpc.StatusCode.NOT_FOUND
    watch = health.Watch(health_pb2.HealthCheckRequest(service="tupo.Nothing"), timeout=PATIENCE_SECONDS)
    assert next(watch).status == health_pb2.HealthCheckResponse.SERVICE_UNKNOWN
    watch.cancel()


@pytest.mark.parametrize("path", ["/tupo.planning.v1.TrackService/Nothing", "/tupo.Nothing/ListTracks", "/nothing"])
def test_an_unknown_method_is_unimplemented(city, path):
    bytes_in_out = {"request_serializer": bytes, "response_deserializer": bytes}
    with pytest.raises(grpc.RpcError) as refused:
        city.channels["planning"].unary_unary(path, **bytes_in_out)(b"", timeout=PATIENCE_SECONDS)
    assert refused.value.code() == grpc.StatusCode.UNIMPLEMENTED
