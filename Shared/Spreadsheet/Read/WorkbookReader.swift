internal import Domain

/// Reads a workbook of Office Open XML (ECMA-376, SpreadsheetML): what its cells say, and nothing of how they look.
struct WorkbookReader {
  private let archive: ZipReader
  private let limits: ReadLimits

  init(_ bytes: [UInt8], _ limits: ReadLimits) throws(SpreadsheetFault) {
    archive = try ZipReader(bytes, entryLimit: limits.inflatedBytes)
    self.limits = limits
  }

  /// All sheets with cells, in the workbook's order.
  func sheets() throws(SpreadsheetFault) -> [SheetGrid] {
    let targets = try relations(of: "_rels/.rels", below: "")
    let path = targets.first { $0.type.hasSuffix("/officeDocument") }?.path ?? "xl/workbook.xml"
    let steps = path.split(separator: "/")
    let folder = steps.dropLast().joined(separator: "/")
    let relations = try relations(of: "\(folder)/_rels/\(steps.last ?? "").rels", below: folder)
    let book = try part(path) { xml throws(XMLReader.Malformed) in try BookContents(&xml) }
    guard let book else { throw .damaged(part: path) }
    guard book.sheets.count <= limits.sheets else { throw .tooLarge(.sheets) }
    func related(_ type: String) -> String? { relations.first { $0.type.hasSuffix(type) }?.path }
    let texts = try related("/sharedStrings").flatMap { path throws(SpreadsheetFault) in
      try part(path) { xml throws(XMLReader.Malformed) in try SharedTexts(&xml).texts }
    }
    let formats = try related("/styles").flatMap { path throws(SpreadsheetFault) in
      try part(path) { xml throws(XMLReader.Malformed) in try CellFormats(&xml).formats }
    }
    let context = SheetReader.Context(
      texts: texts ?? [], formats: formats ?? [], startsIn1904: book.startsIn1904, limits: limits)
    var grids: [SheetGrid] = []
    var room = limits.cells
    for sheet in book.sheets {
      guard let relation = relations.first(where: { $0.id == sheet.relation }) else {
        throw .damaged(part: path)
      }
      guard relation.type.hasSuffix("/worksheet") else { continue }  // A chart has no cells.
      grids.append(try grid(sheet, relation.path, context, &room))
    }
    return grids
  }

  private func grid(
    _ sheet: BookContents.Sheet, _ path: String, _ context: SheetReader.Context, _ room: inout Int
  ) throws(SpreadsheetFault) -> SheetGrid {
    guard let bytes = try archive.contents(of: path) else { throw .damaged(part: path) }
    var reader = SheetReader(bytes, context, room: room)
    do {
      let rows = try reader.rows()
      room = reader.room
      return SheetGrid(name: sheet.name, isHidden: sheet.isHidden, rows: rows)
    } catch {
      switch error {
      case .malformed: throw .damaged(part: path)
      case .tooLarge(let bound): throw .tooLarge(bound)
      }
    }
  }

  /// Reads a part; `nil` when the workbook has none of this name.
  private func part<Contents>(
    _ path: String, _ read: (inout XMLReader) throws(XMLReader.Malformed) -> Contents
  ) throws(SpreadsheetFault) -> Contents? {
    guard let bytes = try archive.contents(of: path) else { return nil }
    var xml = XMLReader(bytes)
    do { return try read(&xml) } catch { throw .damaged(part: path) }
  }

  /// Where parts are: relations whose targets lie in the archive.
  private func relations(of path: String, below folder: String) throws(SpreadsheetFault) -> [Relation] {
    try part(path) { xml throws(XMLReader.Malformed) in
      var relations: [Relation] = []
      while case let event = try xml.next(), event != .finished {
        guard event == .start, xml.name == "Relationship", xml.attribute("TargetMode") != "External" else { continue }
        relations.append(
          Relation(
            id: xml.attribute("Id") ?? "", type: xml.attribute("Type") ?? "",
            path: Relation.resolved(xml.attribute("Target") ?? "", below: folder)))
      }
      return relations
    } ?? []
  }
}

/// A relation of one part to another.
private struct Relation {
  var id: String
  var type: String
  /// The other part's name in the archive.
  var path: String

  /// A target that is relative to a folder or begins at the root; ".." climbs no higher than that.
  static func resolved(_ target: String, below folder: String) -> String {
    var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}

/// What the workbook says of its sheets.
private struct BookContents {
  struct Sheet {
    var name: String
    var relation: String
    var isHidden: Bool
  }

  var sheets: [Sheet] = []
  var startsIn1904 = false

  init(_ xml: inout XMLReader) throws(XMLReader.Malformed) {
    while case let event = try xml.next(), event != .finished {
      guard event == .start else { continue }
      if xml.name == "workbookPr" {
        startsIn1904 = ["1", "true"].contains(xml.attribute("date1904"))
      } else if xml.name == "sheet", let relation = xml.attribute("id") {
        let isHidden = ["hidden", "veryHidden"].contains(xml.attribute("state"))
        sheets.append(Sheet(name: xml.attribute("name") ?? "", relation: relation, isHidden: isHidden))
      }
    }
  }
}

/// The texts that cells name by number.
private struct SharedTexts {
  var texts: [String] = []

  init(_ xml: inout XMLReader) throws(XMLReader.Malformed) {
    while case let event = try xml.next(), event != .finished {
      if event == .start, xml.name == "si" { texts.append(try xml.richText()) }
    }
  }
}

/// The number formats of the cells' styles.
private struct CellFormats {
  var formats: [NumberFormat] = []

  init(_ xml: inout XMLReader) throws(XMLReader.Malformed) {
    var codes: [Int: String] = [:]
    var isInside = false
    while case let event = try xml.next(), event != .finished {
      switch (event, xml.name) {
      case (.start, "numFmt"):
        if let id = xml.attribute("numFmtId").flatMap({ Int($0) }) { codes[id] = xml.attribute("formatCode") }
      case (.start, "cellXfs"): isInside = true
      case (.end, "cellXfs"): isInside = false
      case (.start, "xf") where isInside:
        let id = xml.attribute("numFmtId").flatMap { Int($0) } ?? 0
        formats.append(codes[id].map { NumberFormat(code: $0) } ?? NumberFormat(builtIn: id))
      default: break
      }
    }
  }
}

extension XMLReader {
  /// The text of the element that has just begun, runs joined, up to its end. How a word is pronounced does not count.
  mutating func richText() throws(Malformed) -> String {
    let level = depth
    var text = ""
    var isText = false
    while case let event = try next(), event != .finished {
      switch event {
      case .start where name == "rPh": _ = try richText()
      case .start: isText = name == "t"
      case .end where depth < level: return EscapedCharacters.resolved(text)
      case .end: isText = false
      case .text: if isText { text += self.text }
      case .finished: break
      }
    }
    return text
  }
}
