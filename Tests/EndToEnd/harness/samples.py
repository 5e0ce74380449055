"""The sample reports that come with the product."""

from .paths import SAMPLES

# A report with mistakes.
BROKEN = SAMPLES / "有错的报表.csv"
# Row and column of its hard faults: what a person sees who opens the file.
HARD_FAULTS = {
    (4, "单位"), (5, "计量单位"), (6, "累计"), (7, "月份"), (9, "单位"), (10, "累计"), (14, "指标"), (15, "报送日期"),
}
# Its rows that are right, however they are written.
CORRECT_ROWS = {2, 3, 8, 11}
# What the zone reported that had not reported for June: four correct rows.
LATE_REPORT = SAMPLES / "兖州工业园区-2013-06.csv"
