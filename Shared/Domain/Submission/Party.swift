/// For whom somebody acts on a submission.
public enum Party: Sendable, Hashable {
  /// The zone that reports (填报单位).
  case zone
  /// The county, city or district that the zone belongs to (县市区).
  case county
  /// The owner bureau of some indicators (会签单位).
  case bureau(OfficeKey)
  /// The city's office that runs the programme (市推进办).
  case city
}

/// Who takes a step: every name that stands for it, and for whom it may act.
public struct Hand: Sendable, Hashable {
  /// The caller, on whose behalf it calls, and for whom it stands in (AB岗). Empty where nobody says who calls: such a
  /// hand is never known again, so that maker and checker cannot be told apart.
  public var names: Set<String>
  /// For whom it may act.
  public var parties: Set<Party>

  /// A hand.
  public init(names: Set<String>, parties: Set<Party>) {
    self.names = names
    self.parties = parties
  }
}

/// What somebody has done in one run of a submission, from its draft to its approval. Nobody has two of them, so that
/// nobody checks what is of its own making, nor twice what others have made.
public enum Duty: String, Sendable, Hashable, CaseIterable {
  /// Filled in, or sent in.
  case make
  /// Reviewed for the county.
  case review
  /// Countersigned for a bureau.
  case countersign
  /// Set a verified figure (核定数).
  case verify
  /// Approved for the city.
  case approve
}
