import Domain

/// A supervised item that its unit had not answered on the day of signing.
struct Unanswered: Sendable, Hashable {
  /// 督〔2013〕7号.
  var number: String
  /// The unit's name as it is printed, or its resource name where the bulletin knows the unit otherwise.
  var unit: String
  var text: String
  var dueOn: Day
  var isDemonstration: Bool
}
