import ArgumentParser
import Chassis
import Wire
import WireStandard
import WireTupo

/// `tupo audit list`.
struct AuditListCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists entries of the logs, the newest first. 日志记录清单。",
    discussion: "Such as: --filter 'request_id:* kept_at_micros>1371600000000000' --order-by sequence.")

  @OptionGroup var services: ServicesOption
  @Option(help: "Only this principal. 操作人。")
  var principal = ""
  @Option(help: "Only this method, or this gRPC service, by full name. 方法。")
  var method = ""
  @Option(help: "Only this resource and those below it. 资源。")
  var resource = ""
  @Option(help: "Only after a day or time. 起始时间。")
  var after: TimeArgument?
  @Option(help: "Only up to a day or time. 截止时间。")
  var until: TimeArgument?
  @Option(help: "At most this many of each service; 0 for all. 每个服务最多条数。")
  var limit = 50
  @OptionGroup var list: ListOptions
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit must not be negative. 不能为负。") }
  }

  func run() async throws {
    var request = CommonV1.ListEntriesRequest()
    request.principal = principal
    request.method = method
    request.resource = resource
    request.after = after.map { GoogleProtobuf.Timestamp(micros: $0.micros) }
    request.until = until.map { GoogleProtobuf.Timestamp(micros: $0.micros) }
    request.filter = list.filter
    request.orderBy = list.orderBy.isEmpty ? "sequence desc" : list.orderBy
    let (first, limit) = (request, limit == 0 ? Int.max : limit)
    let found = try await withRemotes { remotes in
      var found: [(service: ServiceName, entry: CommonV1.LogEntry)] = []
      for service in services.chosen {
        found += try await remotes[service].entries(first, limit: limit).map { (service, $0) }
      }
      return found
    }
    console.show(EntriesView.table(found))
  }
}

extension Remote {
  /// Entries page by page, at most `limit`.
  fileprivate func entries(_ first: CommonV1.ListEntriesRequest, limit: Int) async throws -> [CommonV1.LogEntry] {
    try await call { channel, options in
      var (request, found): (CommonV1.ListEntriesRequest, [CommonV1.LogEntry]) = (first, [])
      repeat {
        request.pageSize = Int32(min(limit - found.count, 1_000))
        let page = try await CommonV1.AuditServiceClient(channel).listEntries(request, options: options)
        found += page.entries
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty && found.count < limit
      return found
    }
  }
}
