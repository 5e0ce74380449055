import Synchronization
import Wire
import WireStandard

@testable import RPC

/// Methods of all four kinds that do something with what they get.
struct FuzzService: RPCService {
  static let serviceName = "fuzz.S"
  typealias Message = GoogleRpc.Status

  static func method(_ name: String, _ kind: CallKind) -> MethodDescriptor<Message, Message> {
    MethodDescriptor(service: serviceName, name: name, kind: kind)
  }

  /// The names of the methods.
  static let names = ["U", "G", "L", "C"]

  let tally: Tally

  var routes: [Route] {
    [
      .unary(Self.method("U", .unary)) { request, call in try await tally.handling { try echo(request, call) } },
      .clientStreaming(Self.method("G", .clientStreaming)) { requests, _ in
        try await tally.handling {
          var all = Message()
          for try await request in requests { all.code &+= request.code }
          return all
        }
      },
      .serverStreaming(Self.method("L", .serverStreaming)) { request, responses, _ in
        try await tally.handling {
          for _ in 0..<(request.code & 0xff) { try await responses.write(request) }
        }
      },
      .bidirectional(Self.method("C", .bidirectional)) { requests, responses, call in
        try await tally.handling {
          for try await request in requests { try await responses.write(try echo(request, call)) }
        }
      },
    ]
  }

  /// What came, its metadata included; an error when the request asks for one.
  private func echo(_ request: Message, _ call: CallContext) throws -> Message {
    for entry in call.metadata.entries {
      switch entry.value {
      case .text(let text): call.setTrailer(text, for: entry.key)
      case .binary(let bytes): call.addTrailer(bytes, for: entry.key)
      }
    }
    guard let code = RPCError.Code(rawValue: Int(request.code)), code != .ok else { return request }
    throw RPCError(code: code, message: request.message, details: request.details.map(ErrorDetail.init))
  }
}

/// Counts what must come out even.
final class Tally: Sendable {
  private let counts = Mutex((started: 0, finished: 0, entered: 0, left: 0))

  func started() { counts.withLock { $0.started += 1 } }
  func finished() { counts.withLock { $0.finished += 1 } }

  func handling<Answer>(_ body: nonisolated(nonsending) () async throws -> Answer) async throws -> Answer {
    counts.withLock { $0.entered += 1 }
    defer { counts.withLock { $0.left += 1 } }
    return try await body()
  }

  /// - Throws: ``Finding`` when something that began has no end.
  func check() throws(Finding) {
    let counts = counts.withLock { $0 }
    try promise(counts.started == counts.finished, "\(counts.started) calls began and \(counts.finished) ended")
    try promise(counts.entered == counts.left, "\(counts.entered) handlers began and \(counts.left) returned")
  }
}
