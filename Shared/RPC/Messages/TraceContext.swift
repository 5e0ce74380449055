/// Which trace a call belongs to, as its caller says (W3C Trace Context, `traceparent` and `tracestate`).
public struct TraceContext: Sendable, Hashable {
  /// The trace: the same for all calls that one cause has. Never all zero.
  public var traceID: (high: UInt64, low: UInt64) {
    get { (high, low) }
    set { (high, low) = newValue }
  }
  private var high: UInt64
  private var low: UInt64
  /// The span within it that the call is made from. Never zero.
  public var spanID: UInt64
  /// Whether the trace is recorded.
  public var isSampled: Bool
  /// What other tracers want carried along, as it came.
  public var state: String?

  /// A place in a trace.
  public init(traceID: (high: UInt64, low: UInt64), spanID: UInt64, isSampled: Bool, state: String? = nil) {
    (high, low) = traceID
    self.spanID = spanID
    self.isSampled = isSampled
    self.state = state
  }

  /// The place that a `traceparent` names; nil when it is none. Later versions may have more behind what is known.
  public init?(parent: String, state: String? = nil) {
    let bytes = Array(parent.utf8)
    let isDashed = bytes.count >= 55 && bytes[2] == 0x2d && bytes[35] == 0x2d && bytes[52] == 0x2d
    guard isDashed, let version = Self.number(bytes[0..<2]), version != 0xff,
      version == 0 ? bytes.count == 55 : bytes.count == 55 || bytes[55] == 0x2d,
      let high = Self.number(bytes[3..<19]), let low = Self.number(bytes[19..<35]), high | low != 0,
      let spanID = Self.number(bytes[36..<52]), spanID != 0, let flags = Self.number(bytes[53..<55])
    else { return nil }
    let carried = state.flatMap { $0.utf8.count <= Self.mostState && !$0.isEmpty ? $0 : nil }
    self.init(traceID: (high, low), spanID: spanID, isSampled: flags & 1 != 0, state: carried)
  }

  /// A longer `tracestate` is not carried on.
  private static let mostState = 512

  /// The trace's id in 32 digits.
  public var traceText: String { Self.text(high) + Self.text(low) }

  /// The span's id in 16 digits.
  public var spanText: String { Self.text(spanID) }

  /// The `traceparent` that names this place.
  public var parent: String { "00-\(traceText)-\(spanText)-\(isSampled ? "01" : "00")" }

  /// Lower case only, as the standard says.
  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    digits.reduce(UInt64?(0)) { number, digit in
      switch digit {
      case 0x30...0x39: number.map { $0 << 4 | UInt64(digit - 0x30) }
      case 0x61...0x66: number.map { $0 << 4 | UInt64(digit - 0x61 + 10) }
      default: nil
      }
    }
  }

  private static func text(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Metadata {
  /// Names a place in a trace, in place of another one.
  public mutating func set(_ trace: TraceContext) {
    self["traceparent"] = trace.parent
    self["tracestate"] = trace.state
  }
}
