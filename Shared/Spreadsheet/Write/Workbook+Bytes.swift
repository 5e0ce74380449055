extension Workbook {
  /// The file (.xlsx, ECMA-376). The same workbook always gives the same bytes.
  public func bytes() -> [UInt8] {
    var styles = StyleTable()
    let parts = sheets.map { SheetWriter($0).part(&styles) }
    var archive = ZipWriter()
    func add(_ name: String, _ text: String) { archive.add(name, Array((Self.declaration + text).utf8)) }
    add("[Content_Types].xml", contentTypes)
    add(
      "_rels/.rels",
      Self.relations([("rId1", "\(Self.relationTypes)/officeDocument", "xl/workbook.xml")]))
    add("xl/workbook.xml", book)
    add("xl/_rels/workbook.xml.rels", bookRelations)
    add("xl/styles.xml", styles.part)
    for (index, part) in parts.enumerated() { add("xl/worksheets/sheet\(index + 1).xml", part) }
    return archive.finished()
  }

  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
  private static let relationTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packageTypes = "http://schemas.openxmlformats.org/package/2006"
  private static let partTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private var contentTypes: String {
    let parts =
      [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
      + sheets.indices.map { ("xl/worksheets/sheet\($0 + 1).xml", "worksheet") }
    return #"<Types xmlns="\#(Self.packageTypes)/content-types">"#
      + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
      + parts.map { #"<Override PartName="/\#($0)" ContentType="\#(Self.partTypes).\#($1)+xml"/>"# }.joined()
      + "</Types>"
  }

  private var bookRelations: String {
    Self.relations(
      sheets.indices.map { ("rId\($0 + 1)", "\(Self.relationTypes)/worksheet", "worksheets/sheet\($0 + 1).xml") }
        + [("rId\(sheets.count + 1)", "\(Self.relationTypes)/styles", "styles.xml")])
  }

  private static func relations(_ relations: [(id: String, type: String, target: String)]) -> String {
    #"<Relationships xmlns="\#(packageTypes)/relationships">"#
      + relations.map { #"<Relationship Id="\#($0)" Type="\#($1)" Target="\#($2)"/>"# }.joined() + "</Relationships>"
  }

  /// The user's program computes every formula when it opens the file: none has a result yet.
  private var book: String {
    let first = sheets.firstIndex { $0.visibility == .visible } ?? 0
    let entries = sheets.enumerated().map { index, sheet in
      let state = sheet.visibility == .visible ? "" : #" state="\#(sheet.visibility.rawValue)""#
      let name = EscapedCharacters.written(sheet.name)
      return #"<sheet name="\#(name)" sheetId="\#(index + 1)"\#(state) r:id="rId\#(index + 1)"/>"#
    }
    return #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.relationTypes)"><workbookPr/>"#
      + #"<bookViews><workbookView activeTab="\#(first)"/></bookViews><sheets>"# + entries.joined()
      + #"</sheets>\#(names)<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>"#
  }

  /// Excel keeps the range of a filter under a name too.
  private var names: String {
    let names = sheets.enumerated().compactMap { index, sheet in
      sheet.filter.map { range in
        let place = "'\(sheet.name)'!\(range.absolute)"
        return #"<definedName name="_xlnm._FilterDatabase" localSheetId="\#(index)" hidden="1">"#
          + EscapedCharacters.written(place) + "</definedName>"
      }
    }
    return names.isEmpty ? "" : "<definedNames>" + names.joined() + "</definedNames>"
  }
}

extension CellRange {
  /// "$A$1:$C$5".
  public var absolute: String {
    "$\(CellPlace.letters(columns.lowerBound))$\(rows.lowerBound):$\(CellPlace.letters(columns.upperBound))$\(rows.upperBound)"
  }
}
