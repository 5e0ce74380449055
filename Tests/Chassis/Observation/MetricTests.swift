import CAllocationCount
import CoreMetrics
import RPC
import Testing
import Wire
import WireStandard

@testable import Chassis

@Suite("Metrics") struct MetricTests {
  private func text(_ registry: MetricRegistry, _ exposition: Exposition = .prometheus) -> String {
    exposition.text(registry.families())
  }

  @Test("are written in both formats, sorted by name, with what must be escaped escaped")
  func formats() {
    let registry = MetricRegistry()
    registry.counter("b_total", "Of \"b\",\nand \\.", [.init(name: "word", value: "a\"\\\nb")]).increment(by: 3)
    registry.collect { [.single(.gauge, "a_bytes", "Of a.", 0.5)] }
    #expect(
      text(registry) == #"""
        # HELP a_bytes Of a.
        # TYPE a_bytes gauge
        a_bytes 0.5
        # HELP b_total Of "b",\nand \\.
        # TYPE b_total counter
        b_total{word="a\"\\\nb"} 3

        """#)
    #expect(
      text(registry, .openMetrics) == #"""
        # HELP a_bytes Of a.
        # TYPE a_bytes gauge
        a_bytes 0.5
        # HELP b Of \"b\",\nand \\.
        # TYPE b counter
        b_total{word="a\"\\\nb"} 3
        # EOF

        """#)
  }

  @Test(
    "are given in the format that is asked for",
    arguments: [
      (nil, Exposition.prometheus), ("text/plain", .prometheus), ("*/*", .prometheus),
      ("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2", .openMetrics),
    ])
  func negotiation(_ accept: String?, _ exposition: Exposition) {
    #expect(Exposition(accept: accept) == exposition)
  }

  @Test(
    "write numbers as Prometheus reads them",
    arguments: [
      (0, "0"), (-2, "-2"), (1e15, "1000000000000000"), (0.25, "0.25"), (1e-7, "1e-07"), (.infinity, "+Inf"),
      (-.infinity, "-Inf"), (.nan, "NaN"),
    ])
  func numbers(_ value: Double, _ text: String) {
    #expect(Exposition.number(value) == text)
  }

  @Test("of a histogram count each value in all buckets that it fits, its bound included")
  func histogram() {
    let registry = MetricRegistry()
    let histogram = registry.histogram("seconds", "Of time.", .seconds)
    for nanoseconds: Int64 in [1_000_000, 1_000_001, 10_000_000_000, 10_000_000_001] { histogram.note(nanoseconds) }
    let lines = text(registry).split(separator: "\n")
    #expect(lines.contains(#"seconds_bucket{le="0.0005"} 0"#))
    #expect(lines.contains(#"seconds_bucket{le="0.001"} 1"#))
    #expect(lines.contains(#"seconds_bucket{le="0.0025"} 2"#))
    #expect(lines.contains(#"seconds_bucket{le="10.0"} 3"#))
    #expect(lines.contains(#"seconds_bucket{le="+Inf"} 4"#))
    #expect(lines.contains("seconds_sum 20.002000002"))
    #expect(lines.contains("seconds_count 4"))
  }

  @Test("of libraries are told under names that Prometheus allows")
  func foreign() {
    let registry = MetricRegistry()
    Counter(label: "pool.leases", dimensions: [("pool-name", "a")], factory: registry).increment(by: 2)
    FloatingPointCounter(label: "2.joules", factory: registry).increment(by: 0.5)
    Meter(label: "depth", factory: registry).set(7)
    Timer(label: "wait", factory: registry).recordNanoseconds(1)
    let text = text(registry)
    #expect(text.contains("\npool_leases_total{pool_name=\"a\"} 2\n"))
    #expect(text.contains("\n_2_joules_total 0.5\n"))
    #expect(text.contains("\ndepth 7\n"))
    #expect(text.contains("\nwait_seconds_count 1\n"))
  }

  @Test("of one name are bounded in number, and of one kind")
  func bounds() {
    let registry = MetricRegistry()
    for number in 0...MetricRegistry.seriesMax {
      registry.counter("a_total", "", [.init(name: "user", value: "\(number)")]).add()
    }
    registry.histogram("a_total", "", .seconds).note(1)
    #expect(registry.families().map(\.samples.count) == [MetricRegistry.seriesMax])
  }

  @Test("of calls name service, method, kind and status as gRPC's ecosystem does")
  func calls() {
    let metrics = CallMetrics()
    let method = MethodDescriptor<GoogleProtobuf.Empty, GoogleProtobuf.Empty>(
      service: "tupo.v1.Zones", name: "List", kind: .serverStreaming)
    let meter = metrics.meter(.serverStreaming(method) { _, _, _ in })
    let stray = metrics.meter(nil)
    meter.started()
    meter.finished(.invalidArgument, after: .milliseconds(3), MessageCounts())
    stray.started()
    stray.finished(.unimplemented, after: .zero, MessageCounts())
    let text = Exposition.prometheus.text(metrics.families())
    let labels = #"{grpc_type="server_stream",grpc_service="tupo.v1.Zones",grpc_method="List""#
    let unknown = #"{grpc_type="unary",grpc_service="unknown",grpc_method="unknown""#
    for line in [
      "grpc_server_started_total\(labels)} 1", "grpc_server_handled_total\(labels),grpc_code=\"OK\"} 0",
      "grpc_server_handled_total\(labels),grpc_code=\"InvalidArgument\"} 1",
      "grpc_server_handling_seconds_bucket\(labels),le=\"0.0025\"} 0",
      "grpc_server_handling_seconds_bucket\(labels),le=\"0.005\"} 1",
      "grpc_server_handled_total\(unknown),grpc_code=\"Unimplemented\"} 1",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line) is missing in\n\(text)")
    }
  }

  @Test("cost a call no memory")
  func allocations() {
    let meter: any MethodMeter = CallMetrics().meter(nil)
    func call() {
      meter.started()
      meter.finished(.ok, after: .microseconds(70), MessageCounts())
    }
    call()
    let before = tupo_allocations_of_thread()
    for _ in 0..<100 { call() }
    #expect(tupo_allocations_of_thread() == before)
  }

  @Test("know each status by its name in Go's library")
  func codes() {
    #expect(
      RPCError.Code.allCases.map(\.metricName) == [
        "OK", "Canceled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists",
        "PermissionDenied", "ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented",
        "Internal", "Unavailable", "DataLoss", "Unauthenticated",
      ])
  }

  @Test("of the process are all there")
  func process() {
    let families = ProcessMetrics.families()
    #expect(families.count == 6)
    #expect(families.allSatisfy { ($0.samples.first?.value ?? 0) > 0 })
  }
}
