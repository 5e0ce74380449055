/// Where services keep their data: a folder, or a PostgreSQL server.
public struct DatabaseURL: Sendable, Hashable {
  enum Place: Hashable { case folder(String), server }

  /// As it was given, passwords included.
  let text: String
  let place: Place

  /// Reads `sqlite:///folder` (an absolute path) or `sqlite:folder`, `postgres://...` or `postgresql://...`; nil for
  /// anything else.
  public init?(_ text: String) {
    self.text = text
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      place = .server
    } else if text.hasPrefix("sqlite:"), case let path = text.dropFirst("sqlite:".count), !path.isEmpty {
      let isAbsolute = path.hasPrefix("///")
      if path.hasPrefix("//") && !isAbsolute { return nil }  // A host: there is none.
      place = .folder(String(isAbsolute ? path.dropFirst(2) : path))
    } else {
      return nil
    }
  }

  /// A folder by its path.
  public static func folder(_ path: String) -> DatabaseURL { DatabaseURL(text: "sqlite:\(path)", place: .folder(path)) }

  private init(text: String, place: Place) {
    self.text = text
    self.place = place
  }

  /// Whether it is a server, which several instances of a service may share.
  public var isServer: Bool { place == .server }

  /// The folder, when it is one.
  public var folder: String? { if case .folder(let path) = place { path } else { nil } }

  /// `isInstance`: whether it is opened as an instance of the service; in a folder only one may have it open at all.
  func database(name: String, isInstance: Bool = true) throws(StorageError) -> any SQLDatabase {
    switch place {
    case .folder(let path): try SQLiteDatabase(folder: path, name: name)
    case .server: try PostgresDatabase(self, name: name, isInstance: isInstance)
    }
  }

  /// A connection that only reads, beside whatever process owns the service's data.
  func reader(beside name: String) throws(StorageError) -> any SQLConnection {
    try isServer ? PostgresDatabase.openBeside(self, name: name) : SQLiteDatabase.openBeside(self, name: name)
  }
}

extension DatabaseURL: CustomStringConvertible {
  /// For people: a folder's path, or the URL without user, password and parameters.
  public var description: String {
    guard place == .server else { return if case .folder(let path) = place { path } else { text } }
    let scheme = text.prefix { $0 != ":" }
    let rest = text.dropFirst(scheme.count + 3).prefix { $0 != "?" }
    let hosts = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
    return "\(scheme)://\(hosts)"
  }
}
