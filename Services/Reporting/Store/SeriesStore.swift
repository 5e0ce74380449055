import Chassis
import Domain
import Storage

/// What programmes say about their documents, in the service's tables.
enum SeriesStore {
  static func find(_ programme: String, in transaction: some Transaction) throws -> Series? {
    guard let row = try ReportingTables.series.find([.text(programme)], in: transaction) else { return nil }
    return Series(
      programme: programme, id: try row.text("id"), code: try row.text("code"), suffix: try row.text("suffix"),
      issuer: try row.text("issuer"), addressee: try row.text("addressee"), banner: try row.text("banner"),
      signings: signings(try row.text("signings")), titlePattern: try row.text("title_pattern"),
      opening: try row.text("opening"), openingNumbers: openings(try row.text("opening_numbers")),
      etag: try row.etag())
  }

  static func put(_ series: Series, in transaction: WriteTransaction) throws {
    try ReportingTables.series.put(
      [
        .text(series.programme), .text(series.id), .text(series.code), .text(series.suffix), .text(series.issuer),
        .text(series.addressee), .text(series.banner),
        TextList.value(series.signings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }),
        .text(series.titlePattern), .text(series.opening),
        TextList.value(series.openingNumbers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }),
      ], in: transaction)
  }

  private static func signings(_ column: String) -> [Month: Day] {
    Dictionary(
      pairs(column).compactMap { first, second in Month(first).flatMap { month in Day(second).map { (month, $0) } } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func openings(_ column: String) -> [Int: Int] {
    Dictionary(
      pairs(column).compactMap { first, second in Int(first).flatMap { year in Int(second).map { (year, $0) } } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func pairs(_ column: String) -> [(String, String)] {
    TextList.texts(column).compactMap { text in
      let parts = text.split(separator: "=")
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }
}
