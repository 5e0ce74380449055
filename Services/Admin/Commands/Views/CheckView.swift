import WireTupo

/// What a check of a service's data found.
enum CheckView {
  /// The services, one line each.
  static func table(_ all: [(service: ServiceName, check: CommonV1.CheckDataResponse)], _ language: Language) -> Table {
    var table = Table([
      .text("service", "服务", "service"), .text("verdict", "结论", "verdict"), .text("version", "数据版本", "version"),
      .number("tables", "数据表", "tables"), .number("rows", "行数", "rows"),
      .number("walBytes", "预写日志字节", "WAL bytes"), .text("faults", "问题", "faults"),
    ])
    table.rows = all.map { service, check in
      [
        .text(service.rawValue),
        check.sound
          ? .word(Bilingual("完好", "sound").text(language), "sound", .good)
          : .word(Bilingual("不符", "broken").text(language), "broken", .bad),
        .text(check.version.text), check.tables.isEmpty ? .missing : .number(check.tables.count),
        check.tables.isEmpty ? .missing : .number(check.tables.reduce(0) { $0 + $1.rows }),
        check.walBytes.map { .number($0) } ?? .missing,
        .text(faults(check, language).joined(separator: "; ")),
      ]
    }
    return table
  }

  /// What was not checked, and why.
  static func notes(
    _ all: [(service: ServiceName, check: CommonV1.CheckDataResponse)], _ language: Language
  ) -> [String] {
    all.filter { $0.check.indexesLeftOut }.map { service, _ in
      let name = service.rawValue
      return Bilingual(
        "\(name)：未将索引与数据表核对，因为服务的角色无权使用amcheck；请由管理员运行deploy/postgresql/prepare.sql。",
        "\(name): indexes were not compared with their tables, because the service's role may not use amcheck; an "
          + "administrator lets it by deploy/postgresql/prepare.sql."
      ).text(language)
    }
  }

  /// Each thing that was found, in words; of many rows the first.
  static func faults(_ check: CommonV1.CheckDataResponse, _ language: Language) -> [String] {
    func text(_ wire: CommonV1.LocalizedText?) -> String { (language == .zh ? wire?.zh : wire?.en) ?? "" }
    var lines = check.engineFaults
    if let fault = check.logFault { lines.append(text(fault.text)) }
    lines += check.rowFaults.prefix(shownMax).map { fault in
      "\(fault.table)(\(fault.key.joined(separator: ", ")))@\(fault.since): \(text(fault.text))"
    }
    if check.rowFaultCount > shownMax {
      lines.append(
        Bilingual("共\(check.rowFaultCount)行不符", "\(check.rowFaultCount) rows differ in all").text(language))
    }
    lines += check.personalFaults.prefix(shownMax).map { fault in "\(fault.resource): \(text(fault.text))" }
    if check.personalFaultCount > shownMax {
      lines.append(
        Bilingual("共\(check.personalFaultCount)人的个人信息不符", "\(check.personalFaultCount) personal records differ in all")
          .text(language))
    }
    if check.withoutEffects > 0 {
      lines.append(
        Bilingual(
          "第\(check.withoutEffects)条及以前的记录由旧版本写入，无法重算",
          "entries up to \(check.withoutEffects) are of an older release and cannot be recomputed"
        ).text(language))
    }
    return lines
  }

  private static let shownMax: Int64 = 10
}

extension Sequence {
  fileprivate func prefix(_ count: Int64) -> PrefixSequence<Self> { prefix(Int(count)) }
}
