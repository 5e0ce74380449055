import Domain

extension Board {
  /// The city's own total (全市): another figure than the sum of the units, and in none of the board's numbers.
  struct City: Sendable, Hashable {
    /// Its line: value, base and growth, and nothing that is judged.
    var row: Row
    /// Its value less the units' total; nil where one of them is missing.
    var beyondZones: Amount?
    /// Who gave it.
    var source = ""
    /// What was said beside it.
    var note = ""
  }
}
