"""The service with 2,543 zones and fifty indicators: an import, the last evening of a month, boards by a stock client."""
import csv
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid

import grpc

import report
from measure import cpu_seconds, load, percentile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"))
from harness import contracts, sheets  # noqa: E402

contracts.build()
from tupo.indicators.v1 import (  # noqa: E402
    analysis_pb2, analysis_pb2_grpc, catalogue_pb2, catalogue_pb2_grpc, figure_pb2, figure_pb2_grpc)

ZONES, INDICATORS, YEARS = 2543, 50, (2022, 2023)
ROWS = int(os.environ.get("ROWS", "1000000"))
PARENT = "programmes/province"
BOARD = "/tupo.indicators.v1.AnalysisService/GetScoreboard"
CALLERS = 64


def value(zone, indicator, year, month):
    """A cumulative value that rises by the month and the year."""
    return (month * (100_000 + (zone * 7919 + indicator * 104_729) % 900_007)
            * (100 + (year - YEARS[0]) * (5 + zone % 20)) // 100 + zone % 1009)


def programme():
    """The catalogue, with annual values for the two first indicators."""
    def zone(number):
        text = {"zh": f"第{number}开发区", "en": f"Zone {number}"}
        return {"name": f"{PARENT}/zones/zone-{number:04}", "protocol_order": number + 1,
                "attributes": [{"title": text, "level": 2}]}

    def indicator(number):
        return {"name": f"{PARENT}/indicators/indicator-{number:02}", "title": {"zh": f"第{number}项指标"}, "kind": 1,
                "unit": "元", "display_unit": "万元", "display_scale": 10_000, "display_decimals": 1, "growth_basis": 1,
                "first_report": 1, "order": number + 1}

    def target(number, what):
        return {"name": f"{PARENT}/zones/zone-{number:04}/targets/indicator-{what:02}-{YEARS[1]}",
                "indicator": f"{PARENT}/indicators/indicator-{what:02}", "year": YEARS[1],
                "value": value(number, what, YEARS[0], 12) * 11 // 10, "operator": 1}
    return catalogue_pb2.ApplyProgrammeRequest(
        programme={"name": PARENT, "title": {"zh": "全省"}, "year": YEARS[1], "unit_noun": {"zh": "开发区"},
                   "margins": {"near_basis_points": 300, "base_revision_basis_points": 100}},
        zones=[zone(number) for number in range(ZONES)],
        indicators=[indicator(number) for number in range(INDICATORS)],
        targets=[target(number, what) for what in range(20) for number in range(ZONES)])


class Service:
    """The release build over a new folder, on the loopback and for everybody."""

    def __init__(self, program, folder):
        self.folder = folder
        self.command = [program, "--listen", "127.0.0.1:0", "--open-loopback", "--data", folder]
        self.start()

    def start(self):
        """Starts it; the seconds until it listens."""
        begun = time.perf_counter()
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if line.startswith("listening on "):
                self.address = line.removeprefix("listening on ").strip()
                break
        self.channel = grpc.insecure_channel(self.address, options=[("grpc.max_receive_message_length", 64 << 20)])
        self.catalogue = catalogue_pb2_grpc.CatalogueServiceStub(self.channel)
        self.figures = figure_pb2_grpc.FigureServiceStub(self.channel)
        self.analysis = analysis_pb2_grpc.AnalysisServiceStub(self.channel)
        # The answer as bytes: a client's decoding is not the service's time.
        self.board = self.channel.unary_unary(BOARD, request_serializer=lambda message: message.SerializeToString())
        return time.perf_counter() - begun

    def stop(self):
        self.channel.close()
        self.process.terminate()
        self.process.wait(60)


def rows(program):
    """All rows of the running service."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service(program, folder)
        try:
            service.catalogue.ApplyProgramme(programme(), timeout=300)
            found = [imported(service, folder)]
            settle(service)
            found += boards(service, folder)
            found += [fresh(service), storm(service)]
        finally:
            service.stop()
        return found + [raw_import(found, folder), rebuilt(service)]


def asked(indicator, month, view=1):
    return analysis_pb2.GetScoreboardRequest(
        indicator=f"{PARENT}/indicators/indicator-{indicator:02}", month=f"{YEARS[1]}-{month:02}", view=view)


def sheet():
    """The rows of the import, by indicator, month and zone."""
    yield ["zone", "indicator", "month", "unit", "cumulative"]
    left = ROWS
    for indicator in range(INDICATORS):
        for year in YEARS:
            for month in range(1, 13):
                for zone in range(ZONES):
                    if left == 0:
                        return
                    left -= 1
                    yield [f"zone-{zone:04}", f"indicator-{indicator:02}", f"{year}-{month:02}", "元",
                           str(value(zone, indicator, year, month))]


def imported(service, folder):
    """Rows a second of one import through gRPC: checked, in the log with all effects, durable; and of the checks alone."""
    rates, all_rows = {}, list(sheet())
    # Checking keeps nothing, and is bounded by how long a read may take: fewer rows tell as much.
    for name, rows_, validate_only in (("checks alone", all_rows[:20_001], True), ("ours", all_rows, False)):
        messages = list(sheets.stream(rows_, PARENT, file="全省.csv", slice_rows=1000, validate_only=validate_only))
        begun = time.perf_counter()
        answer = service.figures.ImportFigures(iter(messages), timeout=900)
        rates[name] = round((len(rows_) - 1) / (time.perf_counter() - begun))
        assert answer.rows == len(rows_) - 1, answer
    return rates


def settle(service):
    """Waits until the service rests: after its answer a large import's rows still get their version, piece by piece."""
    before = -1.0
    while (now := cpu_seconds(service.process.pid)) - before > 0.02:
        before = now
        time.sleep(1)


def raw_import(found, folder):
    """The same rows by the sqlite3 shell's .import into the same table, and into the bare one."""
    figures = found.pop(0)
    source = os.path.join(folder, "indicators.sqlite")
    made = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    schema = [text for (text,) in made.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'figure' AND sql NOT NULL")]
    width = len(made.execute("PRAGMA table_info(figure)").fetchall())
    file = os.path.join(folder, "figures.csv")
    with open(file, "w", newline="") as out:
        writer = csv.writer(out)
        for row in made.execute(f"SELECT * FROM figure LIMIT {ROWS}"):
            # A strict table takes no empty text for a number that is not there.
            writer.writerow([0 if cell is None else cell for cell in row])
    made.close()
    bare = ["CREATE TABLE figure (" + ", ".join(f"c{number}" for number in range(width)) + ")"]
    for name, tables in (("sqlite3 .import", schema), ("sqlite3 .import without key", bare)):
        database = os.path.join(folder, "raw.sqlite")
        script = ["PRAGMA journal_mode = WAL;", "PRAGMA synchronous = FULL;", *[text + ";" for text in tables],
                  ".mode csv", f".import {file} figure", "PRAGMA wal_checkpoint(TRUNCATE);"]
        begun = time.perf_counter()
        subprocess.run(["sqlite3", database], input="\n".join(script), check=True, capture_output=True, text=True)
        figures[name] = round(ROWS / (time.perf_counter() - begun))
        os.remove(database)
    return report.row("indicators.import.rate", "rows/s", figures)


def boards(service, folder):
    """How long a board of all zones takes over RPC, each of another indicator and month, asked again and again with no
    write in between; and one with explanations. What is computed anew at each ask is the row `fresh`."""
    port = int(service.address.rsplit(":", 1)[1])
    times, size, cost = [], 0, 0.0
    places = [(number * 3 % 15, 2 + number % 11) for number in range(20)]
    while not is_kept(service):
        pass  # Made from the tables in the background, once.
    for number, place in enumerate(places):
        request = asked(*place)
        size = len(service.board(request))  # Prepares what only changes with the catalogue.
        body = os.path.join(folder, f"board-{number}.bin")
        with open(body, "wb") as file:
            message = request.SerializeToString()
            file.write(b"\0" + len(message).to_bytes(4, "big") + message)
        before = cpu_seconds(service.process.pid)
        times += load(port, BOARD, body, 50, 1, 1, window=24, pins=False, log=os.path.join(folder, "log")).times
        cost += cpu_seconds(service.process.pid) - before
    begun = time.perf_counter()
    service.board(asked(3, 6, view=2))
    full = time.perf_counter() - begun
    note = f"{ZONES} rows, {size} bytes, asked again"
    return [report.row("indicators.scoreboard.rpc.p50", "ms", {"ours": percentile(times, 50) / 1000}, note),
            report.row("indicators.scoreboard.rpc.p99", "ms", {"ours": percentile(times, 99) / 1000}, note),
            report.row("indicators.scoreboard.rpc.cpu", "ms", {"ours": round(cost / len(times) * 1000, 3)}),
            report.row("indicators.scoreboard.explained.rpc", "ms", {"ours": round(full * 1000, 1)})]


def is_kept(service):
    """Whether boards come from memory by now: from the tables they take many times longer, or too long."""
    begun = time.perf_counter()
    try:
        service.board(asked(1, 6))
    except grpc.RpcError as error:
        if error.code() != grpc.StatusCode.RESOURCE_EXHAUSTED:
            raise
        return False
    return time.perf_counter() - begun < 0.05


def fresh(service, rounds=200):
    """From the acknowledgement of a figure to the end of a board's answer that shows it."""
    times = []
    for number in range(rounds):
        zone, amount = number * 11 % ZONES, 10_000_000 + number
        service.figures.SubmitFigures(figure_pb2.SubmitFiguresRequest(
            parent=PARENT, request_id=str(uuid.uuid4()), figures=[figure(zone, 5, f"{YEARS[1]}-06", amount)]))
        begun = time.perf_counter()
        answer = service.board(asked(5, 6))
        times.append((time.perf_counter() - begun) * 1000)
        board = analysis_pb2.Scoreboard.FromString(answer)
        assert board.rows[zone].cumulative == amount, "a board without a figure that was acknowledged before"
    return report.row("indicators.fresh.p99", "ms", {"ours": round(percentile(times, 99), 2)})


def figure(zone, indicator, month, amount):
    return {"name": f"{PARENT}/zones/zone-{zone:04}/indicators/indicator-{indicator:02}/figures/{month}",
            "cumulative": amount}


def storm(service):
    """The last evening of a month: every zone submits all its figures, so many at a time; each answer is durable."""
    month = f"{YEARS[1] + 1}-01"
    requests = [figure_pb2.SubmitFiguresRequest(
        parent=PARENT, request_id=str(uuid.uuid4()),
        figures=[figure(zone, indicator, month, value(zone, indicator, YEARS[1] + 1, 1))
                 for indicator in range(INDICATORS)]) for zone in range(ZONES)]
    times, free, done = [0.0] * ZONES, threading.Semaphore(CALLERS), threading.Semaphore(0)
    begun = time.perf_counter()
    futures = []
    for number, request in enumerate(requests):
        free.acquire()
        sent = time.perf_counter()
        future = service.figures.SubmitFigures.future(request)

        def answered(_, number=number, sent=sent):
            times[number] = time.perf_counter() - sent
            free.release()
            done.release()
        future.add_done_callback(answered)
        futures.append(future)
    for _ in range(ZONES):
        done.acquire()
    seconds = time.perf_counter() - begun
    assert all(each.result().changed == INDICATORS for each in futures)
    return report.row("indicators.storm.p99", "ms", {"ours": round(percentile(times, 99) * 1000, 1)},
                      f"{ZONES} zones x {INDICATORS} figures in {seconds:.1f} s, {CALLERS} at a time")


def rebuilt(service):
    """From the start of the process to a board from memory: the figures are read from their tables meanwhile."""
    service.start()
    try:
        begun = time.perf_counter()
        while not is_kept(service):
            pass
        return report.row("indicators.rebuild.seconds", "s", {"ours": round(time.perf_counter() - begun, 2)},
                          f"{ROWS + ZONES * INDICATORS} figures")
    finally:
        service.stop()
