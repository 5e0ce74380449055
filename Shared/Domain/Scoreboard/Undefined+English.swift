extension Undefined {
  /// The note under the table, in English.
  public var englishText: String {
    switch self {
    case .notApplicable: "does not apply"
    case .notDue: "not due yet"
    case .noValue: "not reported"
    case .noBase: "no value for the same period of last year"
    case .zeroBase: "the same period of last year is zero"
    case .negativeBase: "the same period of last year is negative: difference only"
    case .noRealRate: "no rate at comparable prices was given"
    case .noTarget: "no target was set"
    case .noPositiveTarget: "the target is not above zero"
    case .tooLarge: "the number is too large"
    case .noPastYears: "no figures of past years"
    case .shortHistory: "too short a history"
    case .yearEnded: "the year has ended"
    case .noEarlierRank: "no earlier rank"
    case .notMeaningful: "not computed"
    }
  }
}
