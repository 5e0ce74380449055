/// Why a submission cannot be changed now, who can open it, and until when.
public struct Lock: Sendable, Hashable {
  /// Which lock it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The form is not open yet.
    case notOpen
    /// The last day for reports has passed.
    case deadlinePassed
    /// The levels above are looking at it.
    case underReview
    /// The city has approved it.
    case approved
    /// The month's data version is fixed for the bulletin.
    case frozen
    /// It is published: only a revision can change it.
    case published
  }

  /// Which lock.
  public var kind: Kind
  /// Who can open it; empty: only the calendar.
  public var openers: [Party]
  /// The day on which it opens by itself, or the last day on which it can be opened; nil where none is set.
  public var day: Day?

  /// A lock.
  public init(_ kind: Kind, openers: [Party] = [], day: Day? = nil) {
    self.kind = kind
    self.openers = openers
    self.day = day
  }
}
