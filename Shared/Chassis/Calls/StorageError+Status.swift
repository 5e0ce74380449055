public import RPC
public import Storage

extension StorageError: RPCErrorConvertible {
  /// What a caller learns of a fault in storage: never a statement, a path or somebody's data.
  public var rpcError: RPCError { failure.rpcError }

  private var failure: Failure {
    switch self {
    case .requestIDReused(let id):
      Failure(
        .invalidArgument, "REQUEST_ID_REUSED", zh: "request_id：\(id)已用于另一请求，请换一个。",
        en: "request_id: \(id) was used for another request; take a new one.", values: ["field": "request_id"],
        details: [
          .badRequest([
            FieldViolation(
              field: "request_id", description: "was used for another request", reason: "REQUEST_ID_REUSED",
              localized: LocalizedText(locale: "zh-CN", text: "已用于另一请求"))
          ])
        ])
    case .nulInText:
      Failure(.invalidArgument, "NUL_IN_TEXT", zh: "文本中含有空字符（U+0000）。", en: "A text contains NUL (U+0000).")
    case .versionNotReached(let asked, let latest):
      Failure(
        .outOfRange, "VERSION_NOT_REACHED", zh: "数据版本\(asked)尚未到达，最新为\(latest)。",
        en: "Version \(asked) is not reached yet; the latest is \(latest).", values: ["latest": "\(latest)"])
    case .epochEnded(let asked, let latest):
      Failure(
        .outOfRange, "EPOCH_ENDED", zh: "数据版本\(asked)所在的纪元已结束，最新为\(latest)。",
        en: "Version \(asked) belongs to an epoch that has ended; the latest is \(latest).",
        values: ["latest": "\(latest)"])
    case .versionBelowKept(let asked, let first):
      Failure(
        .outOfRange, "VERSION_BELOW_KEPT_RANGE", zh: "数据版本\(asked)之后的变更已不保留，最早为\(first)；请重新读取后再订阅。",
        en: "What came after version \(asked) is no longer kept; the first is \(first). Read anew, then watch on.",
        values: ["first": "\(first)"])
    case .deadlineExceeded:
      Failure(.deadlineExceeded, "VERSION_NOT_IN_TIME", zh: "期限内未到达所需数据版本。", en: "The version was not reached in time.")
    case .timedOut:
      Failure(.deadlineExceeded, "CALL_TOO_LATE", zh: "期限已过，未保存任何数据。", en: "The deadline passed; nothing was kept.")
    case .unreachable:
      Failure(
        .unavailable, "DATABASE_UNREACHABLE", zh: "暂时无法连接数据库，未保存任何数据，请重试。",
        en: "The database cannot be reached; nothing was kept. Retry.", details: [.retryInfo(delay: .seconds(1))])
    case .outcomeUnknown:
      Failure(
        .unavailable, "WRITE_OUTCOME_UNKNOWN", zh: "提交时数据库连接中断，结果未知；请用同一request_id重试，即得首次结果。",
        en: "The database went away during the commit. Retry with the same request_id: it tells the outcome.",
        details: [.retryInfo(delay: .seconds(1))])
    case .overloaded:
      Failure(
        .resourceExhausted, "TOO_MANY_CALLS", zh: "等待处理的请求过多，请稍后再试。",
        en: "Too many calls are waiting: try again later.",
        details: [.retryInfo(delay: .milliseconds(200))])
    case .diskFull:
      Failure(
        .resourceExhausted, "STORAGE_FULL", zh: "磁盘空间不足，未保存任何数据。请清理后用同一request_id重试。",
        en: "The disk is full; nothing was kept. Make room, and retry with the same request_id.")
    case .walPinned:
      Failure(
        .resourceExhausted, "WAL_PINNED",
        zh: "预写日志已达上限：有读取一直未结束，未保存任何数据。请查看是否有备份或其他程序正在读取数据文件，"
          + "结束后用同一request_id重试。",
        en:
          "The write-ahead log is as long as it may become, because something has not stopped reading; nothing was kept. "
          + "Look for a backup, or another program that has the data's file open; then retry with the same request_id.",
        details: [.retryInfo(delay: .seconds(1))])
    case .readTooLong:
      Failure(.resourceExhausted, "READ_TOO_LONG", zh: "读取时间过长，已中止。", en: "The read took too long and was ended.")
    case .batchUnknown, .batchBroken, .laidStale, .settling:
      Failure(
        .aborted, "IMPORT_INTERRUPTED", zh: "导入中断，未保存任何数据，请重试。",
        en: "The import was interrupted; nothing was kept. Retry.")
    case .sql(let fault) where fault.isContention:
      Failure(
        .aborted, "WRITE_CONTENDED", zh: "与其他写入冲突，未保存任何数据，请用同一request_id重试。",
        en: "Other writes were in the way; nothing was kept. Retry with the same request_id.",
        details: [.retryInfo(delay: .milliseconds(200))])
    case .failed, .closed, .readOnly, .inUse, .cannotOpen, .notDurable, .hashDiffers, .backupBroken, .notEmpty,
      .restoreUnfinished, .restoreDiffers:
      Failure(.unavailable, "STORAGE_UNAVAILABLE", zh: "数据库暂不可用。", en: "Storage is not available.")
    case .sql, .migrationChanged, .migrationUnknown, .column, .badStatement, .logBroken:
      Failure(.internal, "STORAGE_FAULT", zh: "数据库内部错误。", en: "Storage met an internal fault.")
    }
  }
}
