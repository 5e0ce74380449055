/// What the server's error codes mean for us (PostgreSQL manual, appendix A).
enum PostgresState {
  /// The session is of no use any more: shut down, taken over by another server, or read-only after a failover.
  static func endsSession(_ state: String) -> Bool {
    state.hasPrefix("08") || ["57P01", "57P02", "57P03", "57P05", "25006", "25P03"].contains(state)
  }

  /// The transaction was spoilt by others and may succeed when it is tried again: serialisation failure, deadlock, lock
  /// time-out, a cancel that was meant for an earlier statement.
  static func mayBeRetried(_ fault: SQLFault) -> Bool {
    ["40001", "40P01", "55P03", "57014"].contains(fault.state) || isStale(fault)
  }

  /// A prepared statement does not fit any more: another instance migrated, or a pooler dropped it.
  static func isStale(_ fault: SQLFault) -> Bool {
    fault.state == "26000" || (fault.state == "0A000" && fault.message.contains("cached plan"))
  }

  static let cancelled = "57014"
  static let diskFull = "53100"
}
