import Indicators
import InvestmentPromotion
import ParkPlanning
import RPC
import Reporting
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Chassis

@Suite("Who may call what")
struct AccessTableTests {
  @Test("is for the indicators service as the table has it")
  func indicators() async throws {
    try await hold(IndicatorsService.self) { channel, office in
      let catalogue = IndicatorsV1.CatalogueServiceClient(channel)
      _ = try await catalogue.applyProgramme(SmallProgramme.request(), options: office)
    }
  }

  @Test("is for the investment service as the table has it")
  func investment() async throws {
    try await hold(InvestmentService.self) { channel, office in
      let projects = InvestmentV1.ProjectServiceClient(channel)
      for (id, zone) in [("a", Requests.own), ("b", Requests.foreign)] {
        _ = try await projects.createProject(Requests.create(id, zone), options: office)
      }
    }
  }

  @Test("is for the planning service as the table has it")
  func planning() async throws {
    try await hold(PlanningService.self) { channel, office in
      let tracks = PlanningV1.TrackServiceClient(channel)
      for (id, zone) in [("a", Requests.own), ("b", Requests.foreign)] {
        _ = try await tracks.createTrack(Requests.create(track: id, zone), options: office)
      }
    }
  }

  @Test("is for the reporting service as the table has it")
  func reporting() async throws { try await hold(ReportingService.self) { _, _ in } }

  @Test("has a row for each method, and no other row")
  func complete() async throws {
    var served: Set<String> = []
    for routes in try await [
      Self.routes(IndicatorsService.self), Self.routes(InvestmentService.self), Self.routes(PlanningService.self),
      Self.routes(ReportingService.self),
    ] { served.formUnion(routes) }
    let builtin = try AccessTable().rows.filter { $0.key.hasPrefix("grpc.") }
    #expect(Set(builtin.keys.map { String($0.prefix { $0 != "/" }) }) == Set(BuiltinAccess.rules.keys))
    for (method, cells) in builtin {
      let rule = try #require(BuiltinAccess.rule("/\(method)"))
      #expect(cells == Self.cells(rule), "\(method)")
    }
    let ours = try AccessTable().rows.filter { !$0.key.hasPrefix("grpc.") }
    #expect(Set(ours.keys) == served)
    #expect(try AccessTable().rows.values.allSatisfy { $0.count == AccessTable.columns.count })
  }

  /// What a rule of a service that every server has comes to in the table; the callers there have their roles of the city,
  /// or not at all.
  private static func cells(_ rule: BuiltinAccess.Rule) -> [AccessTable.Cell] {
    AccessTable.columns.map { role in
      let lets =
        switch rule {
        case .everybody: true
        case .those(let access): role.map { access.roles.contains($0.rawValue) } ?? false
        }
      return AccessTable.Cell(own: lets, foreign: lets)
    }
  }

  private static func routes<Definition: ServiceDefinition>(_ definition: Definition.Type) async throws -> [String] {
    let served = try await ServedService(definition)
    await served.close()
    return served.routes.map { String($0.path.dropFirst()) }
  }

  /// Calls every method of a service as every role, for its own zone and for a foreign one.
  private func hold<Definition: ServiceDefinition>(
    _ definition: Definition.Type, _ prepare: (RPCChannel, CallOptions) async throws -> Void
  ) async throws {
    let table = try AccessTable()
    let served = try await ServedService(definition)
    do {
      try await prepare(served.channel, ServedService.options("system:cityoffice"))
      for (method, kind) in methods(of: served, table) {
        let cells = try #require(table.rows[method], "\(method) has no row")
        for (role, expected) in zip(AccessTable.columns, cells) {
          let options = ServedService.options("system:\(role.map { "\($0)".lowercased() } ?? "nobody")")
          let found = AccessTable.Cell(
            own: await comes(method, kind, Requests.own, served.channel, options),
            foreign: await comes(method, kind, Requests.foreign, served.channel, options))
          #expect(found == expected, "\(method) as \(role.map { "\($0)" } ?? "nobody")")
        }
        if !method.hasPrefix("grpc.health.") {
          let anonymous = await comes(
            method, kind, Requests.own, served.channel, ServedService.options(nil), orElse: .unauthenticated)
          #expect(!anonymous, "\(method) without saying who it is")
        }
      }
    } catch { Issue.record(error) }
    await served.close()
  }

  private func methods(of served: ServedService, _ table: AccessTable) -> [(String, CallKind)] {
    let streaming = ["Watch": CallKind.serverStreaming, "ServerReflectionInfo": .bidirectional]
    let builtin = table.rows.keys.filter { $0.hasPrefix("grpc.") }.map { method in
      (method, streaming[String(method.split(separator: "/")[1])] ?? .unary)
    }
    return served.routes.map { (String($0.path.dropFirst()), $0.kind) } + builtin
  }

  /// What handlers may say of calls that have come to them, of little data as they are.
  private static let answers: Set<RPCError.Code> = [
    .invalidArgument, .notFound, .alreadyExists, .failedPrecondition, .aborted,
  ]

  /// Whether a call comes to its handler, whatever that says; one that does not must end with `refusal`.
  private func comes(
    _ method: String, _ kind: CallKind, _ zone: String, _ channel: RPCChannel, _ options: CallOptions,
    orElse refusal: RPCError.Code = .permissionDenied
  ) async -> Bool {
    do {
      if method == "tupo.indicators.v1.FigureService/ImportFigures" {
        _ = try await IndicatorsV1.FigureServiceClient(channel).importFigures(options: options) { writer in
          for message in Requests.sheet(zone) { try await writer.write(message) }
        }
      } else {
        let request: any WireMessage = Requests.request(method, zone) ?? CommonV1.GetHeadRequest()
        try await call(method, kind, request, channel, options)
      }
      return true
    } catch {
      guard let code = (error as? RPCError)?.code else {
        Issue.record("\(method): \(error)")
        return true
      }
      if code == refusal { return false }
      #expect(Self.answers.contains(code), "\(method): \(error)")
      return true
    }
  }

  /// Makes a call, and reads at most the first answer. What the answer's fields are does not matter.
  private func call<Request: WireMessage>(
    _ path: String, _ kind: CallKind, _ request: Request, _ channel: RPCChannel, _ options: CallOptions
  ) async throws {
    let parts = path.split(separator: "/").map(String.init)
    let method = MethodDescriptor<Request, CommonV1.GetHeadRequest>(service: parts[0], name: parts[1], kind: kind)
    switch kind {
    case .unary: _ = try await channel.unary(method, request, options: options)
    case .clientStreaming:
      _ = try await channel.clientStreaming(method, options: options) { try await $0.write(request) }
    case .serverStreaming:
      try await channel.serverStreaming(method, request, options: options) { for try await _ in $0 { break } }
    case .bidirectional:
      try await channel.bidirectional(method, options: options) { writer, answers in
        try await writer.write(request)
        for try await _ in answers { break }
      }
    }
  }
}
