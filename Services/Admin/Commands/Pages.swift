import Chassis
import RPC

/// Lists page by page (AIP-158).
enum Pages {
  /// All items: `page` gives those after a token, and the next token, which is empty on the last page.
  static func all<Item>(_ page: (_ token: String) async throws -> (items: [Item], next: String)) async throws -> [Item]
  {
    var (items, token): ([Item], String) = ([], "")
    repeat {
      let next = try await page(token)
      items += next.items
      token = next.next
    } while !token.isEmpty
    return items
  }

  /// All items of a list as its options narrow and order it: `page` asks for one page of it.
  static func all<Request: ListRequest, Item>(
    _ first: Request, _ list: ListOptions, _ page: (_ request: Request) async throws -> (items: [Item], next: String)
  ) async throws -> [Item] {
    var next = first
    (next.filter, next.orderBy, next.pageSize) = (list.filter, list.orderBy, 1_000)
    return try await all { token in
      next.pageToken = token
      return try await page(next)
    }
  }
}

extension Remote {
  /// All items of a list, as its options narrow and order it; `page` asks for one page.
  func collect<Request: ListRequest, Item: Sendable>(
    _ request: Request, _ list: ListOptions,
    _ page: @escaping @Sendable (RPCChannel, Request, CallOptions) async throws -> (items: [Item], next: String)
  ) async throws -> [Item] {
    try await call { channel, options in
      try await Pages.all(request, list) { try await page(channel, $0, options) }
    }
  }
}

extension KeyValuePairs where Key == String {
  /// The words, for help and hints.
  var words: String { map(\.key).joined(separator: ", ") }

  /// The value of a word; nil when none is given. Throws a complaint for an unknown word.
  func value(_ word: String?, _ field: String) throws(Complaint) -> Value? {
    guard let word else { return nil }
    if let found = first(where: { $0.key == word }) { return found.value }
    throw Complaint(
      zh: "“\(word)”不可用。", en: "\"\(word)\" is unknown.", field: field,
      hint: Bilingual("可用：\(words)", "One of: \(words)"), status: .usage)
  }
}
