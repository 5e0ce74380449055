import Chassis
import Storage
import WireTupo

/// Entries of logs.
enum EntriesView {
  static func table(_ entries: [(service: ServiceName, entry: CommonV1.LogEntry)]) -> Table {
    var table = Table([
      .text("service", "服务", "service"), .number("sequence", "序号", "entry"), .text("time", "时间", "time"),
      .text("principal", "操作人", "principal"), .text("method", "方法", "method"), .text("resource", "资源", "resource"),
      .hidden("epoch"), .hidden("received_at"), .hidden("on_behalf_of"), .hidden("request_id"), .hidden("schema"),
      .hidden("batches"), .hidden("hash_algorithm"), .hidden("leaf_hash"),
    ])
    table.rows = entries.map { service, entry in
      [
        .text(service.rawValue), .number(entry.recordedIn?.sequence ?? 0), time(entry.keptAtMicros),
        .text(entry.principal), method(entry.method), .text(entry.resource), .number(entry.recordedIn?.epoch ?? 0),
        .text(TimeText.utc(micros: entry.receivedAtMicros)), .text(entry.onBehalfOf ?? ""),
        .text(entry.requestId ?? ""), .text(entry.schema), .number(entry.batches), .text(algorithm(entry.algorithm)),
        .text("\(TreeHash(bytes: entry.leafHash))"),
      ]
    }
    return table
  }

  /// A time for people in China's, for programs in UTC.
  static func time(_ micros: Int64) -> Table.Cell {
    .word(TimeText.china(micros: micros), TimeText.utc(micros: micros))
  }

  /// A method for people without its package.
  static func method(_ path: String) -> Table.Cell {
    .word(String(path.split(separator: ".").last ?? Substring(path)), path)
  }

  static func algorithm(_ wire: CommonV1.HashAlgorithm) -> String { wire.known?.rawValue ?? "" }
}
