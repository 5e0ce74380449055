import Chassis
import WireTupo

extension CommonV1.Actor? {
  /// A step that it took, for programs: what was done, by whom, in whose stead, for which unit and when, and what was said.
  func step(_ kind: String?, _ said: KeyValuePairs<String, String>) -> JSONValue {
    let who: [(key: String, value: JSONValue)] = [
      ("kind", .present(kind)), ("principal", .present(self?.principal)), ("stands_for", .present(self?.standsFor)),
      ("delegation", .present(self?.delegation)), ("unit", .present(self?.unit)),
      ("at", .present(self?.at.map { TimeText.utc(micros: $0.micros) })),
    ]
    let more: [(key: String, value: JSONValue)] = said.map { (key: $0.key, value: JSONValue.present($0.value)) }
    return .members(who + more)
  }
}

extension JSONValue {
  /// A text; one that is empty is missing.
  fileprivate static func present(_ text: String?) -> JSONValue {
    guard let text, !text.isEmpty else { return .null }
    return .string(text)
  }
}
