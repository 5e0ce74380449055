/// The code by which an enterprise is known: the unified social credit code (统一社会信用代码, GB 32100-2015), or the
/// organisation code (组织机构代码, GB 11714-1997) from before October 2015, which lies within it.
public struct EnterpriseCode: Sendable, Hashable, CustomStringConvertible {
  /// Which code it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 18 characters.
    case unifiedSocialCredit
    /// 9 characters.
    case organisation
  }

  /// Why a text is no such code.
  public enum Fault: Error, Sendable, Hashable {
    /// It has neither 18 nor 9 characters.
    case length(Int)
    /// The character at this place, counted from 1, is none that the code has.
    case character(Int)
    /// Its last character is another than the one that follows from those before.
    case check(expected: Character)
  }

  /// Which code it is.
  public let kind: Kind
  /// Its characters, in capitals.
  public let description: String

  /// Reads a code and tests its check character. Throws what is wrong first.
  public init(_ text: String) throws(Fault) {
    let (kind, alphabet): (Kind, [Character])
    switch text.count {
    case 18: (kind, alphabet) = (.unifiedSocialCredit, Self.creditAlphabet)
    case 9: (kind, alphabet) = (.organisation, Self.organisationAlphabet)
    default: throw .length(text.count)
    }
    var places: [Int] = []
    for (index, character) in text.dropLast().enumerated() {
      guard let place = alphabet.firstIndex(of: character) else { throw .character(index + 1) }
      places.append(place)
    }
    let expected = kind == .unifiedSocialCredit ? Self.creditCheck(places) : Self.organisationCheck(places)
    guard text.last == expected else { throw .check(expected: expected) }
    self.kind = kind
    description = text
  }

  /// The organisation code: characters 9 to 17 of a unified code. The same for an enterprise before and after 2015.
  public var organisation: String {
    kind == .organisation ? description : String(description.dropFirst(8).prefix(9))
  }

  /// Without I, O, S, V and Z, which are taken for others.
  private static let creditAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
  private static let organisationAlphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
  private static let organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

  /// 31 less the sum of places, each by the next power of 3, modulo 31.
  private static func creditCheck(_ places: [Int]) -> Character {
    var (sum, weight) = (0, 1)
    for place in places {
      sum += place * weight
      weight = weight * 3 % 31
    }
    return creditAlphabet[(31 - sum % 31) % 31]
  }

  /// 11 less the weighted sum modulo 11; 10 is X, and 11 is 0.
  private static func organisationCheck(_ places: [Int]) -> Character {
    let sum = zip(places, organisationWeights).reduce(0) { $0 + $1.0 * $1.1 }
    return Array("0123456789X")[(11 - sum % 11) % 11]
  }
}
