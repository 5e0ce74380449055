public import Domain
public import Storage

extension SQLRow {
  /// A text in both languages from two columns.
  public func bilingual(_ name: String) throws(StorageError) -> Bilingual {
    Bilingual(zh: try text("\(name)_zh"), en: try text("\(name)_en"))
  }

  /// A day, kept as its number.
  public func day(_ column: String) throws(StorageError) -> Day {
    Day(number: Int32(truncatingIfNeeded: try integer(column)))
  }

  /// A day, or nil for null.
  public func dayIfPresent(_ column: String) throws(StorageError) -> Day? {
    try integerIfPresent(column).map { Day(number: Int32(truncatingIfNeeded: $0)) }
  }

  /// A month, kept as its index.
  public func month(_ column: String) throws(StorageError) -> Month {
    Month(index: Int32(truncatingIfNeeded: try integer(column)))
  }

  /// The etag of the resource that the row holds: the version that wrote it.
  public func etag() throws(StorageError) -> String { "\(try integer("since"))" }
}

extension SQLValue {
  /// A day by its number, or null.
  public init(_ day: Day?) { self.init(day.map { Int64($0.number) }) }
  /// A month by its index.
  public init(_ month: Month) { self.init(month.index) }
  /// An amount in its smallest units, or null.
  public init(_ amount: Amount?) { self.init(amount?.units) }
}
