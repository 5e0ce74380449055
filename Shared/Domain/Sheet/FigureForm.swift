/// A month's form as a workbook: which zone and month it is of is hidden in it, and each row's indicator too, so that
/// titles and names may be changed without harm.
public struct FigureForm: Sendable, Hashable {
  /// The columns of the form, in order.
  public enum Column: Int, Sendable, Hashable, CaseIterable {
    /// Hidden: the indicator's key, or the mark of a row that is found by it.
    case key
    /// The indicator's name.
    case indicator
    /// The unit of the row's values.
    case unit
    /// To be filled in.
    case cumulative
    /// The month before, for comparison.
    case lastMonth
    /// The same period of last year as published; may be changed.
    case base
    /// Computed, but for indicators on comparable prices.
    case growth
    /// What the sheet itself finds.
    case warning
    /// To be filled in.
    case note
    /// Hidden: the same period of last year as published.
    case publishedBase
    /// Hidden: whether the sheet computes the growth, which then is not reported (``computed``).
    case growthRule
    /// To be filled in: what is expected of next month's cumulative value.
    case expectedNextMonth
    /// To be filled in: what is expected of the year.
    case expectedYearEnd
    /// What was remarked when the form went back.
    case remark
    /// To be filled in: the answer to it.
    case answer

    /// From 1, as sheets count.
    public var number: Int { rawValue + 1 }

    /// The part of a figure that is imported from the column.
    fileprivate var part: SheetColumn? {
      switch self {
      case .key: .indicator
      case .unit: .unit
      case .cumulative: .cumulative
      case .base: .base
      case .growth: .growth
      case .note: .note
      case .indicator, .lastMonth, .warning, .publishedBase, .growthRule, .expectedNextMonth, .expectedYearEnd,
        .remark, .answer:
        nil
      }
    }
  }

  /// A row with an indicator.
  public struct Row: Sendable, Hashable {
    /// From 1.
    public var number: Int
    /// In the order of ``columns``.
    public var cells: [String]
    /// Whether it has something of its own: the same period is there from the beginning.
    public var isFilled: Bool

    /// The text of a cell.
    public func cell(_ column: Column) -> String { cells[column.rawValue] }
  }

  /// The name of the hidden sheet that says what the form is.
  public static let identitySheet = "tupo"
  /// The first cell of that sheet: what it is, and in which version.
  public static let identity = "tupo-form/1"
  /// The key of the row that has zone and month, as people see them.
  public static let headMark = "#head"
  /// The key of the row of headings.
  public static let headingsMark = "#headings"

  /// What ``Column/growthRule`` says where the sheet computes the growth.
  public static let computed = "computed"

  /// The programme's id.
  public let programme: String
  /// The zone: its key, or the name that was chosen in the form; empty when none was.
  public let zone: String
  /// The month as text; empty when none was chosen.
  public let month: String
  /// The id of the monthly form whose submission it is; empty when it is none's.
  public let form: String
  /// The sheet that is filled in.
  public let sheet: String
  /// The row of headings, from 1.
  public let headingRow: Int
  /// All rows of indicators.
  public let lines: [Row]
  /// Those for which something was filled in.
  public var rows: [Row] { lines.filter(\.isFilled) }

  /// Headings for the cells of ``rows``: blank over what is not imported; zone and month behind the form's own columns.
  public static let columns =
    Column.allCases.map { $0.part?.heading ?? "" } + [SheetColumn.zone.heading, SheetColumn.month.heading]

  /// Reads a form; `nil` when the sheets are none.
  public init?(_ sheets: [SheetGrid]) {
    guard let identity = sheets.first(where: { $0.name == Self.identitySheet })?.rows,
      identity.first?.first == Self.identity,
      let filled = sheets.first(where: { !$0.isHidden }),
      let headings = filled.rows.firstIndex(where: { $0.first == Self.headingsMark })
    else { return nil }
    func told(_ name: String) -> String {
      identity.first { $0.first == name }.flatMap { $0.count > 1 ? $0[1] : nil } ?? ""
    }
    let head = filled.rows.first { $0.first == Self.headMark } ?? []
    func chosen(_ column: Column) -> String {
      head.indices.contains(column.rawValue) ? String(head[column.rawValue].trimmedBlanks) : ""
    }
    let (zone, month) = (told("zone"), told("month"))
    programme = told("programme")
    form = told("form")
    self.zone = zone.isEmpty ? chosen(Self.zoneCell) : zone
    self.month = month.isEmpty ? chosen(Self.monthCell) : month
    sheet = filled.name
    headingRow = headings + 1
    var lines: [Row] = []
    for index in filled.rows.indices.dropFirst(headings + 1) {
      guard let row = Self.row(index + 1, filled.rows[index], zone: self.zone, month: self.month) else { continue }
      lines.append(row)
    }
    self.lines = lines
  }

  /// The column of the zone's name in the row that has it.
  public static let zoneCell = Column.unit
  /// The column of the month in the row that has it.
  public static let monthCell = Column.base

  /// A row that has an indicator's key.
  private static func row(_ number: Int, _ cells: [String], zone: String, month: String) -> Row? {
    func cell(_ column: Column) -> String {
      cells.indices.contains(column.rawValue) ? String(cells[column.rawValue].trimmedBlanks) : ""
    }
    let key = cell(.key)
    let growth = cell(.growthRule) == computed ? "" : cell(.growth)
    guard !key.isEmpty, !key.hasPrefix("#") else { return nil }
    let own = Column.allCases.map { column in
      switch column {
      case .growth: growth
      case .indicator, .lastMonth, .warning, .publishedBase, .growthRule, .remark: ""
      default: cell(column)
      }
    }
    return Row(
      number: number, cells: own + [zone, month],
      isFilled: !(cell(.cumulative) + growth + cell(.note)).isEmpty)
  }
}
