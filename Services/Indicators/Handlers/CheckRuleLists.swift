import Chassis
import WireTupo

/// The parts of check rules that a watcher is told of.
enum CheckRuleLists {
  static let mask: [String: ReadMask<IndicatorsV1.CheckRule>.Copy] = [
    "name": { $0.name = $1.name }, "kind": { $0.kind = $1.kind }, "severity": { $0.severity = $1.severity },
    "released_by_note": { $0.releasedByNote = $1.releasedByNote }, "disabled": { $0.disabled = $1.disabled },
    "indicators": { $0.indicators = $1.indicators }, "others": { $0.others = $1.others },
    "margin": { $0.margin = $1.margin }, "lower_limit": { $0.lowerLimit = $1.lowerLimit },
    "upper_limit": { $0.upperLimit = $1.upperLimit }, "least": { $0.least = $1.least },
    "factors": { $0.factors = $1.factors }, "request": { $0.request = $1.request },
    "version": { $0.version = $1.version },
  ]
}
