import ArgumentParser
import RPC

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Runs one case of gRPC's public interoperability tests against a server.
@main
struct InteropClient: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tupo-interop-client",
    abstract: "Runs a case of gRPC's public interoperability tests against a server.",
    discussion: """
      Exits 0 when the case passes, otherwise 1 with a line that says why. The flags of the public test descriptions \
      (--server_host, --use_tls=true ...) are understood too.
      """)

  @Option(help: "The server's host.")
  var serverHost = "127.0.0.1"
  @Option(help: "The server's port.")
  var serverPort: UInt16?
  @Option(help: "The case's name.")
  var testCase = "empty_unary"
  @Flag(help: "Speak TLS.")
  var useTls = false
  @Option(help: "Trust the authorities in this PEM file instead of the system's.")
  var caFile: String?
  @Option(help: "The name that the server's certificate must bear; --server-host by default.")
  var serverHostOverride: String?
  @Option(help: "How many calls the soak cases make.")
  var soakIterations = 10
  @Flag(help: "Print the names of all cases, one a line.")
  var listCases = false

  static func main() async {
    await main(normalized(Array(CommandLine.arguments.dropFirst())))
  }

  /// The arguments in this program's spelling: `--use_tls=true` becomes `--use-tls`, `--use_tls=false` goes.
  static func normalized(_ arguments: [String]) -> [String] {
    arguments.compactMap { argument in
      guard argument.hasPrefix("--") else { return argument }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0].replacing("_", with: "-"))
      guard parts.count == 2 else { return name }
      guard name == "--use-tls" else { return "\(name)=\(parts[1])" }
      return parts[1].lowercased() == "false" ? nil : name
    }
  }

  func run() async throws {
    if listCases { return print(InteropCase.all.map(\.name).joined(separator: "\n")) }
    guard let serverPort else { throw ValidationError("--server-port is missing.") }
    guard let wanted = InteropCase.all.first(where: { $0.name == testCase }) else {
      throw ValidationError("There is no case \(testCase) here; --list-cases names those that are.")
    }
    let target = ListenAddress.tcp(host: serverHost, port: Int(serverPort))
    let tls = useTls ? ClientTLS(authorities: caFile, serverName: serverHostOverride) : nil
    let session = Session(target: target, tls: tls, soakIterations: soakIterations)
    do {
      try await wanted.run(session)
      await session.close()
      print("\(testCase): passed")
    } catch {
      await session.close()
      print("\(testCase): FAILED: \(error)")
      fflush(nil)
      throw ExitCode(1)
    }
  }
}
