/// A page of a list that is no table's: of the log's entries and heads, or of what is at hand as a whole. The token names
/// the last item given (AIP-158).
/// Lists of resources are asked by a ``ListQuery``.
public struct Page: Sendable, Hashable {
  /// How many items at most.
  public let size: Int
  /// The key after which the page begins; nil for the first page.
  public let after: String?

  /// Reads `page_size` and `page_token`; notes faults of either.
  public init(size: Int32, token: String, default standard: Int, max: Int, _ faults: inout FieldFaults) {
    if size < 0 { faults.add("page_size", "PAGE_SIZE_NEGATIVE", zh: "不能为负。", en: "must not be negative.") }
    self.size = size <= 0 ? standard : min(Int(size), max)
    self.after = token.isEmpty ? nil : Page.text(ofToken: token)
    if !token.isEmpty && after == nil {
      faults.add("page_token", "PAGE_TOKEN_INVALID", zh: "不是本接口给出的页标记。", en: "was not given by this method.")
    }
  }

  /// Cuts what was read with one item more than the page holds; answers the items and the next page's token.
  public func cut<Item>(_ items: [Item], key: (Item) -> String) -> (items: [Item], nextToken: String) {
    guard items.count > size, let last = items.prefix(size).last else { return (items, "") }
    return (Array(items.prefix(size)), Page.token(for: key(last)))
  }

  /// The page of a list that is at hand as a whole, in its order; `key` tells each item from all others.
  public func cut<Item>(whole items: [Item], key: (Item) -> String) -> (items: [Item], nextToken: String) {
    let first = after.flatMap { last in items.firstIndex { key($0) == last } }.map { $0 + 1 } ?? 0
    return cut(Array(items[first...].prefix(size + 1)), key: key)
  }

  static func token(for key: String) -> String {
    String(decoding: key.utf8.flatMap { [Page.digits[Int($0 >> 4)], Page.digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  static func text(ofToken token: String) -> String? {
    let digits = token.utf8.compactMap { Page.digits.firstIndex(of: $0) }
    guard digits.count == token.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    return String(validating: bytes, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
