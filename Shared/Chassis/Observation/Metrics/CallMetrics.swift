import RPC
import Synchronization

/// The calls of a server, by method, under the names that gRPC's ecosystem knows.
final class CallMetrics: Sendable {
  private let methods = Mutex<[MethodCounters]>([])

  /// What counts the calls of a route; with nil, of all that name no method.
  func meter(_ route: Route?) -> MethodCounters {
    let counters = MethodCounters(route)
    methods.withLock { $0.append(counters) }
    return counters
  }

  /// Methods that nobody has called yet are told too, so that a rate is known from the first call on.
  func families() -> [MetricFamily] {
    let methods = methods.withLock { $0 }
    func family(
      _ name: String, _ help: String, _ kind: MetricFamily.Kind = .counter,
      _ samples: (MethodCounters) -> [MetricFamily.Sample]
    ) -> MetricFamily {
      MetricFamily(name: "grpc_server_\(name)", help: help, kind: kind, samples: methods.flatMap(samples))
    }
    return [
      family("started_total", "Calls that have begun.") { [$0.sample($0.begun)] },
      family("handled_total", "Calls that have ended, by status.") { $0.handled },
      family("msg_received_total", "Messages that handlers have read.") { [$0.sample($0.received)] },
      family("msg_sent_total", "Messages that handlers have written.") { [$0.sample($0.sent)] },
      family("handling_seconds", "From the first header of a call to its end.", .histogram) {
        $0.duration.samples($0.labels)
      },
    ]
  }
}

/// The calls of one method.
final class MethodCounters: MethodMeter {
  let labels: [MetricFamily.Label]
  let duration = HistogramCell(.seconds)
  private let calls = Atomic<Int64>(0)
  private let messagesReceived = Atomic<Int64>(0)
  private let messagesSent = Atomic<Int64>(0)
  private let codes = [17 of Atomic<Int64>] { _ in Atomic(0) }

  init(_ route: Route?) {
    let parts = route?.path.split(separator: "/").map(String.init) ?? []
    let isKnown = parts.count == 2
    labels = [
      .init(name: "grpc_type", value: route?.kind.metricName ?? "unary"),
      .init(name: "grpc_service", value: isKnown ? parts[0] : "unknown"),
      .init(name: "grpc_method", value: isKnown ? parts[1] : "unknown"),
    ]
  }

  func started() { calls.wrappingAdd(1, ordering: .relaxed) }

  func finished(_ code: RPCError.Code, after duration: Duration, _ messages: MessageCounts) {
    codes[code.rawValue].wrappingAdd(1, ordering: .relaxed)
    messagesReceived.wrappingAdd(Int64(messages.messagesReceived), ordering: .relaxed)
    messagesSent.wrappingAdd(Int64(messages.messagesSent), ordering: .relaxed)
    self.duration.note(duration.wholeNanoseconds)
  }

  var begun: Int64 { calls.load(ordering: .relaxed) }
  var received: Int64 { messagesReceived.load(ordering: .relaxed) }
  var sent: Int64 { messagesSent.load(ordering: .relaxed) }

  func sample(_ value: Int64) -> MetricFamily.Sample { .init(labels: labels, value: Double(value)) }

  /// OK always, the others once they have come.
  var handled: [MetricFamily.Sample] {
    RPCError.Code.allCases.compactMap { code in
      let count = codes[code.rawValue].load(ordering: .relaxed)
      guard count > 0 || code == .ok else { return nil }
      return .init(labels: labels + [.init(name: "grpc_code", value: code.metricName)], value: Double(count))
    }
  }
}
