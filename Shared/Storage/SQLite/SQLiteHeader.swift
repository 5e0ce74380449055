import CSQLite

/// The first hundred bytes of a database's file (https://sqlite.org/fileformat2.html, 1.3). SQLite itself looks at some of
/// them only, and opens a file whose others are wrong, or takes it for one that can only be read.
enum SQLiteHeader {
  private static let bytesCount: Int32 = 100

  /// What bytes must be from a place on.
  private struct Part {
    var start: Int
    /// One of these; a file that was only just made has zeros where it later has something else.
    var allowed: [[UInt8]]
  }

  private static let parts = [
    Part(start: 0, allowed: [Array("SQLite format 3\0".utf8)]),
    Part(start: 16, allowed: [[0x10, 0]]),  // Pages of 4 KiB.
    Part(start: 18, allowed: [[2]]), Part(start: 19, allowed: [[2]]),  // Written and read by a write-ahead log.
    Part(start: 20, allowed: [[0]]), Part(start: 21, allowed: [[64]]), Part(start: 22, allowed: [[32]]),
    Part(start: 23, allowed: [[32]]),
    Part(start: 44, allowed: [[0, 0, 0, 4], [0, 0, 0, 0]]),  // The schema's format.
    Part(start: 56, allowed: [[0, 0, 0, 1], [0, 0, 0, 0]]),  // UTF-8.
    Part(start: 72, allowed: [[UInt8](repeating: 0, count: 20)]),
  ]

  /// Each byte that cannot be what was written, by its place.
  static func faults(of file: SQLiteFile) -> [String] {
    var header = [UInt8](repeating: 0, count: Int(bytesCount))
    guard let raw = file.raw, let read = raw.pointee.pMethods?.pointee.xRead else { return [] }
    guard read(raw, &header, bytesCount, 0) == SQLITE_OK else { return ["the database's header cannot be read"] }
    return parts.compactMap { part in
      guard let first = part.allowed.first else { return nil }
      let found = header[part.start..<part.start + first.count]
      if part.allowed.contains(where: { $0.elementsEqual(found) }) { return nil }
      let place = zip(found.indices, zip(found, first)).first { $1.0 != $1.1 }?.0 ?? part.start
      return "the database's header: byte \(place) is \(header[place]), and must be \(first[place - part.start])"
    }
  }
}
