import Logging
import ServiceLifecycle

/// The parts of a program that stand, in the order in which they were started. They are stopped in the other order, when
/// the program ends as well as when a later one cannot start.
struct StandingParts {
  private var parts: [StandingPart] = []

  /// Takes a part that was started, with what stops it.
  mutating func add(_ name: String, stop: @escaping @Sendable () async -> Void) {
    parts.append(StandingPart(description: name, stop: stop))
  }

  /// Stops what stands.
  func undo() async {
    for part in parts.reversed() { await part.stop() }
  }

  /// Keeps them until `end` returns, and stops them then.
  func stand(_ logger: Logger, until end: @escaping @Sendable () async -> Void) async {
    let keepers = parts.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
    let watch = ServiceGroupConfiguration.ServiceConfiguration(
      service: ProgramEnd(wait: end), successTerminationBehavior: .gracefullyShutdownGroup)
    let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: keepers + [watch], logger: logger))
    do {
      try await group.run()
    } catch {
      logger.error("the parts did not end in order", metadata: ["error": "\(error)"])
    }
  }
}

/// A part as the group sees it: it runs until it is told to stop.
private struct StandingPart: Service, CustomStringConvertible {
  let description: String
  let stop: @Sendable () async -> Void

  func run() async throws {
    try? await gracefulShutdown()  // Cancelled or told: it is to stop.
    await stop()
  }
}

/// What the group waits for.
private struct ProgramEnd: Service {
  let wait: @Sendable () async -> Void

  func run() async throws { await wait() }
}
