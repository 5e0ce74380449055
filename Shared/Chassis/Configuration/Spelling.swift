/// How far names are from each other.
enum Spelling {
  /// How many letters may be wrong for a name to be taken for another one that was misspelt.
  static let slips = 3

  /// How many letters must be added, left away or changed to make one name of the other.
  static func distance(_ one: String, _ other: String) -> Int {
    let letters = Array(other.utf8)
    var row = Array(0...letters.count)
    for (index, letter) in one.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in letters.indices {
        let changed = diagonal + (letter == letters[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
      }
    }
    return row[letters.count]
  }
}
