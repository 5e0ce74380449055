import Storage

/// What a backup, a restore or a move came to: the services, one line each.
enum BackupView {
  /// A backup that was made.
  static func table(_ manifest: BackupManifest, _ language: Language) -> Table {
    var table = Table(columns + [.text("sha256", "文件SHA-256", "file's SHA-256", spare: 1)])
    table.rows = manifest.services.map { part in
      cells(part, part.head.version) + [.text(hexadecimal(part.sha256))]
    }
    return table
  }

  /// Services that were restored.
  static func table(_ restored: [RestoredPart], _ language: Language) -> Table {
    var table = Table(columns + [.text("rows_compare", "逐行比对", "rows"), .text("log", "日志", "log")])
    table.rows = restored.map { found in
      cells(found.part, found.version) + [
        .word(Bilingual("一致", "equal").text(language), "equal", .good),
        found.isBroken
          ? .word(Bilingual("备份时已损坏", "was broken already").text(language), "broken", .bad)
          : .word(Bilingual("完好", "intact").text(language), "intact", .good),
      ]
    }
    return table
  }

  private static let columns: [Table.Column] = [
    .text("service", "服务", "service"), .text("version", "数据版本", "version"), .number("tables", "数据表", "tables"),
    .number("rows", "行数", "rows"), .text("root", "日志根哈希", "log root", spare: 2),
  ]

  private static func cells(_ part: BackupPart, _ version: DataVersion) -> [Table.Cell] {
    [
      .text(part.service), .text("\(version)"), .number(part.tables), .number(part.rows), .text("\(part.head.root)"),
    ]
  }

}

extension RestoredPart {
  /// Whether the log was not what its hashes say, as it had not been before.
  var isBroken: Bool { if case .broken = log { true } else { false } }
}

extension Complaint {
  /// What kept a backup from being made or restored.
  init(backup error: StorageError, of place: DatabaseURL) {
    let hint: Bilingual? =
      switch error {
      case .backupBroken: Bilingual("请使用另一份备份；没有恢复任何数据。", "Take another backup; nothing was restored.")
      case .notEmpty: Bilingual("请换一个空的目录或数据库。", "Take an empty folder or database.")
      case .inUse: Bilingual("请先停止全部服务。", "Stop all services first.")
      case .cannotOpen: Bilingual("请检查--data或--database。", "Check --data or --database.")
      default: nil
      }
    let isBroken = if case .backupBroken = error { true } else { false }
    self.init(
      zh: "\(place)：\(Self.words(error))", en: "\(place): \(error)", hint: hint,
      status: isBroken ? .broken : .refused)
  }

  private static func words(_ error: StorageError) -> String {
    switch error {
    case .backupBroken(let file, let reason): "备份文件\(file)损坏、不全或缺失（\(reason)）"
    case .notEmpty(let what): "已有数据：\(what)"
    case .inUse: "服务正在使用这些数据"
    case .restoreUnfinished: "上次恢复未完成，请重新恢复"
    case .restoreDiffers(let what): "恢复后比对不符：\(what)"
    default: "\(error)"
    }
  }
}
