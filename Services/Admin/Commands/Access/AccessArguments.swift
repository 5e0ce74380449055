import ArgumentParser
import Chassis

/// A principal as an argument: `people/zhang.wei`.
struct PrincipalArgument: ExpressibleByArgument, Sendable {
  let name: PrincipalName

  init?(argument: String) {
    guard let name = PrincipalName(argument) else { return nil }
    self.name = name
  }
}

/// A person as an argument: `zhang.wei` or `people/zhang.wei`.
struct PersonArgument: ExpressibleByArgument, Sendable {
  let name: PrincipalName

  init?(argument: String) {
    guard let name = PrincipalName(.people, argument) ?? PrincipalName(argument), name.kind == .people else {
      return nil
    }
    self.name = name
  }
}

/// A role as an argument.
struct RoleArgument: ExpressibleByArgument, Sendable {
  let role: AccessRole

  static let words: KeyValuePairs<String, AccessRole> = [
    "city-office": .cityOffice, "department": .department, "county": .county, "zone-reporter": .zoneReporter,
    "zone-approver": .zoneApprover, "leader": .leader, "auditor": .auditor, "system": .system,
    "administrator": .administrator,
  ]

  static var allValueStrings: [String] { words.map(\.key) }

  init?(argument: String) {
    guard let role = Self.words.first(where: { $0.key == argument })?.value else { return nil }
    self.role = role
  }
}

/// Of what a role holds, as an argument: `city`, or a county or zone by its name in a programme or its whole name.
struct ScopeArgument: ExpressibleByArgument, Sendable {
  private let text: String

  init?(argument: String) {
    text = argument
    guard (try? scope(in: "programmes/p")) != nil else { return nil }
  }

  func scope(in programme: String) throws -> AccessScope {
    if let scope = AccessScope(text) ?? AccessScope("\(programme)/\(text)") { return scope }
    throw ValidationError("--scope \(programme)/\(text): no such name（范围名称有误）")
  }
}

/// Of what a role holds.
struct ScopeOptions: ParsableArguments {
  @Option(help: "Of what it holds: city, counties/CODE, zones/ID or offices/ID. 范围：全市、县市区（区划代码）、开发区或部门。")
  var scope: ScopeArgument?
  @OptionGroup var programme: ProgrammeOption

  /// What was named; the city when nothing was.
  var value: AccessScope { get throws { try scope?.scope(in: programme.name) ?? .city } }

  func validate() throws { _ = try value }
}
