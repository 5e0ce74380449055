/// What a unit reported for an indicator and a month.
public struct Figure: Sendable, Hashable {
  /// Zone, indicator and month.
  public var key: FigureKey
  /// From January to the month (flow) or at its end (stock); `nil` is missing, zero is zero.
  public var cumulative: Amount?
  /// The same period of last year as the unit reported it: a datum of its own.
  public var reportedBase: Amount?
  /// Growth as reported or published, in basis points: real for indicators on comparable prices.
  public var reportedGrowth: Int64?
  /// The day on which it arrived; `nil` when that is not known (past years).
  public var receivedOn: Day?
  /// Where it comes from: a submission, a page, a publication.
  public var source: String
  /// Whether it was made for a demonstration.
  public var isDemonstration: Bool
  /// The unit's remark (情况说明).
  public var note: String

  /// Creates a figure.
  public init(
    key: FigureKey, cumulative: Amount? = nil, reportedBase: Amount? = nil, reportedGrowth: Int64? = nil,
    receivedOn: Day? = nil, source: String = "", isDemonstration: Bool = false, note: String = ""
  ) {
    self.key = key
    self.cumulative = cumulative
    self.reportedBase = reportedBase
    self.reportedGrowth = reportedGrowth
    self.receivedOn = receivedOn
    self.source = source
    self.isDemonstration = isDemonstration
    self.note = note
  }

  /// Whether it says anything: a value or, which is legal, a rate alone.
  public var hasContent: Bool { cumulative != nil || reportedGrowth != nil }

  /// The greatest size of a value, in the indicator's unit: ten times the country's product in yuan. The sum of all zones
  /// there are fits 64 bits, so that no single figure can spoil a board.
  public static let greatestUnits: UInt64 = 1_000_000_000_000_000
  /// The greatest size of a rate, in basis points: ten thousandfold.
  public static let greatestGrowth: UInt64 = 100_000_000

  /// Whether a number of a figure is of a size that can be.
  public static func allows(units: Int64) -> Bool { units.magnitude <= greatestUnits }
  /// Whether a rate is.
  public static func allows(growth: Int64) -> Bool { growth.magnitude <= greatestGrowth }
}

/// The state of one cell. No two of these ever look alike, on the wire, in SQL or on paper.
public enum CellState: String, Sendable, Hashable, CaseIterable {
  /// The month has no form, or its deadline has not passed.
  case notDue
  /// The deadline has passed and nothing came.
  case missing
  /// It came, after the deadline.
  case late
  /// It came in time, or the day is not known.
  case received
  /// The indicator does not apply to the unit.
  case notApplicable
  /// No target was set for the unit.
  case noTarget
  /// It came in time and is zero: a value like any other.
  case zero

  /// The word in a table.
  public var chineseText: String {
    switch self {
    case .notDue: "未到报送期"
    case .missing: "未报"
    case .late: "迟报"
    case .received: "已报"
    case .notApplicable: "不适用"
    case .noTarget: "未下达目标"
    case .zero: "零"
    }
  }

  /// Whether a figure is there.
  public var hasFigure: Bool { self == .late || self == .received || self == .zero }
}
