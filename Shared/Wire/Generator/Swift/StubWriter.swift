/// What a server implements, its routes, and what a client calls.
struct StubWriter {
  let service: Service
  let namespace: String
  let context: Context

  private var name: String { SwiftNames.type(service.name) }

  func writeProtocol(_ out: inout CodePrinter) {
    out.line()
    out.doc(service.comment.isEmpty ? ["What a server of `\(service.fullName)` implements."] : service.comment)
    out.block("public protocol \(name): RPCService") { out in
      for (index, method) in service.methods.enumerated() {
        if index > 0 { out.line() }
        out.doc(method.comment.isEmpty ? ["`\(method.name)`."] : method.comment)
        let (input, output) = types(method)
        let requests = method.streamsRequests ? "_ requests: RequestStream<\(input)>" : "_ request: \(input)"
        let responses = method.streamsResponses ? ", _ responses: ResponseWriter<\(output)>" : ""
        let result = method.streamsResponses ? "" : " -> \(output)"
        let function = SwiftNames.member(method.name)
        out.line("func \(function)(\(requests)\(responses), _ call: CallContext) async throws\(result)")
      }
    }
  }

  func writeRoutes(_ out: inout CodePrinter) throws {
    let routes = try service.methods.map(route)
    out.block("extension \(namespace).\(name)") { out in
      out.line("/// The service's full name.")
      out.line("public static var serviceName: String { \"\(service.fullName)\" }")
      out.line()
      out.line("/// The service's methods with what this server does for them.")
      out.block("public var routes: [Route]") { out in
        out.line("[")
        for route in routes { out.line("  \(route),") }
        out.line("]")
      }
    }
  }

  private func route(_ method: Service.Method) throws -> String {
    let function = SwiftNames.member(method.name)
    let arguments = method.streamsResponses ? "$0, $1, $2" : "$0, $1"
    let descriptor = "\(namespace).\(name)Methods.\(function)"
    return ".\(method.kind)(\(descriptor)\(try resources(method))) { try await self.\(function)(\(arguments)) }"
  }

  /// The `resources:` argument of a route whose caller must have a role for what the request names.
  private func resources(_ method: Service.Method) throws -> String {
    guard let access = method.rule.access else {
      guard context.parameters.needsAccess else { return "" }
      throw GeneratorError.unsupported("\(service.fullName).\(method.name) does not say who may call it")
    }
    guard access.reach == "named" else { return "" }
    guard !method.streamsRequests, let request = context.schema.message(method.input) else {
      throw GeneratorError.unsupported("\(service.fullName).\(method.name): REACH_NAMED is for single requests")
    }
    return ", resources: \(try ResourcePaths(message: request, context: context).closure(access.resources))"
  }

  func writeClient(_ out: inout CodePrinter) {
    out.line()
    out.line("/// Calls `\(service.fullName)`.")
    out.block("public struct \(name)Client: Sendable") { out in
      out.line("/// What the calls go through.")
      out.line("public let channel: RPCChannel")
      out.line()
      out.line("/// A client that calls through `channel`.")
      out.line("public init(_ channel: RPCChannel) { self.channel = channel }")
      for method in service.methods {
        out.line()
        out.doc(method.comment.isEmpty ? ["`\(method.name)`."] : method.comment)
        writeCall(method, &out)
      }
    }
  }

  private func writeCall(_ method: Service.Method, _ out: inout CodePrinter) {
    let (input, output) = types(method)
    let function = SwiftNames.member(method.name)
    let options = "options: CallOptions = CallOptions()"
    let descriptor = "\(name)Methods.\(function)"
    switch (method.streamsRequests, method.streamsResponses) {
    case (false, false):
      out.block("public func \(function)(_ request: \(input), \(options)) async throws -> \(output)") {
        $0.line("try await channel.unary(\(descriptor), request, options: options)")
      }
    case (true, false):
      out.line("public func \(function)<R>(")
      out.line("  \(options), _ send: @Sendable (RequestWriter<\(input)>) async throws -> R")
      out.block(") async throws -> \(output)") {
        $0.line("try await channel.clientStreaming(\(descriptor), options: options, send)")
      }
    case (false, true):
      out.line("public func \(function)<R>(")
      out.line("  _ request: \(input), \(options), _ receive: (ResponseStream<\(output)>) async throws -> R")
      out.block(") async throws -> R") {
        $0.line("try await channel.serverStreaming(\(descriptor), request, options: options, receive)")
      }
    case (true, true):
      out.line("public func \(function)<R>(")
      out.line("  \(options), _ body: (RequestWriter<\(input)>, ResponseStream<\(output)>) async throws -> R")
      out.block(") async throws -> R") {
        $0.line("try await channel.bidirectional(\(descriptor), options: options, body)")
      }
    }
  }

  private func types(_ method: Service.Method) -> (input: String, output: String) {
    (context.swiftName(method.input), context.swiftName(method.output))
  }
}
