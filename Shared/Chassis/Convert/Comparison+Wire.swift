public import Domain
public import WireTupo

extension Comparison {
  /// As the contract has it; nil for an operator that is not known.
  public init?(_ wire: IndicatorsV1.Operator) {
    switch wire {
    case .atLeast: self = .atLeast
    case .greaterThan: self = .above
    case .atMost: self = .atMost
    case .lessThan: self = .below
    default: return nil
    }
  }

  /// In the contract.
  public var wire: IndicatorsV1.Operator {
    switch self {
    case .atLeast: .atLeast
    case .above: .greaterThan
    case .atMost: .atMost
    case .below: .lessThan
    }
  }
}
