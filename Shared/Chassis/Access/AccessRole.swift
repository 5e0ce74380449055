public import Wire

/// What a caller may be to the programme; the numbers are those of `tupo.common.v1.Role`.
public enum AccessRole: Int, Sendable, Hashable, CaseIterable {
  /// The city's office that runs the programme (市推进办).
  case cityOffice = 1
  /// A department of the city (市直部门).
  case department
  /// A county, city or district (县市区).
  case county
  /// Who fills in a zone's reports (填报人).
  case zoneReporter
  /// Who approves a zone's reports (审核人).
  case zoneApprover
  /// A leader, who reads everything (领导).
  case leader
  /// An auditor, who reads everything and the log (审计).
  case auditor
  /// Another system, or a service of ours (系统).
  case system
  /// Who grants roles and keeps the services (管理员).
  case administrator
  /// Whoever runs a service on its own machine (本机运维): it may make the first administrator, and nothing else.
  case localOperator

  /// The role alone, as rules name it.
  public var numbers: RoleNumbers { [rawValue] }

  /// Whether a grant may give it for a scope: each role has its own kinds.
  public func fits(_ scope: AccessScope) -> Bool {
    switch self {
    case .cityOffice, .leader, .auditor, .administrator: scope == .city
    case .department:
      switch scope {
      case .city, .office: true
      case .county, .zone: false
      }
    case .county: if case .county = scope { true } else { false }
    case .zoneReporter, .zoneApprover: if case .zone = scope { true } else { false }
    case .system: true
    case .localOperator: false
    }
  }
}
