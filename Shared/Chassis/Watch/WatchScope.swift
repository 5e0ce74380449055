import WireTupo

/// What a watcher wants to hear of.
struct WatchScope: Sendable {
  private let roots: [String]
  private let types: Set<String>

  private static let scopesMax = 100

  /// Reads a request; notes what is wrong with it.
  init(_ request: CommonV1.WatchRequest, known: [String], _ faults: inout FieldFaults) {
    if !request.parent.isEmpty { _ = faults.name("parent", request.parent, .programme) }
    if request.scopes.count > Self.scopesMax {
      faults.add("scopes", "TOO_MANY", zh: "最多\(Self.scopesMax)个。", en: "holds at most \(Self.scopesMax).")
    }
    for (index, scope) in request.scopes.enumerated() {
      let parts = scope.split(separator: "/", omittingEmptySubsequences: false)
      if parts.contains("") {
        faults.add(
          "scopes[\(index)]", "NAME_INVALID", zh: "“\(scope)”不是资源名称。", en: "\"\(scope)\" is not the name of a resource."
        )
      } else if !request.parent.isEmpty, !Self.covers(request.parent, scope) {
        faults.add(
          "scopes[\(index)]", "NAME_INVALID", zh: "不属于\(request.parent)。", en: "is not of \(request.parent).")
      }
    }
    let list = known.joined(separator: ", ")
    for (index, type) in request.types.enumerated() where !known.contains(type) {
      faults.add("types[\(index)]", "CHOICE_INVALID", zh: "应为\(list)之一。", en: "must be one of \(list).")
    }
    roots = request.scopes.isEmpty ? (request.parent.isEmpty ? [] : [request.parent]) : request.scopes
    types = Set(request.types.isEmpty ? known : request.types)
  }

  /// Whether it is interested in a kind of resources at all.
  func holds(type: String) -> Bool { types.contains(type) }

  /// Whether it is interested in a resource.
  func holds(resource: String) -> Bool { roots.isEmpty || roots.contains { Self.covers($0, resource) } }

  private static func covers(_ root: String, _ name: String) -> Bool {
    name.hasPrefix(root) && (name.utf8.count == root.utf8.count || name.utf8.dropFirst(root.utf8.count).first == 0x2F)
  }
}
