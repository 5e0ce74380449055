import Chassis
import WireTupo

/// Scans of a stamped form.
enum ScansView {
  static func table(_ scans: [IndicatorsV1.Scan], _ language: Language) -> Table {
    var table = Table([
      .text("receipt", "回执", "receipt"), .text("file_name", "文件名", "file"), .text("media_type", "类型", "kind", spare: 2),
      .number("size_bytes", "大小（字节）", "bytes", spare: 1), .text("sha256", "SHA-256", "SHA-256"),
      .text("attached_by", "登记人", "attached by"), .text("attached_at", "时间", "at", spare: 1),
    ])
    table.rows = scans.map { own in
      [
        .text(own.receipt), .text(own.fileName), .text(own.mediaType), .number(own.sizeBytes),
        .text(hexadecimal(own.sha256)),
        .text(
          WorkflowWords.standingIn(own.attachedBy?.principal ?? "", for: own.attachedBy?.standsFor ?? "", language)),
        own.attachedBy?.at.map { .word(TimeText.china(micros: $0.micros), TimeText.utc(micros: $0.micros)) }
          ?? .missing,
      ]
    }
    return table
  }
}
