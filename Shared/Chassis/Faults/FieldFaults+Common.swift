public import Domain
public import Wire

extension FieldFaults {
  /// A text that may not be empty or blank.
  @discardableResult
  public mutating func text(_ field: String, _ value: String) -> String? {
    let isBlank = value.allSatisfy(\.isWhitespace)
    return require(field, isBlank ? nil : value, "FIELD_REQUIRED", zh: "必填。", en: "is required.")
  }

  /// Short texts as ``TextList`` keeps them: none is blank, none holds U+001F.
  public mutating func texts(_ field: String, _ values: [String]) -> [String] {
    for (index, value) in values.enumerated() {
      text("\(field)[\(index)]", value)
      if value.contains("\u{1F}") {
        add("\(field)[\(index)]", "TEXT_INVALID", zh: "含有控制字符U+001F。", en: "holds the control character U+001F.")
      }
    }
    return values
  }

  /// A month as `YYYY-MM`, and in no other spelling: the same month has one name.
  public mutating func month(_ field: String, _ text: String) -> Month? {
    require(
      field, Month(text).flatMap { "\($0)" == text ? $0 : nil }, "MONTH_INVALID", zh: "“\(text)”不是月份，应写作2013-06。",
      en: "\"\(text)\" is not a month: write it as 2013-06.")
  }

  /// A day as `YYYY-MM-DD`, and in no other spelling.
  public mutating func day(_ field: String, _ text: String) -> Day? {
    require(
      field, Day(text).flatMap { "\($0)" == text ? $0 : nil }, "DAY_INVALID", zh: "“\(text)”不是日期，应写作2013-06-30。",
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

  /// The last id of a name within `parent`, the programme's id; nil `parent`: it is known to be wrong already.
  public mutating func name(
    _ field: String, _ text: String, _ pattern: ResourcePattern, of parent: String?
  ) -> String? {
    guard let ids = name(field, text, pattern) else { return nil }
    guard let parent, ids.first != parent else { return ids.last }
    let owner = ResourcePattern.programme.name(parent)
    add(field, "NAME_INVALID", zh: "不属于\(owner)。", en: "is not of \(owner).")
    return nil
  }

  /// What may stand once only, told by the field of its second coming.
  public mutating func distinct(_ names: some Sequence<String>, _ field: (Int) -> String) {
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !seen.insert(name).inserted {
      add(field(index), "DUPLICATE", zh: "“\(name)”重复。", en: "\"\(name)\" comes twice.")
    }
  }

  /// An enum that was set to a value that this release knows; the fault lists them.
  public mutating func choice<Wire: WireEnum, Choice>(
    _ field: String, _ wire: Wire, _ convert: (Wire) -> Choice?
  ) -> Choice? {
    let names = Wire.knownValues.filter { convert($0) != nil }.compactMap(\.name).joined(separator: ", ")
    return require(field, convert(wire), "CHOICE_INVALID", zh: "应为\(names)之一。", en: "must be one of \(names).")
  }

  /// An enum that may be left unset: nil then, without a fault.
  public mutating func optionalChoice<Wire: WireEnum, Choice>(
    _ field: String, _ wire: Wire, _ convert: (Wire) -> Choice?
  ) -> Choice? {
    wire.rawValue == 0 ? nil : choice(field, wire, convert)
  }
}

extension ResourcePattern {
  /// The ids of the resource that a request asks for in its field `name`. Throws INVALID_ARGUMENT.
  public func ids(ofRequested name: String) throws(Failure) -> [String] {
    var faults = FieldFaults()
    let ids = faults.name("name", name, self)
    try faults.check()
    return ids ?? []
  }
}
