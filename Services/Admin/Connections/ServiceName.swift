/// The four services that the command talks to.
enum ServiceName: String, Sendable, CaseIterable {
  case indicators, investment, planning, reporting

  /// The executable that serves it.
  var executable: String { "tupo-\(rawValue)" }
  /// The port that it listens on by default.
  var defaultPort: Int { 7401 + (Self.allCases.firstIndex(of: self) ?? 0) }
  /// The environment variable that tells its address.
  var variable: String { "TUPO_\(rawValue.uppercased())_ADDRESS" }
  /// What people call it.
  var title: Bilingual {
    switch self {
    case .indicators: Bilingual("指标服务", "the indicators service")
    case .investment: Bilingual("招商服务", "the investment service")
    case .planning: Bilingual("规划服务", "the planning service")
    case .reporting: Bilingual("通报服务", "the reporting service")
    }
  }
}
