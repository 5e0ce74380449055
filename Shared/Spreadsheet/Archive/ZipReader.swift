/// A ZIP archive in memory (PKWARE APPNOTE.TXT 6.3): stored and deflated entries, found by name.
///
/// Names are keys of a dictionary and never paths of a file system. Sizes are those of the central directory, checked
/// before anything is inflated.
struct ZipReader: Sendable {
  private struct Entry {
    var isEncrypted: Bool
    var method: UInt64
    var checksum: UInt32
    var packed: Int
    var size: Int
    var offset: Int
  }

  private let bytes: [UInt8]
  private let limit: Int
  private var entries: [String: Entry] = [:]

  /// Whether bytes begin as an archive does.
  static func recognises(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// Reads the central directory. Throws when it is not whole, or names an entry twice.
  init(_ bytes: [UInt8], entryLimit: Int) throws(SpreadsheetFault) {
    self.bytes = bytes
    limit = entryLimit
    guard let end = Self.endOfDirectory(bytes), let count = bytes.number(at: end + 10, bytes: 2),
      let start = bytes.number(at: end + 16, bytes: 4)
    else { throw .damaged(part: "") }
    var offset = Int(start)
    for _ in 0..<count { offset = try read(at: offset) }
  }

  /// The names of all entries.
  var names: some Collection<String> { entries.keys }

  /// What an entry holds, inflated and compared with its checksum; `nil` when there is none of this name.
  func contents(of name: String) throws(SpreadsheetFault) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard !entry.isEncrypted else { throw .encrypted }
    guard entry.size <= limit else { throw .tooLarge(.inflated) }
    guard let start = dataStart(entry), entry.packed <= bytes.count - start else { throw .damaged(part: name) }
    let packed = bytes[start..<start + entry.packed]
    let contents: [UInt8]? =
      switch entry.method {
      case 0: packed.count == entry.size ? Array(packed) : nil
      case 8: Deflate.inflated(packed, size: entry.size)
      default: nil
      }
    guard let contents, Deflate.checksum(contents) == entry.checksum else { throw .damaged(part: name) }
    return contents
  }

  /// The end record lies behind everything but a comment of at most 65,535 bytes.
  private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
    let last = bytes.count - 22
    guard last >= 0 else { return nil }
    return (max(0, last - 0xFFFF)...last).reversed().first { bytes.number(at: $0, bytes: 4) == 0x0605_4B50 }
  }

  /// Reads one record of the directory; gives where the next one begins.
  private mutating func read(at offset: Int) throws(SpreadsheetFault) -> Int {
    func number(_ place: Int, _ count: Int) throws(SpreadsheetFault) -> UInt64 {
      guard let number = bytes.number(at: offset + place, bytes: count) else { throw .damaged(part: "") }
      return number
    }
    guard try number(0, 4) == 0x0201_4B50 else { throw .damaged(part: "") }
    let (nameLength, extraLength) = (Int(try number(28, 2)), Int(try number(30, 2)))
    let next = offset + 46 + nameLength + extraLength + Int(try number(32, 2))
    guard next <= bytes.count else { throw .damaged(part: "") }
    let name = String(decoding: bytes[offset + 46..<offset + 46 + nameLength], as: UTF8.self)
    var sizes = [try number(24, 4), try number(20, 4), try number(42, 4)]
    widen(&sizes, extra: bytes[offset + 46 + nameLength..<offset + 46 + nameLength + extraLength])
    let known = sizes.compactMap { Int(exactly: $0) }
    guard known.count == 3, known.allSatisfy({ $0 < Int.max / 2 }), entries[name] == nil else {
      throw .damaged(part: name)
    }
    entries[name] = Entry(
      isEncrypted: try number(8, 2) & 1 == 1, method: try number(10, 2),
      checksum: UInt32(truncatingIfNeeded: try number(16, 4)), packed: known[1], size: known[0], offset: known[2])
    return next
  }

  /// Takes 64-bit sizes from the extra field 1, in the order size, packed size, offset: only those that did not fit.
  private func widen(_ sizes: inout [UInt64], extra: ArraySlice<UInt8>) {
    let extra = Array(extra)
    var offset = 0
    while let id = extra.number(at: offset, bytes: 2), let length = extra.number(at: offset + 2, bytes: 2) {
      var place = offset + 4
      for index in sizes.indices where id == 1 && sizes[index] == 0xFFFF_FFFF {
        guard let wide = extra.number(at: place, bytes: 8) else { return }
        sizes[index] = wide
        place += 8
      }
      offset += 4 + Int(length)
    }
  }

  /// Where the data begins behind the local header.
  private func dataStart(_ entry: Entry) -> Int? {
    guard bytes.number(at: entry.offset, bytes: 4) == 0x0403_4B50,
      let name = bytes.number(at: entry.offset + 26, bytes: 2),
      let extra = bytes.number(at: entry.offset + 28, bytes: 2)
    else { return nil }
    let start = entry.offset + 30 + Int(name) + Int(extra)
    return start <= bytes.count ? start : nil
  }
}
