/// Who may call a method, as its contract says it: `(tupo.common.v1.rule).access`.
///
/// The runtime hands it to the server's guard; what the numbers of roles mean is the guard's business.
public struct MethodAccess: Sendable, Hashable {
  /// Of how much a caller's role must hold.
  public enum Reach: Sendable, Hashable {
    /// It may hold of anything.
    case anywhere
    /// It must hold of everything.
    case everything
    /// It must hold of each resource that the request names.
    case named
    /// The handler asks, when it knows which resources the call is about.
    case found
  }

  /// The roles that may call it.
  public let roles: RoleNumbers
  /// Of how much such a role must hold.
  public let reach: Reach

  /// A rule of a contract.
  public init(roles: RoleNumbers, reach: Reach) {
    self.roles = roles
    self.reach = reach
  }
}

/// Some roles by their numbers in the contract, from 0 to 63.
public struct RoleNumbers: Sendable, Hashable, ExpressibleByArrayLiteral {
  private var bits: UInt64 = 0

  /// The roles of these numbers; others than 0 to 63 are left out.
  public init(_ numbers: some Sequence<Int>) {
    for number in numbers where (0..<64).contains(number) { bits |= 1 << UInt64(number) }
  }

  /// The roles of these numbers.
  public init(arrayLiteral numbers: Int...) { self.init(numbers) }

  /// Whether the role of a number is among them.
  public func contains(_ number: Int) -> Bool { (0..<64).contains(number) && bits & (1 << UInt64(number)) != 0 }

  /// Those that are also among `others`.
  public func intersection(_ others: RoleNumbers) -> RoleNumbers {
    var both = self
    both.bits &= others.bits
    return both
  }

  /// Those that are among either.
  public func union(_ others: RoleNumbers) -> RoleNumbers {
    var all = self
    all.bits |= others.bits
    return all
  }

  /// Whether there is none.
  public var isEmpty: Bool { bits == 0 }
}
