import Domain
import Foundation

/// A file of figures as it goes to the service: cells as they are, each row with its number in the file.
struct FigureFile: Sendable, Hashable {
  /// A row that has content.
  struct Row: Sendable, Hashable {
    /// From 1, as an editor or a spreadsheet counts records.
    let number: Int
    /// The cells in the order of the headings.
    let cells: [String]
  }

  /// The name by which faults are told: the file's own, without folders.
  let name: String
  /// The headings as the file has them.
  let columns: [String]
  /// The row of the headings, from 1.
  let headingRow: Int
  /// The rows below it; rows without content are left out, as a spreadsheet's user would read it.
  let rows: [Row]
  /// What the file holds, byte for byte: request ids are made from it.
  let bytes: [UInt8]

  /// The largest file that is read: a year of a large programme has some megabytes.
  static let byteLimit = 256 << 20

  /// Reads a file. Throws a complaint that names it when it cannot be read, is not UTF-8 or is no table.
  init(path: String) throws(Complaint) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Complaint(
        zh: "无法读取文件\(path)。", en: "Cannot read \(path).", field: path,
        hint: Bilingual("请检查路径和权限。", "Check the path and its permissions."), status: .usage)
    }
    try self.init(name: URL(fileURLWithPath: path).lastPathComponent, bytes: Array(data))
  }

  /// Takes the bytes of a file apart.
  init(name: String, bytes: [UInt8]) throws(Complaint) {
    guard bytes.count <= Self.byteLimit else { throw Self.complaint(name, "文件超过256 MiB。", "is larger than 256 MiB.") }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Self.notUTF8(name, bytes) }
    let table: [[String]]
    do { table = try DelimitedText.rows(text) } catch {
      switch error {
      case .unclosedQuote(let row):
        throw Self.complaint(name, "第\(row)行的引号没有结束。", "a quote that begins in row \(row) never ends.")
      }
    }
    guard let heading = table.firstIndex(where: Self.hasContent) else {
      throw Self.complaint(name, "文件是空的。", "is empty.")
    }
    self.name = name
    self.bytes = bytes
    columns = table[heading]
    headingRow = heading + 1
    rows = table.indices.dropFirst(heading + 1).filter { Self.hasContent(table[$0]) }
      .map { Row(number: $0 + 1, cells: table[$0]) }
  }

  private static func hasContent(_ cells: [String]) -> Bool {
    cells.contains { $0.contains { !$0.isWhitespace } }
  }

  private static func complaint(_ name: String, _ zh: String, _ en: String) -> Complaint {
    Complaint(zh: "\(name)：\(zh)", en: "\(name): \(en)", field: name, status: .faulty)
  }

  /// Tells where the first wrong byte stands, and what the file probably is.
  private static func notUTF8(_ name: String, _ bytes: [UInt8]) -> Complaint {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return Complaint(
        zh: "\(name)：这是工作簿（xlsx），不是CSV。", en: "\(name): is a workbook (xlsx), not CSV.", field: name,
        hint: Bilingual("请另存为“CSV UTF-8（逗号分隔）”。", "Save it as \"CSV UTF-8 (comma delimited)\"."), status: .faulty)
    }
    let line = UTF8Check.firstFault(in: bytes).map { offset in bytes[..<offset].count { $0 == 0x0A } + 1 } ?? 1
    return Complaint(
      zh: "\(name)：第\(line)行不是UTF-8编码。", en: "\(name): line \(line) is not UTF-8.", field: name,
      hint: Bilingual(
        "若由WPS或Excel保存（GB18030/GBK），请另存为“CSV UTF-8”，或运行 iconv -f GB18030 -t UTF-8。",
        "A file saved by WPS or Excel may be GB18030: save it as \"CSV UTF-8\", or run iconv -f GB18030 -t UTF-8."),
      status: .faulty)
  }
}
