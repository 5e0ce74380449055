public import Domain
public import WireTupo

extension Bilingual {
  /// From the wire; an absent text is empty.
  public init(_ wire: CommonV1.LocalizedText?) { self.init(zh: wire?.zh ?? "", en: wire?.en ?? "") }
}

extension CommonV1.LocalizedText {
  /// To the wire.
  public init(_ text: Bilingual) {
    self.init()
    zh = text.zh
    en = text.en
  }
}

extension Responsibility {
  /// From the wire; absent is nobody.
  public init(_ wire: CommonV1.Responsibility?) {
    self.init(leader: wire?.leader ?? "", leadUnit: wire?.leadUnit ?? "", supportingUnits: wire?.supportingUnits ?? [])
  }
}

extension CommonV1.Responsibility {
  /// To the wire; nil when nobody is named.
  public init?(_ value: Responsibility) {
    guard value != Responsibility() else { return nil }
    self.init()
    leader = value.leader
    leadUnit = value.leadUnit
    supportingUnits = value.supportingUnits
  }
}

extension FieldFaults {
  /// Who answers; absent is nobody.
  public mutating func responsibility(_ field: String, _ wire: CommonV1.Responsibility?) -> Responsibility {
    _ = texts("\(field).supporting_units", wire?.supportingUnits ?? [])
    return Responsibility(wire)
  }

  /// A text whose Chinese may not be empty.
  public mutating func text(_ field: String, _ wire: CommonV1.LocalizedText?) -> Bilingual? {
    text("\(field).zh", wire?.zh ?? "").map { Bilingual(zh: $0, en: wire?.en ?? "") }
  }
}
