"""What the demonstration tells: sizes and growth of every zone, made up so that each rule has a case.

Nothing here is on record. Sizes are in 亿元 of June 2012 (operating revenue: what the year 2013 is to bring), growth is
the per cent of June 2013 over June 2012.
"""

SEED = "jining-2013"

ZONES = [
    "济宁高新区", "济宁经开区", "兖州工业园区", "兖州经开区", "曲阜经开区", "邹城经开区", "邹城工业园区", "微山经开区",
    "鱼台经开区", "金乡经开区", "金乡化工园区", "嘉祥经开区", "汶上经开区", "泗水经开区", "梁山经开区",
]

INVESTMENT, REVENUE, VALUE_ADDED, OPERATING = "固定资产投资", "财政收入", "工业增加值", "营业收入"
INDICATORS = [INVESTMENT, REVENUE, VALUE_ADDED, OPERATING]

# The largest zone takes the growth that brings the total to its aim.
BALANCE = "济宁高新区"
# It reports nothing for June; its report lies in deploy/samples and can be imported afterwards.
MISSING = "兖州工业园区"
# Its June report comes two working days after the deadline.
LATE = "微山经开区"
# It lowers the base of its June fiscal revenue by 6.2 %, and says so.
LOWERED, LOWERED_BY_PERMILLE = "梁山经开区", 62
# Its value added of March 2013 came as a rate only.
RATE_ONLY, RATE_ONLY_MONTH = "泗水经开区", 3

# Aims of June 2013 over the 14 zones that report: total of June 2012 in 亿元, growth in per cent.
TOTALS = {INVESTMENT: (466.1, 31.4), REVENUE: (57.65, 24.9), VALUE_ADDED: (246.6, 18.7)}
# The nominal growth of value added: prices fell.
NOMINAL_VALUE_ADDED = 16.9

# Zone: (size in June 2012, growth of June 2013). 泗水's 29.96 would be rounded to 30.0, and is not 30.
SIZES = {
    INVESTMENT: {
        "济宁高新区": (92, None), "济宁经开区": (22, 34.2), "兖州工业园区": (58, 33.0), "兖州经开区": (34, 32.5),
        "曲阜经开区": (36, 26.4), "邹城经开区": (68, 23.8), "邹城工业园区": (46, 27.1), "微山经开区": (28, 31.2),
        "鱼台经开区": (26, 37.5), "金乡经开区": (22, 35.8), "金乡化工园区": (20, 41.3), "嘉祥经开区": (30, 36.6),
        "汶上经开区": (24, 39.4), "泗水经开区": (16, 29.96), "梁山经开区": (24, 33.3),
    },
    REVENUE: {
        "济宁高新区": (14.0, None), "济宁经开区": (2.6, 33.1), "兖州工业园区": (6.0, 28.4), "兖州经开区": (3.0, 24.0),
        "曲阜经开区": (3.4, 30.6), "邹城经开区": (7.6, -3.1), "邹城工业园区": (5.2, 21.5), "微山经开区": (4.6, 27.3),
        "鱼台经开区": (2.4, 34.7), "金乡经开区": (2.2, 31.9), "金乡化工园区": (2.0, 26.2), "嘉祥经开区": (3.6, 30.8),
        "汶上经开区": (2.8, 36.4), "泗水经开区": (1.5, 18.2), "梁山经开区": (2.6, 29.2),
    },
    # Growth at comparable prices. 汶上 grows by exactly 30 %.
    VALUE_ADDED: {
        "济宁高新区": (52, None), "济宁经开区": (9, 32.4), "兖州工业园区": (38, 21.0), "兖州经开区": (17, 19.3),
        "曲阜经开区": (15, 16.2), "邹城经开区": (44, 7.8), "邹城工业园区": (32, 10.6), "微山经开区": (20, 12.7),
        "鱼台经开区": (9, 31.5), "金乡经开区": (8, 33.8), "金乡化工园区": (10, 34.9), "嘉祥经开区": (13, 25.1),
        "汶上经开区": (9, 30.0), "泗水经开区": (5, 22.4), "梁山经开区": (9, 24.6),
    },
    # Size: what the whole of 2013 lands at when June's growth goes on.
    OPERATING: {
        "济宁高新区": (640, 22.5), "济宁经开区": (94.1, 26.8), "兖州工业园区": (486, 23.1), "兖州经开区": (146, 19.7),
        "曲阜经开区": (128, 18.9), "邹城经开区": (561, 12.4), "邹城工业园区": (318, 14.2), "微山经开区": (134, 16.6),
        "鱼台经开区": (118, 28.3), "金乡经开区": (104, 27.7), "金乡化工园区": (83, 31.9), "嘉祥经开区": (215, 25.4),
        "汶上经开区": (112, 29.5), "泗水经开区": (71, 20.1), "梁山经开区": (107, 24.2),
    },
}

# Price index of value added, 2013 over 2012, where no other is given 0.990: coal fell most.
PRICES = {"邹城经开区": 0.972, "邹城工业园区": 0.978, "微山经开区": 0.975, "金乡化工园区": 0.984, "曲阜经开区": 0.992}

# Share of the year reached by each month, in per cent. Investment: the mean of 31 provinces' real-estate investment,
# 2017-2019 (National Bureau of Statistics); the others are made.
SHARES = {
    INVESTMENT: {2: 6.9, 3: 14.7, 4: 22.2, 5: 31.4, 6: 44.0, 7: 53.3, 8: 63.0, 9: 73.8, 10: 83.5, 11: 92.6, 12: 100},
    REVENUE: {
        1: 9.5, 2: 16.5, 3: 25.5, 4: 34.0, 5: 42.5, 6: 51.0, 7: 59.5, 8: 67.0, 9: 75.0, 10: 84.0, 11: 92.0, 12: 100,
    },
    VALUE_ADDED: {2: 14.5, 3: 23.6, 4: 32.0, 5: 40.3, 6: 48.6, 7: 57.0, 8: 65.5, 9: 74.3, 10: 83.0, 11: 91.6, 12: 100},
    OPERATING: {2: 14.0, 3: 23.0, 4: 31.5, 5: 40.0, 6: 48.5, 7: 57.0, 8: 65.5, 9: 74.5, 10: 83.0, 11: 91.5, 12: 100},
}

# Days on which reports of 2013 come in; the last one is the deadline.
RECEIPTS = {
    1: ["2013-02-05", "2013-02-06", "2013-02-07", "2013-02-08", "2013-02-16"],
    2: ["2013-03-05", "2013-03-06", "2013-03-07", "2013-03-08", "2013-03-11"],
    3: ["2013-04-03", "2013-04-07", "2013-04-08", "2013-04-09", "2013-04-10"],
    4: ["2013-05-06", "2013-05-07", "2013-05-08", "2013-05-09", "2013-05-10"],
    5: ["2013-06-05", "2013-06-06", "2013-06-07", "2013-06-08", "2013-06-13"],
    6: ["2013-07-04", "2013-07-05", "2013-07-08", "2013-07-09", "2013-07-10"],
}
LATE_RECEIPT = "2013-07-12"
# 兖州工业园区's June report comes on the evening on which the bulletin is signed.
MISSING_RECEIPT = "2013-07-19"
