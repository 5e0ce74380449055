import CPostgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where the database of one service is: what libpq is given to connect with.
struct PostgresLocation: Sendable {
  /// The service's schema.
  let schema: String
  /// As an operator may see it: without passwords.
  let shown: String
  private let parameters: [String: String]

  /// What holds unless the URL says otherwise. A connection whose other side is gone is found out by the kernel.
  private static let defaults = [
    "client_encoding": "UTF8", "connect_timeout": "5", "target_session_attrs": "read-write", "keepalives_idle": "30",
    "keepalives_interval": "10", "keepalives_count": "3", "tcp_user_timeout": "15000",
  ]

  /// - Parameters:
  ///   - url: a libpq URL, with one or more hosts.
  ///   - name: the service's; its schema, and its role unless the URL names one, are `tupo_NAME`.
  ///   - isInstance: whether its sessions count as those of an instance of the service.
  init(_ url: DatabaseURL, name: String, isInstance: Bool = true) throws(StorageError) {
    schema = "tupo_\(name)"
    shown = url.description
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(url.text, &message) else {
      let reason = message.map { String(cString: $0).replacing("\n", with: "") } ?? "out of memory"
      PQfreemem(message)
      throw .cannotOpen(path: shown, reason: reason)
    }
    defer { PQconninfoFree(options) }
    var parameters = Self.defaults
    parameters["application_name"] = isInstance ? Self.applicationName(name) : "tupo-admin"
    if getenv("PGUSER") == nil { parameters["user"] = schema }
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { parameters[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    self.parameters = parameters
  }

  /// How the sessions of a service's instances are called.
  static func applicationName(_ name: String) -> String { "tupo-\(name)" }

  /// Connects, which blocks: names are looked up and hosts are tried in turn, each with its time-out, as only libpq's
  /// blocking call does. So this is called on a thread of our own, never on an event loop.
  func connect() throws(StorageError) -> OpaquePointer {
    let words = parameters.sorted { $0.key < $1.key }
    let raw = withCStrings(words.map(\.key)) { keywords in
      withCStrings(words.map(\.value)) { PQconnectdbParams(keywords, $0, 0) }
    }
    guard let raw else { throw .cannotOpen(path: shown, reason: "out of memory") }
    PQsetNoticeProcessor(raw, { _, _ in }, nil)
    guard PQstatus(raw) == CONNECTION_OK else {
      let reason = PostgresChannel.message(raw)
      PQfinish(raw)
      throw .cannotOpen(path: shown, reason: reason)
    }
    return raw
  }

  /// Lends an array of C strings that ends with a null pointer.
  private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { buffer in
      // An array with one element at least has an address.
      withUnsafePointer(to: Optional<UnsafePointer<CChar>>.none) { body(buffer.baseAddress ?? $0) }
    }
  }
}
