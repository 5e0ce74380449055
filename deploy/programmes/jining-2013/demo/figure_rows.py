"""Makes the figures of the demonstration in the import format, in whole 万元.

Only +, -, * and / of binary floating point are used, whose results its standard fixes: all machines make the same rows.
"""

import random

from story import (
    BALANCE, INDICATORS, INVESTMENT, LATE, LATE_RECEIPT, LOWERED, LOWERED_BY_PERMILLE, MISSING, MISSING_RECEIPT,
    NOMINAL_VALUE_ADDED, OPERATING, PRICES, RATE_ONLY, RATE_ONLY_MONTH, RECEIPTS, REVENUE, SEED, SHARES, SIZES, TOTALS,
    VALUE_ADDED, ZONES,
)

HEADER = ["单位", "指标", "月份", "计量单位", "累计", "上年同期", "同比增速%", "报送日期", "备注"]
UNIT = "万元"
JUNE = 6


def dice(*parts):
    """A generator of its own for every purpose: adding one never changes another."""
    return random.Random("/".join([SEED, *map(str, parts)]))


def spread(width, *parts):
    """A number between -width and width."""
    return (dice(*parts).random() * 2 - 1) * width


def whole(value):
    """The nearest whole number, half away from zero."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)


def share(indicator, zone, month):
    """The part of the year that a zone reaches by a month: the common course, bent by the zone's own habit."""
    common = SHARES[indicator][month] / 100
    return common + spread(0.04, "habit", indicator, zone) * common * (1 - common)


def lowered(value):
    """The base of one zone after it lowered it."""
    return whole(value * (1000 - LOWERED_BY_PERMILLE) / 1000)


def june_bases(indicator):
    """Every zone's cumulative value of June 2012 in 万元."""
    sizes = SIZES[indicator]
    if indicator == OPERATING:
        return {z: sizes[z][0] / (1 + sizes[z][1] / 100) * share(indicator, z, JUNE) * 10_000 for z in ZONES}
    uneven = {zone: sizes[zone][0] * (1 + spread(0.02, "size", indicator, zone)) for zone in ZONES}
    scale = TOTALS[indicator][0] / sum(size for zone, size in uneven.items() if zone != MISSING)
    return {zone: size * scale * 10_000 for zone, size in uneven.items()}


def annual_2012(indicator):
    """Every zone's value of the year 2012 in 万元."""
    return {zone: base / share(indicator, zone, JUNE) for zone, base in june_bases(indicator).items()}


def judged_base(indicator, zone, base):
    """The base that growth is judged on."""
    return lowered(base) if (indicator, zone) == (REVENUE, LOWERED) else base


def june_growth(indicator, published):
    """Growth of June 2013 in per cent; the balancing zone's follows from the total's."""
    growth = {zone: SIZES[indicator][zone][1] for zone in ZONES}
    if growth[BALANCE] is not None:
        return growth
    bases = {z: judged_base(indicator, z, published[z][JUNE]) for z in ZONES if z != MISSING}
    others = sum(bases[z] * growth[z] for z in bases if z != BALANCE)
    needed = (TOTALS[indicator][1] * sum(bases.values()) - others) / bases[BALANCE]
    growth[BALANCE] = whole(needed * 100) / 100 if indicator != VALUE_ADDED else whole(needed * 10) / 10
    return growth


def published_2012(indicator):
    """Zone to month to the published cumulative value of 2012, in whole 万元."""
    annual = annual_2012(indicator)
    return {z: {m: whole(annual[z] * share(indicator, z, m)) for m in SHARES[indicator]} for z in ZONES}


def growth_path(indicator, zone, june, month):
    """Growth of a month of 2013 in per cent: it drifts towards June's and trembles a little."""
    if month == JUNE:
        return june
    drift = spread(3, "drift", indicator, zone) * (JUNE - month) / 4
    return whole((june + drift + spread(0.6, "tremble", indicator, zone, month)) * 10) / 10


def price_index(zone, published, growth):
    """Prices of value added, 2013 over 2012; the balancing zone's brings the total to its nominal growth."""
    if zone != BALANCE:
        return PRICES.get(zone, 0.990)
    zones = [z for z in ZONES if z != MISSING]
    total = sum(published[z][JUNE] for z in zones) * (1 + NOMINAL_VALUE_ADDED / 100)
    others = [z for z in zones if z != BALANCE]
    rest = sum(published[z][JUNE] * (1 + growth[z] / 100) * PRICES.get(z, 0.990) for z in others)
    return (total - rest) / (published[BALANCE][JUNE] * (1 + growth[BALANCE] / 100))


def row(zone, indicator, year, month, value, base, rate="", received="", note=""):
    """A row of the import format."""
    return [zone, indicator, f"{year}-{month:02d}", UNIT, str(value), str(base), rate, received, note]


def rows_2012():
    """Last year's published figures. They came before any deadline was set, so no day of receipt is given."""
    rows = []
    for indicator in INDICATORS:
        published = published_2012(indicator)
        for zone in ZONES:
            growth = 24 + spread(6, "2012", indicator, zone)
            for month, value in published[zone].items():
                rate = growth + spread(0.8, "2012", indicator, zone, month)
                base = whole(value / (1 + rate / 100))
                real = f"{(value / base - 1) * 100 + 0.6:.1f}" if indicator == VALUE_ADDED else ""
                rows.append(row(zone, indicator, 2012, month, value, base, real))
    return sorted(rows, key=lambda r: (r[2], ZONES.index(r[0]), INDICATORS.index(r[1])))


def rows_2013():
    """Month to its rows, the missing zone's June among them under "missing"."""
    sheets = {month: [] for month in range(1, JUNE + 1)} | {"missing": []}
    for indicator in INDICATORS:
        published = published_2012(indicator)
        growth = june_growth(indicator, published)
        for zone in ZONES:
            index = price_index(zone, published, growth) if indicator == VALUE_ADDED else 1
            for month in [m for m in SHARES[indicator] if m <= JUNE]:
                line = row_2013(indicator, zone, month, published[zone][month], growth[zone], index)
                sheets["missing" if (zone, month) == (MISSING, JUNE) else month].append(line)
    for rows in sheets.values():
        rows.sort(key=lambda r: (ZONES.index(r[0]), INDICATORS.index(r[1])))
    return sheets


def row_2013(indicator, zone, month, base, june, index):
    """One reported figure of 2013."""
    rate = growth_path(indicator, zone, june, month)
    note, received = "", receipt(zone, month)
    if month == JUNE and judged_base(indicator, zone, base) != base:
        base, note = lowered(base), "上年同期数扣除一次性入库税款（演示），调低6.2%，已向市财政局说明"
    value = whole(base * (1 + rate / 100) * index)
    if indicator != VALUE_ADDED:
        return row(zone, indicator, 2013, month, value, base, "", received, note)
    if (zone, month) == (RATE_ONLY, RATE_ONLY_MONTH):
        return row(zone, indicator, 2013, month, "", "", f"{rate:.1f}", received, "只报送增速")
    return row(zone, indicator, 2013, month, value, base, f"{rate:.1f}", received, note)


def receipt(zone, month):
    """The day on which a zone's report of a month came in."""
    if month == JUNE and zone in (LATE, MISSING):
        return LATE_RECEIPT if zone == LATE else MISSING_RECEIPT
    return dice("receipt", zone, month).choice(RECEIPTS[month])
