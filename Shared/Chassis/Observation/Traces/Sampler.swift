import RPC

/// Says which traces are recorded: as whoever began the trace has said, and of those that begin here a part.
struct Sampler: Sendable {
  /// Below this, of the lower half of a trace's id.
  private let bound: UInt64

  /// - Parameter ratio: from 0, none, to 1, all.
  init(ratio: Double) {
    bound = ratio >= 1 ? .max : UInt64(max(0, ratio) * 0x1p64)
  }

  /// The place of a new span: within its parent's trace, or in a new one.
  func place(under parent: TraceContext?, _ ids: SpanIDs) -> TraceContext {
    guard var place = parent else {
      let trace = ids.trace()
      return TraceContext(traceID: trace, spanID: ids.number(), isSampled: trace.low < bound || bound == .max)
    }
    place.spanID = ids.number()
    return place
  }
}
