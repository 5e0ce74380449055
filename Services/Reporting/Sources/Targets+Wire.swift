import Chassis
import Domain
import WireTupo

extension [IndicatorsV1.Target] {
  /// How the targets of an indicator are held, by the names of their zones.
  func comparisons(of indicator: String) -> [String: Comparison] {
    let own = filter { $0.indicator == indicator }.compactMap { target -> (String, Comparison)? in
      guard let ids = ResourcePattern.target.match(target.name), let comparison = Comparison(target.operator) else {
        return nil
      }
      return (ResourcePattern.zone.name(ids[0], ids[1]), comparison)
    }
    return Dictionary(own, uniquingKeysWith: { first, _ in first })
  }
}
