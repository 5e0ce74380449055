import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// Whom supervision can hold to what a bulletin asks: zones, and the offices of the programme by their Chinese titles. Only
/// they have people who reply.
struct SupervisedParties {
  private let offices: [String: String]

  init(_ programme: String, in transaction: some Transaction) throws {
    offices = Dictionary(
      try OfficeStore.list(programme, in: transaction).map { ($0.title.zh, $0.name) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The offices' titles.
  var titles: Set<String> { Set(offices.keys) }

  /// The name of the unit that a request goes to; nil for a party that is neither.
  func unit(of asked: AskedOfUnit) -> String? {
    ResourcePattern.zone.match(asked.unit) == nil ? offices[asked.unit] : asked.unit
  }

  /// What is asked of parties that cannot be held to it, each as a finding.
  func findings(in asked: [AskedOfUnit]) -> [CommonV1.Fault] {
    asked.filter { unit(of: $0) == nil }.map { own in
      .with {
        $0.severity = .soft
        $0.reason = own.unit.isEmpty ? "NOBODY_RESPONSIBLE" : "PARTY_UNSUPERVISED"
        $0.cell = own.unit
        $0.text = CommonV1.LocalizedText(words(own))
      }
    }
  }

  private func words(_ own: AskedOfUnit) -> Bilingual {
    if own.unit.isEmpty {
      return Bilingual(
        zh: "未写明责任单位，不进入督办：\(own.text)。请在事项中写明责任部门。",
        en: "Nobody is named as responsible, so no item supervises \"\(own.text)\": name an office in the milestone.")
    }
    return Bilingual(
      zh: "“\(own.unit)”不是本方案的单位或部门，不进入督办：\(own.text)。请改用方案中的部门名称，或另行督办。",
      en:
        "\"\(own.unit)\" is no zone or office of the programme, so no item supervises \"\(own.text)\": name one of its "
        + "offices, or follow it up otherwise.")
  }
}
