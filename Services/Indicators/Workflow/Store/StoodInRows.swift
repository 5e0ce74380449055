import Chassis
import Storage

/// In whose stead signatures were given (AB岗): rows beside them, by who signed when.
struct StoodInRows {
  private struct Key: Hashable {
    var principal: String
    var at: Int64
  }

  private let found: [Key: StoodIn]

  init(_ rows: [SQLRow]) throws {
    let pairs = try rows.map { row in
      (
        Key(principal: try row.text("principal"), at: try row.integer("signed_at")),
        StoodIn(delegation: try row.text("delegation"), principal: try row.text("stands_for"))
      )
    }
    found = Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  /// Keeps those among the signatures of a form or submission that were given in another's stead.
  static func put(_ signatures: [Signature], _ key: [SQLValue], in transaction: WriteTransaction) throws {
    for own in signatures {
      guard let stoodIn = own.stoodIn else { continue }
      let row: [SQLValue] = [
        .text(own.principal), .integer(own.at), .text(stoodIn.delegation), .text(stoodIn.principal),
      ]
      try WorkflowTables.standIn.put(key + row, in: transaction)
    }
  }

  /// Completes all signatures of a submission.
  func sign(_ record: inout SubmissionRecord) {
    if found.isEmpty { return }
    for index in record.steps.indices { sign(&record.steps[index].by) }
    for index in record.remarks.indices { sign(&record.remarks[index].by) }
    for index in record.scans.indices { sign(&record.scans[index].by) }
    for index in record.countersignatures.indices { sign(&record.countersignatures[index].by) }
    for index in record.cells.indices {
      if var by = record.cells[index].verification?.by {
        sign(&by)
        record.cells[index].verification?.by = by
      }
    }
    for index in record.findings.indices {
      if var by = record.findings[index].acceptedBy {
        sign(&by)
        record.findings[index].acceptedBy = by
      }
    }
  }

  /// Completes all signatures of a form.
  func sign(_ form: inout FormRecord) {
    if found.isEmpty { return }
    if var by = form.frozenBy {
      sign(&by)
      form.frozenBy = by
    }
    for index in form.extensions.indices { sign(&form.extensions[index].by) }
    for index in form.releases.indices { sign(&form.releases[index].by) }
  }

  private func sign(_ signature: inout Signature) {
    signature.stoodIn = found[Key(principal: signature.principal, at: signature.at)]
  }
}
