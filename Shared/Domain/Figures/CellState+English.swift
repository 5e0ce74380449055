extension CellState {
  /// The word in a table, in English.
  public var englishText: String {
    switch self {
    case .notDue: "not due"
    case .missing: "missing"
    case .late: "late"
    case .received: "received"
    case .notApplicable: "not applicable"
    case .noTarget: "no target"
    case .zero: "zero"
    }
  }
}
