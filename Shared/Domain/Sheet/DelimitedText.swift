/// Comma- or tab-separated text as rows of cells (RFC 4180: quoted cells, doubled quotes, line breaks inside quotes).
public enum DelimitedText {
  /// Why a text is not a table.
  public enum Fault: Error, Sendable, Hashable {
    /// A quoted cell that never ends; the row where it begins, from 1.
    case unclosedQuote(row: Int)
  }

  /// Splits a text; a byte order mark is dropped, tabs separate when the first line has more of them than commas.
  /// Blank lines stay, as rows without content, so that row numbers agree with an editor's.
  public static func rows(_ text: String) throws(Fault) -> [[String]] {
    var scalars = text.unicodeScalars[...]
    if scalars.first?.value == 0xFEFF { scalars.removeFirst() }
    var splitter = Splitter(separator: separator(scalars))
    for scalar in scalars { splitter.take(scalar) }
    return try splitter.finish()
  }

  private static func separator(_ scalars: Substring.UnicodeScalarView) -> Unicode.Scalar {
    let line = scalars.prefix { $0 != "\n" }
    return line.count { $0 == "\t" } > line.count { $0 == "," } ? "\t" : ","
  }
}

/// One pass over the scalars: characters would take "\r\n" for one.
private struct Splitter {
  let separator: Unicode.Scalar
  private var rows: [[String]] = []
  private var row: [String] = []
  private var cell = String.UnicodeScalarView()
  private var quoted = false
  private var closed = false  // Behind a closing quote: another quote is a doubled one.
  private var quoteRow = 1

  init(separator: Unicode.Scalar) {
    self.separator = separator
  }

  mutating func take(_ scalar: Unicode.Scalar) {
    if quoted {
      if scalar == "\"" { (quoted, closed) = (false, true) } else { cell.append(scalar) }
      return
    }
    switch scalar {
    case "\"" where closed:
      cell.append(scalar)
      (quoted, closed) = (true, false)
    case "\"" where cell.isEmpty: (quoted, quoteRow) = (true, rows.count + 1)
    case separator: endCell()
    case "\r": break
    case "\n":
      endCell()
      rows.append(row)
      row = []
    default: cell.append(scalar)
    }
  }

  private mutating func endCell() {
    row.append(String(cell))
    (cell, closed) = (String.UnicodeScalarView(), false)
  }

  mutating func finish() throws(DelimitedText.Fault) -> [[String]] {
    guard !quoted else { throw .unclosedQuote(row: quoteRow) }
    if !row.isEmpty || !cell.isEmpty || closed {
      endCell()
      rows.append(row)
    }
    return rows
  }
}
