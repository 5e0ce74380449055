internal import Domain

/// Writes one sheet, its elements in the order that the format's schema demands (ECMA-376 part 1, 18.3.1.99).
struct SheetWriter {
  private let sheet: Worksheet

  init(_ sheet: Worksheet) { self.sheet = sheet }

  /// The part of the file; styles that are new get their numbers.
  func part(_ styles: inout StyleTable) -> String {
    #"<worksheet xmlns="\#(Workbook.main)"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"# + view + height + columns
      + rows(&styles) + protection + filter + merged + highlights(&styles) + validations
      + #"<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>"#
      + #"<pageSetup paperSize="9" orientation="\#(sheet.isLandscape ? "landscape" : "portrait")" fitToHeight="0"/>"#
      + "</worksheet>"
  }

  private var view: String {
    let (rows, columns) = (sheet.frozenRows, sheet.frozenColumns)
    guard rows > 0 || columns > 0 else { return #"<sheetViews><sheetView workbookViewId="0"/></sheetViews>"# }
    let split = (columns > 0 ? #" xSplit="\#(columns)""# : "") + (rows > 0 ? #" ySplit="\#(rows)""# : "")
    let pane = rows > 0 ? (columns > 0 ? "bottomRight" : "bottomLeft") : "topRight"
    let first = CellPlace(row: rows + 1, column: columns + 1)
    return #"<sheetViews><sheetView workbookViewId="0"><pane\#(split) topLeftCell="\#(first)" activePane="\#(pane)" "#
      + #"state="frozen"/><selection pane="\#(pane)"/></sheetView></sheetViews>"#
  }

  private var height: String {
    sheet.rowHeight.map { #"<sheetFormatPr defaultRowHeight="\#($0)" customHeight="1"/>"# } ?? ""
  }

  private var columns: String {
    guard !sheet.columns.isEmpty else { return "" }
    let columns = sheet.columns.enumerated().map { index, column in
      #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(column.width)""#
        + (column.isHidden ? #" hidden="1""# : "") + #" customWidth="1"/>"#
    }
    return "<cols>" + columns.joined() + "</cols>"
  }

  private func rows(_ styles: inout StyleTable) -> String {
    var text = "<sheetData>"
    for (row, cells) in sheet.rows.enumerated() where !cells.isEmpty {
      text += #"<row r="\#(row + 1)">"#
      for (column, cell) in cells.enumerated() where cell != .blank {
        text += Self.cell(cell, CellPlace(row: row + 1, column: column + 1), styles.number(of: cell.style))
      }
      text += "</row>"
    }
    return text + "</sheetData>"
  }

  private static func cell(_ cell: Cell, _ place: CellPlace, _ style: Int) -> String {
    let head = #"<c r="\#(place)" s="\#(style)""#
    return switch cell.value {
    case .blank: head + "/>"
    case .text(let text):
      head + #" t="inlineStr"><is><t xml:space="preserve">"# + EscapedCharacters.written(text) + "</t></is></c>"
    case .number(let number): head + "><v>\(number.plainText)</v></c>"
    case .formula(let formula): head + "><f>\(EscapedCharacters.written(formula))</f></c>"
    }
  }

  private var protection: String {
    sheet.isProtected ? #"<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>"# : ""
  }

  private var filter: String { sheet.filter.map { #"<autoFilter ref="\#($0)"/>"# } ?? "" }

  private var merged: String {
    guard !sheet.merged.isEmpty else { return "" }
    return #"<mergeCells count="\#(sheet.merged.count)">"# + sheet.merged.map { #"<mergeCell ref="\#($0)"/>"# }.joined()
      + "</mergeCells>"
  }

  private func highlights(_ styles: inout StyleTable) -> String {
    var text = ""
    for (index, highlight) in sheet.highlights.enumerated() {
      text += #"<conditionalFormatting sqref="\#(highlight.range)"><cfRule type="expression" "#
      text += #"dxfId="\#(styles.number(of: highlight))" priority="\#(index + 1)"><formula>"#
      text += EscapedCharacters.written(highlight.formula) + "</formula></cfRule></conditionalFormatting>"
    }
    return text
  }

  private var validations: String {
    guard !sheet.validations.isEmpty else { return "" }
    let items = sheet.validations.map { validation in
      let rule =
        switch validation.rule {
        case .oneOf(let range): (#"type="list""#, "<formula1>\(EscapedCharacters.written(range))</formula1>")
        case .number:
          (
            #"type="decimal" operator="between""#,
            "<formula1>-999999999999999</formula1><formula2>999999999999999</formula2>"
          )
        }
      return #"<dataValidation \#(rule.0) allowBlank="1" showInputMessage="1" showErrorMessage="1" "#
        + #"error="\#(EscapedCharacters.written(validation.message))" sqref="\#(validation.range)">\#(rule.1)"#
        + "</dataValidation>"
    }
    return #"<dataValidations count="\#(items.count)">"# + items.joined() + "</dataValidations>"
  }
}
