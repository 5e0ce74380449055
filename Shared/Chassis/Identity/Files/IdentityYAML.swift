import Yams

/// A mapping whose keys are all known: a misspelt one cannot pass for one that is absent.
protocol StrictlyKeyed: Decodable {
  associatedtype CodingKeys: CodingKey & CaseIterable
}

/// A value that was read from a mapping without unknown keys.
struct Strict<Value: StrictlyKeyed>: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let known = Value.CodingKeys.allCases.map(\.stringValue)
    let keys = try decoder.container(keyedBy: TokenClaims.Key.self)
    if let unknown = keys.allKeys.first(where: { !known.contains($0.stringValue) }) {
      throw DecodingError.dataCorruptedError(
        forKey: unknown, in: keys, debugDescription: "unknown key; known: \(known.joined(separator: ", "))")
    }
    value = try Value(from: decoder)
  }
}

/// Reads the small YAML files of identity; JSON is YAML too.
enum IdentityYAML {
  static func read<Value: StrictlyKeyed>(_ bytes: [UInt8], as: Value.Type = Value.self) throws(IdentityFault) -> Value {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw IdentityFault("不是UTF-8。", "is not UTF-8.") }
    do {
      return try YAMLDecoder().decode(Strict<Value>.self, from: text.allSatisfy(\.isWhitespace) ? "{}" : text).value
    } catch {
      throw IdentityFault("内容有误：\(words(error))。", "is wrong: \(words(error)).")
    }
  }

  private static func words(_ error: any Error) -> String {
    guard let fault = error as? DecodingError else { return "\(error)" }
    switch fault {
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
      return place(context.codingPath) + context.debugDescription
    case .keyNotFound(let key, let context): return place(context.codingPath) + "\(key.stringValue) is missing"
    @unknown default: return "\(fault)"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "" : path.map(\.stringValue).joined(separator: ".") + ": "
  }
}
