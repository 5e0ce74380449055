import Chassis
import Domain
import Storage
import WireTupo

/// What verifications came to.
enum VerificationView {
  static func table(_ all: [Verification], _ language: Language) -> Table {
    var table = Table([
      .text("service", "服务", "service"), .text("verdict", "结论", "verdict"), .number("entries", "记录数", "entries"),
      .number("vouched", "外存摘要可证", "vouched outside"), .text("head", "日志摘要", "root", spare: 1),
      .text("fault", "问题", "fault"), .hidden("reason"), .hidden("at"),
    ])
    for each in all {
      table.rows.append([
        .text(each.service.rawValue),
        verdict(each, language),
        each.head.map { .number($0.size) } ?? .missing, .number(each.vouched),
        .text(each.head.map { "\($0.root)" } ?? ""), .text(faults(each, language).joined(separator: "; ")),
        .text(each.fault?.reason ?? each.refusal.map(reason) ?? ""),
        each.fault.map { .number($0.sequence) } ?? .missing,
      ])
    }
    return table
  }

  private static func verdict(_ each: Verification, _ language: Language) -> Table.Cell {
    switch each.status {
    case .done: .word(Bilingual("完好", "intact").text(language), "intact", .good)
    case .unavailable: .word(Bilingual("未能验证", "not verified").text(language), "unknown", .bad)
    default: .word(Bilingual("不符", "broken").text(language), "broken", .bad)
    }
  }

  private static func reason(_ refusal: Complaint) -> String {
    refusal.status == .unavailable ? "SERVICE_UNAVAILABLE" : "LOG_UNREADABLE"
  }

  private static func words(_ refusal: Complaint) -> Bilingual {
    guard refusal.status != .unavailable else { return refusal.what }
    return Bilingual(
      "日志无法从运行中的服务读到末尾：\(refusal.what.zh)",
      "the running service does not tell its log to the end: \(refusal.what.en)")
  }

  private static func faults(_ each: Verification, _ language: Language) -> [String] {
    var lines = each.paperFaults.map { $0.text(language) }
    if let fault = each.fault { lines.append(language == .zh ? fault.text.zh : fault.text.en) }
    if let refusal = each.refusal { lines.append(words(refusal).text(language)) }
    if let check = each.check { lines += CheckView.faults(check, language) }
    return lines
  }

  /// What was proved, what was not, and what cannot be.
  static func notes(_ all: [Verification], headsGiven: Bool, _ language: Language) -> [String] {
    all.filter { $0.fault == nil && $0.head != nil }.flatMap { each in
      var notes: [Bilingual] = []
      let name = each.service.rawValue
      let entries = each.head?.size ?? 0
      if let newest = each.newest {
        let signed = TimeText.china(micros: newest.signedAt)
        notes.append(
          Bilingual(
            "\(name)：\(signed)签名的摘要证明前\(newest.head.size)条此后未被改动。",
            "\(name): the head signed \(signed) proves that the first \(newest.head.size) entries are unchanged since.")
        )
        if entries > newest.head.size {
          let rest = entries - newest.head.size
          notes.append(
            Bilingual(
              "\(name)：最后\(rest)条尚无外存摘要，若被改写无从知道。",
              "\(name): no head from outside covers the last \(rest); if they were written anew, nobody can tell."))
        }
        if each.keysAreFromFolder {
          notes.append(
            Bilingual(
              "\(name)：公钥取自摘要目录本身；请用--key给出另行保管的公钥。",
              "\(name): the key came from the folder of heads itself; give one that you kept elsewhere by --key."))
        }
      } else {
        notes.append(
          Bilingual(
            "\(name)：日志自身前后一致，但没有外存摘要，无法排除整体重写或截尾\(headsGiven ? "（目录中没有该服务的摘要）" : "")。",
            "\(name): the log agrees with itself, but without a head from outside nobody can rule out that it was "
              + "written anew or cut short\(headsGiven ? " (the folder has no head of this service)" : "")."))
      }
      return notes.map { $0.text(language) }
    }
  }
}
