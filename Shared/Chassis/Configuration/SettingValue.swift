public import Domain
public import RPC
public import Storage

/// A value that a setting can have: how it is written, and what is read from it.
public protocol SettingValue: Sendable {
  /// The word that stands for it in help: `HOST:PORT`. Empty for one that a flag alone turns on.
  static var word: String { get }
  /// What was expected when it cannot be read.
  static var expected: Bilingual { get }
  /// Reads it; nil when it is something else.
  init?(setting text: String)
}

/// Text as it is: a path, a name.
extension String: SettingValue {
  /// The word in help.
  public static var word: String { "TEXT" }
  /// What it must be.
  public static var expected: Bilingual { Bilingual(zh: "应为非空文本", en: "expected a text") }
  /// Reads it.
  public init?(setting text: String) {
    guard !text.isEmpty && !text.utf8.contains(0) else { return nil }
    self = text
  }
}

/// A switch.
extension Bool: SettingValue {
  /// The word in help.
  public static var word: String { "" }
  /// What it must be.
  public static var expected: Bilingual { Bilingual(zh: "应为 true 或 false", en: "expected true or false") }
  /// Reads it.
  public init?(setting text: String) { self.init(text) }
}

/// A count.
extension Int: SettingValue {
  /// The word in help.
  public static var word: String { "N" }
  /// What it must be.
  public static var expected: Bilingual { Bilingual(zh: "应为非负整数", en: "expected a whole number, not negative") }
  /// Reads it.
  public init?(setting text: String) {
    guard let number = Int(text), number >= 0 else { return nil }
    self = number
  }
}

extension ListenAddress: SettingValue {
  /// The word in help.
  public static var word: String { "ADDRESS" }
  /// What it must be.
  public static var expected: Bilingual {
    Bilingual(zh: "地址应为 主机:端口 或 unix:路径", en: "expected HOST:PORT or unix:PATH")
  }
  /// Reads it.
  public init?(setting text: String) { self.init(text) }
}

extension AddressRange: SettingValue {
  /// The word in help.
  public static var word: String { "RANGE" }
  /// What it must be.
  public static var expected: Bilingual {
    Bilingual(zh: "应为地址或网段，如10.0.0.0/8或fd00::/8", en: "expected an address or a range: 10.0.0.0/8 or fd00::/8")
  }
  /// Reads it.
  public init?(setting text: String) { self.init(text) }
}

extension DatabaseURL: SettingValue {
  /// The word in help.
  public static var word: String { "URL" }
  /// What it must be.
  public static var expected: Bilingual {
    Bilingual(
      zh: "应为 postgres://主机:端口/数据库 或 sqlite:///目录",
      en: "expected postgres://HOST:PORT/DATABASE or sqlite:///FOLDER")
  }
  /// Reads it.
  public init?(setting text: String) { self.init(text) }
}

extension HashAlgorithm: SettingValue {
  /// The word in help.
  public static var word: String { "ALGORITHM" }
  /// What it must be.
  public static var expected: Bilingual { Bilingual(zh: "应为 sha256 或 sm3", en: "expected sha256 or sm3") }
  /// Reads it.
  public init?(setting text: String) {
    guard let algorithm = Self.allCases.first(where: { $0.description == text }) else { return nil }
    self = algorithm
  }
}
