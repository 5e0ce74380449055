import CPostgres

/// A statement's arguments in the binary form in which they travel.
struct PostgresArguments {
  /// The type of each by its kind; 0 for null, which has any.
  let types: [Oid]
  private let lengths: [Int32?]
  private let bytes: [UInt8]

  /// Throws `nulInText`: PostgreSQL has no such text.
  init(_ values: [SQLValue]) throws(StorageError) {
    var bytes: [UInt8] = []
    var lengths: [Int32?] = []
    for value in values { lengths.append(try PostgresArguments.append(value, to: &bytes)) }
    types = values.map(PostgresType.of)
    self.lengths = lengths
    self.bytes = bytes
  }

  /// How many bytes travel.
  var size: Int { bytes.count + 16 * lengths.count }

  /// Appends a value's bytes and returns how many they are; nil for null.
  static func append(_ value: SQLValue, to bytes: inout [UInt8]) throws(StorageError) -> Int32? {
    let start = bytes.count
    switch value {
    case .null: return nil
    case .integer(let integer): withUnsafeBytes(of: integer.bigEndian) { bytes += $0 }
    case .blob(let blob): bytes += blob
    case .text(let text):
      bytes += text.utf8
      if bytes[start...].contains(0) { throw .nulInText }
    }
    return Int32(clamping: bytes.count - start)
  }

  /// Lends what libpq asks for: a pointer, a length and the format (1, binary) of each.
  func withPointers<Result>(
    _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
  ) -> Result {
    let formats = [Int32](repeating: 1, count: lengths.count)
    // One byte more, so that an empty text at the end has an address: a null pointer would be NULL.
    return (bytes + [0]).withUnsafeBytes { raw in
      var pointers: [UnsafePointer<CChar>?] = []
      var offset = 0
      for length in lengths {
        pointers.append(length == nil ? nil : raw.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self))
        offset += Int(length ?? 0)
      }
      return pointers.withUnsafeBufferPointer { pointers in
        lengths.map { $0 ?? 0 }.withUnsafeBufferPointer { lengths in
          formats.withUnsafeBufferPointer { body(pointers.baseAddress, lengths.baseAddress, $0.baseAddress) }
        }
      }
    }
  }
}

/// The types that are met, by their numbers in `pg_type`, which are the same in every database.
enum PostgresType {
  static let bool: Oid = 16
  static let bytea: Oid = 17
  static let name: Oid = 19
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let text: Oid = 25
  static let unknown: Oid = 705
  static let varchar: Oid = 1043
  static let void: Oid = 2278

  static func of(_ value: SQLValue) -> Oid {
    switch value {
    case .null: 0
    case .integer: int8
    case .text: text
    case .blob: bytea
    }
  }
}
