/// The files of a request, read into values that the writers can walk.
struct Schema {
  let files: [File]
  private let messages: [String: Message]
  private let enums: [String: Enum]
  private let fileOfType: [String: String]

  init(files: [File]) {
    self.files = files
    var (messages, enums, fileOfType) = ([String: Message](), [String: Enum](), [String: String]())
    for file in files {
      for message in file.allMessages {
        messages[message.fullName] = message
        fileOfType[message.fullName] = file.name
      }
      for item in file.enums + file.allMessages.flatMap(\.enums) {
        enums[item.fullName] = item
        fileOfType[item.fullName] = file.name
      }
    }
    (self.messages, self.enums, self.fileOfType) = (messages, enums, fileOfType)
  }

  func message(_ fullName: String) -> Message? { messages[fullName] }

  /// The proto file that declares a message or an enum.
  func file(declaring fullName: String) -> String? { fileOfType[fullName] }

  func package(of fullName: String) -> String {
    guard let name = fileOfType[fullName] else { return "" }
    return files.first { $0.name == name }?.package ?? ""
  }

  /// The entry message of a map field; nil when the field is no map.
  func mapEntry(_ field: Field) -> (key: Field, value: Field)? {
    guard field.isRepeated, case .message(let name) = field.type, let entry = messages[name], entry.isMapEntry,
      entry.fields.count == 2
    else { return nil }
    return (entry.fields[0], entry.fields[1])
  }
}

/// The dialect that a proto file is written in.
enum Syntax {
  case proto2, proto3
  /// Editions, which are not read.
  case other

  /// As FileDescriptorProto names it.
  init(_ name: String) {
    switch name {
    case "", "proto2": self = .proto2
    case "proto3": self = .proto3
    default: self = .other
    }
  }
}

struct File {
  var name: String
  var package: String
  var syntax: Syntax
  var messages: [Message]
  var enums: [Enum]
  var services: [Service]
  /// The serialized FileDescriptorProto without its source information: what reflection serves.
  var descriptor: [UInt8]

  /// Messages at every level, outer ones first.
  var allMessages: [Message] { messages.flatMap(\.selfAndNested) }
}

struct Message {
  var name: String
  var fullName: String
  var comment: [String]
  var fields: [Field]
  /// The oneofs of the contract, without those that stand for `optional`.
  var oneofs: [Oneof]
  var nested: [Message]
  var enums: [Enum]
  var isMapEntry: Bool

  var selfAndNested: [Message] { [self] + nested.flatMap(\.selfAndNested) }
}

struct Field {
  /// Whether the field can be absent, and how that is told. What is optional is in C a oneof of one member. `required` is
  /// of proto2, and only for what is no message: a required message is optional here, for its place in C can be empty.
  enum Presence: Equatable { case implicit, optional, repeated, required, oneof(Int) }

  var name: String
  var fullName: String
  var number: UInt32
  var type: FieldType
  var presence: Presence
  /// Whether a message without the field is refused (proto2).
  var isRequired: Bool
  var comment: [String]

  var isRepeated: Bool { presence == .repeated }
}

struct Oneof {
  var name: String
  /// The index among all oneofs of the descriptor.
  var index: Int
  var comment: [String]
}

struct Enum {
  struct Value {
    var name: String
    var number: Int32
    var comment: [String]
  }

  var name: String
  var fullName: String
  var comment: [String]
  var values: [Value]
}

struct Service {
  struct Method {
    var name: String
    var input: String
    var output: String
    var streamsRequests: Bool
    var streamsResponses: Bool
    var rule: MethodRule
    var comment: [String]
  }

  var name: String
  var fullName: String
  var comment: [String]
  var methods: [Method]
}
