import Wire

extension Schema {
  /// Reads the FileDescriptorProtos of a CodeGeneratorRequest.
  init(request: RawMessage) throws {
    self.init(files: try request.messages(15).map(File.init))
  }
}

extension File {
  init(_ raw: RawMessage) throws {
    name = raw.string(1)
    package = raw.string(2)
    syntax = Syntax(raw.string(12))
    let scope = Scope(prefix: package, syntax: syntax, comments: try Comments(raw.message(9)))
    messages = try raw.messages(4).enumerated().map { try Message($1, scope.entering(4, $0)) }
    enums = try raw.messages(5).enumerated().map { try Enum($1, scope.entering(5, $0)) }
    services = try raw.messages(6).enumerated().map { try Service($1, scope.entering(6, $0)) }
    var served = raw
    served.remove(9)
    descriptor = served.encoded()
  }
}

/// Where in a file a reader is: for full names and for comments.
struct Scope {
  var prefix: String
  var syntax: Syntax
  var comments: Comments
  var path: [UInt64] = []

  func entering(_ field: UInt64, _ index: Int) -> Scope {
    Scope(prefix: prefix, syntax: syntax, comments: comments, path: path + [field, UInt64(index)])
  }

  func naming(_ name: String) -> Scope {
    Scope(prefix: fullName(name), syntax: syntax, comments: comments, path: path)
  }

  func fullName(_ name: String) -> String { prefix.isEmpty ? name : "\(prefix).\(name)" }

  var comment: [String] { comments[path] }
}

extension Message {
  init(_ raw: RawMessage, _ outer: Scope) throws {
    name = raw.string(1)
    fullName = outer.fullName(name)
    comment = outer.comment
    let scope = outer.naming(name)
    let rawFields = try raw.messages(2)
    let synthetic = Set(rawFields.filter { $0.varint(17) == 1 }.compactMap { $0.varint(9) })
    fields = try rawFields.enumerated().compactMap { index, field in
      // Groups of proto2 are read and written as fields that the contract does not know.
      guard scope.syntax != .proto2 || field.varint(5) != 10 else { return nil }
      return try Field(field, scope.entering(2, index))
    }
    oneofs = try raw.messages(8).enumerated().compactMap { index, oneof in
      guard !synthetic.contains(UInt64(index)) else { return nil }
      return Oneof(name: oneof.string(1), index: index, comment: scope.entering(8, index).comment)
    }
    nested = try raw.messages(3).enumerated().map { try Message($1, scope.entering(3, $0)) }
    enums = try raw.messages(4).enumerated().map { try Enum($1, scope.entering(4, $0)) }
    isMapEntry = try raw.message(7)?.varint(7) == 1
  }
}

extension Field {
  init(_ raw: RawMessage, _ scope: Scope) throws {
    name = raw.string(1)
    fullName = scope.fullName(name)
    number = UInt32(raw.varint(3) ?? 0)
    guard let type = FieldType(number: raw.varint(5) ?? 0, name: String(raw.string(6).drop { $0 == "." })) else {
      throw GeneratorError.unsupported("\(fullName): groups are not part of proto3")
    }
    self.type = type
    let isMessage = if case .message = type { true } else { false }
    let isAlone = raw.varint(9) == nil
    isRequired = raw.varint(4) == 2
    if raw.varint(4) == 3 {
      presence = .repeated
    } else if isRequired, !isMessage {
      presence = .required
    } else if raw.varint(17) == 1 || (isAlone && (isMessage || scope.syntax == .proto2)) {
      presence = .optional
    } else {
      presence = raw.varint(9).map { .oneof(Int($0)) } ?? .implicit
    }
    comment = scope.comment
  }
}

extension Enum {
  init(_ raw: RawMessage, _ scope: Scope) throws {
    name = raw.string(1)
    fullName = scope.fullName(name)
    comment = scope.comment
    values = try raw.messages(2).enumerated().map { index, value in
      Value(
        name: value.string(1), number: Int32(truncatingIfNeeded: value.varint(2) ?? 0),
        comment: scope.entering(2, index).comment)
    }
  }
}

extension Service {
  init(_ raw: RawMessage, _ scope: Scope) throws {
    name = raw.string(1)
    fullName = scope.fullName(name)
    comment = scope.comment
    methods = try raw.messages(2).enumerated().map { index, method in
      Method(
        name: method.string(1), input: String(method.string(2).drop { $0 == "." }),
        output: String(method.string(3).drop { $0 == "." }), streamsRequests: method.varint(5) == 1,
        streamsResponses: method.varint(6) == 1, rule: try MethodRule(options: method.message(4)),
        comment: scope.entering(2, index).comment)
    }
  }
}
