#!/usr/bin/env python3
"""Makes the demonstration's figures, projects and sample reports; `--check` compares them with the files kept here."""

import csv
import io
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from figure_rows import HEADER, rows_2012, rows_2013  # noqa: E402
from project_list import projects_yaml  # noqa: E402
from sample_rows import broken  # noqa: E402

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[2] / "samples"


def sheet(rows):
    """Rows as CSV with the heading, LF at line ends."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEADER, *rows])
    return out.getvalue()


def files():
    """Path to contents of everything that is made."""
    sheets = rows_2013()
    made = {HERE / "figures" / "2012.csv": sheet(rows_2012()), HERE / "projects.yaml": projects_yaml()}
    for month in range(1, 7):
        made[HERE / "figures" / f"2013-{month:02d}.csv"] = sheet(sheets[month])
    made[SAMPLES / "兖州工业园区-2013-06.csv"] = sheet(sheets["missing"])
    made[SAMPLES / "有错的报表.csv"] = sheet(broken(sheets))
    return made


def main(arguments):
    """Writes the files, or tells which of them differ."""
    made = files()
    if arguments == ["--check"]:
        stale = [path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
        for path in stale:
            print(f"not as generated: {path}", file=sys.stderr)
        return 1 if stale else 0
    if arguments:
        print("usage: generate.py [--check]", file=sys.stderr)
        return 2
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.name}: {text.count(chr(10))} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
