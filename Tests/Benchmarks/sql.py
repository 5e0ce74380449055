"""The same figures and questions by SQL: DuckDB, PostgreSQL and SQLite, each as its users have it."""
import os
import re
import sqlite3
import statistics
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPT = os.path.join(HERE, "../../deploy/postgres-test.sh")
ZONES, INDICATORS, FIRST, LAST, PROVINCES = 2543, 50, 2004, 2023, 31
VALUE = "month * (100000 + (zone * 7919 + indicator * 104729 + year * 104723) % 900007) + zone * month % 1009"
BEFORE = VALUE.replace("month", "12").replace("year", "(year - 1)")
KEYS = "indicator INTEGER, year INTEGER, month INTEGER, zone INTEGER, value BIGINT"

# Asked of indicator :i, year :y, month :m. Rates are rounded as boards give them, halves away from zero.
MONTH = "SELECT zone, value FROM figure WHERE indicator = {i} AND year = {y} AND month = {m}"
BOARD = """WITH now AS ({now}), base AS ({base}), prev AS ({prev}), prior AS ({prior}),
rates AS (SELECT now.zone, now.value, base.value AS base,
  {f}(now.value - base.value) / base.value AS growth, {f}(prev.value - prior.value) / prior.value AS before,
  {f}(now.value) / target.value AS completion
  FROM now JOIN base ON base.zone = now.zone JOIN prev ON prev.zone = now.zone JOIN prior ON prior.zone = now.zone
  JOIN target ON target.zone = now.zone AND target.indicator = {i} AND target.year = {y}),
board AS (SELECT zone, growth, completion, rank() OVER (ORDER BY growth DESC) AS place,
  rank() OVER (ORDER BY before DESC) AS place_before,
  CASE WHEN growth >= 0.05 THEN 'met' WHEN growth >= 0.02 THEN 'near' ELSE 'missed' END AS growth_light,
  CASE WHEN completion >= {m} / 12.0 THEN 'met' WHEN completion >= {m} / 12.0 - 0.03 THEN 'near' ELSE 'missed' END
    AS progress_light FROM rates)
SELECT CAST(sum(place * (zone + 1) + (place_before - place) * 3 + round(growth * 10000) + round(completion * 10000)
  + CASE WHEN growth_light = 'met' THEN 5 ELSE 0 END + CASE WHEN progress_light = 'met' THEN 7 ELSE 0 END) AS BIGINT)
FROM board"""
HISTORY = """SELECT CAST(sum(total % 1000003) AS BIGINT) FROM (SELECT province, year, month, sum(value) AS total
FROM figure JOIN province ON province.zone = figure.zone WHERE indicator = {i} GROUP BY province, year, month) AS totals"""
THRESHOLD = "SELECT count(*) FROM figure WHERE indicator = {i} AND year = {y} AND month = {m} AND value > {m} * 500000"


def place(number):
    """Indicator, year and month of a round, as main.swift has them."""
    return {"i": number * 7 % INDICATORS, "y": 2010 + number % 14, "m": 2 + number % 11}


def questions(number, to_float):
    """The three questions of a round."""
    at = place(number)
    past = at | {"y": at["y"] - 1}
    earlier, long_ago = at | {"m": at["m"] - 1}, past | {"m": at["m"] - 1}
    months = {name: MONTH.format(**one)
              for name, one in (("now", at), ("base", past), ("prev", earlier), ("prior", long_ago))}
    return {"board": BOARD.format(f=to_float, **at, **months), "history": HISTORY.format(**at),
            "threshold": THRESHOLD.format(**at)}


def numbers(name, first, last):
    """The whole numbers of a range, as a table of one column."""
    return f"(SELECT n AS {name} FROM number WHERE n BETWEEN {first} AND {last}) AS {name}s"


def tables(end=")"):
    """What makes the tables; `end` is what the engine says of the figures' key."""
    zones, years = numbers("zone", 0, ZONES - 1), numbers("year", FIRST, LAST)
    yield "CREATE TABLE number (n INTEGER)"
    yield ("INSERT INTO number WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers "
           f"WHERE n < {max(ZONES, LAST)}) SELECT n FROM numbers")
    yield f"CREATE TABLE figure ({KEYS}{end}"
    for indicator in range(INDICATORS):
        yield (f"INSERT INTO figure SELECT indicator, year, month, zone, {VALUE} FROM "
               f"{numbers('indicator', indicator, indicator)} CROSS JOIN {years} CROSS JOIN {numbers('month', 1, 12)} "
               f"CROSS JOIN {zones} ORDER BY indicator, year, month, zone")
    yield "CREATE TABLE target (indicator INTEGER, year INTEGER, zone INTEGER, value BIGINT, PRIMARY KEY (indicator, year, zone))"
    yield (f"INSERT INTO target SELECT indicator, year, zone, ({BEFORE}) * (90 + zone % 30) / 100 FROM "
           f"{numbers('indicator', 0, INDICATORS - 1)} CROSS JOIN {years} CROSS JOIN {zones}")
    yield "CREATE TABLE province (zone INTEGER PRIMARY KEY, province INTEGER)"
    yield f"INSERT INTO province SELECT zone, zone * 13 % {PROVINCES} FROM {zones}"


def timed(ask, rounds, to_float):
    """Median milliseconds and the sum of the answers, of each question; what is asked first is warm."""
    times, sums = {}, {}
    for number in range(-2, rounds):
        for name, sql in questions(max(0, number), to_float).items():
            value, milliseconds = ask(sql)
            if number >= 0:
                times.setdefault(name, []).append(milliseconds)
                sums[name] = sums.get(name, 0) + value
    return {name: (statistics.median(each), sums[name]) for name, each in times.items()}


def clocked(execute):
    """Asks an engine in this process."""
    def ask(sql):
        begun = time.perf_counter()
        value = execute(sql).fetchall()[0][0]
        return int(value), (time.perf_counter() - begun) * 1000
    return ask


def duckdb(folder, rounds):
    """DuckDB, on a file, in the order of the key: it prunes by that better than by an index."""
    import duckdb as engine
    connection = engine.connect(os.path.join(folder, "figures.duckdb"))
    for sql in tables():
        # Its / divides whole numbers into fractions.
        connection.execute(sql.replace("/ 100 FROM", "// 100 FROM"))
    try:
        return timed(clocked(connection.execute), rounds, "CAST(1 AS DOUBLE) * ")
    finally:
        connection.close()


def sqlite(folder, rounds):
    """SQLite, with the figures in the order of their key."""
    connection = sqlite3.connect(os.path.join(folder, "figures.sqlite"))
    connection.execute("PRAGMA cache_size = -1000000")
    for sql in tables(", PRIMARY KEY (indicator, year, month, zone)) WITHOUT ROWID"):
        connection.execute(sql)
    connection.commit()
    connection.execute("ANALYZE")
    try:
        return timed(clocked(connection.execute), rounds, "1.0 * ")
    finally:
        connection.close()


def postgresql(rounds):
    """PostgreSQL; psql tells the time of each statement."""
    environ = os.environ | {"TUPO_TEST_POSTGRES_BASE": "/tmp"}
    server = subprocess.run([SCRIPT, "start"], env=environ, check=True, capture_output=True, text=True, timeout=120)
    url, folder = server.stdout.split()
    try:
        made = ["SET work_mem = '256MB'", "SET maintenance_work_mem = '1GB'", *tables(),
                "ALTER TABLE figure ADD PRIMARY KEY (indicator, year, month, zone)", "VACUUM ANALYZE"]
        psql(url, made)

        def ask(sql):
            # The first run warms the session: the second one is told.
            said = psql(url, ["SET work_mem = '64MB'", r"\timing on", sql, sql])
            return int(re.findall(r"^\s*(-?\d+)$", said, re.M)[-1]), float(re.findall(r"Time: ([\d.]+)", said)[-1])
        return timed(ask, rounds, "CAST(1 AS DOUBLE PRECISION) * ")
    finally:
        subprocess.run([SCRIPT, "stop", folder], check=True, timeout=120)


def psql(url, statements):
    text = "\n".join(one if one.startswith("\\") else one + ";" for one in statements)
    return subprocess.run(["psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", url], input=text, check=True,
                          capture_output=True, text=True, timeout=1800).stdout
