import Synchronization

/// What a handler knows of its call beside the messages.
public final class CallContext: Sendable {
  /// The method's path: `/service/method`.
  public let path: String
  /// When the call ends in any case, or nil when the caller set no limit.
  public let deadline: Deadline?
  /// Who is at the other end of the connection.
  public var peer: Peer { sharedPeer.peer }

  private let hasAnswer = Atomic(false)
  private let tookCompressed = Atomic(false)
  private let sharedPeer: SharedPeer
  /// The caller's custom headers as they came; most handlers never ask for them.
  private let fields: HeaderBlock
  private let state: Mutex<State>

  private struct State {
    /// Whom the server's guard has let in.
    var principal: (any CallPrincipal)?
    /// What was named to it.
    var named: [String]?
    /// Made when somebody asks for metadata, or gives some: a context without them is small, and quickly made.
    var parts: Parts?

    mutating func made() -> Parts {
      let made = parts ?? Parts()
      parts = made
      return made
    }
  }

  /// What is known of the call's metadata, in both directions.
  private final class Parts {
    /// The caller's, once it was asked for.
    var received: Metadata?
    var headers = Metadata()
    var trailers = Metadata()
    var isCompressed: Bool?
    var trace: TraceContext?
    var requestID: String?

    init(received: Metadata? = nil) { self.received = received }
  }

  /// A context as tests make it.
  public init(path: String, metadata: Metadata = Metadata(), deadline: Deadline? = nil, peer: Peer = Peer(address: nil))
  {
    self.path = path
    self.deadline = deadline
    self.sharedPeer = SharedPeer(peer)
    self.fields = HeaderBlock()
    self.state = Mutex(State(parts: Parts(received: metadata)))
  }

  /// The context of a call that has come with custom headers.
  init(path: String, fields: HeaderBlock, deadline: Deadline?, peer: SharedPeer) {
    self.path = path
    self.deadline = deadline
    self.sharedPeer = peer
    self.fields = fields
    self.state = Mutex(State())
  }

  /// Who calls, once the server's guard has said so; nil without one.
  public var principal: (any CallPrincipal)? { state.withLock { $0.principal } }

  /// Says who calls. The server does so before the handler runs; tests do it in its place.
  public func identify(_ principal: any CallPrincipal) {
    state.withLock { $0.principal = principal }
  }

  /// The resources that the request has named and the caller was let at; nil before, and where none are named.
  var named: [String]? {
    get { state.withLock { $0.named } }
    set { state.withLock { $0.named = newValue } }
  }

  /// The caller's custom headers.
  public var metadata: Metadata {
    state.withLock { state in
      if let known = state.parts?.received { return known }
      let read = Metadata(fields)
      state.made().received = read
      return read
    }
  }

  /// The first text under a key that is not binary, without reading the rest of the metadata.
  public func header(_ key: StaticString) -> String? {
    let received: String?? = state.withLock { state in
      state.parts?.received.map { $0["\(key)"] }
    }
    if let received { return received }
    var found: String?
    fields.forEach { name, value in
      if found == nil, name.equals(key) { found = value.text }
    }
    return found
  }

  /// Whether this is the first text under a key, told without reading it.
  public func header(_ key: StaticString, is text: [UInt8]) -> Bool {
    let received: Bool? = state.withLock { state in
      state.parts?.received.map { $0["\(key)"].map { Array($0.utf8) } == text }
    }
    if let received { return received }
    var found: Bool?
    fields.forEach { name, value in
      if found == nil, name.equals(key) { found = value.equals(text) }
    }
    return found ?? false
  }

  /// What the server's guard keeps with the caller's connection: what it has found out, it need not find out again.
  public var keptByGuard: (any AnyObject & Sendable)? {
    get { sharedPeer.kept.withLock(\.self) }
    set { sharedPeer.kept.withLock { $0 = newValue } }
  }

  /// Where in a trace the caller is; nil outside of any.
  public var callersTrace: TraceContext? {
    header("traceparent").flatMap { TraceContext(parent: $0, state: header("tracestate")) }
  }

  /// Where in a trace the call is: where its caller is, until somebody begins a span for it; nil outside of any trace.
  public var trace: TraceContext? {
    get { state.withLock { $0.parts?.trace } ?? callersTrace }
    set { state.withLock { $0.made().trace = newValue } }
  }

  /// The id by which the caller knows its request again, once the handler has read it.
  public var requestID: String? {
    get { state.withLock { $0.parts?.requestID } }
    set { state.withLock { $0.made().requestID = newValue } }
  }

  /// The languages that the caller accepts, best first, from `accept-language` (RFC 9110, 12.5.4).
  public var acceptLanguages: [String] {
    metadata["accept-language"].map(AcceptLanguage.tags(in:)) ?? []
  }

  /// Adds a header of the answer. It has an effect until the first message is written.
  public func addHeader(_ text: String, for key: String) { answer { $0.headers.add(text, for: key) } }

  /// Sets a trailer of the answer: it takes the place of earlier values of `key`.
  public func setTrailer(_ text: String, for key: String) { answer { $0.trailers[key] = text } }

  /// Has the answer's messages compressed when the caller accepts it, or not. It has an effect until the first message.
  ///
  /// Without this an answer is compressed when its request is.
  public func compressResponses(_ compressed: Bool = true) { answer { $0.isCompressed = compressed } }

  /// Whether the request message that was read last came compressed.
  public var requestWasCompressed: Bool { tookCompressed.load(ordering: .acquiring) }

  func tookRequest(compressed: Bool) { tookCompressed.store(compressed, ordering: .releasing) }

  /// Adds a trailer of bytes; `key` ends in `-bin`.
  public func addTrailer(_ bytes: [UInt8], for key: String) { answer { $0.trailers.add(bytes, for: key) } }

  /// Whether anything was said of the answer: for most calls nothing is.
  var saysOfAnswer: Bool { hasAnswer.load(ordering: .acquiring) }

  /// The headers and trailers set so far.
  public var answerMetadata: (headers: Metadata, trailers: Metadata) {
    guard saysOfAnswer else { return (Metadata(), Metadata()) }
    return state.withLock { ($0.parts?.headers ?? Metadata(), $0.parts?.trailers ?? Metadata()) }
  }

  /// What the handler asked for; nil when it left the choice to the runtime.
  var compressesResponses: Bool? {
    saysOfAnswer ? state.withLock { $0.parts?.isCompressed } : nil
  }

  private func answer(_ change: (Parts) -> Void) {
    state.withLock { change($0.made()) }
    hasAnswer.store(true, ordering: .releasing)
  }
}
