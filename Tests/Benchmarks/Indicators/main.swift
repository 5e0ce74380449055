import Domain

// bench-indicators ROUNDS: a line for each kind of question, `board|history|threshold MILLISECONDS CHECKSUM`, asked of 30.5
// million figures in memory; each is asked ROUNDS times, of another indicator and month each time, as sql.py does.

let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 50
let made = MadeFigures()
let clock = ContinuousClock()
var cube = FigureCube()
say("fill", [clock.measure { cube = made.cube() }], Int64(cube.count))

/// Prints the median and a number that the engines must agree on.
func say(_ name: String, _ times: [Duration], _ checksum: Int64) {
  let middle = times.sorted()[times.count / 2]
  print(name, Double(middle.components.seconds) * 1e3 + Double(middle.components.attoseconds) / 1e15, checksum)
}

/// The indicator and month of a round.
func place(_ round: Int) -> (indicator: Int, month: Month)? {
  Month(year: 2_010 + round % 14, month: 2 + round % 11).map { (round * 7 % MadeFigures.indicators, $0) }
}

func points(_ rate: Fraction) -> Int64 { Int64(truncatingIfNeeded: rate.parts(of: 10_000)) }

/// Every number that the SQL gives, of every row.
func sum(_ board: BriefBoard) -> Int64 {
  var sum: Int64 = 0
  for place in board.plan.zones.indices {
    let lights = board.lights(place)
    sum += Int64(board.rank(place) ?? 0) * Int64(place + 1) + Int64(board.rankChange(place) ?? 0) * 3
    sum += (board.growth(place).map(points) ?? 0) + (board.completion(place).map(points) ?? 0)
    sum += (lights.growth == .met ? 5 : 0) + (lights.progress == .met ? 7 : 0)
  }
  return sum
}

var (times, checksum): ([Duration], Int64) = ([], 0)
for round in 0..<rounds {
  guard let (indicator, month) = place(round), let plan = made.plan(indicator, month, cube) else { continue }
  var own: Int64 = 0
  times.append(clock.measure { own = BriefBoard(plan, cube).map(sum) ?? 0 })
  checksum += own
}
say("board", times, checksum)

let numbers = Dictionary(uniqueKeysWithValues: made.zoneKeys.enumerated().map { ($1, MadeFigures.province($0)) })
let groups = ZoneGroups(numbers, count: MadeFigures.provinces, in: cube)
(times, checksum) = ([], 0)
if let first = Month(year: MadeFigures.years.lowerBound, month: 1),
  let last = Month(year: MadeFigures.years.upperBound, month: 12)
{
  for round in 0..<rounds {
    guard let (indicator, _) = place(round) else { continue }
    var totals: CubeTotals?
    times.append(
      clock.measure { totals = try? cube.totals(of: made.indicatorKeys[indicator], first...last, by: groups) })
    for index in first.index...last.index {
      for province in 0..<MadeFigures.provinces {
        checksum &+= (totals?.sum(province, Month(index: index))?.units ?? 0) % 1_000_003
      }
    }
  }
}
say("history", times, checksum)

(times, checksum) = ([], 0)
for round in 0..<rounds {
  guard let (indicator, month) = place(round) else { continue }
  var count = 0
  times.append(
    clock.measure {
      count = cube.count(of: made.indicatorKeys[indicator], month, .above, Amount(Int64(month.month) * 500_000))
    })
  checksum += Int64(count)
}
say("threshold", times, checksum)
