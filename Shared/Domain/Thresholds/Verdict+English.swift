extension ThresholdRow.Verdict {
  /// The word in a table, in English.
  public var englishText: String {
    switch self {
    case .passed: "passed"
    case .landingAbove: "expected to pass"
    case .landingShort: "expected to fall short"
    case .unknown: "no forecast"
    }
  }
}
