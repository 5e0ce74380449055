import Chassis
import Domain
import Storage

/// What bulletins first said of figures: where another value stands now, it was revised after publication.
struct FirstPublications: Sendable {
  private var values: [FigureKey: Amount] = [:]

  /// Nothing was asked for.
  init() {}

  /// Reads those of some indicators and months.
  init(
    _ programme: String, months: ClosedRange<Month>, indicators: [IndicatorKey], in transaction: some Transaction
  ) throws {
    let forms = try WorkflowTables.form.select(
      where: "programme = ?1 AND month BETWEEN ?2 AND ?3",
      [.text(programme), SQLValue(months.lowerBound), SQLValue(months.upperBound)], orderBy: "id", in: transaction)
    for form in forms {
      let (id, month) = (try form.text("id"), try form.month("month"))
      // Of the indicators alone that are asked for: a form has as many rows as indicators, zones and revisions.
      var condition = SQLCondition("programme = ?1 AND form = ?2", [.text(programme), .text(id)])
      condition.narrow("indicator", among: indicators.map { .text($0.rawValue) })
      let rows = try WorkflowTables.publication.select(
        where: condition.text, condition.arguments, orderBy: "zone, ordinal", in: transaction)
      for row in rows {
        let key = FigureKey(
          zone: ZoneKey(try row.text("zone")), indicator: IndicatorKey(try row.text("indicator")), month: month)
        guard values[key] == nil, let value = try row.integerIfPresent("published_value") else { continue }
        values[key] = Amount(value)
      }
    }
    let revised = try RevisionStore.firstPublished(programme, months: months, indicators: indicators, in: transaction)
    values.merge(revised) { first, _ in first }
  }

  /// Whether nothing was published.
  var isEmpty: Bool { values.isEmpty }

  /// What was first published of a figure of which another value stands; nil: it stands as it came out, or never did.
  func first(_ key: FigureKey, unlike standing: FigureBook) -> Amount? {
    guard let first = values[key], let now = standing[key]?.cumulative, now != first else { return nil }
    return first
  }
}
