#!/usr/bin/env python3
"""Turns the bureau's rows in source/ into figures in the import format; `--check` compares with the files kept here.

Nothing is computed and nothing filled in: a value or growth that the bureau left empty is empty, and a month with
neither has no row. January is such a month in every year.
"""

import csv
import io
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "source" / "nbs-2017-2019.csv"
HEADER = ["单位", "指标", "月份", "计量单位", "累计", "上年同期", "同比增速%", "报送日期", "备注"]
INDICATORS = {"real_estate_investment": "房地产开发投资", "real_estate_residential_investment": "住宅投资"}
# What follows the short name of a province.
ENDINGS = ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"]


def short(name):
    """黑龙江省 becomes 黑龙江, 内蒙古自治区 becomes 内蒙古."""
    ending = next(e for e in ENDINGS if name.endswith(e))
    return name[: -len(ending)]


def figures(row):
    """A row of the import format; None where the bureau published nothing."""
    value, growth = row["cum_value_100m_yuan"], row["published_cum_growth_pct"]
    if not value and not growth:
        return None
    month = f"{row['year']}-{int(row['month']):02d}"
    return [short(row["region_zh"]), INDICATORS[row["indicator"]], month, "亿元", value, "", growth, "", ""]


def files():
    """Path to contents of every year's file."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        source = list(csv.DictReader(file))
    # By month, then by division code, then by indicator in the programme's order.
    order = list(INDICATORS)
    source.sort(key=lambda r: (int(r["year"]), int(r["month"]), r["region_code"], order.index(r["indicator"])))
    made = {}
    for year in sorted({row["year"] for row in source}):
        rows = [figures(row) for row in source if row["year"] == year]
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([HEADER, *[row for row in rows if row]])
        made[HERE / "figures" / f"{year}.csv"] = out.getvalue()
    return made


def main(arguments):
    """Writes the files, or tells which of them differ."""
    made = files()
    if arguments == ["--check"]:
        stale = [path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
        for path in stale:
            print(f"not as converted: {path}", file=sys.stderr)
        return 1 if stale else 0
    if arguments:
        print("usage: convert.py [--check]", file=sys.stderr)
        return 2
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.name}: {text.count(chr(10))} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
