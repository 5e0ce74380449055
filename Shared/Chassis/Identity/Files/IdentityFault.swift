/// What is wrong with a file or an answer that identity is read from, as the predicate of a sentence about it.
public struct IdentityFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// In Chinese.
  public let zh: String
  /// In English.
  public let en: String

  init(_ zh: String, _ en: String) {
    self.zh = zh
    self.en = en
  }

  /// The same about the file at `path`.
  func about(_ path: String) -> IdentityFault { IdentityFault("\(path)：\(zh)", "\(path) \(en)") }

  /// Both texts.
  public var description: String { "\(en)（\(zh)）" }
}
