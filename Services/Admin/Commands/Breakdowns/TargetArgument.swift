import ArgumentParser
import WireTupo

/// An annual target as an argument: `ZONE/INDICATOR-YEAR`.
struct TargetArgument: ExpressibleByArgument, Sendable {
  let zone: String
  let indicator: String
  let year: Int32

  init?(argument: String) {
    let parts = argument.split(separator: "/").map(String.init)
    guard parts.count == 2, let dash = parts[1].lastIndex(of: "-"), let year = Int32(parts[1][dash...].dropFirst())
    else { return nil }
    (zone, indicator, self.year) = (parts[0], String(parts[1][..<dash]), year)
  }

  /// The target's name.
  func name(_ programme: String) -> String {
    ResourceName.target(programme, zone: zone, indicator: indicator, year: year)
  }

  /// Its breakdown's name.
  func breakdown(_ programme: String) -> String { name(programme) + "/breakdown" }

  static let help: ArgumentHelp =
    "The target: ZONE/INDICATOR-YEAR, such as yanzhou-industrial-park/fixed-asset-investment-2013. 目标：单位/指标-年度。"
}

/// Whose part it is, as an argument: `project/ID`, `enterprise/ID`, `person/ID`, and where it makes sense `zone/ID`.
struct SubjectArgument: ExpressibleByArgument, Sendable, Hashable {
  let kind: String
  let id: String

  init?(argument: String) {
    let parts = argument.split(separator: "/").map(String.init)
    guard parts.count == 2, ["project", "enterprise", "person", "zone"].contains(parts[0]) else { return nil }
    (kind, id) = (parts[0], parts[1])
  }

  /// `programmes/{programme}/projects/{project}`.
  func name(_ programme: String) -> String { "\(ResourceName.programme(programme))/\(kind)s/\(id)" }
}

/// A subject with its value: `project/ID=100`.
struct DeliveryArgument: ExpressibleByArgument, Sendable {
  let subject: SubjectArgument
  let value: Int64

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let subject = SubjectArgument(argument: parts[0]), let value = Int64(parts[1]) else {
      return nil
    }
    (self.subject, self.value) = (subject, value)
  }
}

/// The words of contracts' enums.
enum BreakdownWords {
  static let kinds: KeyValuePairs<String, IndicatorsV1.PartitionKind> = [
    "project": .project, "enterprise": .enterprise, "person": .person,
  ]

  static let methods: KeyValuePairs<String, IndicatorsV1.SpreadMethod> = [
    "equal": .equal, "last_year": .lastYear, "usual_season": .usualSeason, "custom": .custom,
  ]

  static func kind(_ kind: IndicatorsV1.PartitionKind) -> Bilingual {
    switch kind {
    case .project: Bilingual("项目", "project")
    case .enterprise: Bilingual("企业", "enterprise")
    case .person: Bilingual("责任人", "person")
    default: Bilingual("合计", "total")
    }
  }

  static func method(_ method: IndicatorsV1.SpreadMethod) -> Bilingual {
    switch method {
    case .equal: Bilingual("序时", "equal months")
    case .lastYear: Bilingual("按上年进度", "last year's months")
    case .usualSeason: Bilingual("按常年进度", "usual season")
    case .custom: Bilingual("自定权数", "given weights")
    default: Bilingual("手工", "by hand")
    }
  }
}
