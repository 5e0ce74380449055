import RPC

/// Has spans sent to a collector in batches, beside the calls that they tell of.
struct SpanExporter: Sendable {
  private let courier: SpanCourier
  private let work: Task<Void, Never>

  /// Begins to send what comes into the queue: a batch as soon as it is full, and what there is each `interval`.
  init(_ courier: SpanCourier, interval: Duration = .seconds(1)) {
    self.courier = courier
    work = Task.detached {
      let ticking = Task {
        while (try? await Task.sleep(for: interval)) != nil { courier.queue.wake() }
      }
      while !courier.queue.isClosed {
        await courier.queue.full()
        await courier.send()
      }
      ticking.cancel()
      await courier.send()  // What came in before the queue was closed.
    }
  }

  /// Sends what is left, and closes the connection.
  func stop() async {
    courier.queue.close()
    await work.value
    await courier.channel.close()
  }
}
