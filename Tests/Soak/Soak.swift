import ArgumentParser
import RPC
import UnixSignals

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Strains the runtime for minutes: a server in one process, its callers in another.
@main
struct Soak: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tupo-soak", abstract: "Strains the RPC runtime for minutes, and counts on both sides.",
    subcommands: [Serve.self, Drive.self])
}

/// The server of a soak.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Serves a soak on 127.0.0.1 until it is told to stop.")

  func run() async throws {
    let tally = Tally()
    var options = RPCServer.Options()
    options.onStarted = { call in tally.add(to: "began\(call.path)") }
    options.onFinished = { call in tally.add(to: "ended\(call.path ?? "/")/\(call.code)") }
    let server = RPCServer(services: [SoakService(tally: tally)], options: options)
    let stop = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    print("listening on \(try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))")
    fflush(nil)
    for await _ in stop { break }
    await server.drain(within: .seconds(5))
  }
}

/// The callers of a soak.
struct Drive: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Calls a server of a soak, prints a table by minute, and exits 1 when something does not hold.")

  @Option(help: "The server's port.") var port: Int
  @Option(help: "How many minutes.") var minutes = 10
  @Option(help: "How many seconds a minute has; fewer are for trials.") var seconds = 60
  @Option(help: "Where the sizes and moments come from.") var seed: UInt64 = 1

  func run() async throws {
    let load = Load(target: .tcp(host: "127.0.0.1", port: port), seed: seed)
    var verdict = Verdict()
    print(Verdict.head)
    for minute in 1...max(minutes, 1) {
      await load.run(for: .seconds(seconds))
      print(await verdict.judge(minute, load))
      fflush(nil)
      if !verdict.faults.isEmpty { break }
    }
    await load.close()
    print(verdict.memory)
    for fault in verdict.faults { print("DOES NOT HOLD: \(fault)") }
    if !verdict.faults.isEmpty { throw ExitCode(1) }
    print("every call ended exactly once, and both sides count the same")
  }
}
