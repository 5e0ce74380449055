/// A chart. Values are whole hundredths of the axis's unit, so that drawing them needs no floating point.
public enum Chart: Sendable, Hashable {
  /// One bar for each unit, with lines to reach.
  case bars(BarChart)
  /// Values over the months, with schedules to keep.
  case lines(LineChart)

  /// What the chart shows.
  public var title: String {
    switch self {
    case .bars(let chart): chart.title
    case .lines(let chart): chart.title
    }
  }
}

/// Horizontal bars from zero, one for each unit.
public struct BarChart: Sendable, Hashable {
  /// A bar.
  public struct Bar: Sendable, Hashable {
    /// The unit.
    public var label: String
    /// The value in hundredths of the axis's unit; nil when there is none, which draws a dash and no bar.
    public var value: Int64?
    /// The value as printed, such as 31.4.
    public var text: String
    /// What the value means.
    public var tone: Tone

    /// Creates a bar.
    public init(_ label: String, value: Int64?, text: String, tone: Tone = .plain) {
      self.label = label
      self.value = value
      self.text = text
      self.tone = tone
    }
  }

  /// A line across all bars, such as the floor of 30 %.
  public struct Reference: Sendable, Hashable {
    /// The line's name, such as 目标 30%.
    public var label: String
    /// Where it stands, in hundredths of the axis's unit.
    public var value: Int64

    /// Creates a reference line.
    public init(_ label: String, value: Int64) {
      self.label = label
      self.value = value
    }
  }

  /// What the chart shows.
  public var title: String
  /// The chart in one sentence, for those who do not see it.
  public var description: String
  /// The axis's unit, such as %.
  public var unit: String
  /// The bars from the top.
  public var bars: [Bar]
  /// The lines across.
  public var references: [Reference]

  /// Creates a bar chart.
  public init(title: String, description: String, unit: String, bars: [Bar], references: [Reference] = []) {
    self.title = title
    self.description = description
    self.unit = unit
    self.bars = bars
    self.references = references
  }
}

/// Lines over months: the cumulative value and the schedules beside it.
public struct LineChart: Sendable, Hashable {
  /// A line.
  public struct Series: Sendable, Hashable {
    /// How a line is drawn; each kind differs by its stroke, not by its colour alone.
    public enum Kind: Sendable, Hashable, CaseIterable {
      /// What was done: a full line with points.
      case actual
      /// The linear schedule 序时进度: dashes.
      case schedule
      /// The unit's own usual progress 常年进度: dots.
      case usual
    }

    /// The line's name.
    public var name: String
    /// How it is drawn.
    public var kind: Kind
    /// One value for each position, in hundredths of the axis's unit; nil leaves a gap.
    public var values: [Int64?]

    /// Creates a line.
    public init(_ name: String, _ kind: Kind, values: [Int64?]) {
      self.name = name
      self.kind = kind
      self.values = values
    }
  }

  /// What the chart shows.
  public var title: String
  /// The chart in one sentence, for those who do not see it.
  public var description: String
  /// The axis's unit, such as %.
  public var unit: String
  /// The positions from the left, such as 1—2月, 3月.
  public var positions: [String]
  /// The lines.
  public var series: [Series]

  /// Creates a line chart.
  public init(title: String, description: String, unit: String, positions: [String], series: [Series]) {
    self.title = title
    self.description = description
    self.unit = unit
    self.positions = positions
    self.series = series
  }
}
