#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A service that runs as a child process.
final class Child: Sendable {
  /// The service's name, for example `tupo-indicators`.
  let name: String
  private let ending: Task<ProcessEnd, Never>
  private let listening: Task<String?, Never>
  private let log: ChildLog
  private let reaping: Reaping

  /// Starts `program`, which prints `listening on ADDRESS` when it is ready, and keeps its stderr in `log`.
  static func start(_ name: String, program: String, arguments: [String], log: ChildLog) async throws(SpawnFailure)
    -> Child
  {
    let spawned = try await SpawnThread.shared.start(program, arguments)
    return Child(name, spawned, log)
  }

  private init(_ name: String, _ spawned: Spawned, _ log: ChildLog) {
    self.name = name
    self.log = log
    let (outputs, errors) = (LineReader.lines(of: spawned.standardOutput), LineReader.lines(of: spawned.standardError))
    let copying = Task.detached { for await line in errors { log.add(line) } }
    listening = Task.detached { await Self.address(in: outputs, log) }
    let reaping = Reaping(pid: spawned.pid)
    self.reaping = reaping
    ending = Task.detached {
      let end = await reaping.end()
      await copying.value
      return end
    }
  }

  /// The first address told; the rest of stdout goes to the log.
  private static func address(in lines: AsyncStream<String>, _ log: ChildLog) async -> String? {
    let announcement = "listening on "
    for await line in lines {
      guard line.hasPrefix(announcement) else {
        log.add(line)
        continue
      }
      Task.detached { for await line in lines { log.add(line) } }
      return String(line.dropFirst(announcement.count))
    }
    return nil
  }

  /// The address that it listens on; nil when it ended without telling one.
  func address() async -> String? { await listening.value }

  /// Waits for its end.
  func end() async -> ProcessEnd { await ending.value }

  /// The last lines that it said.
  var lastLines: [String] { log.tail }

  /// Asks it to drain, and kills it when it has not ended after `patience`.
  @discardableResult func stop(patience: Duration) async -> ProcessEnd {
    reaping.signal(SIGTERM)
    let impatient = Task { [reaping] in
      try await Task.sleep(for: patience)
      reaping.signal(SIGKILL)
    }
    let end = await ending.value
    impatient.cancel()
    return end
  }
}
