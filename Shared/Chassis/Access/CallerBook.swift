import Synchronization

/// Callers with what they may, so that a known one costs a look-up.
final class CallerBook: Sendable {
  private struct Key: Hashable {
    var name: String
    var onBehalfOf: String?
  }

  private struct Known {
    var callers: [Key: Caller] = [:]
    var revision: UInt64 = 0
  }

  private let board: AccessBoard
  private let now: @Sendable () -> Int64
  private let known = Mutex(Known())
  /// More callers than a city has; beyond, all are looked up anew.
  private static let most = 10_000

  init(_ board: AccessBoard, now: @escaping @Sendable () -> Int64) {
    self.board = board
    self.now = now
  }

  /// Another number whenever callers may have other roles.
  var revision: UInt64 { board.revision }

  /// A caller by its name. Throws PERMISSION_DENIED when it may not call on behalf of others, and does.
  func caller(_ name: String, onBehalfOf other: String? = nil) throws(Failure) -> Caller {
    let revision = board.revision
    let key = Key(name: name, onBehalfOf: other)
    let now = now()
    if let caller = known.withLock({ $0.revision == revision ? $0.callers[key] : nil }), now < caller.changesAt {
      return caller
    }
    let book = board.current
    if other != nil, !book.mayActForOthers(name, at: now) { throw .mayNotActForOthers(name) }
    let caller = book.caller(name, onBehalfOf: other, at: now)
    known.withLock { known in
      if known.revision != revision || known.callers.count >= Self.most { known = Known(revision: revision) }
      known.callers[key] = caller
    }
    return caller
  }
}

extension AccessBook {
  /// A caller with what it may at a moment, by its own right and in the stead of others.
  func caller(_ name: String, onBehalfOf other: String? = nil, at now: Int64) -> Caller {
    let service = other == nil ? [] : [rightsForOthers(of: name, at: now)]
    let person = other ?? name
    let standIns = standIns(of: person, at: now).map { Standing($0.standIn, service + [$0.rights]) }
    return Caller(
      name: name, onBehalfOf: other, rights: service + [rights(of: person, at: now)],
      standings: [Standing(nil, service + [ownRights(of: person, at: now)])] + standIns)
  }
}
