import Chassis
import Storage

/// The book of access as this service keeps it.
struct KeptAccess: AccessSource {
  let store: Store

  func book() async throws -> AccessBook {
    try await store.read { try AccessStore.book(in: $0) }.value
  }
}
