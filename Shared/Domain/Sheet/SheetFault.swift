/// One thing that is wrong in a sheet, told so that the person who wrote it can mend it.
public struct SheetFault: Error, Sendable, Hashable {
  /// Stable codes, one for each rule.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The sheet has no row with content.
    case emptySheet = "EMPTY_SHEET"
    /// A column that must be there is not.
    case columnMissing = "COLUMN_MISSING"
    /// A heading occurs twice.
    case columnRepeated = "COLUMN_REPEATED"
    /// A heading that is not understood.
    case columnUnknown = "COLUMN_UNKNOWN"
    /// More rows than a sheet may have.
    case tooManyRows = "TOO_MANY_ROWS"
    /// More cells in a row than there are headings.
    case tooManyCells = "TOO_MANY_CELLS"
    /// A cell that must be filled is blank.
    case cellBlank = "CELL_BLANK"
    /// No zone has this name.
    case zoneUnknown = "ZONE_UNKNOWN"
    /// Several zones have this name.
    case zoneAmbiguous = "ZONE_AMBIGUOUS"
    /// No indicator has this name.
    case indicatorUnknown = "INDICATOR_UNKNOWN"
    /// The indicator follows from others by a formula.
    case indicatorComputed = "INDICATOR_DERIVED"
    /// The zone has this name in other months.
    case zoneNameNotInUse = "ZONE_NAME_NOT_IN_USE"
    /// The indicator has this name in other months.
    case indicatorNameNotInUse = "INDICATOR_NAME_NOT_IN_USE"
    /// No month can be read.
    case monthUnreadable = "MONTH_UNREADABLE"
    /// The month is outside those that are open.
    case monthOutOfRange = "MONTH_OUT_OF_RANGE"
    /// The indicator has no value for the month: January goes with February.
    case monthWithoutForm = "MONTH_WITHOUT_FORM"
    /// The indicator is not reported in the month: not yet, or no longer.
    case notInForce = "NOT_IN_FORCE"
    /// The zone does not stand in the month.
    case notStanding = "NOT_STANDING"
    /// The unit does not belong to the indicator.
    case unitUnknown = "UNIT_UNKNOWN"
    /// The heading names another unit than the row.
    case unitContradictsHeading = "UNIT_CONTRADICTS_HEADING"
    /// No number can be read.
    case numberUnreadable = "NUMBER_UNREADABLE"
    /// More decimals than the smallest unit has.
    case tooPrecise = "TOO_PRECISE"
    /// The number does not fit.
    case numberTooLarge = "NUMBER_TOO_LARGE"
    /// No day can be read.
    case dayUnreadable = "DAY_UNREADABLE"
    /// The same zone, indicator and month stand in an earlier row.
    case duplicate = "DUPLICATE"
    /// Neither a value nor a growth rate.
    case nothingReported = "NOTHING_REPORTED"
    /// No rows of headings can be found.
    case headingsNotFound = "HEADINGS_NOT_FOUND"
    /// Neither the table nor what stands over it names the zone.
    case zoneNotFound = "ZONE_NOT_FOUND"
    /// Neither the table nor what stands over it names the indicator.
    case indicatorNotFound = "INDICATOR_NOT_FOUND"
    /// Neither the table nor what stands over it names the month.
    case monthNotFound = "MONTH_NOT_FOUND"
    /// Neither the table nor what stands over it names a unit that fits the indicator.
    case unitNotFound = "UNIT_NOT_FOUND"
    /// Soft: a column is of the month alone, and not imported.
    case columnOfMonth = "COLUMN_OF_MONTH"
    /// Soft: the value is negative.
    case negativeValue = "NEGATIVE_VALUE"
    /// Soft: a row of totals is not the sum of its rows.
    case totalDiffers = "TOTAL_DIFFERS"
  }

  /// The sheet of a workbook; empty where the file has only one.
  public var sheet = ""
  /// Row, from 1 as an editor counts; 0 for the whole sheet.
  public var row: Int
  /// Column, from 1; 0 for the whole row.
  public var column: Int
  /// The heading over the column, as the sheet has it; empty for the whole row.
  public var heading: String
  /// The cell's text as it was read; empty for the whole row.
  public var cell: String
  /// The code.
  public var reason: Reason
  /// What is wrong, in Chinese.
  public var chinese: String
  /// What is wrong, in English.
  public var english: String
  /// How to mend it, in Chinese; may be empty.
  public var hint: String

  /// Whether it refuses the sheet. A soft fault asks for an explanation only.
  public var isHard: Bool { ![.columnOfMonth, .negativeValue, .totalDiffers].contains(reason) }

  /// Creates a fault.
  init(
    sheet: String = "", row: Int = 0, column: Int = 0, heading: String = "", cell: String = "", _ reason: Reason,
    _ chinese: String, _ english: String, hint: String = ""
  ) {
    (self.sheet, self.row, self.column, self.heading, self.cell) = (sheet, row, column, heading, cell)
    (self.reason, self.chinese, self.english, self.hint) = (reason, chinese, english, hint)
  }

  /// "第3行第5列“累计”：…" for a terminal.
  public var placedText: String {
    var place = sheet.isEmpty ? "" : "“\(sheet)”"
    if row > 0 { place += "第\(row)行" }
    if column > 0 { place += "第\(column)列" }
    if !heading.isEmpty { place += "“\(heading)”" }
    return (place.isEmpty ? "" : place + "：") + chinese + (hint.isEmpty ? "" : "（\(hint)）")
  }
}
