import Spreadsheet

extension Complaint {
  /// Why a file of tables cannot be read, and the one thing to do about it.
  init(_ fault: SpreadsheetFault, in name: String) {
    let (what, hint) = Self.words(fault, name)
    self.init(
      Bilingual("\(name)：\(what.zh)", "\(name): \(what.en)"), field: name, hint: hint, status: .faulty)
  }

  private static func words(_ fault: SpreadsheetFault, _ name: String) -> (what: Bilingual, hint: Bilingual?) {
    switch fault {
    case .empty: (Bilingual("文件是空的。", "is empty."), nil)
    case .unknownKind:
      (
        Bilingual("不是表格文件。", "is no spreadsheet."),
        Bilingual("可读xlsx、csv、tsv；其他格式请另存为xlsx。", "XLSX, CSV and TSV can be read; save others as XLSX.")
      )
    case .noTable(let kind): (kind.words, kind.otherWay)
    case .mustBeConverted(let kind): (kind.words, kind.advice(name))
    case .encrypted:
      (
        Bilingual("文件有打开密码。", "opens with a password only."),
        Bilingual("请在WPS或Excel中取消密码后另存。", "Take the password off in Excel or WPS and save it again.")
      )
    case .damaged(let part):
      (
        Bilingual(
          "文件不完整或已损坏\(part.isEmpty ? "" : "（\(part)）")。", "is incomplete or damaged\(part.isEmpty ? "" : " (\(part))")."
        ),
        Bilingual("请用WPS或Excel打开后另存为xlsx。", "Open it in Excel or WPS and save it again as XLSX.")
      )
    case .tooLarge(let bound): (bound.words, Bilingual("请分成几个文件。", "Divide it into several files."))
    case .undecodable(let line):
      (
        Bilingual("第\(line)行的编码无法识别。", "line \(line) is in no encoding that is understood."),
        Bilingual("请另存为“CSV UTF-8”或xlsx。", "Save it as \"CSV UTF-8\" or XLSX.")
      )
    case .unclosedQuote(let row):
      (Bilingual("第\(row)行的引号没有结束。", "a quote that begins in row \(row) never ends."), nil)
    }
  }
}

extension FileKind {
  fileprivate var words: Bilingual {
    switch self {
    case .legacyWorkbook: Bilingual("这是旧格式工作簿（xls或et）。", "is a workbook of the old format (xls or et).")
    case .binaryWorkbook: Bilingual("这是二进制工作簿（xlsb）。", "is a binary workbook (xlsb).")
    case .openDocument: Bilingual("这是OpenDocument表格（ods）。", "is an OpenDocument spreadsheet (ods).")
    case .pdf: Bilingual("这是PDF文件，不是表格。", "is a PDF, and no spreadsheet.")
    case .ofd: Bilingual("这是OFD版式文件，不是表格。", "is a page for print (OFD), and no spreadsheet.")
    case .textDocument:
      Bilingual("这是文字文档（doc、docx、wps或rtf），不是表格。", "is a text document (doc, docx, wps or rtf), and no spreadsheet.")
    case .picture: Bilingual("这是图片，不是表格。", "is a picture, and no spreadsheet.")
    default: Bilingual("这是网页格式的表（扩展名常为xls）。", "is a table in a page's markup, often named xls.")
    }
  }

  /// What to do about a file without cells.
  fileprivate var otherWay: Bilingual {
    self == .textDocument
      ? Bilingual("请将其中的表复制到WPS表格或Excel，另存为xlsx。", "Copy its table into Excel or WPS and save it as XLSX.")
      : Bilingual(
        "请导入制作它的那份表（xlsx或csv）；没有时用WPS转换为xlsx，核对后再导入。",
        "Import the table that it was made of (XLSX or CSV); where there is none, convert it to XLSX in WPS and check it."
      )
  }

  /// The line to type, or what to do where LibreOffice is not there.
  fileprivate func advice(_ name: String) -> Bilingual {
    Bilingual(
      "请用WPS或Excel另存为xlsx，或安装LibreOffice后运行：soffice --headless --convert-to xlsx '\(name)'",
      "Save it as XLSX in Excel or WPS, or with LibreOffice: soffice --headless --convert-to xlsx '\(name)'")
  }
}

extension ReadLimits.Bound {
  fileprivate var words: Bilingual {
    let limits = ReadLimits()
    return switch self {
    case .file: Bilingual("文件超过\(limits.fileBytes >> 20) MiB。", "is larger than \(limits.fileBytes >> 20) MiB.")
    case .inflated:
      Bilingual(
        "解压后超过\(limits.inflatedBytes >> 20) MiB。", "has a part of more than \(limits.inflatedBytes >> 20) MiB.")
    case .rows: Bilingual("行数超过\(limits.rows)。", "has more than \(limits.rows) rows.")
    case .cells: Bilingual("单元格超过\(limits.cells)个。", "has more than \(limits.cells) cells.")
    case .sheets: Bilingual("工作表超过\(limits.sheets)个。", "has more than \(limits.sheets) sheets.")
    }
  }
}
