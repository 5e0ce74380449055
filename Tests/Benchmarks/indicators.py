"""The read side: boards, histories and counts over 30.5 million figures, beside what engines do with the same by SQL."""
import os
import subprocess
import tempfile

import province
import report
import sql

ROUNDS = int(os.environ.get("QUESTIONS", "60"))
ROWS = {"board": "indicators.scoreboard.compute", "history": "indicators.history.compute",
        "threshold": "indicators.threshold.compute"}


def rows(bin_folder):
    """All rows of the read side."""
    return compute(bin_folder) + province.rows(f"{bin_folder}/tupo-indicators")


def compute(bin_folder):
    """Milliseconds of one question, the median of many; every engine must give the same answers."""
    with tempfile.TemporaryDirectory() as folder:
        peers = {"duckdb": sql.duckdb(folder, ROUNDS), "postgresql": sql.postgresql(ROUNDS),
                 "sqlite": sql.sqlite(folder, ROUNDS)}
    said = subprocess.run([f"{bin_folder}/bench-indicators", str(ROUNDS)], check=True, capture_output=True, text=True,
                          timeout=600).stdout
    ours = {name: (float(time), int(answer)) for name, time, answer in map(str.split, said.splitlines())}
    found = []
    for question, row in ROWS.items():
        figures = {"ours": ours[question]} | {name: each[question] for name, each in peers.items()}
        for name, (_, answer) in figures.items():
            # Binary numbers may round a half the other way.
            if abs(answer - ours[question][1]) > ROUNDS:
                raise RuntimeError(f"{row}: {name} answers {answer}, we {ours[question][1]}")
        found.append(report.row(row, "ms", {name: round(time, 4) for name, (time, _) in figures.items()}))
    return found
