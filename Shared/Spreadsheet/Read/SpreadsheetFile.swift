public import Domain

/// A file of tables: a workbook, or text with separators in whichever encoding.
public struct SpreadsheetFile: Sendable, Hashable {
  /// The sheets in their order, hidden ones too.
  public let sheets: [SheetGrid]

  /// Reads a file's bytes. Throws a ``SpreadsheetFault`` for what cannot be read, or is larger than `limits`.
  public init(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(SpreadsheetFault) {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= limits.fileBytes else { throw .tooLarge(.file) }
    let kind = FileKind(bytes)
    switch kind {
    case .workbook: sheets = try WorkbookReader(bytes, limits).sheets()
    case .text: sheets = [SheetGrid(rows: try Self.rows(bytes, limits))]
    case .encryptedWorkbook: throw .encrypted
    case .unknown: throw .unknownKind
    case .pdf, .ofd, .textDocument, .picture: throw .noTable(kind)
    case .legacyWorkbook, .binaryWorkbook, .openDocument, .markup: throw .mustBeConverted(kind)
    }
  }

  private static func rows(_ bytes: [UInt8], _ limits: ReadLimits) throws(SpreadsheetFault) -> [[String]] {
    let text = try TextEncoding.decoded(bytes)
    do {
      return try DelimitedText.rows(text)
    } catch {
      switch error {
      case .unclosedQuote(let row): throw .unclosedQuote(row: row)
      }
    }
  }
}
