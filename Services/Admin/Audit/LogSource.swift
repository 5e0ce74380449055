import Chassis
import RPC
import Storage
import WireTupo

/// A log that can be read from its beginning to its end: a running service's, or a folder's.
enum LogSource: Sendable {
  /// Of a running service.
  case remote(Remote)
  /// Of a folder that no service uses, opened to look into.
  case folder(Store)
  /// Of a folder, so damaged that it cannot be opened.
  case damaged(StorageError)

  /// Hands over the log's head, then all pieces of these entries, in order. Everything begins anew when a service was
  /// not available: so `begin` makes what takes the pieces.
  func read<Taker: Sendable, Answer: Sendable>(
    first: Int64 = 1, last: Int64? = nil, begin: @Sendable (LogHead) throws -> Taker,
    take: @Sendable (inout Taker, LogPiece) throws -> Void, end: @Sendable (inout Taker) throws -> Answer
  ) async throws -> Answer {
    switch self {
    case .damaged(let fault): throw fault
    case .folder(let store):
      let head = try await last == nil ? store.head() : store.head(at: last ?? 0)
      var (taker, cursor) = (try begin(head), LogCursor(before: first))
      while true {
        let page = try await store.pieces(at: cursor, last: head.size)
        if page.pieces.isEmpty { return try end(&taker) }
        for piece in page.pieces { try take(&taker, piece) }
        cursor = page.next
      }
    case .remote(let remote):
      return try await remote.call(timeout: .seconds(3_600)) { channel, options in
        var request = CommonV1.ExportEntriesRequest()
        request.first = first
        request.last = last
        return try await CommonV1.AuditServiceClient(channel).exportEntries(request, options: options) { stream in
          var pieces = stream.makeAsyncIterator()
          guard case .head(let wire) = try await pieces.next()?.piece, let head = LogHead(wire) else {
            throw Self.unreadable(remote)
          }
          var taker = try begin(head)
          while let wire = try await pieces.next() {
            guard let piece = LogPiece(wire) else { throw Self.unreadable(remote) }
            try take(&taker, piece)
          }
          return try end(&taker)
        }
      }
    }
  }

  /// Asks for a check of everything but the log's hashes, which the reader checks itself.
  func check(rebuilding: Bool) async throws -> CommonV1.CheckDataResponse {
    switch self {
    case .damaged(let fault): return CommonV1.CheckDataResponse(damaged: fault)
    case .folder(let store): return CommonV1.CheckDataResponse(try await store.check(rebuilding: rebuilding))
    case .remote(let remote):
      return try await remote.call(timeout: .seconds(3_600)) { channel, options in
        var request = CommonV1.CheckDataRequest()
        request.rebuild = rebuilding
        return try await CommonV1.MaintenanceServiceClient(channel).checkData(request, options: options)
      }
    }
  }

  private static func unreadable(_ remote: Remote) -> Complaint {
    Complaint(
      zh: "\(remote.service.title.zh)给出的日志无法读取。",
      en: "\(remote.service.title.en) told a log that cannot be read.", status: .broken)
  }
}

/// Where the log of each service is to be read: from a place that no service uses, or from the running service.
extension Calling {
  /// Runs `body` over the log of each chosen service, also one whose data are damaged.
  func eachLog(
    _ services: [ServiceName], at place: DatabaseURL?, _ body: (ServiceName, LogSource) async throws -> Void
  ) async throws {
    guard let place else {
      return try await withRemotes { remotes in
        for service in services { try await body(service, .remote(remotes[service])) }
      }
    }
    for service in services {
      let store: Store
      do {
        store = try await Store.inspect(place, name: service.rawValue)
      } catch let error as StorageError {
        guard error.isDamage else { throw Complaint(error, service, place) }
        do {
          try await body(service, .damaged(error))
        } catch let error as StorageError {
          throw Complaint("\(error)", service)
        }
        continue
      }
      do {
        try await body(service, .folder(store))
        await store.close()
      } catch {
        await store.close()
        throw error as? StorageError != nil ? Complaint("\(error)", service) : error
      }
    }
  }
}

extension Complaint {
  fileprivate init(_ error: StorageError, _ service: ServiceName, _ place: DatabaseURL) {
    let hint: Bilingual? =
      if case .inUse = error {
        Bilingual(
          "该服务正在运行：去掉--data即可直接查询服务，或先停止服务。",
          "The service is running: leave --data out to ask it, or stop it first.")
      } else {
        nil
      }
    self.init(
      zh: "无法打开\(place)中\(service.title.zh)的数据：\(error)",
      en: "Cannot open the data of \(service.title.en) in \(place): \(error)",
      field: place.isServer ? "--database" : "--data", hint: hint)
  }

  fileprivate init(_ cause: String, _ service: ServiceName) {
    self.init(
      zh: "\(service.title.zh)的数据无法读取：\(cause)", en: "The data of \(service.title.en) cannot be read: \(cause)",
      status: .broken)
  }
}
