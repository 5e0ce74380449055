import Domain

/// Which bulletin: its month, and 1 for the first edition or more for a correction.
struct Edition: Sendable, Hashable, Comparable {
  var month: Month
  var number: Int

  /// As it stands in a resource name: 2013-06-1.
  var id: String { "\(month)-\(number)" }

  static func < (first: Edition, second: Edition) -> Bool {
    (first.month, first.number) < (second.month, second.number)
  }
}

/// What the last part of a bulletin's name asks for: an edition, or the last one of a month.
struct EditionChoice: Sendable, Hashable {
  var month: Month
  /// nil: the last edition.
  var number: Int?

  /// Reads 2013-06-1 or 2013-06; nil for anything else.
  init?(_ id: String) {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].count == 4, parts[1].count == 2,
      let month = Month("\(parts[0])-\(parts[1])")
    else { return nil }
    self.month = month
    guard parts.count == 3 else { return }
    guard let number = Int(parts[2]), number >= 1, String(number) == parts[2] else { return nil }
    self.number = number
  }
}
