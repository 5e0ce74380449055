import Domain
import Storage
import Synchronization

/// The catalogues of programmes in memory, each for as long as nothing of its programme changes: to read one of thousands of
/// zones takes longer than all else that a call about a few figures does.
final class KeptCatalogues: Sendable {
  private struct Kept {
    /// The last version that changed any part of it.
    let version: DataVersion
    let catalogue: Catalogue
  }

  private let kept = Mutex<[String: Kept]>([:])

  /// The catalogue that is true in a transaction; nil: there is no such programme. One that a write reads is not kept: what
  /// it sees may not be committed yet.
  func find(_ programme: String, in transaction: some Transaction) throws -> Catalogue? {
    guard let change = try ProgrammeStore.lastChange(of: programme, in: transaction) else { return nil }
    let version = DataVersion(epoch: transaction.version.epoch, sequence: change)
    if let own = kept.withLock({ $0[programme] }), own.version == version { return own.catalogue }
    guard let catalogue = try CatalogueStore.find(programme, in: transaction) else { return nil }
    if transaction is ReadTransaction {
      kept.withLock { kept in
        guard kept[programme].map({ $0.version < version }) ?? true else { return }  // Of a past state.
        kept[programme] = Kept(version: version, catalogue: catalogue)
      }
    }
    return catalogue
  }

  /// Reads a programme's catalogue where it is not kept, so that the write that follows need not.
  func prepare(_ programme: String, from store: Store, deadline: ContinuousClock.Instant?) async throws {
    _ = try await store.read(deadline: deadline) { try self.find(programme, in: $0) }
  }
}
