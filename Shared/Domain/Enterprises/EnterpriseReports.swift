/// What zones have reported of single enterprises, and what the register says of those.
public struct EnterpriseReports: Sendable, Hashable {
  /// An enterprise of the register.
  public struct Enterprise: Sendable, Hashable {
    /// Its registered name.
    public var title: String
    /// Its code; empty: none is known.
    public var code: String
    /// In which zone it lies, by days.
    public var placements: ZonePlacements

    /// Creates an enterprise.
    public init(title: String, code: String, placements: ZonePlacements) {
      self.title = title
      self.code = code
      self.placements = placements
    }
  }

  /// What one enterprise gives to a zone's figure.
  public struct Share: Sendable, Hashable {
    /// The enterprise's key in the register.
    public var enterprise: String
    /// The zone's figure that it is a part of.
    public var figure: FigureKey
    /// How much, as the figure counts: cumulative for a flow.
    public var amount: Amount
    /// What the zone said beside it.
    public var note: String

    /// Creates a share.
    public init(enterprise: String, figure: FigureKey, amount: Amount, note: String = "") {
      self.enterprise = enterprise
      self.figure = figure
      self.amount = amount
      self.note = note
    }
  }

  /// The register, by key.
  public var enterprises: [String: Enterprise]
  /// What was reported.
  public var shares: [Share]

  /// Creates reports.
  public init(enterprises: [String: Enterprise], shares: [Share]) {
    self.enterprises = enterprises
    self.shares = shares
  }
}
