import ArgumentParser
import RPC
import UnixSignals
import WireInterop

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Serves gRPC's public interoperability tests until it is told to stop.
@main
struct InteropServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tupo-interop-server",
    abstract: "Serves gRPC's public interoperability tests on 127.0.0.1, with health and reflection.",
    discussion: "Prints `listening on ADDRESS` when it is ready, and ends on SIGTERM or Ctrl-C.")

  @Option(help: "The port; 0 takes a free one.")
  var port: UInt16
  @Option(help: "Serve by TLS with the certificate in this PEM file.")
  var tlsCert: String?
  @Option(help: "The PEM file of the certificate's key.")
  var tlsKey: String?
  @Option(help: "How many bytes of memory the calls of all connections may hold.")
  var maxServerBytes: Int?

  func validate() throws {
    guard (tlsCert == nil) == (tlsKey == nil) else { throw ValidationError("--tls-cert and --tls-key go together.") }
  }

  func run() async throws {
    var options = RPCServer.Options()
    options.descriptors = [WireInteropFiles.descriptorSet]
    if let tlsCert, let tlsKey {
      options.tls = ServerTLS(certificate: CertificateFiles(chain: tlsCert, privateKey: tlsKey))
    }
    if let maxServerBytes { options.maxServerBytes = maxServerBytes }
    let server = RPCServer(services: [InteropService()], options: options)
    let stop = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    print("listening on \(try await server.start(at: .tcp(host: "127.0.0.1", port: Int(port))))")
    fflush(nil)
    for await _ in stop { break }
    await server.drain(within: .seconds(5))
  }
}
