import Domain

/// An on-site meeting (现场办公会, clause A4).
struct Meeting: Sendable, Hashable {
  var programme: String
  var id: String
  var title: Bilingual
  var place: Bilingual
  /// nil: only the year is set.
  var on: Day?
  /// The last day by which it is to be held.
  var heldBy: Day?
  var clauses: [String]
  var source: String

  /// By what meetings are listed: the day, or the last day; those without either last.
  var order: Day { on ?? heldBy ?? .end }
}
