public import RPC
import Wire
public import WireBenchmark

/// What each server of the benchmark does: builds the reply anew for each call.
public struct FiguresService: BenchmarkV1.BenchmarkService {
  private let names = (0..<20).map { "IND\(10_000 + $0 * 37)" }

  /// One that answers everybody.
  public init() {}

  /// Twenty figures in one message.
  public func getFigures(
    _ request: BenchmarkV1.FiguresRequest, _ call: CallContext
  ) async throws -> BenchmarkV1.FiguresReply {
    var reply = BenchmarkV1.FiguresReply()
    reply.figures.reserveCapacity(names.count)
    for index in names.indices { reply.figures.append(figure(index, request)) }
    return reply
  }

  /// An empty message.
  public func getNothing(_ request: BenchmarkV1.Empty, _ call: CallContext) async throws -> BenchmarkV1.Empty {
    BenchmarkV1.Empty()
  }

  /// Ten thousand figures, one by one.
  public func streamFigures(
    _ request: BenchmarkV1.FiguresRequest, _ responses: ResponseWriter<BenchmarkV1.Figure>, _ call: CallContext
  ) async throws {
    for index in 0..<10_000 { try await responses.write(figure(index % names.count, request)) }
  }

  /// As many bytes as were asked for.
  public func getChunk(_ request: BenchmarkV1.ChunkRequest, _ call: CallContext) async throws -> BenchmarkV1.Chunk {
    var chunk = BenchmarkV1.Chunk()
    chunk.data = [UInt8](repeating: 0, count: Int(request.size))
    return chunk
  }

  /// Each figure again, as it comes.
  public func echoFigures(
    _ requests: RequestStream<BenchmarkV1.Figure>, _ responses: ResponseWriter<BenchmarkV1.Figure>, _ call: CallContext
  ) async throws {
    for try await figure in requests { try await responses.write(figure) }
  }

  private func figure(_ index: Int, _ request: BenchmarkV1.FiguresRequest) -> BenchmarkV1.Figure {
    let cumulative = Int64(request.year) * 10_000 + Int64(request.month) * 37 + Int64(index) * 7919
    let previous = cumulative - 1000 - Int64(index)
    var figure = BenchmarkV1.Figure()
    figure.indicator = names[index]
    figure.cumulative = cumulative
    figure.previous = previous
    figure.growth = Double(cumulative - previous) / Double(previous)
    return figure
  }
}
