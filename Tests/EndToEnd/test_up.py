"""`tupo up`: the whole month with one command, and nothing left behind."""

import re
import signal
from pathlib import Path

import grpc
import pytest

from harness.command import told, tupo
from harness.paths import PATIENCE_SECONDS
from harness.process import Process
from recompute.board import Board
from recompute.numbers import text
from recompute.programme import load

NUMBER = r"开调通〔2013〕[1-9]\d*号（演示）"
# Free ones: whatever else runs on this computer.
PORTS = ("--listen-base", "0")
JUNE = Board(load("jining-2013"), "fixed-asset-investment", "2013-06").total
TOTAL, GROWTH = re.escape(text(JUNE.cumulative / 10**8, 1)), re.escape(text(JUNE.growth * 100, 1))
# What is printed, in this order; each pattern is looked for behind the one before.
SECTIONS = [
    ("headline", rf"固定资产投资{TOTAL}亿元[^\n]*{GROWTH}%"), ("who is late", r"兖州工业园区"), ("the board", r"单位[^\n]*累计"),
    ("its total", TOTAL), ("thresholds", r"(突破|超)[^\n]*100?亿|突破百亿"), ("tracks due", r"6月30日"),
    ("path of the HTML", r"\S+\.html"), ("invitation", r"tupo indicators import \S*有错的报表\.csv"),
]


def behind(printed: str, sections: list[tuple[str, str]]) -> list[int]:
    """Where each section begins; fails on the first that does not come after the one before."""
    positions, start, last = [], 0, "nothing"
    for name, pattern in sections:
        match = re.compile(pattern).search(printed, start)
        assert match, f"{name} is missing behind {last}\n{printed}"
        positions.append(match.start())
        start, last = match.end(), name
    return positions


def page(printed: str) -> Path:
    """The HTML file that the output names."""
    paths = [Path(word) for word in re.findall(r"/\S+\.html", printed)]
    return next(path for path in paths if path.is_file())


def running_below(folder: Path) -> list[int]:
    """Processes whose command line names a folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and str(folder).encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue  # It ended while we looked.
    return found


def told_of(pid: int) -> dict[str, str]:
    """The services that a process was told of, by name: it calls them."""
    words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return {word[2:]: words[index + 1] for index, word in enumerate(words)
            if word in ("--indicators", "--investment", "--planning")}


def assert_strangers_are_refused(authority: Path, running: list[int]) -> None:
    """Whoever comes without a token is told so by each service of a run."""
    addresses = {name: address for pid in running for name, address in told_of(pid).items()}
    assert set(addresses) == {"indicators", "investment", "planning"}
    for name, address in addresses.items():
        with grpc.secure_channel(address, grpc.ssl_channel_credentials(authority.read_bytes())) as channel:
            with pytest.raises(grpc.RpcError) as refused:
                channel.unary_unary("/tupo.common.v1.AuditService/ListEntries")(b"", timeout=PATIENCE_SECONDS)
        assert refused.value.code() == grpc.StatusCode.UNAUTHENTICATED, name


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Two runs over the same data: what they printed, and the page after each."""
    folder = tmp_path_factory.mktemp("up")
    runs = []
    for _ in range(2):
        done = tupo("up", "--once", *PORTS, "--data", folder / "data")
        assert done.returncode == 0, told(done)
        runs.append((done.stdout, page(done.stdout).read_bytes()))
    assert running_below(folder) == [], "processes were left behind"
    return runs


def test_it_prints_everything_in_order(once):
    behind(once[0][0], SECTIONS)


def test_a_second_run_changes_nothing(once):
    (first, first_page), (second, second_page) = once
    assert re.findall(NUMBER, first) and set(re.findall(NUMBER, first)) == set(re.findall(NUMBER, second))
    assert first_page == second_page
    assert first_page.lower().startswith(b"<!doctype html>")


def test_an_interrupt_stops_everything_and_loses_nothing(tmp_path):
    up = Process("tupo", "up", *PORTS, "--data", str(tmp_path / "data"))
    try:
        up.wait_for_line(lambda line: "Ctrl-C" in line)
        number = re.search(NUMBER, "\n".join(up.printed))
        assert number, up.told()
        # The command and its four services.
        running = running_below(tmp_path)
        assert len(running) == 5, running
        assert_strangers_are_refused(tmp_path / "data" / "identity" / "ca.pem", running)
        assert up.stop(signal.SIGINT) == 0, up.told()
    finally:
        up.kill()
    assert running_below(tmp_path) == []
    again = tupo("up", "--once", *PORTS, "--data", tmp_path / "data")
    assert again.returncode == 0, told(again)
    assert set(re.findall(NUMBER, again.stdout)) == {number[0]}


def test_the_provinces_take_the_same_way(tmp_path):
    which = ("--programme", "provinces-real-estate", "--month", "2019-06")
    done = tupo("up", "--once", *PORTS, "--data", tmp_path / "data", *which)
    assert done.returncode == 0, told(done)
    behind(done.stdout, [("headline", r"61609\.3亿元[^\n]*10\.9%"), ("the board", r"北京"), ("page", r"\S+\.html")])
    assert "演示" not in done.stdout
