import NIOPosix
import RPC

// bench-server PORT: serves on one event loop until it is killed.
let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 0
var options = RPCServer.Options()
options.eventLoopGroup = MultiThreadedEventLoopGroup(numberOfThreads: 1)
let server = RPCServer(services: [FiguresService()], options: options)
_ = try await server.start(at: .tcp(host: "127.0.0.1", port: port))
try await Task.sleep(for: .seconds(1_000_000))
