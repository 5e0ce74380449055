/// An indicator as a heading or a title names it. Two names of one indicator are the same; which one it is tells whether it
/// was in use in the month of the values.
struct NamedIndicator: Hashable {
  let key: IndicatorKey
  /// Folded.
  let name: String

  static func == (one: NamedIndicator, other: NamedIndicator) -> Bool { one.key == other.key }

  func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
