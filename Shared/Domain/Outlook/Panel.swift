/// Cumulative values of one flow, month by month over the same units: what landings and their back-tests read.
public struct Panel: Sendable {
  /// The units.
  public let zones: [ZoneKey]
  /// Which months have a value.
  public let months: MonthRule
  /// The last month that is known.
  public let last: Month
  private let first: Month
  private let columns: [[Int64?]]

  /// Takes the last month's year and so many whole years before it out of a book.
  public init(_ figures: FigureBook, indicator: Indicator, zones: [ZoneKey], until last: Month, yearsBack: Int = 6) {
    self.zones = zones
    self.last = last
    months = indicator.months
    let first = last.yearEnd.adding(-11 - 12 * yearsBack)
    self.first = first
    columns = (0...Int(last.index - first.index)).map { offset in
      zones.map { figures.cumulative($0, indicator.key, first.adding(offset))?.units }
    }
  }

  /// The values of a month, one for each unit; nothing outside of the years taken.
  func column(_ month: Month) -> [Int64?] {
    let offset = Int(month.index - first.index)
    return columns.indices.contains(offset) ? columns[offset] : Array(repeating: nil, count: zones.count)
  }

  /// The years of which a December is known, the month's own year never among them.
  var pastYears: [Int] {
    (first.year..<last.year).filter { year in
      Month(year: year, month: 12).map { column($0).contains { $0 != nil } } ?? false
    }
  }
}
