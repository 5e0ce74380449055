/// A text in the two languages of the system. The Chinese stands where the English is empty.
public struct Bilingual: Sendable, Hashable {
  /// Chinese.
  public var zh: String
  /// English; may be empty.
  public var en: String

  /// A text in both languages.
  public init(zh: String, en: String = "") {
    self.zh = zh
    self.en = en
  }
}
