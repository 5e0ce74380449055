import Domain

/// An office that takes part in the programme (clause A0).
struct Office: Sendable, Hashable {
  var programme: String
  var id: String
  var title: Bilingual
  var role: Bilingual
  /// Its place in the protocol order, from 1.
  var order: Int
  var clauses: [String]
}
