import BenchmarkService
import NIOPosix
import RPC

// bench-server PORT [LOOPS] [CERTIFICATE KEY]: serves until it is killed.
let arguments = Array(CommandLine.arguments.dropFirst())
var options = RPCServer.Options()
let loops = arguments.dropFirst().first.flatMap { Int($0) } ?? 1
options.eventLoopGroup = MultiThreadedEventLoopGroup(numberOfThreads: loops)
if arguments.count > 3 {
  options.tls = ServerTLS(certificate: CertificateFiles(chain: arguments[2], privateKey: arguments[3]))
}
let server = RPCServer(services: [FiguresService()], options: options)
_ = try await server.start(at: .tcp(host: "127.0.0.1", port: arguments.first.flatMap { Int($0) } ?? 0))
try await Task.sleep(for: .seconds(1_000_000))
