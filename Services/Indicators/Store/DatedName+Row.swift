import Chassis
import Domain
import Storage

extension DatedName {
  init(row: SQLRow) throws {
    self.init(
      try row.text("name"), validFrom: try row.dayIfPresent("valid_from"), validTo: try row.dayIfPresent("valid_to"))
  }

  /// The columns of a row.
  var values: [SQLValue] { [.text(name), SQLValue(validFrom), SQLValue(validTo)] }
}
