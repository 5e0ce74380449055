import Chassis
import Storage
import Wire
import WireTupo

/// One entry of a log.
enum EntryView {
  /// Its fields, one line each.
  static func fields(_ entry: LogEntry, _ service: ServiceName, _ language: Language) -> Table {
    var table = Table([.text("field", "项目", "field"), .text("value", "内容", "value")])
    func add(_ zh: String, _ en: String, _ value: String?) {
      if let value, !value.isEmpty { table.rows.append([.text(Bilingual(zh, en).text(language)), .text(value)]) }
    }
    add("服务", "service", service.rawValue)
    add("数据版本", "version", "\(entry.version)")
    add("时间（北京时间）", "time (Beijing)", TimeText.china(micros: entry.time))
    add("收到时间（北京时间）", "received (Beijing)", TimeText.china(micros: entry.request.receivedAt))
    add("操作人", "principal", entry.request.principal)
    add("代表", "on behalf of", entry.request.onBehalfOf)
    add("请求编号", "request id", entry.request.requestID)
    add("方法", "method", entry.request.method)
    add("资源", "resource", entry.request.resource)
    add("请求类型", "schema", entry.request.schema)
    add("请求字节", "request bytes", "\(entry.request.bytes.count)")
    if let read = PersonalReading(entry) {
      add("读取个人信息", "personal data of", read.resources.joined(separator: ", "))
      add("事由", "purpose", read.purpose)
    }
    add("导入批次", "batches", entry.batches > 0 ? "\(entry.batches)" : nil)
    add("哈希算法", "hash algorithm", entry.algorithm.rawValue)
    add("叶哈希", "leaf hash", "\(entry.leafHash)")
    let isTrue = entry.computedLeaf == entry.leafHash
    let verdict = isTrue ? Bilingual("与内容相符", "is that of the fields") : Bilingual("与内容不符", "IS NOT that of the fields")
    add("核对", "check", verdict.text(language))
    return table
  }

  /// What a read of personal data left in the log.
  private struct PersonalReading {
    let resources: [String]
    let purpose: String

    init?(_ entry: LogEntry) {
      guard entry.request.schema == CommonV1.PersonalRead.fullName,
        let read = try? CommonV1.PersonalRead(decoding: entry.request.bytes)
      else { return nil }
      (resources, purpose) = (read.resources, read.purpose)
    }

    var facts: [(key: String, value: JSONValue)] {
      [("personal_data_of", .array(resources.map { .string($0) })), ("purpose", .string(purpose))]
    }
  }

  /// What it did, one line for each row; with its fields as facts for programs.
  static func effects(_ shown: ShownEntry, _ service: ServiceName, _ language: Language) -> Table {
    var table = Table([
      .text("change", "变化", "change"), .text("table", "数据表", "table"), .text("key", "主键", "key"),
      .text("values", "值", "values"),
    ])
    if let entry = shown.entry { table.facts = facts(entry, service) }
    table.rows = shown.effects.map { effect in
      let columns = zip(effect.table.columns, effect.columns).map { "\($0)=\($1.shown)" }
      return [
        word(effect.kind, language), .text(effect.table.name), list(effect.key.map(\.shown)), list(columns),
      ]
    }
    return table
  }

  private static func facts(_ entry: LogEntry, _ service: ServiceName) -> [(key: String, value: JSONValue)] {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    let read = PersonalReading(entry)?.facts ?? []
    return read + [
      ("service", .string(service.rawValue)), ("epoch", .integer(entry.version.epoch)),
      ("sequence", .integer(entry.version.sequence)), ("time", .string(TimeText.utc(micros: entry.time))),
      ("received_at", .string(TimeText.utc(micros: entry.request.receivedAt))),
      ("principal", .string(entry.request.principal)), ("on_behalf_of", text(entry.request.onBehalfOf)),
      ("request_id", text(entry.request.requestID)), ("method", .string(entry.request.method)),
      ("resource", .string(entry.request.resource)), ("schema", .string(entry.request.schema)),
      ("stored_bytes", .integer(Int64(entry.request.bytes.count))), ("batches", .integer(entry.batches)),
      ("hash_algorithm", .string(entry.algorithm.rawValue)), ("leaf_hash", .string("\(entry.leafHash)")),
      ("leaf_fits", .bool(entry.computedLeaf == entry.leafHash)),
    ]
  }

  private static func list(_ items: [String]) -> Table.Cell {
    Table.Cell(shown: items.joined(separator: ", "), value: .array(items.map { .string($0) }))
  }

  private static func word(_ kind: Effect.Kind, _ language: Language) -> Table.Cell {
    switch kind {
    case .insert: .word(Bilingual("新增", "insert").text(language), "insert", .good)
    case .update: .word(Bilingual("修改", "update").text(language), "update")
    case .remove: .word(Bilingual("终止", "remove").text(language), "remove", .bad)
    }
  }
}
