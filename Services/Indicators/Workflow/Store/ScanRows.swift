import Chassis
import Domain
import Storage

extension ScanRecord {
  /// The columns past the submission's key and the ordinal.
  var row: [SQLValue] {
    [SQLValue(receipt), .blob(digest), .integer(size), .text(fileName), .text(mediaType)] + by.values
  }

  init(row: SQLRow) throws {
    self.init(
      receipt: Int(try row.integer("receipt")), digest: try row.blob("digest"), size: try row.integer("size_bytes"),
      fileName: try row.text("file_name"), mediaType: try row.text("media_type"), by: try Signature(row: row))
  }
}
