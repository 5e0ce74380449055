import RPC
import Tracing
import Wire
import WireTelemetry

extension OpentelemetryProtoResourceV1.Resource {
  /// This process, after OpenTelemetry's conventions.
  init(program: String) {
    self.init()
    attributes = [
      .init("service.name", .string(program)), .init("service.version", .string(Version.text)),
      .init("process.pid", .int64(Int64(processID()))),
    ]
  }
}

extension OpentelemetryProtoCollectorTraceV1.ExportTraceServiceRequest {
  /// A batch of spans of one process.
  init(_ spans: [RecordedSpan], of resource: OpentelemetryProtoResourceV1.Resource) {
    self.init()
    resourceSpans = [
      .with {
        $0.resource = resource
        $0.scopeSpans = [
          .with {
            $0.scope = .with { $0.name = "tupo" }; $0.spans = spans.map { .init($0) }
          }
        ]
      }
    ]
  }
}

extension OpentelemetryProtoTraceV1.Span {
  init(_ span: RecordedSpan) {
    self.init()
    traceId = span.place.traceID.high.bigEndianBytes + span.place.traceID.low.bigEndianBytes
    spanId = span.place.spanID.bigEndianBytes
    parentSpanId = span.parentID?.bigEndianBytes ?? []
    traceState = span.place.state ?? ""
    flags = 1
    name = span.name
    kind = .init(span.kind)
    startTimeUnixNano = span.start
    endTimeUnixNano = max(span.start, span.end)
    attributes = span.attributes.map { .init($0.name, $0.value) }
    events = span.events.map { event in
      .with {
        $0.timeUnixNano = event.nanosecondsSinceEpoch
        $0.name = event.name
        $0.attributes = event.attributes.list
      }
    }
    if let failure = span.failure {
      status = .with {
        $0.code = .error
        $0.message = failure
      }
    }
  }
}

extension OpentelemetryProtoTraceV1.Span.SpanKind {
  fileprivate init(_ kind: SpanKind) {
    switch kind {
    case .server: self = .server
    case .client: self = .client
    case .producer: self = .producer
    case .consumer: self = .consumer
    case .internal: self = .internal
    }
  }
}

extension OpentelemetryProtoCommonV1.KeyValue {
  fileprivate init(_ key: String, _ value: SpanAttribute) {
    self.init()
    self.key = key
    self.value = .init(value)
  }
}

extension OpentelemetryProtoCommonV1.AnyValue {
  /// Lists and values of other kinds are written as text.
  fileprivate init(_ attribute: SpanAttribute) {
    self.init()
    switch attribute {
    case .int32(let number): value = .intValue(Int64(number))
    case .int64(let number): value = .intValue(number)
    case .double(let number): value = .doubleValue(number)
    case .bool(let bool): value = .boolValue(bool)
    case .string(let text): value = .stringValue(Secrecy.veiled(text))
    case .stringConvertible(let other): value = .stringValue(Secrecy.veiled("\(other)"))
    default: value = .stringValue(Secrecy.veiled("\(attribute)"))
    }
  }
}

extension SpanAttributes {
  fileprivate var list: [OpentelemetryProtoCommonV1.KeyValue] {
    var list: [OpentelemetryProtoCommonV1.KeyValue] = []
    forEach { list.append(.init($0, $1)) }
    return list
  }
}

extension UInt64 {
  fileprivate var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
