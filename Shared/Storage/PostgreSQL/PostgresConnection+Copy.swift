import CPostgres

extension PostgresConnection {
  /// Fewer rows are inserted one by one: a COPY leaves the pipeline, and costs some journeys.
  private static let rowsToCopy = 8
  /// How many bytes are handed to libpq at once.
  private static let pieceMax = 1 << 18

  /// How many rows one statement inserts: each number is a statement to be prepared, so there are few.
  private static let rowsOfStatements = [64, 16, 4, 1]

  func insert(_ values: [SQLValue], into table: String, _ columns: [String]) throws(StorageError) {
    if values.isEmpty { return }
    writes &+= 1
    if copies && values.count >= Self.rowsToCopy * columns.count { return try copy(values, into: table, columns) }
    var rest = values[...]
    for count in Self.rowsOfStatements {
      while rest.count >= count * columns.count {
        try post(insertText(table, columns, rows: count), Array(rest.prefix(count * columns.count)))
        rest = rest.dropFirst(count * columns.count)
      }
    }
  }

  private func insertText(_ table: String, _ columns: [String], rows: Int) -> String {
    let key = "\(table) \(rows)"
    if let text = insertTexts[key] { return text }
    let values = (0..<rows).map { row in
      "(" + (1...columns.count).map { "?\(row * columns.count + $0)" }.joined(separator: ", ") + ")"
    }
    let text = """
      INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(values.joined(separator: ", "))
      """
    insertTexts[key] = text
    return text
  }

  /// By COPY in its binary form. It is not allowed in a pipeline.
  private func copy(_ values: [SQLValue], into table: String, _ columns: [String]) throws(StorageError) {
    try settle()
    let sql = "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN (FORMAT binary)"
    let pieces = try pieces(of: values, rowsOf: columns.count)
    try channel.outsidePipeline { () throws(StorageError) in
      try channel.simple(sql) { result throws(StorageError) in try check(result, sql) }
      try channel.copy(pieces) { result throws(StorageError) in try check(result, sql) }
    }
  }

  private func check(_ result: borrowing PostgresResult, _ sql: String) throws(StorageError) {
    if result.isFault { throw fault(result.fault(sql)) }
  }

  /// The format of a binary COPY, in pieces (PostgreSQL manual, COPY, "Binary Format").
  private func pieces(of values: [SQLValue], rowsOf width: Int) throws(StorageError) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var piece = Array("PGCOPY\n\u{FF}\r\n\0".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    piece += [UInt8](repeating: 0, count: 8)  // Flags, and the length of an extension: none.
    for start in stride(from: 0, to: values.count, by: width) {
      withUnsafeBytes(of: Int16(width).bigEndian) { piece += $0 }
      for value in values[start..<start + width] {
        var bytes: [UInt8] = []
        let length = try PostgresArguments.append(value, to: &bytes) ?? -1
        withUnsafeBytes(of: length.bigEndian) { piece += $0 }
        piece += bytes
      }
      if piece.count >= Self.pieceMax {
        pieces.append(piece)
        piece = []
      }
    }
    withUnsafeBytes(of: Int16(-1).bigEndian) { piece += $0 }
    return pieces + [piece]
  }
}

extension PostgresChannel {
  /// Sends the pieces of a COPY that the server waits for, ends it, and reads what it says.
  func copy(
    _ pieces: [[UInt8]], _ each: (borrowing PostgresResult) throws(StorageError) -> Void
  ) throws(StorageError) {
    for piece in pieces {
      try untilTaken {
        piece.withUnsafeBytes { bytes in
          bytes.withMemoryRebound(to: CChar.self) { PQputCopyData(raw, $0.baseAddress, Int32($0.count)) }
        }
      }
    }
    try untilTaken { PQputCopyEnd(raw, nil) }
    try simpleResults(each)
  }
}
