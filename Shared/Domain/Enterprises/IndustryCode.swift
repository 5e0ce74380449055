/// An industry after GB/T 4754 (国民经济行业分类), in one of its editions: two to four digits, the first two its division
/// (大类).
public struct IndustryCode: Sendable, Hashable {
  /// The standard's edition, by year.
  public enum Edition: Int, Sendable, Hashable, CaseIterable {
    /// GB/T 4754-2002.
    case of2002 = 2002
    /// GB/T 4754-2011.
    case of2011 = 2011
    /// GB/T 4754-2017.
    case of2017 = 2017

    /// The number of its last division.
    public var lastDivision: Int {
      switch self {
      case .of2002: 98
      case .of2011: 96
      case .of2017: 97
      }
    }
  }

  /// The edition.
  public let edition: Edition
  /// Two to four digits.
  public let digits: String

  /// `nil` for what is no code: other than two to four digits, or a division that the edition has not.
  public init?(_ digits: String, edition: Edition) {
    guard (2...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let division = Int(digits.prefix(2)), (1...edition.lastDivision).contains(division)
    else { return nil }
    self.edition = edition
    self.digits = digits
  }

  /// The division: its first two digits.
  public var division: String { String(digits.prefix(2)) }
}
