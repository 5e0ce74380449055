import Chassis
import Storage
import WireTupo

/// What a verification of one service's log came to.
struct Verification: Sendable {
  var service: ServiceName
  /// The head that the log claims.
  var head: LogHead?
  /// The first thing that is wrong with the log.
  var fault: LogFault?
  /// What is wrong with the papers from outside.
  var paperFaults: [Bilingual] = []
  /// The newest head from outside; it vouches for all entries up to it when the log leads to it.
  var newest: SignedHead?
  var keysAreFromFolder = false
  /// The projections and files, when they were checked.
  var check: CommonV1.CheckDataResponse?
  /// Why a running service did not tell its log to the end.
  var refusal: Complaint?

  /// Whether nothing at all was found.
  var isSound: Bool { fault == nil && paperFaults.isEmpty && check?.sound != false && refusal == nil }

  /// What the command ends with for it: a service that cannot be reached has not been found to be broken.
  var status: ExitStatus {
    if isSound { return .done }
    return fault == nil && paperFaults.isEmpty && refusal?.status == .unavailable ? .unavailable : .broken
  }

  /// How many entries somebody outside vouches for.
  var vouched: Int64 { fault == nil && head != nil ? newest?.head.size ?? 0 : 0 }

  /// Reads a log to its end and checks it: every entry by its stored bytes, the tree, the head, the heads from outside.
  static func run(
    _ service: ServiceName, _ source: LogSource, _ outside: OutsideHeads, checkingData: Bool
  ) async throws -> Verification {
    var found = Verification(service: service)
    found.paperFaults = outside.faults
    found.newest = outside.newest
    found.keysAreFromFolder = outside.keysAreFromFolder
    let heads = outside.heads.map(\.head)
    do {
      found.head = try await source.read { head in
        Reading(auditor: LogAuditor(head: head, outside: heads), collector: PieceCollector(head.algorithm))
      } take: { reading, piece in
        guard let whole = reading.collector.take(piece) else { return }
        try reading.auditor.take(whole.entry, whole.parts)
      } end: { reading in
        try reading.auditor.finish()
        return reading.auditor.head
      }
    } catch let fault as LogFault {
      found.fault = fault
      return found
    } catch let refusal as Complaint where refusal.tellsOfData {
      // Of a service that runs: the others' logs are read all the same. It may be able to say what it cannot read.
      found.refusal = refusal
      if refusal.status != .unavailable { found.check = try? await source.check(rebuilding: checkingData) }
      return found
    } catch let error as StorageError {
      guard error.isDamage else { throw error }
      if case .logBroken = error { found.fault = try await broken(source) }
      // Not even a log that can be told: what of the file cannot be read is named by its tables.
      if found.fault == nil { found.check = try await source.check(rebuilding: checkingData) }
      if found.isSound { throw error }
      return found
    }
    if checkingData { found.check = try await source.check(rebuilding: true) }
    return found
  }

  private struct Reading: Sendable {
    var auditor: LogAuditor
    var collector: PieceCollector
  }

  /// A log that cannot even be told piece by piece is looked at where it lies.
  private static func broken(_ source: LogSource) async throws -> LogFault? {
    guard case .folder(let store) = source, case .broken(let fault) = try await store.verify() else { return nil }
    return fault
  }
}

extension Complaint {
  /// Whether a service has not told its log because it is not there, or cannot read it: not because of who asks.
  fileprivate var tellsOfData: Bool {
    status == .unavailable || status == .broken || ["STORAGE_FAULT", "STORAGE_UNAVAILABLE"].contains(reason)
  }
}
