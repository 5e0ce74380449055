/// The contracts of one or several modules, found by name: what server reflection answers from.
public struct DescriptorPool: Sendable {
  private var files: [String: DescriptorFile] = [:]
  private var fileOfSymbol: [String: String] = [:]
  private var fileOfExtension: [ExtensionKey: String] = [:]
  private var messages: Set<String> = []

  /// The full names of all services, sorted.
  public private(set) var services: [String] = []

  /// Reads serialized google.protobuf.FileDescriptorSets. A file that is in several of them is taken from the first.
  ///
  /// - Throws: ``WireError`` when a set is malformed.
  public init(_ sets: [[UInt8]]) throws(WireError) {
    for set in sets {
      for bytes in try RawMessage(decoding: set).allBytes(1) { try add(bytes) }
    }
    services.sort()
  }

  private mutating func add(_ bytes: [UInt8]) throws(WireError) {
    let raw = try RawMessage(decoding: bytes)
    let name = raw.string(1)
    guard files[name] == nil else { return }
    files[name] = DescriptorFile(name: name, package: raw.string(2), dependencies: raw.strings(3), bytes: bytes)
    let declared = try DeclarationWalk(raw)
    for symbol in declared.symbols { fileOfSymbol[symbol] = name }
    for key in declared.extensions { fileOfExtension[key] = name }
    messages.formUnion(declared.messages)
    services += declared.services
  }

  /// The names of all files, sorted.
  public var fileNames: [String] { files.keys.sorted() }

  /// The file with this path.
  public func file(named name: String) -> DescriptorFile? { files[name] }

  /// The file that declares a message, field, oneof, enum, enum value, service, method or extension by its full name.
  public func file(declaring symbol: String) -> DescriptorFile? {
    fileOfSymbol[String(symbol.drop { $0 == "." })].flatMap { files[$0] }
  }

  /// The file that declares the extension `number` of the message `type`.
  public func file(extending type: String, number: Int32) -> DescriptorFile? {
    fileOfExtension[ExtensionKey(type: String(type.drop { $0 == "." }), number: number)].flatMap { files[$0] }
  }

  /// The numbers of all extensions of the message `type`, sorted; nil when there is no such message.
  public func extensionNumbers(of type: String) -> [Int32]? {
    let type = String(type.drop { $0 == "." })
    guard messages.contains(type) else { return nil }
    return fileOfExtension.keys.filter { $0.type == type }.map(\.number).sorted()
  }

  /// A file and all that it needs, each once, the file first and then its imports level by level.
  public func withDependencies(_ file: DescriptorFile) -> [DescriptorFile] {
    var (result, seen) = ([file], Set([file.name]))
    var next = 0
    while next < result.count {
      for name in result[next].dependencies where seen.insert(name).inserted {
        if let file = files[name] { result.append(file) }
      }
      next += 1
    }
    return result
  }
}
