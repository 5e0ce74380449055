internal import CNghttp2
internal import NIOCore

/// Memory that one event loop uses again and again, so that a call costs few `malloc`s.
///
/// Confined to the loop. Sessions and streams take from it while they are open; a session is let go on its loop, by the
/// end of its connection.
final class LoopMemory {
  /// For what sessions make with each call.
  private let pool: UnsafeMutablePointer<tupo_pool>
  /// Queues of streams that are over, the last one first: their memory fits the next stream's messages.
  private var inbound: [ByteQueue.Memory] = []
  private var outbound: [ByteQueue.Memory] = []

  /// Where connections gather their frames in turn: were it their own, one that rests would keep as much memory as its
  /// largest write took.
  private var output = ByteBuffer()

  /// As many streams' queues are kept; none where use after the end is looked for.
  private static let keptPieces = tupo_pool_keeps() != 0 ? 256 : 0

  init() {
    guard let pool = tupo_pool_new() else { fatalError("out of memory") }
    self.pool = pool
  }

  deinit {
    for memory in inbound + outbound { memory.deallocate() }
    tupo_pool_delete(pool)
  }

  /// The functions by which a session takes its memory.
  var functions: UnsafeMutablePointer<nghttp2_mem> {
    UnsafeMutableRawPointer(pool).advanced(by: Self.functionsOffset).assumingMemoryBound(to: nghttp2_mem.self)
  }

  private static let functionsOffset = MemoryLayout<tupo_pool>.offset(of: \.functions) ?? 0

  /// Gives a session that has none a buffer for its frames.
  func lendOutput(to session: HTTP2Session) {
    if session.output.capacity == 0 { swap(&session.output, &output) }
  }

  /// Takes the buffer back; of two the larger one stays.
  func takeBackOutput(from session: HTTP2Session) {
    if output.capacity < session.output.capacity { swap(&session.output, &output) }
    if session.output.capacity > 0 { session.output = ByteBuffer() }
  }

  /// Gives a new stream the memory of one that is over.
  func lend(to stream: HTTP2Stream) {
    if let memory = inbound.popLast() { stream.inbound.adopt(memory) }
    if let memory = outbound.popLast() { stream.outbound.adopt(memory) }
  }

  /// Takes the memory of a stream that is over, unless bytes lie in it.
  func takeBack(from stream: HTTP2Stream) {
    if inbound.count < Self.keptPieces, let memory = stream.inbound.release() { inbound.append(memory) }
    if outbound.count < Self.keptPieces, let memory = stream.outbound.release() { outbound.append(memory) }
  }
}
