/// Counts what a peer makes this side do without getting anything done by it, and says when it is too much.
///
/// Each kind has a budget that time pays back, like a leaky bucket; work that is done pays back the kinds that go with
/// work. A budget that is used up means that the connection should end.
struct FloodGuard {
  /// What is counted.
  enum Kind: Int, CaseIterable {
    /// SETTINGS: each is answered, and may change every stream.
    case settings
    /// PRIORITY, which is ignored.
    case priority
    /// WINDOW_UPDATE; DATA that was sent pays back.
    case windowUpdate
    /// DATA that carries nothing and ends nothing.
    case emptyData
    /// Streams that the client has reset, or has made this side reset; a call that was answered pays back.
    case reset
    /// Frames of unknown types, and answers to nothing.
    case other
    /// DATA that had to be cut small because the peer opened its window by a few bytes.
    case sliver
    /// PING of a server, each of which is answered; frames that were sent pay back, since servers measure with them.
    case ping
    /// Header blocks of a server; each call pays back more of them than an answer has.
    case headers

    /// What the client is told (GOAWAY's debug data).
    var name: String {
      switch self {
      case .settings: "too_many_settings"
      case .priority: "too_many_priorities"
      case .windowUpdate: "too_many_window_updates"
      case .emptyData: "too_many_empty_frames"
      case .reset: "too_many_resets"
      case .other: "too_many_useless_frames"
      case .sliver: "window_too_small"
      case .ping: "too_many_pings"
      case .headers: "too_many_headers"
      }
    }
  }

  private struct Account {
    var spent: Int32 = 0
    var second: Int32 = 0
  }

  private let limits: FloodLimits
  private var accounts = InlineArray<9, Account>(repeating: Account())

  init(_ limits: FloodLimits) { self.limits = limits }

  /// Counts `amount` of `kind`; false when its budget is used up. `second` is a clock's time in whole seconds.
  mutating func count(_ kind: Kind, _ amount: Int = 1, second: Int) -> Bool {
    let budget = limits[kind]
    let now = Int32(truncatingIfNeeded: second)
    var account = accounts[kind.rawValue]
    let paid = Int64(now &- account.second) * Int64(budget.perSecond)
    account.spent = Int32(clamping: max(0, Int64(account.spent) - max(0, paid)) + Int64(amount))
    account.second = now
    accounts[kind.rawValue] = account
    return account.spent <= budget.burst
  }

  /// Whether the budget of `kind` is not used up.
  func isWithin(_ kind: Kind) -> Bool { accounts[kind.rawValue].spent <= limits[kind].burst }

  /// How much of the budget of `kind` is spent, or owed beyond it.
  func spent(_ kind: Kind) -> Int { Int(accounts[kind.rawValue].spent) }

  /// Pays back `amount` of `kind`, because work was done.
  mutating func earn(_ kind: Kind, _ amount: Int) {
    let spent = accounts[kind.rawValue].spent
    accounts[kind.rawValue].spent = Int32(clamping: max(0, Int(spent) - amount))
  }
}

/// How much of each kind of idle frames a connection may send.
public struct FloodLimits: Sendable, Hashable {
  /// So many at once, and so many more with each second.
  public struct Budget: Sendable, Hashable {
    /// At once.
    public var burst: Int32
    /// With each second.
    public var perSecond: Int32

    /// A budget.
    public init(burst: Int32, perSecond: Int32) {
      self.burst = burst
      self.perSecond = perSecond
    }
  }

  /// SETTINGS frames.
  public var settings = Budget(burst: 32, perSecond: 1)
  /// PRIORITY frames.
  public var priority = Budget(burst: 100, perSecond: 10)
  /// WINDOW_UPDATE frames beyond two for each DATA frame that was sent.
  public var windowUpdate = Budget(burst: 2_000, perSecond: 100)
  /// DATA frames that carry nothing.
  public var emptyData = Budget(burst: 100, perSecond: 10)
  /// Streams that were reset, beyond one for each call that was answered.
  public var reset = Budget(burst: 1_000, perSecond: 100)
  /// Frames of unknown types.
  public var other = Budget(burst: 100, perSecond: 10)
  /// DATA frames that the client's window cut below 256 bytes.
  public var sliver = Budget(burst: 1_000, perSecond: 50)
  /// PINGs of a server; a client's are judged by their times.
  var ping = Budget(burst: 1_000, perSecond: 100)
  /// Header blocks of a server; a client's are calls, which have limits of their own.
  var headers = Budget(burst: 1_000, perSecond: 100)

  /// The defaults.
  public init() {}

  subscript(_ kind: FloodGuard.Kind) -> Budget {
    switch kind {
    case .settings: settings
    case .priority: priority
    case .windowUpdate: windowUpdate
    case .emptyData: emptyData
    case .reset: reset
    case .other: other
    case .sliver: sliver
    case .ping: ping
    case .headers: headers
    }
  }
}
