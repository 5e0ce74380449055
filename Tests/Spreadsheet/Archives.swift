@testable import Spreadsheet

/// Makes workbooks part by part, as other programs write them and as nobody should.
enum Archives {
  static let main = #"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#
  static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// An archive of parts.
  static func archive(_ parts: [(String, String)]) -> [UInt8] {
    var writer = ZipWriter()
    for (name, text) in parts { writer.add(name, Array(text.utf8)) }
    return writer.finished()
  }

  /// A workbook with one sheet, whose `sheetData` and what follows it is given.
  static func workbook(_ sheet: String, texts: String = "", styles: String = "", book: String = "<workbookPr/>")
    -> [UInt8]
  {
    archive([
      ("[Content_Types].xml", "<Types/>"),
      (
        "_rels/.rels",
        #"<Relationships><Relationship Id="r1" Type="\#(relation)/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#
      ),
      (
        "xl/workbook.xml",
        #"<x:workbook \#(main) xmlns:r="\#(relation)">\#(book)<sheets><x:sheet name="表 &amp; 1" sheetId="1" r:id="r7"/></sheets></x:workbook>"#
      ),
      (
        "xl/_rels/workbook.xml.rels",
        #"<Relationships><Relationship Id="r7" Type="\#(relation)/worksheet" Target="../xl/./worksheets/a.xml"/>"#
          + #"<Relationship Id="r8" Type="\#(relation)/sharedStrings" Target="sharedStrings.xml"/>"#
          + #"<Relationship Id="r9" Type="\#(relation)/styles" Target="styles.xml"/>"#
          + #"<Relationship Id="r10" Type="\#(relation)/hyperlink" Target="../../etc/passwd" TargetMode="External"/></Relationships>"#
      ), ("xl/sharedStrings.xml", "<sst>\(texts)</sst>"), ("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"),
      ("xl/worksheets/a.xml", "<?xml version=\"1.0\"?>\n<!-- c --><worksheet \(main)>\(sheet)</worksheet>"),
    ])
  }
}
