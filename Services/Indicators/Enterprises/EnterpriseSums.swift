import Domain
import Storage

/// Enterprises' figures of an indicator and month by zone and industry, before anything is withheld.
struct EnterpriseSums: Sendable {
  /// An industry's division, as the columns name it; without an edition where none is said.
  struct Industry: Sendable, Hashable, Comparable {
    var edition: Int
    var division: String

    static func < (first: Self, second: Self) -> Bool { first.place < second.place }

    /// By edition and division; what is not said comes last.
    private var place: (Int, String) { (edition == 0 ? .max : edition, division) }
  }

  /// A cell before it is known whether it may be shown.
  struct Cell: Sendable {
    var amounts: [Amount] = []
    var contributors: Set<Int> = []
  }

  let catalogue: Catalogue
  let indicator: IndicatorRecord
  let month: Month
  let zones: [ZoneRecord]
  let industries: [Industry]
  /// By zone and industry; the last row and column are totals.
  let cells: [[Cell]]
  let isDemonstration: Bool
  /// Rows that somebody knows together.
  private let groups: Set<Set<Int>>

  /// Nil where the programme or the indicator is not there.
  init?(
    _ programme: String, _ id: String, _ month: Month, from catalogues: KeptCatalogues,
    in transaction: some Transaction
  ) throws {
    guard let catalogue = try catalogues.find(programme, in: transaction),
      let indicator = catalogue.indicator(id)
    else { return nil }
    let figures = try EnterpriseFigureStore.list(programme, id, month, in: transaction)
    let register = try EnterpriseStore.list(programme, Set(figures.map(\.share.enterprise)), in: transaction)
    let industry = register.mapValues {
      Industry(edition: $0.industry?.edition.rawValue ?? 0, division: $0.industry?.division ?? "")
    }
    let nowhere = Industry(edition: 0, division: "")
    let present = Set(figures.map(\.share.figure.zone.rawValue))
    let zones = catalogue.zones.filter { present.contains($0.id) }
    let industries = Set(figures.map { industry[$0.share.enterprise] ?? nowhere }).sorted()
    let rows = Dictionary(zones.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let columns = Dictionary(industries.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let numbers = Dictionary(
      Set(figures.map(\.share.enterprise)).sorted().enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first })
    var cells = [[Cell]](
      repeating: [Cell](repeating: Cell(), count: industries.count + 1), count: zones.count + 1)
    for figure in figures {
      guard let row = rows[figure.share.figure.zone.rawValue], let number = numbers[figure.share.enterprise],
        let column = columns[industry[figure.share.enterprise] ?? nowhere]
      else { continue }
      for (row, column) in [
        (row, column), (row, industries.count), (zones.count, column), (zones.count, industries.count),
      ] {
        cells[row][column].amounts.append(figure.share.amount)
        cells[row][column].contributors.insert(number)
      }
    }
    (self.catalogue, self.indicator, self.month, self.zones) = (catalogue, indicator, month, zones)
    (self.industries, self.cells) = (industries, cells)
    isDemonstration = figures.contains(where: \.isDemonstration)
    groups = Set(
      try EnterpriseReaders(of: catalogue, in: transaction).groups.map { group in
        Set(group.compactMap { rows[$0] })
      })
  }

  /// What must not be shown to whoever does not see the whole city's enterprises.
  var withheld: Set<Secrecy.Place> {
    Secrecy(
      cells.dropLast().map { $0.dropLast().map(\.contributors) },
      groups: groups.filter { $0.count > 1 }.sorted { $0.sorted().lexicographicallyPrecedes($1.sorted()) }
    ).withheld
  }
}
