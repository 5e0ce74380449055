public import Domain

extension FieldFaults {
  /// A text that may not be empty.
  public mutating func text(_ field: String, _ value: String) -> String? {
    require(field, value.isEmpty ? nil : value, "FIELD_REQUIRED", zh: "必填。", en: "is required.")
  }

  /// A month as `YYYY-MM`.
  public mutating func month(_ field: String, _ text: String) -> Month? {
    require(
      field, Month(text), "MONTH_INVALID", zh: "“\(text)”不是月份，应写作2013-06。",
      en: "\"\(text)\" is not a month: write it as 2013-06.")
  }

  /// A day as `YYYY-MM-DD`.
  public mutating func day(_ field: String, _ text: String) -> Day? {
    require(
      field, Day(text), "DAY_INVALID", zh: "“\(text)”不是日期，应写作2013-06-30。",
      en: "\"\(text)\" is not a day: write it as 2013-06-30.")
  }

  /// A day, or nil without a fault when the text is empty.
  public mutating func optionalDay(_ field: String, _ text: String) -> Day? {
    text.isEmpty ? nil : day(field, text)
  }

  /// The last part of a new resource's name.
  @discardableResult
  public mutating func id(_ field: String, _ text: String) -> String? {
    require(
      field, ResourcePattern.isID(text) ? text : nil, "ID_INVALID", zh: "应为1至63个小写字母、数字或“-”。",
      en: "must be 1 to 63 of a-z, 0-9 and \"-\".")
  }

  /// A resource name of a pattern such as `programmes/{programme}/zones/{zone}`: the ids in the braces, in order.
  public mutating func name(_ field: String, _ text: String, _ pattern: ResourcePattern) -> [String]? {
    require(
      field, pattern.match(text), "NAME_INVALID", zh: "“\(text)”应形如\(pattern.text)。",
      en: "\"\(text)\" should look like \(pattern.text).")
  }

  /// An enum that was set to a value that this release knows.
  public mutating func choice<Choice>(_ field: String, _ value: Choice?, of names: String) -> Choice? {
    require(field, value, "CHOICE_INVALID", zh: "应为\(names)之一。", en: "must be one of \(names).")
  }
}
