/// One proto file as a descriptor pool knows it.
public struct DescriptorFile: Sendable, Hashable {
  /// Its path as other files import it, for example `tupo/common/v1/version.proto`.
  public let name: String
  /// The proto package of what it declares.
  public let package: String
  /// The files that it imports, in their order.
  public let dependencies: [String]
  /// The serialized google.protobuf.FileDescriptorProto.
  public let bytes: [UInt8]
}

/// A field that a proto file adds to a message of another file.
struct ExtensionKey: Hashable {
  /// The full name of the message that is extended.
  var type: String
  var number: Int32
}

/// Walks one file's descriptor and tells what it declares.
struct DeclarationWalk {
  /// Full names without a leading dot: messages, fields, oneofs, enums and their values, services, methods, extensions.
  private(set) var symbols: [String] = []
  private(set) var services: [String] = []
  private(set) var messages: [String] = []
  private(set) var extensions: [ExtensionKey] = []

  init(_ file: RawMessage) throws(WireError) {
    let package = file.string(2)
    try declare(messages: file.messages(4), in: package)
    try declare(enums: file.messages(5), in: package)
    try declare(extensions: file.messages(7), in: package)
    for service in try file.messages(6) {
      let name = declare(service.string(1), in: package)
      services.append(name)
      for method in try service.messages(2) { declare(method.string(1), in: name) }
    }
  }

  @discardableResult
  private mutating func declare(_ name: String, in scope: String) -> String {
    let fullName = scope.isEmpty ? name : "\(scope).\(name)"
    symbols.append(fullName)
    return fullName
  }

  private mutating func declare(messages: [RawMessage], in scope: String) throws(WireError) {
    for message in messages {
      let name = declare(message.string(1), in: scope)
      self.messages.append(name)
      for field in try message.messages(2) { declare(field.string(1), in: name) }
      for oneof in try message.messages(8) { declare(oneof.string(1), in: name) }
      try declare(messages: message.messages(3), in: name)
      try declare(enums: message.messages(4), in: name)
      try declare(extensions: message.messages(6), in: name)
    }
  }

  /// A value's full name stands beside its enum's, not below it (C++ scoping, as descriptor.proto says).
  private mutating func declare(enums: [RawMessage], in scope: String) throws(WireError) {
    for item in enums {
      declare(item.string(1), in: scope)
      for value in try item.messages(2) { declare(value.string(1), in: scope) }
    }
  }

  private mutating func declare(extensions: [RawMessage], in scope: String) throws(WireError) {
    for field in extensions {
      declare(field.string(1), in: scope)
      let type = String(field.string(2).drop { $0 == "." })
      self.extensions.append(ExtensionKey(type: type, number: Int32(truncatingIfNeeded: field.varint(3) ?? 0)))
    }
  }
}
