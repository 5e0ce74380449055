import WireTupo

extension YAMLObject {
  /// A text in both languages, `{zh: …, en: …}`; nil when absent.
  func localized(_ key: String, required: Bool = false) -> CommonV1.LocalizedText? {
    guard let object = object(key) else {
      if required && !has(key) { missing(key) }
      return nil
    }
    var text = CommonV1.LocalizedText()
    text.zh = object.text("zh", required: true)
    text.en = object.text("en")
    object.close()
    return text
  }

  /// Who answers for something.
  func responsibility(_ key: String = "responsibility") -> CommonV1.Responsibility? {
    guard let object = object(key) else { return nil }
    var responsibility = CommonV1.Responsibility()
    responsibility.leader = object.text("leader")
    responsibility.leadUnit = object.text("lead_unit")
    responsibility.supportingUnits = object.texts("supporting_units")
    object.close()
    return responsibility
  }
}
