import Synchronization

// Large writes, whose rows are laid ahead in small pieces between other writes, and then adopted by one entry.
extension Store {
  /// Begins a batch of rows that are laid ahead. `alsoStale` names what the batch depends on beside the keys of its own
  /// rows: an effect of another entry for which it is true makes the batch stale.
  public func lay(
    alsoStale: @escaping @Sendable (Effect) -> Bool = { _ in false }
  ) async throws -> LaidBatch {
    try await writable().submit { batch in try batch.beginLaying(alsoStale) }
  }

  /// Lays rows ahead: `put` puts those of some elements at a time into versioned tables as in a write, so that they can
  /// be looked up together, and tells how many of the elements changed something; it may run again, and what it reads is
  /// what is true now, without the batch's own rows. The lane is held for a few milliseconds at a time. One call at a
  /// time for each batch. Returns how many elements changed something.
  ///
  /// Throws `batchUnknown` after the batch was adopted or given up.
  @discardableResult
  public func lay<Element: Sendable>(
    _ elements: [Element], in laid: LaidBatch, deadline: ContinuousClock.Instant? = nil,
    _ put: @escaping @Sendable (ArraySlice<Element>, WriteTransaction) throws -> Int
  ) async throws -> Int {
    let limit = Duration.milliseconds(options.layMilliseconds)
    var (next, changed) = (0, 0)
    while next < elements.count {
      let first = next
      let done = try await lay(laid, deadline: deadline) { transaction in
        let end = ContinuousClock.now + limit
        var (next, changed) = (first, 0)
        repeat {
          let some = elements[next...].prefix(Self.elementsTogether)
          changed += try put(some, transaction)
          next = some.endIndex
        } while next < elements.count && .now < end
        return (next: next, changed: changed)
      }
      next = done.next
      changed += done.changed
    }
    return changed
  }

  /// So many elements are put before the lane looks whether its time is over.
  private static let elementsTogether = 64

  /// One piece of laying, which holds the lane.
  func lay<T: Sendable>(
    _ laid: LaidBatch, deadline: ContinuousClock.Instant? = nil,
    _ body: @escaping @Sendable (WriteTransaction) throws -> T
  ) async throws -> T {
    let (value, parts) = try await writable().submit(deadline: deadline) { batch in try batch.lay(laid, body) }
    laid.keep(parts: parts)
    return value
  }

  /// As `write`, and the entry adopts the batch: from its version on all its rows are seen, and before none. That takes
  /// the lane no longer than a small write; the rows get their version afterwards, in small pieces between other writes.
  /// `decide` already sees them. A batch that is not adopted, whatever the reason, is given up.
  ///
  /// Throws `laidStale` when other writes have changed a key of the batch since it was begun: then begin anew.
  public func write(
    _ request: LogRequest, adopting laid: LaidBatch, deadline: ContinuousClock.Instant? = nil,
    _ decide: @escaping @Sendable (WriteTransaction) throws -> Decision
  ) async throws -> Written {
    do {
      let written = try await adopt(request, laid, deadline, decide)
      try? await giveUp(laid)  // Does nothing to one that was adopted: only an answer given again adopts none.
      return written
    } catch {
      try? await giveUp(laid)
      throw error
    }
  }

  /// Gives a batch up that was not adopted: its rows are removed in small pieces between writes.
  public func giveUp(_ laid: LaidBatch) async throws {
    try await writable().submit { batch in try batch.giveUp(laid) }
    tidy()
  }

  /// Returns once every row that was adopted has its version, and those that were given up are removed.
  public func tidied() async throws {
    while try await tidyOnce() {}
  }

  /// Begins with what an earlier run has left, where it has.
  func tidyWhatIsLeft() async throws(StorageError) {
    do {
      if try await readers.read({ connection in try Laying(connection).hasWork }) { tidy() }
    } catch {
      throw error as? StorageError ?? .failed("\(error)")
    }
  }

  /// Does so in the background. What keeps it from its end is left to the next time.
  func tidy() {
    guard options.tidiesByItself, !isTidying.exchange(true, ordering: .acquiringAndReleasing) else { return }
    Task {
      while (try? await tidyOnce()) == true {}
      isTidying.store(false, ordering: .releasing)
    }
  }

  func tidyOnce() async throws -> Bool {
    try await writable().submit { batch in try batch.tidy() }
  }

  private func settleOnce() async throws -> Bool {
    try await writable().submit { batch in try batch.isSettling && batch.tidy() }
  }

  private func adopt(
    _ request: LogRequest, _ laid: LaidBatch, _ deadline: ContinuousClock.Instant?,
    _ decide: @escaping @Sendable (WriteTransaction) throws -> Decision
  ) async throws -> Written {
    while true {
      try await lookOver(for: laid)
      do {
        return try await writable().submit(request, deadline: deadline) { batch in
          try batch.write(request, adopting: laid, decide)
        }
      } catch StorageError.settling {
        while try await settleOnce() {}
      }
    }
  }

  /// Looks at what other entries have done since the batch was begun, so that little is left to be looked at in the lane.
  private func lookOver(for laid: LaidBatch) async throws {
    while true {
      let page: FeedPage
      do {
        page = try await feed(at: laid.cursor)
      } catch StorageError.epochEnded {
        throw StorageError.laidStale
      }
      for run in page.runs where run.effects.contains(where: laid.isStale) { throw StorageError.laidStale }
      laid.lookedOver(to: page.next)
      if page.isAtHead { return }
    }
  }
}
