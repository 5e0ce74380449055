import RPC
import Wire
import WireStandard

/// A service whose handlers are given by each test; those that are not given answer UNIMPLEMENTED.
struct TestService: RPCService {
  static let serviceName = "test.Service"
  static let unary = MethodDescriptor<Note, Note>(service: serviceName, name: "Unary", kind: .unary)
  static let heavy = MethodDescriptor<Note, Note>(
    service: serviceName, name: "Heavy", kind: .unary, options: MethodOptions(execution: .compute))
  static let gather = MethodDescriptor<Note, Note>(service: serviceName, name: "Gather", kind: .clientStreaming)
  static let list = MethodDescriptor<Note, Note>(service: serviceName, name: "List", kind: .serverStreaming)
  static let chat = MethodDescriptor<Note, Note>(service: serviceName, name: "Chat", kind: .bidirectional)

  /// Its requests are messages of libprotobuf-c.
  static let status = MethodDescriptor<GoogleRpc.Status, Note>(service: serviceName, name: "Status", kind: .unary)
  static let heavyStatus = MethodDescriptor<GoogleRpc.Status, Note>(
    service: serviceName, name: "HeavyStatus", kind: .unary, options: MethodOptions(execution: .compute))

  typealias Unary = @Sendable (Note, CallContext) async throws -> Note
  var onUnary: Unary = { note, _ in note }
  var onHeavy: Unary = { note, _ in note }
  var onStatus: @Sendable (GoogleRpc.Status, CallContext) async throws -> Note = { _, _ in Note("") }
  var onGather: @Sendable (RequestStream<Note>, CallContext) async throws -> Note = { requests, _ in
    var all: [String] = []
    for try await note in requests { all.append(note.text) }
    return Note(all.joined(separator: ","))
  }
  var onList: @Sendable (Note, ResponseWriter<Note>, CallContext) async throws -> Void = { note, responses, _ in
    for part in note.text.split(separator: ",") { try await responses.write(Note(String(part))) }
  }
  var onChat: @Sendable (RequestStream<Note>, ResponseWriter<Note>, CallContext) async throws -> Void = {
    requests, responses, _ in
    for try await note in requests { try await responses.write(Note("echo \(note.text)")) }
  }

  var routes: [Route] {
    [
      .unary(Self.unary, onUnary), .unary(Self.heavy, onHeavy), .clientStreaming(Self.gather, onGather),
      .serverStreaming(Self.list, onList), .bidirectional(Self.chat, onChat), .unary(Self.status, onStatus),
      .unary(Self.heavyStatus, onStatus),
    ]
  }
}

// Services that several tests share.
extension TestService {
  /// Counts the calls of `unary`, and answers each with a MiB.
  static func answeringMiB(_ started: Counter) -> TestService {
    var service = TestService()
    service.onUnary = { _, _ in
      started.add()
      return Note(bytes: [UInt8](repeating: 1, count: 1 << 20))
    }
    return service
  }

  /// `unary` says that it has started, and that it was cancelled, which it waits for.
  static func waiting(_ started: Signal, _ cancelled: Signal = Signal()) -> TestService {
    var service = TestService()
    service.onUnary = { note, _ in
      started.set()
      await untilCancelled()
      cancelled.set()
      return note
    }
    return service
  }

  /// `chat` counts its calls, and reads them to their ends.
  static func listening(_ handlers: Counter) -> TestService {
    var service = TestService()
    service.onChat = { requests, _, _ in
      handlers.add()
      for try await _ in requests {}
    }
    return service
  }
}

extension Note {
  /// A quarter of a MiB.
  static let large = Note(bytes: [UInt8](repeating: 7, count: 256 << 10))
}

extension RPCServer.Options {
  /// The default options, but for how many bytes a connection may hold.
  static func holding(_ bytes: Int) -> RPCServer.Options {
    var options = RPCServer.Options()
    options.maxConnectionBytes = bytes
    return options
  }
}
