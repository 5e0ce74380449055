"""Prints the rows of one run and keeps them as RESULTS.md and results.json."""
import datetime
import json
import os
import platform
import subprocess
import sys


DUCKDB = [sys.executable, "-c", "import duckdb; print(duckdb.__version__)"]


def row(name, unit, figures, note=""):
    peers = {peer: value for peer, value in figures.items() if peer != "ours"}
    result = {"name": name, "unit": unit, "ours": figures["ours"], "peers": peers}
    if note:
        result["note"] = note
    print(result, flush=True)
    return result


def said(*command):
    try:
        text = subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:
        return ""
    return text.splitlines()[0] if text else ""


def versions():
    packages = ["nghttp2-server", "libgrpc++-dev", "golang-google-grpc-dev", "libprotobuf-dev", "libprotobuf-c-dev", "libsqlite3-0",
                "postgresql-15"]
    found = {name: said("dpkg-query", "-W", "-f=${Version}", name) for name in packages}
    return {"swift": said("swift", "--version"), "duckdb": said(*DUCKDB)} | found


def machine():
    with open("/proc/cpuinfo") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def table(rows):
    yield "| figure | unit | ours | peers (ours ÷ peer) |"
    yield "|---|---|---|---|"
    for one in rows:
        peers = ", ".join(
            f"{peer} {value} ({one['ours'] / value:.2f})" if value else f"{peer} {value}"
            for peer, value in one["peers"].items())
        name = one["name"] + (f" ({one['note']})" if "note" in one else "")
        yield f"| {name} | {one['unit']} | {one['ours']} | {peers} |"


def kept(folder, rows):
    """The rows of an earlier run, those measured now in their places; new ones at the end."""
    try:
        with open(os.path.join(folder, "results.json")) as file:
            earlier = json.load(file)["rows"]
    except FileNotFoundError:
        earlier = []
    now = {one["name"]: one for one in rows}
    names = {one["name"] for one in earlier}
    return [now.get(one["name"], one) for one in earlier] + [one for one in rows if one["name"] not in names]


def write(folder, rows, rounds, absent, only=""):
    """Keeps the rows; with `only` beside those of the other parts, which an earlier run has measured."""
    if only:
        rows = kept(folder, rows)
    about = {"date": datetime.date.today().isoformat(), "machine": machine(), "versions": versions(), "rounds": rounds,
             "absent": ", ".join(absent) or "none", "measured": only or "everything"}
    lines = ["# Results", "", "Made by `make bench`; read the ratios, absolute figures move with the machine.",
             "A load above 1 at the start means that others worked on it: single figures then waver by a quarter.", ""]
    lines += [f"- {key}: {value}" for key, value in about.items()] + [""] + list(table(rows)) + [""]
    print("\n".join(lines))
    with open(os.path.join(folder, "RESULTS.md"), "w") as file:
        file.write("\n".join(lines))
    with open(os.path.join(folder, "results.json"), "w") as file:
        json.dump(about | {"rows": rows}, file, indent=2, ensure_ascii=False)
        file.write("\n")
