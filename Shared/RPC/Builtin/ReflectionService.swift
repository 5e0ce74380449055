internal import Logging
internal import Wire
internal import WireStandard

/// Server reflection: generic clients learn the services and their messages from the server itself.
///
/// Versions v1 and v1alpha have the same messages on the wire, so one implementation answers both.
struct ReflectionService: RPCService {
  static let serviceName = "grpc.reflection.v1.ServerReflection"
  static let alphaName = "grpc.reflection.v1alpha.ServerReflection"

  private typealias Request = GrpcReflectionV1.ServerReflectionRequest
  private typealias Response = GrpcReflectionV1.ServerReflectionResponse

  /// The services that are listed.
  private let services: [String]
  private let pool: DescriptorPool?

  /// Lists `names` and the built-in services. Descriptors that cannot be read are an error of the program's build: it is
  /// logged, and questions for files are answered with INTERNAL.
  init(serving names: [String], _ options: RPCServer.Options) {
    services = names + [HealthService.serviceName, Self.serviceName, Self.alphaName]
    do {
      pool = try DescriptorPool([WireStandardFiles.descriptorSet] + options.descriptors)
    } catch {
      options.logger.error("descriptors cannot be read", metadata: ["error": "\(error)"])
      pool = nil
    }
  }

  var routes: [Route] { [Self.serviceName, Self.alphaName].map(route) }

  private func route(of service: String) -> Route {
    let method = MethodDescriptor<Request, Response>(
      service: service, name: "ServerReflectionInfo", kind: .bidirectional)
    return .bidirectional(method) { requests, responses, _ in
      for try await request in requests { try await responses.write(answer(request)) }
    }
  }

  private func answer(_ request: Request) -> Response {
    Response.with {
      $0.validHost = request.host
      $0.originalRequest = request
      $0.messageResponse = find(request.messageRequest)
    }
  }

  private func find(_ question: Request.MessageRequest?) -> Response.MessageResponse {
    if case .listServices = question { return list() }
    guard let pool else { return fault(.internal, "The contracts cannot be read.") }
    return switch question {
    case .fileByFilename(let name): files(pool, pool.file(named: name), name)
    case .fileContainingSymbol(let symbol): files(pool, pool.file(declaring: symbol), symbol)
    case .fileContainingExtension(let ask):
      files(
        pool, pool.file(extending: ask.containingType, number: ask.extensionNumber),
        "\(ask.containingType) extension \(ask.extensionNumber)")
    case .allExtensionNumbersOfType(let type): extensions(of: type, pool)
    case .listServices, nil: fault(.invalidArgument, "The request asks for nothing.")
    }
  }

  private func list() -> Response.MessageResponse {
    .listServicesResponse(
      .with { $0.service = services.map { name in GrpcReflectionV1.ServiceResponse.with { $0.name = name } } })
  }

  /// The file with all that it imports, so that a client needs to ask once.
  private func files(_ pool: DescriptorPool, _ file: DescriptorFile?, _ what: String) -> Response.MessageResponse {
    guard let file else { return fault(.notFound, "\(what) is not known here.") }
    return .fileDescriptorResponse(
      .with { $0.fileDescriptorProto = pool.withDependencies(file).map(\.bytes) })
  }

  private func extensions(of type: String, _ pool: DescriptorPool) -> Response.MessageResponse {
    guard let numbers = pool.extensionNumbers(of: type) else { return fault(.notFound, "\(type) is not known here.") }
    return .allExtensionNumbersResponse(
      .with {
        $0.baseTypeName = type
        $0.extensionNumber = numbers
      })
  }

  private func fault(_ code: RPCError.Code, _ message: String) -> Response.MessageResponse {
    .errorResponse(
      .with {
        $0.errorCode = Int32(code.rawValue)
        $0.errorMessage = message
      })
  }
}
