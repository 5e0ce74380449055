/// What a file is, told by its first bytes and not by its name.
public enum FileKind: Sendable, Hashable, CaseIterable {
  /// A workbook of Office Open XML (ECMA-376): .xlsx and .xlsm.
  case workbook
  /// Text with separators: .csv, .tsv, .txt.
  case text
  /// The binary workbook of Excel 97 to 2003 or of WPS: .xls, .et.
  case legacyWorkbook
  /// The binary form of Office Open XML: .xlsb.
  case binaryWorkbook
  /// OpenDocument: .ods.
  case openDocument
  /// A web page or "XML Spreadsheet 2003" that is named .xls, as some offices' systems write it.
  case markup
  /// A workbook that is opened with a password.
  case encryptedWorkbook
  /// Pages as they are printed (ISO 32000): .pdf.
  case pdf
  /// Pages as they are printed (GB/T 33190): .ofd.
  case ofd
  /// A text document: .doc, .docx, .wps, .rtf.
  case textDocument
  /// A photo or a scan.
  case picture
  /// None of these.
  case unknown

  /// Recognises bytes.
  public init(_ bytes: [UInt8]) {
    if ZipReader.recognises(bytes) {
      self = Self.archive(bytes)
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = Self.compound(bytes)
    } else if Self.starts(bytes, "%PDF-") {
      self = .pdf
    } else if Self.starts(bytes, "{\\rtf") {
      self = .textDocument
    } else if Self.isPicture(bytes) {
      self = .picture
    } else if Self.startsAsMarkup(bytes) {
      self = .markup
    } else {
      self = Self.isText(bytes) ? .text : .unknown
    }
  }

  private static func archive(_ bytes: [UInt8]) -> FileKind {
    guard let archive = try? ZipReader(bytes, entryLimit: 1 << 16) else { return .workbook }
    if archive.names.contains("xl/workbook.bin") { return .binaryWorkbook }
    if let type = try? archive.contents(of: "mimetype"),
      String(decoding: type, as: UTF8.self).hasPrefix("application/vnd.oasis.opendocument.spreadsheet")
    {
      return .openDocument
    }
    if archive.names.contains("word/document.xml") { return .textDocument }
    if archive.names.contains("OFD.xml") { return .ofd }
    return archive.names.contains("[Content_Types].xml") ? .workbook : .unknown
  }

  private static func compound(_ bytes: [UInt8]) -> FileKind {
    if holds("EncryptedPackage", bytes) { return .encryptedWorkbook }
    // A workbook may hold a text document as a part of it.
    if holds("Workbook", bytes) || holds("Book", bytes) { return .legacyWorkbook }
    return holds("WordDocument", bytes) ? .textDocument : .legacyWorkbook
  }

  private static func starts(_ bytes: [UInt8], _ mark: String, at offset: Int = 0) -> Bool {
    bytes.dropFirst(offset).starts(with: mark.utf8)
  }

  /// PNG, JPEG, GIF, TIFF, BMP or WebP. A text may begin with "BM", but has no zeros.
  private static func isPicture(_ bytes: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), [0x49, 0x49, 0x2A, 0],
      [0x4D, 0x4D, 0, 0x2A],
    ]
    return marks.contains { bytes.starts(with: $0) } || starts(bytes, "RIFF") && starts(bytes, "WEBP", at: 8)
      || starts(bytes, "BM") && bytes.dropFirst(6).starts(with: [0, 0, 0, 0])
  }

  /// Whether a compound file has an entry of this name; names are UTF-16 there ([MS-CFB] 2.6.1).
  private static func holds(_ name: String, _ bytes: [UInt8]) -> Bool {
    let wanted = name.utf8.flatMap { [$0, 0] as [UInt8] }
    let offsets = stride(from: 0, to: max(0, bytes.count - wanted.count), by: 64)
    return offsets.contains { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }

  private static func startsAsMarkup(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased()
    let start = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return ["<html", "<!doctype", "<?xml", "<table", "<meta"].contains { start.hasPrefix($0) }
  }

  /// Text has no control characters but those that lay it out; UTF-16 is told by its mark or by its zero bytes.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    if TextEncoding.ofMark(bytes) != nil || TextEncoding.looksLikeUTF16(bytes) != nil { return true }
    return bytes.prefix(4096).allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B].contains($0) }
  }
}
