import ArgumentParser
import RPC
import Wire
import WireStandard
import WireTupo

/// `tupo status`.
struct StatusCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Tells whether the four services serve, and their data versions. 服务状态。")

  @OptionGroup var addresses: Addresses
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var speech: Speech

  func run() async throws {
    let console = console
    let isWell = try await withRemotes { remotes in
      var table = Table([
        .text("service", "服务", "service"), .text("address", "地址", "address"), .text("health", "状态", "health"),
        .text("data_version", "数据版本", "data version"),
      ])
      var isWell = true
      for service in ServiceName.allCases {
        let health = await Health.state(of: remotes[service])
        isWell = isWell && health == .serving
        let version = health == .serving ? try? await DataVersions.latest(of: remotes[service], programme.name) : nil
        table.rows.append([
          .text(service.executable), .text("\(remotes[service].channel.target)"),
          .word(health.text.text(console.language), health.rawValue, health == .serving ? .good : .bad),
          .text(version ?? ""),
        ])
      }
      console.show(table)
      return isWell
    }
    if !isWell { throw Outcome(status: .unavailable) }
  }
}

/// What a service says of itself (grpc.health.v1).
enum Health: String, Sendable {
  case serving, notServing = "not_serving", unreachable

  var text: Bilingual {
    switch self {
    case .serving: Bilingual("正常", "serving")
    case .notServing: Bilingual("未就绪", "not serving")
    case .unreachable: Bilingual("无法连接", "unreachable")
    }
  }

  /// Asks a service.
  static func state(of remote: Remote, timeout: Duration = .seconds(5)) async -> Health {
    let answer = try? await remote.call(timeout: timeout) { channel, options in
      try await channel.unary(GrpcHealthV1.HealthMethods.check, GrpcHealthV1.HealthCheckRequest(), options: options)
    }
    guard let answer else { return .unreachable }
    return answer.status == .serving ? .serving : .notServing
  }
}

/// The versions that the services are at.
enum DataVersions {
  /// `epoch.sequence`, from the lightest list that each service has.
  static func latest(of remote: Remote, _ parent: String) async throws -> String {
    let version: CommonV1.DataVersion? = try await remote.call(timeout: .seconds(5)) { channel, options in
      switch remote.service {
      case .indicators:
        try await IndicatorsV1.CatalogueServiceClient(channel).listProgrammes(
          .with { $0.pageSize = 1 }, options: options
        )
        .version
      case .investment:
        try await InvestmentV1.ProjectServiceClient(channel).listProjects(
          .with {
            $0.parent = parent
            $0.pageSize = 1
          }, options: options
        ).version
      case .planning:
        try await PlanningV1.TrackServiceClient(channel).listTracks(
          .with {
            $0.parent = parent
            $0.pageSize = 1
          }, options: options
        ).version
      case .reporting:
        try await ReportingV1.BulletinServiceClient(channel).listBulletins(
          .with {
            $0.parent = parent
            $0.pageSize = 1
          }, options: options
        ).version
      }
    }
    return version.text
  }
}
