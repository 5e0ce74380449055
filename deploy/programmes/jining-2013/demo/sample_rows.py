"""Makes the two sample reports of June 2013: a right one that came late, and one with the common faults."""

from story import INVESTMENT, OPERATING, REVENUE, VALUE_ADDED


# Names of a row's cells, in the order of the import format.
CELLS = ["unit_name", "title", "month", "unit", "value", "base", "rate", "day", "note"]


def full_width(text):
    """ASCII digits and signs as their full-width forms, as some input methods write them."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def broken(sheets):
    """Rows right and wrong in turn; what is wrong stands beside each."""
    june = {(r[0], r[1]): list(r) for r in sheets[6] + sheets["missing"]}
    may = {(r[0], r[1]): r for r in sheets[5]}

    def take(zone, indicator, **changes):
        cells = june[zone, indicator].copy()
        for name, text in changes.items():
            cells[CELLS.index(name)] = text
        return cells

    thousands = f"{int(june['济宁高新区', INVESTMENT][4]):,}"
    lower = str(int(may["汶上经开区", INVESTMENT][4]) - 1200)
    published = str(int(june["嘉祥经开区", REVENUE][5]) * 94 // 100)
    return [
        take("济宁高新区", INVESTMENT, value=thousands),  # right: thousands separators
        take("济宁高新区", REVENUE, value=full_width(june["济宁高新区", REVENUE][4])),  # right: full-width digits
        take("兖州工业园区", INVESTMENT, unit_name="兖州工业圆区"),  # unknown zone, one character off
        take("曲阜经开区", INVESTMENT, unit="平方米"),  # a unit that is none of the indicator's
        take("邹城经开区", REVENUE, value="约七亿"),  # words for a number
        take("微山经开区", REVENUE, month="2013-13"),  # no such month
        take("鱼台经开区", INVESTMENT),  # right
        take("鱼台经开区", INVESTMENT, value=str(int(june["鱼台经开区", INVESTMENT][4]) + 300)),  # the same once more
        take("金乡经开区", REVENUE, value=june["金乡经开区", REVENUE][4] + ".00005"),  # finer than one yuan
        take("金乡经开区", VALUE_ADDED, value="", base=""),  # right: a rate without a value
        take("汶上经开区", INVESTMENT, value=lower),  # below May's cumulative value (soft)
        take("嘉祥经开区", REVENUE, base=published),  # base 6 % below last year's published one (soft)
        take("泗水经开区", OPERATING, title="营业总收人"),  # unknown indicator
        take("梁山经开区", OPERATING, day="2013-06-31"),  # no such day
    ]
