import TestRandom
import Testing

@testable import Domain

/// Cells that would tell a single enterprise's figure.
@Suite("Secrecy")
struct SecrecyTests {
  typealias Place = Secrecy.Place

  /// A table whose cells have so many contributors, all of them different.
  private static func table(_ counts: [[Int]]) -> [[Set<Int>]] {
    var next = 0
    return counts.map { line in
      line.map { count in
        next += count
        return Set(next - count..<next)
      }
    }
  }

  @Test("withholds a cell of two, and beside it what it would follow from")
  func complementary() {
    let hidden = Secrecy(Self.table([[2, 9, 5], [8, 7, 6], [4, 9, 9]])).withheld
    #expect(hidden.contains(Place(row: 0, column: 0)))
    #expect(hidden.filter { $0.row == 0 }.count >= 2 && hidden.filter { $0.column == 0 }.count >= 2)
    #expect(!hidden.contains(Place(row: 3, column: 3)))
  }

  @Test("leaves a table alone in which every cell has three or none")
  func open() {
    #expect(Secrecy(Self.table([[3, 0], [12, 4]])).withheld.isEmpty)
    #expect(Secrecy([]).withheld.isEmpty)
  }

  @Test("withholds the totals too, where a cell is alone in its line")
  func onlyCell() {
    let secrecy = Secrecy(Self.table([[1, 0], [5, 4]]))
    #expect(secrecy.withheld.isSuperset(of: [Place(row: 0, column: 0), Place(row: 0, column: 2)]))
    #expect(Secrecy(Self.table([[1]])).withheld.count == 4)
  }

  @Test("withholds a total that a zone could take its own from")
  func ownZone() {
    // Zone 0 knows its five: the column's six would tell it the one of zone 1.
    let hidden = Secrecy(Self.table([[5, 4], [1, 0]])).withheld
    #expect(hidden.contains(Place(row: 2, column: 0)))
  }

  @Test("withholds a total that a county could take its zones from")
  func ownCounty() {
    // Rows 0 and 1 together know all but the one of row 2, which the total of all would tell.
    let cells = Self.table([[1, 1], [1, 1], [1, 0]])
    #expect(Secrecy(cells, groups: [[0, 1]]).withheld.contains(Place(row: 3, column: 2)))
    #expect(
      Secrecy(Self.table([[5, 4], [6, 7], [1, 0], [3, 9]]), groups: [[0, 1, 3]]).withheld.contains(
        Place(row: 4, column: 0)))
  }

  @Test("goes on through thousands of cells")
  func large() {
    var random = SplitMix(seed: 7)
    let cells = Self.table((0..<300).map { _ in (0..<12).map { _ in random.int(0...4) } })
    let groups = (0..<30).map { group in Set(group * 10..<group * 10 + 10) }
    let hidden = Secrecy(cells, groups: groups).withheld
    for (row, line) in cells.enumerated() {
      for (column, own) in line.enumerated() where (1...2).contains(own.count) {
        #expect(hidden.contains(Place(row: row, column: column)))
      }
    }
    #expect(!hidden.contains(Place(row: 300, column: 12)))
  }

  @Test("counts an enterprise that lies in two cells once")
  func twice() {
    let secrecy = Secrecy([[[1, 2], [1, 2, 3]], [[4, 5, 6], [7, 8, 9]]])
    #expect(secrecy.withheld.contains(Place(row: 0, column: 0)))
    #expect(Secrecy([[[1, 2]], [[1, 2]]]).withheld.contains(Place(row: 2, column: 0)))
  }

  @Test(
    "lets no cell of one or two follow from what is shown, for nobody who knows a row or a group", arguments: 0..<400)
  func property(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let (rows, columns) = (random.int(1...5), random.int(1...5))
    // Few enterprises, so that some lie in several cells.
    let most = random.int(0...4)
    var next = 0
    let cells = (0..<rows).map { _ in
      (0..<columns).map { _ in
        var own: Set<Int> = []
        for _ in 0..<random.int(0...most + 1) {
          if next > 0, random.int(0...9) == 0 { own.insert(random.int(0...next - 1)) } else { own.insert(next) }
          next += 1
        }
        return own
      }
    }
    let groups = (0..<random.int(0...3)).map { _ in Set((0..<rows).filter { _ in random.int(0...1) == 0 }) }
    let hidden = Secrecy(cells, groups: groups).withheld
    let all = Extended(cells)
    let readers: [Set<Int>] = [[]] + (0..<rows).map { [$0] } + groups
    for reader in readers {
      let unknown = hidden.filter { !reader.contains($0.row) }.sorted()
      let followed = all.following(from: unknown)
      let known = reader.reduce(into: Set<Int>()) { $0.formUnion(all.contributors[$1][columns]) }
      for row in 0...rows where !reader.contains(row) {
        for column in 0...columns {
          let place = Place(row: row, column: column)
          let others = all.contributors[row][column].subtracting(known)
          if (1...2).contains(others.count) {
            // A total that is shown and of which a zone knows all but one or two: that one's own cell is among these.
            if reader.isEmpty { #expect(unknown.contains(place), "\(place)") }
            #expect(!followed.contains(place), "\(place) for \(reader.sorted())")
          }
          if all.contributors[row][column].isEmpty { #expect(!hidden.contains(place)) }
        }
      }
      for sum in all.sums(hidden: Set(unknown)) {
        #expect(!(1...2).contains(sum.subtracting(known).count), "\(sum) for \(reader.sorted())")
      }
    }
  }
}

/// A table with its totals, by linear algebra: no part of the code under test.
private struct Extended {
  let contributors: [[Set<Int>]]
  static let prime = 2_147_483_647

  init(_ cells: [[Set<Int>]]) {
    let withRows = cells.map { $0 + [$0.reduce(into: Set<Int>()) { $0.formUnion($1) }] }
    let last = withRows[0].indices.map { column in withRows.reduce(into: Set<Int>()) { $0.formUnion($1[column]) } }
    contributors = withRows + [last]
  }

  /// Whom the differences between a shown total and the shown cells of its line are of, where there is a difference.
  func sums(hidden: Set<Secrecy.Place>) -> [Set<Int>] {
    let (rows, columns) = (contributors.count - 1, contributors[0].count - 1)
    let lines =
      (0...rows).map { row in (0...columns).map { Secrecy.Place(row: row, column: $0) } }
      + (0...columns).map { column in (0...rows).map { Secrecy.Place(row: $0, column: column) } }
    return lines.compactMap { line in
      guard let total = line.last, !hidden.contains(total) else { return nil }
      let behind = line.dropLast().filter(hidden.contains)
      return behind.isEmpty ? nil : behind.reduce(into: Set<Int>()) { $0.formUnion(contributors[$1.row][$1.column]) }
    }
  }

  /// Which of the unknown places have one value only, given all others: by elimination over a prime field.
  func following(from unknown: [Secrecy.Place]) -> Set<Secrecy.Place> {
    let (rows, columns) = (contributors.count, contributors[0].count)
    // Each row: its cells less its total are nothing; each column likewise.
    var matrix: [[Int]] =
      (0..<rows).map { row in
        unknown.map { $0.row == row ? ($0.column == columns - 1 ? Self.prime - 1 : 1) : 0 }
      }
      + (0..<columns).map { column in
        unknown.map { $0.column == column ? ($0.row == rows - 1 ? Self.prime - 1 : 1) : 0 }
      }
    var pivot = 0
    for column in unknown.indices {
      guard let found = (pivot..<matrix.count).first(where: { matrix[$0][column] != 0 }) else { continue }
      matrix.swapAt(pivot, found)
      let inverse = Self.power(matrix[pivot][column], Self.prime - 2)
      matrix[pivot] = matrix[pivot].map { $0 * inverse % Self.prime }
      for other in matrix.indices where other != pivot && matrix[other][column] != 0 {
        let factor = matrix[other][column]
        matrix[other] = zip(matrix[other], matrix[pivot]).map {
          (($0 - $1 * factor) % Self.prime + Self.prime) % Self.prime
        }
      }
      pivot += 1
      if pivot == matrix.count { break }
    }
    return Set(
      matrix.compactMap { line in
        let places = line.indices.filter { line[$0] != 0 }
        return places.count == 1 ? unknown[places[0]] : nil
      })
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    var (result, base, exponent) = (1, base, exponent)
    while exponent > 0 {
      if exponent % 2 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent /= 2
    }
    return result
  }
}
