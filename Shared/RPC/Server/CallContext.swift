import Synchronization

/// What a handler knows of its call beside the messages.
public final class CallContext: Sendable {
  /// The method's path: `/service/method`.
  public let path: String
  /// The caller's custom headers.
  public let metadata: Metadata
  /// When the call ends in any case, or nil when the caller set no limit.
  public let deadline: Deadline?
  /// Who is at the other end of the connection.
  public let peer: Peer

  private let answer = Mutex(AnswerParts())

  /// A context; the runtime makes one for each call, tests make their own.
  public init(path: String, metadata: Metadata = Metadata(), deadline: Deadline? = nil, peer: Peer = Peer(address: nil))
  {
    self.path = path
    self.metadata = metadata
    self.deadline = deadline
    self.peer = peer
  }

  /// The languages that the caller accepts, best first, from `accept-language` (RFC 9110, 12.5.4).
  public var acceptLanguages: [String] {
    metadata["accept-language"].map(AcceptLanguage.tags(in:)) ?? []
  }

  /// Adds a header of the answer. It has an effect until the first message is written.
  public func addHeader(_ text: String, for key: String) {
    answer.withLock { $0.headers.add(text, for: key) }
  }

  /// Sets a trailer of the answer: it takes the place of earlier values of `key`.
  public func setTrailer(_ text: String, for key: String) {
    answer.withLock { $0.trailers[key] = text }
  }

  /// Has the answer's messages compressed when the caller accepts it. It has an effect until the first message.
  ///
  /// The answer to a compressed request is compressed without this.
  public func compressResponses() { answer.withLock { $0.isCompressed = true } }

  var compressesResponses: Bool { answer.withLock { $0.isCompressed } }

  /// Adds a trailer of bytes; `key` ends in `-bin`.
  public func addTrailer(_ bytes: [UInt8], for key: String) {
    answer.withLock { $0.trailers.add(bytes, for: key) }
  }

  /// The headers and trailers set so far.
  public var answerMetadata: (headers: Metadata, trailers: Metadata) {
    answer.withLock { ($0.headers, $0.trailers) }
  }
}

/// What a handler adds to the answer beside its messages.
private struct AnswerParts {
  var headers = Metadata()
  var trailers = Metadata()
  var isCompressed = false
}
