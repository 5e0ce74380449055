import RPC
import Wire
import WireTupo

/// Where a service reads the book of access.
public protocol AccessSource: Sendable {
  /// The book as it is now.
  func book() async throws -> AccessBook
}

/// The book of access from the indicators service, which keeps it.
actor RemoteAccess: AccessSource {
  private let client: IndicatorsV1.AccessServiceClient
  private var last = (etag: "", book: AccessBook())
  /// A book that takes longer is asked for again.
  private static let patience = CallOptions(timeout: .seconds(5))

  /// Reads through `channel`.
  init(_ channel: RPCChannel) { client = .init(channel) }

  func book() async throws -> AccessBook {
    let answer = try await client.getAccessBook(.with { $0.etag = last.etag }, options: Self.patience)
    if answer.etag != last.etag { last = (answer.etag, AccessBook(answer)) }
    return last.book
  }
}
