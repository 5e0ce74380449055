import Domain
import Wire
import WireTupo

extension DigitPattern {
  func wire(version: CommonV1.DataVersion) -> IndicatorsV1.DigitPattern {
    let values = total
    return .with {
      $0.digits = zip(counts, Self.expected).enumerated().map { index, pair in
        .with {
          $0.digit = Int32(clamping: index + 1)
          $0.count = Int32(clamping: pair.0)
          $0.share = Ratio(Int64(pair.0), over: Int64(values)).map { share($0) }
          $0.expected = Ratio(pair.1, over: 1_000_000_000).map { share($0) }
        }
      }
      $0.values = Int32(clamping: values)
      $0.meanAbsoluteDeviation = meanAbsoluteDeviation.map { share($0, decimals: 2) }
      $0.chiSquareThousandths = chiSquareThousandths
      $0.conformity = conformity.wire
      $0.version = version
    }
  }

  private func share(_ value: Ratio, decimals: Int = 1) -> CommonV1.Rate {
    CommonV1.Rate(value, display: value.percentText(decimals: decimals))
  }
}

extension DigitPattern.Conformity {
  fileprivate var wire: IndicatorsV1.DigitPattern.Conformity {
    switch self {
    case .tooFew: .tooFew
    case .close: .close
    case .acceptable: .acceptable
    case .marginal: .marginal
    case .nonconforming: .nonconforming
    }
  }
}
