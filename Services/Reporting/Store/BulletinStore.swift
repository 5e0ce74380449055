import Chassis
import Domain
import Storage

/// Published bulletins in the service's tables.
enum BulletinStore {
  /// An edition, or the last one of the month.
  static func find(
    _ programme: String, _ choice: EditionChoice, in transaction: some Transaction
  ) throws -> PublishedBulletin? {
    try find(programme, choice.month, choice.number, in: transaction)
  }

  /// The edition of a month, or the last one when none is named.
  static func find(
    _ programme: String, _ month: Month, _ edition: Int? = nil, in transaction: some Transaction
  ) throws -> PublishedBulletin? {
    var (condition, arguments): (String, [SQLValue]) = (
      "programme = ?1 AND month = ?2", [.text(programme), SQLValue(month)]
    )
    if let edition {
      condition += " AND edition = ?3"
      arguments.append(SQLValue(edition))
    }
    return try ReportingTables.bulletin.select(
      where: condition, arguments, orderBy: "edition DESC", limit: 1, in: transaction
    ).first.map(bulletin)
  }

  /// One page of bulletins.
  static func page(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<PublishedBulletin> {
    let condition = SQLCondition("programme = ?1", [.text(programme)])
    return try query.page(of: ReportingTables.bulletin, where: condition, in: transaction) { try bulletin(of: $0) }
  }

  /// The highest number that a series has given in a year, 0 for none: over all programmes that share its code.
  static func lastNumber(series code: String, year: Int, in transaction: some Transaction) throws -> Int {
    let row = try ReportingTables.bulletin.select(
      where: "series_code = ?1 AND number_year = ?2", [.text(code), SQLValue(year)], orderBy: "number DESC", limit: 1,
      in: transaction
    ).first
    return Int(try row?.integer("number") ?? 0)
  }

  static func put(_ bulletin: PublishedBulletin, in transaction: WriteTransaction) throws {
    let number = bulletin.number
    try ReportingTables.bulletin.put(
      [
        .text(bulletin.programme), SQLValue(bulletin.edition.month), SQLValue(bulletin.edition.number),
        .text(number.series), SQLValue(number.year), SQLValue(number.number), .text(bulletin.numberText),
        SQLValue(bulletin.signedOn), SQLValue(bulletin.corrects.map(Int64.init)), .blob(bulletin.document),
        .blob(bulletin.contents), .text(bulletin.versions.column), .text(bulletin.checkCode),
        SQLValue(bulletin.isDemonstration), TextList.value(bulletin.summary.headlines),
        TextList.value(bulletin.summary.late), TextList.value(bulletin.summary.thresholds),
        TextList.value(bulletin.summary.tracks), SQLValue(bulletin.publishedAt),
      ], in: transaction)
  }

  private static func bulletin(of row: SQLRow) throws -> PublishedBulletin {
    guard
      let number = DocumentNumber(
        series: try row.text("series_code"), year: Int(try row.integer("number_year")),
        number: Int(try row.integer("number")), isDemonstration: false),
      let versions = SourceVersions(column: try row.text("versions"))
    else { throw StorageError.column("number, versions", expected: "a document number and three versions") }
    return PublishedBulletin(
      programme: try row.text("programme"),
      edition: Edition(month: try row.month("month"), number: Int(try row.integer("edition"))), number: number,
      numberText: try row.text("number_text"), signedOn: try row.day("signed_on"),
      corrects: try row.integerIfPresent("corrects").map { Int($0) }, document: try row.blob("document"),
      contents: try row.blob("contents"), versions: versions, checkCode: try row.text("check_code"),
      isDemonstration: try row.flag("demonstration"), summary: try headlines(row),
      publishedAt: try row.integer("published_at"), etag: try row.etag())
  }

  private static func headlines(_ row: SQLRow) throws -> Headlines {
    Headlines(
      headlines: TextList.texts(try row.text("headlines")), late: TextList.texts(try row.text("late")),
      thresholds: TextList.texts(try row.text("thresholds")), tracks: TextList.texts(try row.text("tracks")))
  }
}

extension SourceVersions {
  /// Three versions in one column: "1.1842 1.33 1.7".
  var column: String { "\(indicators) \(investment) \(planning)" }

  init?(column: String) {
    let versions = column.split(separator: " ").map { $0.split(separator: ".").compactMap { Int64($0) } }
    guard versions.count == 3, versions.allSatisfy({ $0.count == 2 }) else { return nil }
    func version(_ index: Int) -> DataVersion {
      DataVersion(epoch: versions[index][0], sequence: versions[index][1])
    }
    self.init(indicators: version(0), investment: version(1), planning: version(2))
  }
}
