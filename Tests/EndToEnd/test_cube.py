"""Boards from memory are those of the tables: after writes and revisions, and after `kill -9` in the midst of them."""

import random
import signal
import threading

import grpc
import pytest

from harness.basic import basic
from harness.city import OPTIONS
from harness.process import Service

PARENT = "programmes/jining-2013"
INDICATORS = ["fixed-asset-investment", "fiscal-revenue"]
MONTHS = [f"{year}-{month:02}" for year in (2012, 2013) for month in range(4, 8)]
CALLS_BEFORE_A_KILL = 25


class Running:
    """The service over one place, with what it has acknowledged."""

    def __init__(self, place, log):
        self.place, self.log = place, log
        self.acknowledged: dict[tuple[str, str, str], int] = {}
        self.start()

    def start(self) -> None:
        """Starts it, or starts it again."""
        from tupo.indicators.v1 import analysis_pb2_grpc, catalogue_pb2_grpc, figure_pb2_grpc

        self.service = Service("tupo-indicators", self.place, log=self.log)
        self.channel = grpc.insecure_channel(self.service.address, options=OPTIONS)
        self.figures = figure_pb2_grpc.FigureServiceStub(self.channel)
        self.analysis = analysis_pb2_grpc.AnalysisServiceStub(self.channel)
        self.catalogue = catalogue_pb2_grpc.CatalogueServiceStub(self.channel)

    def submit(self, chance: random.Random, zones: list[str]) -> None:
        """One write of some figures, many of them revisions."""
        from tupo.indicators.v1 import figure_pb2

        values = {(chance.choice(zones), chance.choice(INDICATORS), chance.choice(MONTHS)): chance.randrange(1, 10**9)
                  for _ in range(chance.randrange(1, 9))}
        figures = [{"name": f"{PARENT}/zones/{zone}/indicators/{indicator}/figures/{month}", "cumulative": value}
                   for (zone, indicator, month), value in values.items()]
        self.figures.SubmitFigures(figure_pb2.SubmitFiguresRequest(parent=PARENT, figures=figures))
        self.acknowledged |= values

    def kill(self) -> None:
        """SIGKILL, as often as it takes."""
        self.channel.close()
        self.service.stop(signal.SIGKILL)

    def compare(self) -> None:
        """Boards of now in both views, against the tables at the version that they tell."""
        from tupo.common.v1 import version_pb2
        from tupo.indicators.v1 import analysis_pb2

        for indicator in INDICATORS:
            name = f"{PARENT}/indicators/{indicator}"
            for month in MONTHS[4:]:
                ask = lambda **more: self.analysis.GetScoreboard(
                    analysis_pb2.GetScoreboardRequest(indicator=name, month=month, **more))
                quick, full = ask(view=analysis_pb2.SCOREBOARD_VIEW_BASIC), ask()
                table = ask(read=version_pb2.ReadPoint(version=quick.version))
                assert full == table, f"{indicator} {month}"
                assert quick == basic(table), f"{indicator} {month}"
                for row in quick.rows:
                    key = (row.zone.rsplit("/", 1)[-1], indicator, month)
                    if key in self.acknowledged:
                        assert row.cumulative == self.acknowledged[key], f"{key} was acknowledged"


@pytest.mark.parametrize("seed", range(3))
def test_boards_from_memory_are_those_of_the_tables_after_kills_under_writes(empty, tmp_path, seed):
    from tupo.indicators.v1 import catalogue_pb2

    chance = random.Random(seed)
    place = empty.copy(tmp_path)
    running = Running(place, tmp_path / "log")
    try:
        zones = running.catalogue.ListZones(catalogue_pb2.ListZonesRequest(parent=PARENT, page_size=50)).zones
        zones = [zone.name.rsplit("/", 1)[-1] for zone in zones][:8]
        for _ in range(3):
            for _ in range(5):
                running.submit(chance, zones)
                running.compare()
            killed_under_writes(running, chance, zones)
            running.start()
            # What was not acknowledged may be there or not: only what nobody has written since is known.
            running.compare()
            running.compare()
        running.channel.close()
        running.service.stop_cleanly()
    finally:
        running.service.kill()
    place.remove()


def killed_under_writes(running: Running, chance: random.Random, zones: list[str]) -> None:
    """Writes until the service dies under it; figures of the call that was cut off are not known any more."""
    calls, enough = [0], threading.Event()

    def write() -> None:
        own = random.Random(chance.random())
        while True:
            state = own.getstate()
            try:
                running.submit(own, zones)
            except (grpc.RpcError, ValueError):
                forget(running, state, zones)
                return enough.set()
            calls[0] += 1
            if calls[0] >= CALLS_BEFORE_A_KILL:
                enough.set()

    thread = threading.Thread(target=write)
    thread.start()
    enough.wait()
    running.kill()
    thread.join()


def forget(running: Running, state, zones: list[str]) -> None:
    """Draws again what the call that failed wrote: those figures may be there or not."""
    own = random.Random()
    own.setstate(state)
    for _ in range(own.randrange(1, 9)):
        key = (own.choice(zones), own.choice(INDICATORS), own.choice(MONTHS))
        own.randrange(1, 10**9)
        running.acknowledged.pop(key, None)
