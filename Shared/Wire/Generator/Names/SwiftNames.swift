/// How proto names become Swift names.
enum SwiftNames {
  /// The enum that holds a package: `tupo.indicators.v1` -> `IndicatorsV1`, `google.rpc` -> `GoogleRpc`.
  static func namespace(_ package: String) -> String {
    var parts = package.split(separator: ".").map(String.init)
    if parts.first == "tupo" { parts.removeFirst() }
    return parts.map { upperCamel($0) }.joined()
  }

  /// A message's or enum's own name.
  static func type(_ name: String) -> String {
    let camel = upperCamel(name)
    return takenTypes.contains(camel) ? camel + "Message" : camel
  }

  /// A field's property or a method's function: `request_id` -> `requestId`, `GetZone` -> `getZone`.
  static func member(_ name: String) -> String {
    let camel = lowerCamel(name)
    return takenMembers.contains(camel) ? camel + "_" : escaped(camel)
  }

  /// An enum's value without the enum's name before it: `KIND_CREATED` of `Kind` -> `created`.
  static func value(_ name: String, of enumName: String) -> String {
    let prefix = screamingSnake(enumName) + "_"
    let bare = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    let camel = lowerCamel(bare.lowercased())
    if camel.first?.isNumber ?? true { return "_" + camel }
    return takenValues.contains(camel) ? camel + "_" : escaped(camel)
  }

  static func upperCamel(_ name: String) -> String {
    name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  static func lowerCamel(_ name: String) -> String {
    let camel = upperCamel(name)
    let heads = camel.prefix { $0.isUppercase }
    // `XMLFile` becomes `xmlFile`: all capitals but the one that begins the next word.
    let count = heads.count > 1 && heads.count < camel.count ? heads.count - 1 : heads.count
    return camel.prefix(count).lowercased() + camel.dropFirst(count)
  }

  static func screamingSnake(_ name: String) -> String {
    var (result, previous) = ("", Character("_"))
    for character in name {
      if character.isUppercase, !previous.isUppercase, previous != "_" { result += "_" }
      result += character.uppercased()
      previous = character
    }
    return result
  }

  static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

  private static let takenTypes: Set<String> = [
    "Any", "Arena", "Array", "Bool", "CallContext", "CallOptions", "Dictionary", "Double", "Float", "Hashable", "Int",
    "Int32", "Int64", "Lowering", "MethodDescriptor", "MethodOptions", "Optional", "Protocol", "RPCChannel",
    "RPCService",
    "Raising", "RequestStream", "RequestWriter", "ResponseStream", "ResponseWriter", "Route", "Self", "Sendable",
    "String", "Type", "UInt32", "UInt64", "UInt8", "UnknownFields", "WireEnum", "WireError", "WireLimits",
    "WireMessage",
  ]
  private static let takenMembers: Set<String> = [
    "encode", "encoded", "hash", "hashValue", "init", "lower", "self", "unknownFields",
  ]
  private static let takenValues: Set<String> = ["allCases", "init", "knownValues", "self", "none", "some"]
  private static let keywords = Set(
    """
    Any Protocol Self Type as associatedtype actor await borrowing break case catch class consuming continue default \
    defer deinit do else enum extension fallthrough false fileprivate for func guard if import in indirect inout \
    internal is let nil open operator package precedencegroup private protocol public repeat rethrows return static \
    struct subscript super switch throw throws true try typealias var where while
    """.split(separator: " ").map(String.init))
}
