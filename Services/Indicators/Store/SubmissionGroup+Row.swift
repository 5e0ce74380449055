import Chassis
import Domain
import Storage

/// Indicators of one bureau as a row's columns `bureau` and `indicators`.
extension SubmissionRoute.Group {
  var values: [SQLValue] { [.text(bureau?.rawValue ?? ""), TextList.value(indicators.map(\.rawValue))] }

  init(row: SQLRow) throws {
    let bureau = try row.text("bureau")
    self.init(
      bureau: bureau.isEmpty ? nil : OfficeKey(bureau),
      indicators: TextList.texts(try row.text("indicators")).map { IndicatorKey($0) })
  }
}
