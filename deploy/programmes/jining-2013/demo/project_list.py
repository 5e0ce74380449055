"""Makes the projects of the demonstration: five channels, six stages, all zones."""

import random
from datetime import date, timedelta

from story import SEED

ZONES = [
    "jining-high-tech-zone", "jining-economic-development-zone", "yanzhou-industrial-park",
    "yanzhou-economic-development-zone", "qufu-economic-development-zone", "zoucheng-economic-development-zone",
    "zoucheng-industrial-park", "weishan-economic-development-zone", "yutai-economic-development-zone",
    "jinxiang-economic-development-zone", "jinxiang-chemical-park", "jiaxiang-economic-development-zone",
    "wenshang-economic-development-zone", "sishui-economic-development-zone", "liangshan-economic-development-zone",
]
CHANNELS = ["industry_chain", "central_enterprise", "strategic_investor", "key_region", "existing_enterprise"]
STAGES = ["clue", "in_talks", "signed", "registered", "under_construction", "in_production"]
INDUSTRIES = [
    ("航空零部件", "aircraft parts"), ("工程机械", "construction machinery"), ("生物制药", "biopharmaceuticals"),
    ("橡胶制品", "rubber products"), ("铝型材", "aluminium profiles"), ("新能源汽车", "new-energy vehicles"),
    ("智能装备", "intelligent equipment"), ("光电信息", "optoelectronics"), ("煤化工", "coal chemicals"),
    ("纺织服装", "textiles"), ("大蒜深加工", "garlic processing"), ("专用汽车", "special vehicles"),
    ("造纸包装", "paper and packaging"), ("新材料", "new materials"), ("仓储物流", "warehousing and logistics"),
]
COUNT = 28
# This one goes back from signed to in talks, with a reason.
RETURNED = 17
# These have no agreed investment yet, which is not zero.
WITHOUT_AMOUNT = {1, 7, 13, 19}


def worked(year, month, day):
    """The day, moved to the next one that is neither in a weekend nor in the Spring Festival of 2013."""
    result = date(year, month, day)
    while result.weekday() >= 5 or date(2013, 2, 9) <= result <= date(2013, 2, 15):
        result += timedelta(days=1)
    return result.isoformat()


def history(number, dice):
    """Moves with days from autumn 2012 to July 2013, forward one stage at a time."""
    last = (number - 1) % len(STAGES)
    year, month = (2012, 9 + dice.randrange(4)) if last >= 2 else (2013, 1 + dice.randrange(4))
    moves = []
    for stage in STAGES[: last + 1]:
        moves.append((stage, worked(year, month, 1 + dice.randrange(26)), ""))
        month += 1 + dice.randrange(2)
        year, month = (year + 1, month - 12) if month > 12 else (year, month)
    moves = [move for move in moves if move[1] <= "2013-07-15"]
    if number == RETURNED:
        moves = moves[:3] + [("in_talks", "2013-06-20", "投资方调整方案，重新洽谈（演示）")]
    return moves


def project(number):
    """The lines of one project."""
    dice = random.Random(f"{SEED}/project/{number}")
    zh, en = INDUSTRIES[(number - 1) % len(INDUSTRIES)]
    lines = [
        f"  - id: demonstration-{number:02d}",
        f"    title: {{zh: 演示项目{number:02d}（{zh}）, en: Demonstration project {number:02d} ({en})}}",
        f"    zone: {ZONES[(number * 4) % len(ZONES)]}",
        f"    channel: {CHANNELS[(number + number // 6) % len(CHANNELS)]}",
    ]
    if number not in WITHOUT_AMOUNT:
        lines.append(f"    agreed_investment: {(5 + dice.randrange(90)) * 20_000_000}")
    lines += [f"    investor: 演示企业{number:02d}", "    history:"]
    for stage, day, reason in history(number, dice):
        lines.append(f"      - stage: {stage}")
        lines.append(f"        'on': '{day}'")
        lines += [f"        reason: {reason}"] if reason else []
    return lines + ["    clauses: [A6, A7]", "    source: 演示数据：demo/generate.py", "    demonstration: true"]


def projects_yaml():
    """The whole file."""
    lines = [
        "# Made by generate.py: projects of the demonstration, none of them real. Amounts in yuan.",
        "projects:",
    ]
    for number in range(1, COUNT + 1):
        lines += project(number)
    return "\n".join(lines) + "\n"
