import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Messages
import NIOPosix

// grpc-swift PORT: the same answers as every server here, on one event loop.
struct Figures: Benchmark_V1_BenchmarkService.SimpleServiceProtocol {
  private let names = (0..<20).map { "IND\(10_000 + $0 * 37)" }

  func getFigures(
    request: Benchmark_V1_FiguresRequest, context: ServerContext
  ) async throws -> Benchmark_V1_FiguresReply {
    var reply = Benchmark_V1_FiguresReply()
    reply.figures.reserveCapacity(names.count)
    for index in names.indices { reply.figures.append(figure(index, request)) }
    return reply
  }

  func getNothing(request: Benchmark_V1_Empty, context: ServerContext) async throws -> Benchmark_V1_Empty {
    Benchmark_V1_Empty()
  }

  func getChunk(request: Benchmark_V1_ChunkRequest, context: ServerContext) async throws -> Benchmark_V1_Chunk {
    var chunk = Benchmark_V1_Chunk()
    chunk.data.append(contentsOf: repeatElement(0, count: Int(request.size)))
    return chunk
  }

  func streamFigures(
    request: Benchmark_V1_FiguresRequest, response: RPCWriter<Benchmark_V1_Figure>, context: ServerContext
  ) async throws {
    for index in 0..<10_000 { try await response.write(figure(index % names.count, request)) }
  }

  func echoFigures(
    request: RPCAsyncSequence<Benchmark_V1_Figure, any Error>, response: RPCWriter<Benchmark_V1_Figure>,
    context: ServerContext
  ) async throws {
    for try await figure in request { try await response.write(figure) }
  }

  private func figure(_ index: Int, _ request: Benchmark_V1_FiguresRequest) -> Benchmark_V1_Figure {
    let cumulative = Int64(request.year) * 10_000 + Int64(request.month) * 37 + Int64(index) * 7919
    let previous = cumulative - 1000 - Int64(index)
    var figure = Benchmark_V1_Figure()
    figure.indicator = names[index]
    figure.cumulative = cumulative
    figure.previous = previous
    figure.growth = Double(cumulative - previous) / Double(previous)
    return figure
  }
}

let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 0
let server = GRPCServer(
  transport: .http2NIOPosix(
    address: .ipv4(host: "127.0.0.1", port: port), transportSecurity: .plaintext,
    eventLoopGroup: MultiThreadedEventLoopGroup(numberOfThreads: 1)),
  services: [Figures()])
try await server.serve()
