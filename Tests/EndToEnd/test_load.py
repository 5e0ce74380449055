"""More load than a service can carry: what it takes on it answers, the rest it refuses at once."""

import json
import threading
import time
from collections import Counter

import grpc
import pytest

from harness import admin
from harness.city import OPTIONS
from harness.place import Place
from harness.process import Service
from harness.refusals import refusal_of

BOUND = 8
CALLERS, CALLS = 5 * BOUND, 20


@pytest.fixture(scope="module")
def service(loaded, tmp_path_factory):
    folder = tmp_path_factory.mktemp("loaded")
    service = Service(
        "tupo-indicators", loaded("jining-2013").copy(folder), "--max-calls", str(BOUND), "--max-rate", "0",
        "--admin-listen", "127.0.0.1:0", "--log-level", "debug", log=folder / "indicators.log")
    yield service
    service.stop_cleanly()


def scoreboard(channel: grpc.Channel):
    """A call that takes the service a while."""
    from tupo.indicators.v1 import analysis_pb2, analysis_pb2_grpc

    return analysis_pb2_grpc.AnalysisServiceStub(channel).GetScoreboard(analysis_pb2.GetScoreboardRequest(
        indicator="programmes/jining-2013/indicators/fixed-asset-investment", month="2013-06"))


def measured(service: Service) -> dict[str, list[float]]:
    """How long the service took for the calls that have ended, in milliseconds, by status, as its log tells."""
    times: dict[str, list[float]] = {}
    for line in map(json.loads, service.log.read_text(encoding="utf-8").splitlines()):
        if line["message"] == "call":
            times.setdefault(line["code"], []).append(line["duration_ms"])
    return times


def percentile(times: list[float], percent: int) -> float:
    """The time within which that part of them was."""
    return sorted(times)[len(times) * percent // 100]


def test_five_times_the_load_is_answered_or_refused_early(service, capsys):
    outcomes, delays, waited, lock = Counter(), set(), {}, threading.Lock()

    def caller():
        with grpc.insecure_channel(service.address, options=[*OPTIONS, ("grpc.use_local_subchannel_pool", 1)]) as channel:
            for _ in range(CALLS):
                begun, delay, code = time.monotonic(), None, grpc.StatusCode.OK
                try:
                    scoreboard(channel)
                except grpc.RpcError as error:
                    took, code, delay = time.monotonic() - begun, error.code(), refusal_of(error).retry_seconds
                else:
                    took = time.monotonic() - begun
                with lock:
                    outcomes[code] += 1
                    waited.setdefault(code.name, []).append(took * 1e3)
                    if code is not grpc.StatusCode.OK:
                        delays.add(delay)

    threads = [threading.Thread(target=caller) for _ in range(CALLERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(outcomes.values()) == CALLERS * CALLS
    assert set(outcomes) == {grpc.StatusCode.OK, grpc.StatusCode.RESOURCE_EXHAUSTED}
    assert delays == {1.0}
    spent = measured(service)
    assert {code: len(times) for code, times in spent.items()} == {code.name: count for code, count in outcomes.items()}
    with capsys.disabled():
        for code in ("OK", "RESOURCE_EXHAUSTED"):
            told = (f"{where} p50 {percentile(times[code], 50):.1f} p99 {percentile(times[code], 99):.1f} ms"
                    for where, times in (("in the service", spent), ("at its callers", waited)))
            print(f"\n{CALLERS} callers, bound {BOUND}: {len(spent[code])} {code}: {', '.join(told)}", end="")
    # By the service's own measure: callers here share the computer with it, and are many threads of one interpreter.
    assert percentile(spent["RESOURCE_EXHAUSTED"], 99) < percentile(spent["OK"], 99)

    # It recovers at once: nothing is left of the load, and the first call is taken.
    with grpc.insecure_channel(service.address, options=OPTIONS) as channel:
        assert scoreboard(channel).total.growth.display
    text = admin.get(admin.address(service), "/metrics")[2]
    values = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert int(values["tupo_rpc_overload_refused_total"]) == outcomes[grpc.StatusCode.RESOURCE_EXHAUSTED]
    assert admin.get(admin.address(service), "/readyz")[0] == 200


def test_one_caller_may_make_so_many_calls_in_a_second(tmp_path):
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    service = Service("tupo-indicators", Place.new(tmp_path), "--max-rate", "1", log=tmp_path / "indicators.log")
    with grpc.insecure_channel(service.address, options=OPTIONS) as channel:
        refusals = []
        for _ in range(5):
            with pytest.raises(grpc.RpcError) as refused:
                scoreboard(channel)  # There is no such programme: a call that is let in ends with NOT_FOUND.
            refusals.append(refusal_of(refused.value))
        codes = [refusal.code for refusal in refusals]
        assert codes[:2] == [grpc.StatusCode.NOT_FOUND] * 2
        assert codes[-1] is grpc.StatusCode.RESOURCE_EXHAUSTED
        assert 0 < refusals[-1].retry_seconds <= 1
        assert refusals[-1].reason == "RATE_LIMITED"
        for _ in range(5):
            health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())
    service.stop_cleanly()


def test_one_caller_may_have_so_many_calls_under_way(tmp_path):
    from tupo.common.v1 import watch_pb2, watch_pb2_grpc

    service = Service(
        "tupo-indicators", Place.new(tmp_path), "--max-calls-of-caller", "2", log=tmp_path / "indicators.log")
    with grpc.insecure_channel(service.address, options=OPTIONS) as channel:
        watching = watch_pb2_grpc.WatchServiceStub(channel)
        streams = [watching.Watch(watch_pb2.WatchRequest(checkpoint_seconds=1), timeout=60) for _ in range(2)]
        for stream in streams:
            next(stream)
        with pytest.raises(grpc.RpcError) as refused:
            scoreboard(channel)
        refusal = refusal_of(refused.value)
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "TOO_MANY_CALLS_UNDER_WAY")
        streams[0].cancel()
        deadline = time.monotonic() + 60
        while refusal.code is grpc.StatusCode.RESOURCE_EXHAUSTED and time.monotonic() < deadline:
            with pytest.raises(grpc.RpcError) as refused:
                scoreboard(channel)  # There is no such programme: a call that is let in ends with NOT_FOUND.
            refusal = refusal_of(refused.value)
        assert refusal.code is grpc.StatusCode.NOT_FOUND
        streams[1].cancel()
    service.stop_cleanly()
