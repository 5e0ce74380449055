import Foundation
import RPC
import Wire
import WireInterop

/// `grpc.testing.TestService`: the server features of grpc/doc/interop-test-descriptions.md, less those that need
/// Google accounts.
struct InteropService: GrpcTesting.TestService {
  /// Another one for each server that runs.
  private let serverID = String(UInt64.random(in: .min ... .max), radix: 16)

  func emptyCall(_ request: GrpcTesting.Empty, _ call: CallContext) async throws -> GrpcTesting.Empty {
    call.echoMetadata()
    return GrpcTesting.Empty()
  }

  func unaryCall(_ request: GrpcTesting.SimpleRequest, _ call: CallContext) async throws -> GrpcTesting.SimpleResponse {
    call.echoMetadata()
    try call.check(request.expectCompressed)
    try request.responseStatus?.end()
    if let compressed = request.responseCompressed { call.compressResponses(compressed.value) }
    return try .with {
      $0.payload = try .zeros(request.responseSize, of: request.responseType)
      if request.fillServerId { $0.serverId = serverID }
    }
  }

  func cacheableUnaryCall(
    _ request: GrpcTesting.SimpleRequest, _ call: CallContext
  ) async throws -> GrpcTesting.SimpleResponse {
    call.echoMetadata()
    call.addHeader("max-age=60, public", for: "cache-control")
    return .with { $0.payload = .with { $0.body = Array(Self.nanoseconds.utf8) } }
  }

  /// The time since 1970 in nanoseconds.
  private static var nanoseconds: String {
    let now = Date().timeIntervalSince1970
    return "\(Int64(now))\(Int64(now.truncatingRemainder(dividingBy: 1) * 1e9))"
  }

  func streamingOutputCall(
    _ request: GrpcTesting.StreamingOutputCallRequest,
    _ responses: ResponseWriter<GrpcTesting.StreamingOutputCallResponse>, _ call: CallContext
  ) async throws {
    call.beginStream()
    try await answer(request, responses)
  }

  func streamingInputCall(
    _ requests: RequestStream<GrpcTesting.StreamingInputCallRequest>, _ call: CallContext
  ) async throws -> GrpcTesting.StreamingInputCallResponse {
    call.echoMetadata()
    var size = 0
    for try await request in requests {
      try call.check(request.expectCompressed)
      size += request.payload?.body.count ?? 0
    }
    return .with { $0.aggregatedPayloadSize = Int32(clamping: size) }
  }

  func fullDuplexCall(
    _ requests: RequestStream<GrpcTesting.StreamingOutputCallRequest>,
    _ responses: ResponseWriter<GrpcTesting.StreamingOutputCallResponse>, _ call: CallContext
  ) async throws {
    call.beginStream()
    for try await request in requests { try await answer(request, responses) }
  }

  func halfDuplexCall(
    _ requests: RequestStream<GrpcTesting.StreamingOutputCallRequest>,
    _ responses: ResponseWriter<GrpcTesting.StreamingOutputCallResponse>, _ call: CallContext
  ) async throws {
    call.beginStream()
    var held: [GrpcTesting.StreamingOutputCallRequest] = []
    var heldBytes = 0
    for try await request in requests {
      heldBytes += request.payload?.body.count ?? 0
      guard held.count < HeldBound.requests, heldBytes <= HeldBound.bytes else {
        throw RPCError(code: .resourceExhausted, message: "More requests came than are held until the last one.")
      }
      held.append(request)
    }
    for request in held { try await answer(request, responses) }
  }

  func unimplementedCall(_ request: GrpcTesting.Empty, _ call: CallContext) async throws -> GrpcTesting.Empty {
    throw RPCError(code: .unimplemented, message: "This method is left without an implementation on purpose.")
  }

  private func answer(
    _ request: GrpcTesting.StreamingOutputCallRequest,
    _ responses: ResponseWriter<GrpcTesting.StreamingOutputCallResponse>
  ) async throws {
    try request.responseStatus?.end()
    for wanted in request.responseParameters {
      let payload = try GrpcTesting.Payload.zeros(wanted.size, of: request.responseType)
      if wanted.intervalUs > 0 { try await Task.sleep(for: .microseconds(Int(wanted.intervalUs))) }
      try await responses.write(.with { $0.payload = payload }, compressed: wanted.compressed?.value ?? false)
    }
  }
}

/// What HalfDuplexCall holds of one call at most.
private enum HeldBound {
  static let requests = 10_000
  static let bytes = 16 << 20
}
