import Chassis
import WireStandard
import WireTupo

/// Which fields of a project an update changes (AIP-134).
struct ProjectMask {
  private static let setters: [String: @Sendable (inout InvestmentV1.Project, InvestmentV1.Project) -> Void] = [
    "title": { $0.title = $1.title }, "zone": { $0.zone = $1.zone }, "channel": { $0.channel = $1.channel },
    "agreed_investment": { $0.agreedInvestment = $1.agreedInvestment },
    "investor": { $0.investor = $1.investor }, "responsibility": { $0.responsibility = $1.responsibility },
    "clauses": { $0.clauses = $1.clauses }, "source": { $0.source = $1.source },
  ]

  private let paths: [String]

  /// Reads a mask; notes every path that cannot be changed, and a mask that names nothing.
  init(_ wire: GoogleProtobuf.FieldMask?, _ faults: inout FieldFaults) {
    paths = wire?.paths ?? []
    if paths.isEmpty { faults.add("update_mask", "FIELD_REQUIRED", zh: "必填。", en: "is required.") }
    for path in paths where Self.setters[path] == nil {
      faults.add("update_mask", "MASK_INVALID", zh: "“\(path)”不能修改。", en: "\"\(path)\" cannot be changed.")
    }
  }

  /// The kept project with the masked fields of the wanted one.
  func merge(_ wanted: InvestmentV1.Project, into kept: InvestmentV1.Project) -> InvestmentV1.Project {
    var merged = kept
    for path in paths { Self.setters[path]?(&merged, wanted) }
    return merged
  }
}
