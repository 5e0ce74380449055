/// What a check found, told in words with the numbers.
public struct Finding: Sendable, Hashable {
  /// Stable codes.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The reported base differs from last year's published value beyond the margin (基数调整).
    case baseAdjusted = "BASE_ADJUSTED"
    /// The cumulative value fell since the month before; year-end corrections are real.
    case cumulativeFell = "CUMULATIVE_FELL"
    /// The value is that of the month before.
    case unchangedSinceLastMonth = "UNCHANGED_SINCE_LAST_MONTH"
    /// Several values are those of the month before.
    case copiedFromLastMonth = "COPIED_FROM_LAST_MONTH"
    /// Several values have the digits of another zone's.
    case copiedFromNeighbour = "COPIED_FROM_NEIGHBOUR"
    /// The value is negative.
    case negative = "NEGATIVE"
    /// The value lies outside of its range.
    case outOfRange = "OUT_OF_RANGE"
    /// The reported nominal rate is not the one of value and base.
    case growthDisagrees = "GROWTH_DISAGREES"
    /// The value is not the sum of its parts.
    case partsDisagree = "PARTS_DISAGREE"
    /// Parts of the value are more than the whole.
    case partsExceed = "PARTS_EXCEED"
    /// Another source has another value.
    case sourcesDiffer = "SOURCES_DIFFER"
    /// The quotient of two indicators is not plausible.
    case quotientImplausible = "QUOTIENT_IMPLAUSIBLE"
    /// The month's change is far from what is usual for the zone.
    case unusualChange = "UNUSUAL_CHANGE"
    /// The value is about a power of ten away from what is expected.
    case unitSlip = "UNIT_SLIP"
    /// An enterprise is counted by two zones.
    case countedTwice = "COUNTED_TWICE"
    /// An enterprise is counted by a zone in which the register does not have it.
    case placedElsewhere = "PLACED_ELSEWHERE"
  }

  /// How heavy it is.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Refuses the figure.
    case hard
    /// Asks for an explanation.
    case soft
  }

  /// The part of a figure that it is about.
  public enum Part: String, Sendable, Hashable {
    /// The cumulative value.
    case cumulative
    /// The same period as reported.
    case reportedBase
    /// The growth as reported.
    case growth
  }

  /// The figure.
  public var figure: FigureKey
  /// Other cells of the same zone and month that it is about.
  public var others: [IndicatorKey]
  /// The part of the figure.
  public var part: Part
  /// The code.
  public var reason: Reason
  /// Id of the rule that found it.
  public var rule: String
  /// The rule's version; 0 for a rule of the product itself.
  public var ruleVersion: Int
  /// How heavy it is.
  public var severity: Severity
  /// Whether a note beside the figure releases a hard one.
  public var isReleasedByNote: Bool
  /// What was found, with the numbers, without a full stop.
  public var text: Bilingual
  /// What is asked of the zone; may be empty.
  public var request: Bilingual
  /// The difference that was found, as a rate, where there is one.
  public var difference: Ratio?
  /// The corrected value, where it is plain.
  public var suggestion: Amount?

  /// Whether it refuses a figure that came with this note.
  public func blocks(note: String) -> Bool { severity == .hard && !(isReleasedByNote && !note.isEmpty) }

  /// The whole sentence for a figure that came with this note: what is asked is told only while nothing is said.
  public func sentence(note: String) -> Bilingual {
    let asks = note.isEmpty || (severity == .hard && !isReleasedByNote)
    func joined(_ text: String, _ comma: String, _ request: String) -> String {
      asks && !request.isEmpty ? text + comma + request : text
    }
    return Bilingual(zh: joined(text.zh, "，", request.zh) + "。", en: joined(text.en, "; ", request.en))
  }
}
