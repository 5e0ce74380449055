import Wire

/// Small descriptors, written field by field (descriptor.proto and plugin.proto have the numbers).
enum Make {
  static func request(_ files: [RawMessage], parameter: String = "module=Pocket") -> [UInt8] {
    var request = RawMessage()
    for file in files { request.append(1, file.string(1)) }
    request.append(2, parameter)
    for file in files { request.append(15, file) }
    return request.encoded()
  }

  static func file(
    _ name: String = "pocket/v1/pocket.proto", syntax: String = "proto3", messages: [RawMessage] = [],
    enums: [RawMessage] = [], services: [RawMessage] = [], comments: [(path: [UInt8], text: String)] = []
  ) -> RawMessage {
    var file = RawMessage()
    file.append(1, name)
    file.append(2, "pocket.v1")
    for message in messages { file.append(4, message) }
    for item in enums { file.append(5, item) }
    for service in services { file.append(6, service) }
    var source = RawMessage()
    for comment in comments {
      var location = RawMessage([.init(1, .bytes(comment.path))])
      location.append(3, comment.text)
      source.append(1, location)
    }
    file.append(9, source)
    file.append(12, syntax)
    return file
  }

  static func message(
    _ name: String, _ fields: [RawMessage] = [], nested: [RawMessage] = [], oneofs: [String] = [], isEntry: Bool = false
  ) -> RawMessage {
    var message = RawMessage()
    message.append(1, name)
    for field in fields { message.append(2, field) }
    for inner in nested { message.append(3, inner) }
    if isEntry { message.append(7, RawMessage([.init(7, .varint(1))])) }
    for oneof in oneofs {
      var declaration = RawMessage()
      declaration.append(1, oneof)
      message.append(8, declaration)
    }
    return message
  }

  /// A field; `type` is the number in FieldDescriptorProto.Type.
  static func field(
    _ name: String, _ number: UInt64, type: UInt64, of typeName: String? = nil, repeated: Bool = false,
    oneof: UInt64? = nil, optional: Bool = false
  ) -> RawMessage {
    var field = RawMessage()
    field.append(1, name)
    field.set(3, .varint(number))
    field.set(4, .varint(repeated ? 3 : 1))
    field.set(5, .varint(type))
    if let typeName { field.append(6, typeName) }
    if let oneof { field.set(9, .varint(oneof)) }
    if optional { field.set(17, .varint(1)) }
    return field
  }

  static func enumeration(_ name: String, _ values: [(String, UInt64)]) -> RawMessage {
    var item = RawMessage()
    item.append(1, name)
    for (name, number) in values {
      var value = RawMessage()
      value.append(1, name)
      value.set(2, .varint(number))
      item.append(2, value)
    }
    return item
  }

  static func service(_ name: String, _ methods: [RawMessage]) -> RawMessage {
    var service = RawMessage()
    service.append(1, name)
    for method in methods { service.append(2, method) }
    return service
  }

  static func method(_ name: String, client: Bool = false, server: Bool = false, options: RawMessage? = nil)
    -> RawMessage
  {
    var method = RawMessage()
    method.append(1, name)
    method.append(2, ".pocket.v1.Ask")
    method.append(3, ".pocket.v1.Answer")
    if let options { method.append(4, options) }
    if client { method.set(5, .varint(1)) }
    if server { method.set(6, .varint(1)) }
    return method
  }

  /// MethodOptions with our rule.
  static func rule(
    execution: UInt64? = nil, retry: UInt64? = nil, roles: [UInt64] = [], reach: UInt64? = nil, resources: [String] = []
  ) -> RawMessage {
    var rule = RawMessage()
    if reach != nil || !roles.isEmpty {
      var access = RawMessage()
      for role in roles { access.fields.append(RawMessage.Field(1, .varint(role))) }
      if let reach { access.set(2, .varint(reach)) }
      for resource in resources { access.append(3, resource) }
      rule.append(3, access)
    }
    if let execution { rule.set(1, .varint(execution)) }
    if let retry { rule.set(2, .varint(retry)) }
    var options = RawMessage()
    options.append(50001, rule)
    return options
  }
}
