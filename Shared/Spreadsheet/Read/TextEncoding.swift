#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The encodings in which offices' text files come.
enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// GB 18030-2005, which holds GBK and GB 2312.
  case gb18030 = "GB18030"

  /// The encoding that a byte order mark names, and the mark's length.
  static func ofMark(_ bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) ? (.gb18030, 4) : nil
  }

  /// UTF-16 without a mark: the separators and digits of a table give zero bytes on one side only, each beside a
  /// character of ASCII.
  static func looksLikeUTF16(_ bytes: [UInt8]) -> TextEncoding? {
    let head = bytes.prefix(1024)
    let zeros = head.indices.filter { head[$0] == 0 }
    guard bytes.count.isMultiple(of: 2), let first = zeros.first else { return nil }
    let isLittle = !first.isMultiple(of: 2)
    let fits = zeros.allSatisfy { zero in
      let other = bytes[isLittle ? zero - 1 : zero + 1]
      let isText = (0x20..<0x7F).contains(other) || [0x09, 0x0A, 0x0D].contains(other)
      return isText && zero.isMultiple(of: 2) != isLittle
    }
    return fits ? (isLittle ? .utf16LittleEndian : .utf16BigEndian) : nil
  }

  /// The text of bytes in whichever encoding they are: the one that a mark names, UTF-8 where they are that without a
  /// fault, else GB 18030, which WPS and Excel write in China.
  static func decoded(_ bytes: [UInt8]) throws(SpreadsheetFault) -> String {
    if let (encoding, length) = ofMark(bytes) { return try encoding.decoded(bytes[length...]) }
    if let encoding = looksLikeUTF16(bytes) { return try encoding.decoded(bytes[...]) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return try gb18030.decoded(bytes[...])
  }

  private func decoded(_ bytes: ArraySlice<UInt8>) throws(SpreadsheetFault) -> String {
    guard let units = utf8(bytes), let text = String(validating: units, as: UTF8.self) else {
      throw .undecodable(line: firstFaultyLine(bytes))
    }
    return text
  }

  /// The bytes in UTF-8, converted by the C library (iconv, POSIX); `nil` when they are not of this encoding.
  private func utf8(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard self != .utf8 else { return Array(bytes) }
    guard let converter = iconv_open("UTF-8", rawValue), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var source = bytes.map { CChar(bitPattern: $0) }
    var result: [UInt8] = []
    let isWhole = source.withUnsafeMutableBufferPointer { source in
      var (input, left) = (source.baseAddress, source.count)
      while left > 0 {
        var piece = [CChar](repeating: 0, count: 1 << 16)
        var room = piece.count
        let outcome = piece.withUnsafeMutableBufferPointer { buffer in
          var output = buffer.baseAddress
          return iconv(converter, &input, &left, &output, &room)
        }
        result += piece.prefix(piece.count - room).map { UInt8(bitPattern: $0) }
        if outcome == Int(bitPattern: UInt.max), errno != E2BIG { return false }
      }
      return true
    }
    return isWhole ? result : nil
  }

  /// The first line, from 1, that is not of this encoding. Lines end with the byte 0x0A, which in GB 18030 is part of
  /// no other character.
  private func firstFaultyLine(_ bytes: ArraySlice<UInt8>) -> Int {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let faulty = lines.firstIndex { line in
      utf8(line).flatMap { String(validating: $0, as: UTF8.self) } == nil
    }
    return (faulty ?? 0) + 1
  }
}
