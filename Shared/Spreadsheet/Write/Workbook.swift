public import Domain

/// A workbook to be written.
public struct Workbook: Sendable, Hashable {
  /// The sheets; the first visible one is shown.
  public var sheets: [Worksheet]

  /// Creates a workbook.
  public init(_ sheets: [Worksheet]) { self.sheets = sheets }
}

/// A sheet to be written.
public struct Worksheet: Sendable, Hashable {
  /// How it shows.
  public enum Visibility: String, Sendable, Hashable {
    /// Among the tabs.
    case visible
    /// Only by a program, not by the menu.
    case hidden = "veryHidden"
  }

  /// A column.
  public struct Column: Sendable, Hashable {
    /// In characters of the standard font; a Chinese character takes two.
    public var width: Int
    /// Whether it is hidden.
    public var isHidden: Bool

    /// Creates a column.
    public init(width: Int, isHidden: Bool = false) {
      self.width = width
      self.isHidden = isHidden
    }
  }

  /// Its name: at most 31 characters, none of `[]:*?/\`.
  public var name: String
  /// The columns' widths, from the first on.
  public var columns: [Column]
  /// The rows, from the first on.
  public var rows: [[Cell]]
  /// The rows' height in points; `nil` leaves it to the program.
  public var rowHeight: Int?
  /// Rows that stay while others scroll.
  public var frozenRows = 0
  /// Columns that stay while others scroll.
  public var frozenColumns = 0
  /// Ranges that are one cell.
  public var merged: [CellRange] = []
  /// What may be entered.
  public var validations: [Validation] = []
  /// Where a cell looks different.
  public var highlights: [Highlight] = []
  /// The range with its headings by which rows may be filtered.
  public var filter: CellRange?
  /// Whether only cells whose style is open for entry may be changed. There is no password: it guards from slips.
  public var isProtected = false
  /// Whether it is printed across.
  public var isLandscape = false
  /// How it shows.
  public var visibility = Visibility.visible

  /// Creates a sheet.
  public init(_ name: String, columns: [Column] = [], rows: [[Cell]] = []) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// The text as a sheet's name: what may not stand there is replaced, what is too long cut.
  public static func name(_ text: String) -> String {
    let allowed = text.map { "[]:*?/\\'".contains($0) || $0.isNewline ? "_" : $0 }
    return allowed.isEmpty ? "1" : String(allowed.prefix(31))
  }
}

/// A cell to be written.
public struct Cell: Sendable, Hashable {
  /// What it holds.
  public enum Value: Sendable, Hashable {
    /// Nothing.
    case blank
    /// A text, which is never taken for a formula.
    case text(String)
    /// A number, exactly.
    case number(DecimalNumber)
    /// A formula without "=", which the user's program computes when it opens the file.
    case formula(String)
  }

  /// What it holds.
  public var value: Value
  /// How it looks.
  public var style: CellStyle

  /// Creates a cell.
  public init(_ value: Value, _ style: CellStyle = .plain) {
    self.value = value
    self.style = style
  }

  /// A cell with a text.
  public static func text(_ text: String, _ style: CellStyle = .plain) -> Cell { Cell(.text(text), style) }
  /// A cell with nothing in it.
  public static let blank = Cell(.blank)
}

/// How a cell looks.
public struct CellStyle: Sendable, Hashable {
  /// A colour as six hexadecimal digits: "C00000".
  public struct Colour: Sendable, Hashable, ExpressibleByStringLiteral {
    let digits: String
    /// Takes the digits.
    public init(stringLiteral digits: String) { self.digits = digits }
  }

  /// Bold.
  public var isBold = false
  /// The text's colour; `nil` is black.
  public var colour: Colour?
  /// The ground's colour; `nil` is none.
  public var fill: Colour?
  /// In points.
  public var size = 11
  /// A number format's code, "0.0" or "@"; empty for the general one.
  public var format = ""
  /// The side on which it stands; `nil` leaves it to the value.
  public var alignment: Alignment?
  /// Whether lines are broken.
  public var wraps = false
  /// Whether thin lines surround it.
  public var hasBorder = false
  /// Whether it may be changed in a protected sheet.
  public var isOpen = false

  /// Creates the usual style.
  public init() {}
  /// The usual style.
  public static let plain = CellStyle()

  /// The style with something changed.
  public func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
    var style = self
    change(&style)
    return style
  }
}

/// What may be entered in a range.
public struct Validation: Sendable, Hashable {
  /// The rule.
  public enum Rule: Sendable, Hashable {
    /// One of the cells of a range, such as `选项!$A$1:$A$15`.
    case oneOf(String)
    /// A number.
    case number
  }

  /// Where it holds.
  public var range: CellRange
  /// The rule.
  public var rule: Rule
  /// What whoever enters something else is told.
  public var message: String

  /// Creates a validation.
  public init(_ range: CellRange, _ rule: Rule, message: String) {
    self.range = range
    self.rule = rule
    self.message = message
  }
}

/// A range whose cells look different while a formula is true.
public struct Highlight: Sendable, Hashable {
  /// Where it holds.
  public var range: CellRange
  /// A formula as for the first cell of the range.
  public var formula: String
  /// The ground's colour.
  public var fill: CellStyle.Colour
  /// The text's colour.
  public var colour: CellStyle.Colour

  /// Creates a highlight.
  public init(_ range: CellRange, when formula: String, fill: CellStyle.Colour, colour: CellStyle.Colour) {
    self.range = range
    self.formula = formula
    self.fill = fill
    self.colour = colour
  }
}
