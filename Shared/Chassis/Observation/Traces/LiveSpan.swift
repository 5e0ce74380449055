import RPC
import Synchronization
import Tracing

/// A span that has not ended. Its end hands it over to be exported, once.
final class LiveSpan: Span {
  let context: InstrumentationContext
  private let queue: SpanQueue
  private let state: Mutex<State>

  private struct State {
    var span: RecordedSpan
    var attributes: SpanAttributes = [:]
    var hasEnded = false
  }

  init(_ span: RecordedSpan, context: InstrumentationContext, queue: SpanQueue) {
    self.context = context
    self.queue = queue
    state = Mutex(State(span: span))
  }

  /// A span that is not recorded does nothing.
  var isRecording: Bool { state.withLock { !$0.hasEnded && $0.span.place.isSampled } }

  var operationName: String {
    get { state.withLock { $0.span.name } }
    set { state.withLock { $0.span.name = newValue } }
  }

  var attributes: SpanAttributes {
    get { state.withLock { $0.attributes } }
    set { state.withLock { $0.attributes = newValue } }
  }

  func setStatus(_ status: SpanStatus) {
    state.withLock { $0.span.failure = status.code == .error ? status.message ?? "" : nil }
  }

  func addEvent(_ event: SpanEvent) {
    state.withLock { if $0.span.events.count < Self.eventsMax { $0.span.events.append(event) } }
  }

  private static let eventsMax = 128

  /// Links are not kept: nothing of ours makes any.
  func addLink(_ link: SpanLink) {}

  func recordError<Instant: TracerInstant>(
    _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
  ) {
    state.withLock { $0.span.failure = Secrecy.veiled("\(error)") }
  }

  func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
    let now = instant().nanosecondsSinceEpoch
    let ended: RecordedSpan? = state.withLock { state in
      guard !state.hasEnded else { return nil }
      state.hasEnded = true
      state.span.end = now
      state.attributes.forEach { state.span.attributes.append(($0, $1)) }
      return state.span.place.isSampled ? state.span : nil
    }
    if let ended { queue.add(ended) }
  }
}
