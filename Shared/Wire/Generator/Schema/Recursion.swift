/// Which messages contain themselves, and how deep messages can nest.
struct Recursion {
  /// By message: the messages that it holds in place (a struct cannot hold itself so).
  private let inPlace: [String: Set<String>]
  /// By message: how many levels of messages can be below it; `Int.max` when without end.
  private let nesting: [String: Int]

  init(_ schema: Schema) {
    var (inPlace, all) = ([String: Set<String>](), [String: Set<String>]())
    for message in schema.files.flatMap(\.allMessages) {
      for field in message.fields {
        guard case .message(let target) = field.type else { continue }
        all[message.fullName, default: []].insert(target)
        if !field.isRepeated { inPlace[message.fullName, default: []].insert(target) }
      }
    }
    self.inPlace = inPlace
    var (known, open) = ([String: Int](), Set<String>())
    func depth(_ name: String) -> Int {
      if let depth = known[name] { return depth }
      guard open.insert(name).inserted else { return .max }
      defer { open.remove(name) }
      let deepest = (all[name] ?? []).map(depth).max()
      let result = deepest.map { $0 == .max ? .max : $0 + 1 } ?? 0
      known[name] = result
      return result
    }
    for message in schema.files.flatMap(\.allMessages) { _ = depth(message.fullName) }
    nesting = known
  }

  /// How many levels of messages can be below a message; `Int.max` when without end.
  func nesting(_ message: String) -> Int { nesting[message] ?? .max }

  /// Whether a field of `message` that holds `target` in place would make the struct hold itself.
  func needsBox(in message: String, holding target: String) -> Bool {
    var (seen, queue) = (Set([target]), [target])
    while let next = queue.popLast() {
      if next == message { return true }
      for target in inPlace[next] ?? [] where seen.insert(target).inserted { queue.append(target) }
    }
    return false
  }
}
