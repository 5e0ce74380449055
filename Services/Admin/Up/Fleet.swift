import Foundation
import RPC

/// The four services as children of this process.
actor Fleet {
  private nonisolated let plan: FleetPlan
  private nonisolated let console: Console
  private var children: [ServiceName: Child] = [:]
  private var isStopping = false
  private static let readiness = Duration.seconds(30)
  private static let patience = Duration.seconds(10)

  init(plan: FleetPlan, console: Console) {
    self.plan = plan
    self.console = console
  }

  /// Starts all of them, the one that keeps the roles first and the reporting service last, and waits until they serve.
  /// `ended` is told of each one that ends.
  ///
  /// - Throws: a complaint that says which one did not start, with its last words.
  func start(_ ended: @escaping @Sendable (ServiceName, ProcessEnd) -> Void) async throws -> [ServiceName:
    ListenAddress]
  {
    try plan.checkPorts()
    console.note(console.text("启动服务：", "Starting the services:"))
    var texts: [ServiceName: String] = [:]
    for group in [[ServiceName.indicators], [.investment, .planning], [.reporting]] {
      for service in group { try await launch(service, others: texts, ended) }
      for service in group { texts[service] = try await address(of: service) }
      if group == [.indicators], let identity = plan.identity { try await found(identity, texts[.indicators]) }
    }
    var addresses: [ServiceName: ListenAddress] = [:]
    for (service, text) in texts { addresses[service] = ListenAddress(text) }
    try await waitUntilServing(addresses)
    for service in ServiceName.allCases {
      let name = service.executable + String(repeating: " ", count: 16 - service.executable.count)
      console.note("  \(name) \(texts[service] ?? "")")
    }
    return addresses
  }

  /// Gives this user its roles, before the other services ask who has which.
  private func found(_ identity: LocalIdentity, _ text: String?) async throws {
    guard let address = text.flatMap(ListenAddress.init) else { return }
    try await remotes([.indicators: address]).closing {
      try await Founding(identity: identity, indicators: $0[.indicators]).run()
    }
  }

  /// The ways to the services, for the user that runs them.
  nonisolated func remotes(_ addresses: [ServiceName: ListenAddress]) -> Remotes {
    Remotes(
      addresses, language: console.language,
      credentials: plan.identity?.credentials(addresses.values) ?? Credentials())
  }

  /// Asks all of them to drain, the reporting service first, waits until they have ended, and tells how many there were.
  @discardableResult func stop() async -> Int {
    isStopping = true  // Nothing is started behind our back.
    for group in [[ServiceName.reporting], [.investment, .planning], [.indicators]] {
      await withTaskGroup { tasks in
        for service in group {
          guard let child = children[service] else { continue }
          tasks.addTask { _ = await child.stop(patience: Self.patience) }
        }
      }
    }
    return children.count
  }

  /// Why a service ended, with its last words.
  func complaint(about service: ServiceName, _ end: ProcessEnd) -> Complaint {
    var complaint = Complaint(
      zh: "\(service.title.zh)（\(service.executable)）意外\(end.text.zh)。",
      en: "\(service.title.en) (\(service.executable)) \(end.text.en) unexpectedly.", field: service.executable,
      hint: Bilingual("日志：\(logPath(service))", "Log: \(logPath(service))"))
    complaint.more = (children[service]?.lastLines ?? []).map { Bilingual(both: $0) }
    return complaint
  }

  private func logPath(_ service: ServiceName) -> String { "\(plan.data)/logs/\(service.executable).log" }

  private func launch(
    _ service: ServiceName, others: [ServiceName: String],
    _ ended: @escaping @Sendable (ServiceName, ProcessEnd) -> Void
  ) async throws {
    guard !isStopping else { throw CancellationError() }
    let program = try plan.program(of: service)
    try makeLogFolder()
    let line = plan.commandLine(program, plan.arguments(of: service, others: others))
    let log = ChildLog(name: service.executable, path: logPath(service))
    do throws(SpawnFailure) {
      let child = try await Child.start(
        service.executable, program: line.program, arguments: line.arguments, log: log)
      children[service] = child
      if isStopping { await child.stop(patience: Self.patience) }
      Task { ended(service, await child.end()) }
    } catch {
      throw Complaint(zh: "无法启动\(program)：\(error)", en: "Cannot start \(program): \(error)", field: service.executable)
    }
  }

  private func makeLogFolder() throws {
    do {
      try FileManager.default.createDirectory(atPath: plan.data + "/logs", withIntermediateDirectories: true)
    } catch {
      throw Complaint(
        zh: "无法建立目录\(plan.data)/logs。", en: "Cannot make the folder \(plan.data)/logs.", field: "--data",
        hint: Bilingual("请检查路径和权限。", "Check the path and its permissions."))
    }
  }

  private func address(of service: ServiceName) async throws -> String {
    guard let child = children[service] else { throw CancellationError() }
    guard let address = await child.address() else { throw complaint(about: service, await child.end()) }
    return address
  }

  private func waitUntilServing(_ addresses: [ServiceName: ListenAddress]) async throws {
    try await remotes(addresses).closing { remotes in
      for service in ServiceName.allCases where addresses[service] != nil {
        guard await Health.state(of: remotes[service], timeout: Self.readiness) == .serving else {
          throw Complaint(
            zh: "\(service.title.zh)已启动但未就绪。", en: "\(service.title.en) started but does not serve.",
            field: service.executable, hint: Bilingual("日志：\(logPath(service))", "Log: \(logPath(service))"),
            status: .unavailable)
        }
      }
    }
  }
}
