import Crypto

/// Counts a table's rows and hashes their values, in the order in which they come.
struct RowDigest {
  private var hash = SHA256()
  private var rows: Int64 = 0

  /// Takes whole rows by their bytes, as `ValueWriter` writes them.
  mutating func add(_ bytes: [UInt8], rows count: Int64 = 1) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    rows += count
  }

  /// What was taken, as the rows of a table.
  func value(_ table: String) -> TableDigest { TableDigest(table: table, rows: rows, digest: Array(hash.finalize())) }
}

extension SQLConnection {
  /// The rows of a table as they are kept now; to be read in one transaction.
  func digest(_ table: TableShape) throws -> TableDigest {
    var digest = RowDigest()
    var row = ValueWriter()
    try forEach(table.selectAll, []) { next in
      row.bytes.removeAll(keepingCapacity: true)
      for value in next.values { row.put(value) }
      digest.add(row.bytes)
    }
    return digest.value(table.name)
  }
}
