internal import Wire

/// The protoc plugin: from a CodeGeneratorRequest to a CodeGeneratorResponse, both read and written field by field.
public struct Generator {
  /// protoc-gen-c: a request's bytes in, a response's bytes out.
  private let compileC: ([UInt8]) throws -> [UInt8]

  /// A generator that has its C made by `compileC`.
  public init(compileC: @escaping ([UInt8]) throws -> [UInt8]) { self.compileC = compileC }

  /// FEATURE_PROTO3_OPTIONAL of CodeGeneratorResponse.
  private static let proto3Optional: UInt64 = 1

  /// Answers a request; what goes wrong is told in the answer, as protoc wants it.
  public func respond(to request: [UInt8]) -> [UInt8] {
    var response = RawMessage([.init(2, .varint(Self.proto3Optional))])
    do {
      for output in try generate(RawMessage(decoding: request)) {
        var file = RawMessage()
        file.append(1, output.path)
        file.append(15, output.text)
        response.append(15, file)
      }
    } catch {
      response.append(1, "\(error)")
    }
    return response.encoded()
  }

  private func generate(_ request: RawMessage) throws -> [Output] {
    let parameters = try Parameters(request.string(2))
    let schema = try Schema(request: request)
    let wanted = Set(request.strings(1))
    let files = schema.files.filter { wanted.contains($0.name) }
    let context = Context(schema: schema, parameters: parameters)
    let coded = files.filter { parameters.makesCode(of: $0.syntax) }
    let c = try compiled(request, parameters)
    return try c + CModule(files: coded, all: files, context: context).outputs
      + SwiftModule(files: coded, context: context).outputs()
  }

  private func compiled(_ request: RawMessage, _ parameters: Parameters) throws -> [Output] {
    let response = try RawMessage(decoding: compileC(CRequest.rewrite(request, parameters).encoded()))
    if response.bytes(1) != nil { throw GeneratorError.compiler(response.string(1)) }
    return try response.messages(15).map { file in
      let name = file.string(1)
      let text = "/* clang-format off */\n" + file.string(15)
      return Output(path: name.hasSuffix(".h") ? "C/include/\(name)" : "C/\(name)", text: text)
    }
  }
}

/// One file to write.
struct Output {
  var path: String
  var text: String
}

/// What all writers share.
struct Context {
  let schema: Schema
  let parameters: Parameters
  let recursion: Recursion

  init(schema: Schema, parameters: Parameters) {
    self.schema = schema
    self.parameters = parameters
    recursion = Recursion(schema)
  }

  /// A message's or enum's Swift name from anywhere: `CommonV1.Fault.Severity`.
  func swiftName(_ fullName: String) -> String {
    let package = schema.package(of: fullName)
    let inside = package.isEmpty ? fullName : String(fullName.dropFirst(package.count + 1))
    return ([SwiftNames.namespace(package)] + inside.split(separator: ".").map { SwiftNames.type(String($0)) })
      .filter { !$0.isEmpty }.joined(separator: ".")
  }

  /// The Swift type of one value of a field.
  func swiftType(_ type: FieldType) -> String {
    switch type {
    case .double: "Double"
    case .float: "Float"
    case .int64, .sfixed64, .sint64: "Int64"
    case .uint64, .fixed64: "UInt64"
    case .int32, .sfixed32, .sint32: "Int32"
    case .uint32, .fixed32: "UInt32"
    case .bool: "Bool"
    case .string: "String"
    case .bytes: "[UInt8]"
    case .message(let name), .enumeration(let name): swiftName(name)
    }
  }
}
