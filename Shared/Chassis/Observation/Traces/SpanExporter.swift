import RPC
import WireTelemetry

/// Sends spans to a collector by OTLP, in batches, beside the calls that they tell of.
struct SpanExporter: Sendable {
  let queue: SpanQueue
  private let channel: RPCChannel
  private let resource: OpentelemetryProtoResourceV1.Resource
  private let exported: CounterCell
  private let dropped: CounterCell
  private let work: Task<Void, Never>

  /// Begins to send what comes into the queue: a batch as soon as it is full, and what there is each `interval`.
  init(
    queue: SpanQueue, to collector: ListenAddress, from program: String, interval: Duration = .seconds(1),
    exported: CounterCell, dropped: CounterCell
  ) {
    self.queue = queue
    self.exported = exported
    self.dropped = dropped
    var options = ChannelOptions()
    options.defaultTimeout = .seconds(10)
    let channel = RPCChannel(target: collector, options: options)
    self.channel = channel
    let resource = OpentelemetryProtoResourceV1.Resource(program: program)
    self.resource = resource
    work = Task.detached {
      let ticking = Task {
        while (try? await Task.sleep(for: interval)) != nil { queue.wake() }
      }
      repeat {
        await queue.full()
        await SpanExporter.send(queue, channel, resource, exported, dropped)
      } while !queue.isClosed
      ticking.cancel()
    }
  }

  private static func send(
    _ queue: SpanQueue, _ channel: RPCChannel, _ resource: OpentelemetryProtoResourceV1.Resource,
    _ exported: CounterCell, _ dropped: CounterCell
  ) async {
    while case let spans = queue.take(), !spans.isEmpty {
      do {
        let answer = try await channel.unary(
          OpentelemetryProtoCollectorTraceV1.TraceServiceMethods.export, .init(spans, of: resource))
        let rejected = answer.partialSuccess?.rejectedSpans ?? 0
        exported.increment(by: Int64(spans.count) - rejected)
        dropped.increment(by: rejected)
      } catch {
        dropped.increment(by: Int64(spans.count))
      }
    }
  }

  /// Sends what is left, for as long as one call may take, and closes the connection.
  func stop() async {
    queue.close()
    await work.value
    await channel.close()
  }
}
