/// Names that somebody may have meant.
enum EditDistance {
  /// Insertions, removals and replacements that turn one text into the other (Levenshtein).
  static func between(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j + 1] + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }

  /// The nearest of `names`, when at most half of the longer text differs; the first of equals.
  static func nearest(to text: String, among names: [String]) -> String? {
    let folded = text.folded
    guard folded.count <= 64 else { return nil }  // Bounds the work for hostile cells.
    var best: (name: String, distance: Int)?
    for name in names {
      let candidate = name.folded
      let distance = between(folded, candidate)
      guard 2 * distance <= max(folded.count, candidate.count) else { continue }
      if distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }
}
