import RPC
import Storage

/// What a store's lane commits.
struct StorageMetrics: Sendable {
  private let transaction: HistogramCell
  private let write: HistogramCell
  private let batch: HistogramCell

  init(_ registry: MetricRegistry) {
    transaction = registry.histogram(
      "tupo_storage_commit_seconds", "From the beginning of a transaction of the lane to its being durable.", .seconds)
    write = registry.histogram(
      "tupo_storage_write_seconds", "From a call's being handed to the lane to its being durable.", .seconds)
    batch = registry.histogram("tupo_storage_batch_calls", "How many calls share a transaction.", .numbers)
  }

  func note(_ commit: Commit) {
    transaction.note(commit.duration.wholeNanoseconds)
    batch.note(Int64(commit.latencies.count))
    for latency in commit.latencies { write.note(latency.wholeNanoseconds) }
  }
}

extension StoreLoad {
  /// What a store has to do with.
  var families: [MetricFamily] {
    let entries = version.map { Double($0.sequence) }
    return [
      .single(.gauge, "tupo_storage_waiting_writes", "Calls that wait for the lane.", Double(waitingWrites)),
      .single(.gauge, "tupo_storage_waiting_reads", "Reads that wait for a connection.", Double(waitingReads)),
      .single(.gauge, "tupo_storage_running_reads", "Reads that have a connection.", Double(runningReads)),
      .single(.gauge, "tupo_storage_readers", "Connections that read.", Double(readers)),
      .single(.gauge, "tupo_storage_sound", "1 while the store takes calls, otherwise 0.", isSound ? 1 : 0),
      .single(
        .gauge, "tupo_storage_reachable", "1 while the database can be reached, otherwise 0.", isReachable ? 1 : 0),
    ]
      + [
        entries.map { .single(.gauge, "tupo_storage_log_entries", "Entries of the log.", $0) },
        walBytes.map { .single(.gauge, "tupo_storage_wal_bytes", "The write-ahead log's file, in bytes.", Double($0)) },
      ].compactMap(\.self)
  }
}
