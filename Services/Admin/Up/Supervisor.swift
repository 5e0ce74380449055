import RPC
import UnixSignals

/// Runs the fleet and a job on it, and ends all of it together: by Ctrl-C, when the job is done, when it fails, or
/// when a service dies.
struct Supervisor: Sendable {
  let fleet: Fleet
  let console: Console

  private enum Event: Sendable {
    case done
    case failed(any Error)
    case ended(ServiceName, ProcessEnd)
    case told  // By a signal.
  }

  /// Runs `job` once the services serve; with `once` everything ends after it, else at the first signal. `ended` is told
  /// where they were, when they have stopped.
  ///
  /// - Throws: what the job throws, or a complaint about the service that did not start or died.
  func run(
    once: Bool, _ job: @escaping @Sendable ([ServiceName: ListenAddress]) async throws -> Void,
    ended: @Sendable ([ServiceName: ListenAddress]) -> Void
  ) async throws {
    let (events, report) = AsyncStream.makeStream(of: Event.self)
    let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    let listening = Task { for await _ in signals { report.yield(.told) } }
    let work = Task { () -> [ServiceName: ListenAddress] in
      var addresses: [ServiceName: ListenAddress] = [:]
      do {
        addresses = try await fleet.start { service, end in report.yield(.ended(service, end)) }
        try await job(addresses)
        report.yield(.done)
      } catch {
        report.yield(.failed(error))
      }
      return addresses
    }
    let outcome = await follow(events, once: once)
    work.cancel()
    let stopped = await fleet.stop()
    listening.cancel()
    ended(await work.value)
    if stopped > 0 { console.note(console.text("服务已停止。", "The services have stopped.")) }
    try outcome.get()
  }

  /// Waits for what ends the run.
  private func follow(_ events: AsyncStream<Event>, once: Bool) async -> Result<Void, any Error> {
    var isDone = false
    for await event in events {
      switch event {
      case .done where once: return .success(())
      case .done:
        isDone = true
        console.note(console.text("服务运行中，按 Ctrl-C 停止。", "The services are up; Ctrl-C stops them."))
      case .failed(let error): return .failure(error)
      case .ended(let service, let end): return .failure(await fleet.complaint(about: service, end))
      case .told: return isDone ? .success(()) : .failure(Outcome(status: .refused))
      }
    }
    return .success(())
  }
}
