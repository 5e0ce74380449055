import Storage

/// Where the next page of a list begins: after which row, at which version and moment, and of which query.
struct ListToken: Sendable, Hashable {
  let version: DataVersion
  /// The moment of which the first page told, in microseconds UTC; nil where the list follows from its version alone.
  let moment: Int64?
  /// Stands for everything that the list was asked with.
  let query: String
  let place: [SQLValue]

  init(version: DataVersion, moment: Int64? = nil, query: String, place: [SQLValue]) {
    self.version = version
    self.moment = moment
    self.query = query
    self.place = place
  }

  /// As it is given to callers, for whom it means nothing.
  var text: String {
    let values = place.map { value in
      switch value {
      case .null: "n"
      case .integer(let integer): "i\(integer)"
      case .text(let text): "t" + TokenText.token(for: text)
      case .blob: "n"
      }
    }
    let read = "\(version)" + (moment.map { "@\($0)" } ?? "")
    return TokenText.token(for: "\(read)/\(query)/" + values.joined(separator: ","))
  }

  /// Reads one; nil for a text that was not given by us.
  init?(_ token: String) {
    guard let text = TokenText.text(ofToken: token) else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let read = parts.first?.split(separator: "@", omittingEmptySubsequences: false),
      let dot = read[0].firstIndex(of: "."), let epoch = Int64(read[0][..<dot]),
      let sequence = Int64(read[0][dot...].dropFirst()), read.count <= 2
    else { return nil }
    let moment = read.dropFirst().first.map { Int64($0) }
    if moment == .some(nil) { return nil }
    var place: [SQLValue] = []
    for word in parts[2].split(separator: ",", omittingEmptySubsequences: false) {
      guard let value = Self.value(word) else { return nil }
      place.append(value)
    }
    self.init(
      version: DataVersion(epoch: epoch, sequence: sequence), moment: moment ?? nil, query: String(parts[1]),
      place: place)
  }

  private static func value(_ word: Substring) -> SQLValue? {
    switch word.first {
    case "n": word.count == 1 ? .null : nil
    case "i": Int64(word.dropFirst()).map { .integer($0) }
    case "t": TokenText.text(ofToken: String(word.dropFirst())).flatMap { $0.contains("\0") ? nil : .text($0) }
    default: nil
    }
  }

  /// A digest of what a list is asked with.
  static func query(_ parts: [String]) -> String {
    var digest = RunningDigest()
    for part in parts { digest.add(Array(part.utf8)) }
    return "\(TreeHash(bytes: Array(digest.bytes.prefix(12))))"
  }
}
