/// What a verification of the log found.
public enum LogVerification: Sendable, Hashable {
  /// All entries up to this head are as their hashes say, the tree leads to the head, and every given head fits.
  /// Without a head from outside this cannot rule out that the whole log was written anew.
  case intact(LogHead)
  /// The first thing that is wrong.
  case broken(LogFault)
}

/// The first thing in a log that is wrong, and where.
public enum LogFault: Error, Sendable, Hashable {
  /// The entry is not there, though there are later ones or the head counts it.
  case missing(sequence: Int64)
  /// The entry's content is not what its hash says.
  case edited(sequence: Int64)
  /// The batches that are part of the entry are not what its digest says.
  case batchesEdited(sequence: Int64)
  /// What the entry did to the projections is not what its digest says.
  case effectsEdited(sequence: Int64)
  /// The entry is earlier than the one before it.
  case timeBackwards(sequence: Int64)
  /// The entry's epoch is less than that of the one before it, or more than the head's.
  case epochWrong(sequence: Int64)
  /// A node of the tree is not the hash of what is below; it covers the entries from `first` to `last`.
  case treeEdited(first: Int64, last: Int64)
  /// There are entries after the head, from this one.
  case afterHead(sequence: Int64)
  /// The entries do not lead to the root, or have not the time, that the head in the database names.
  case headEdited(size: Int64)
  /// The log does not lead to this head from outside: it was written anew in between.
  case rewritten(before: LogHead)
  /// The log is shorter than this head from outside.
  case truncated(before: LogHead)
  /// The log does not lead to this head from outside, because a later epoch began with the entry `at`: a restore, or
  /// somebody who wants it to look like one, gave up what came after.
  case givenUp(LogHead, at: Int64)
}

extension Store {
  /// Recomputes the log from the bytes that are kept, and compares it with its tree, its head, and with `heads` that
  /// were kept outside. It reads in short transactions, up to the head at its beginning, and writes nothing.
  public func verify(against heads: [LogHead] = []) async throws -> LogVerification {
    let head = try await head()
    var verifier = LogVerifier(head: head, outside: heads)
    do {
      while !verifier.isAtEnd { verifier = try await verified(verifier) }
      let afterHead = try await readLog { log, now in try log.entries(after: now.size, limit: 1).first }
      if let afterHead { throw LogFault.afterHead(sequence: afterHead.version.sequence) }
      try verifier.finish()
    } catch let fault as LogFault {
      return .broken(fault)
    }
    return .intact(head)
  }

  /// Goes on by a page. An entry that is too large for a page's time is still taken whole.
  private func verified(_ verifier: LogVerifier) async throws -> LogVerifier {
    try await readLog { log, _ in
      var verifier = verifier
      let end = ContinuousClock.now + .milliseconds(100)
      repeat { try verifier.takeNext(log) } while !verifier.isAtEnd && ContinuousClock.now < end
      return verifier
    }
  }
}
