/// A unit in which values are written, as a multiple of the indicator's smallest unit.
public struct MeasureUnit: Sendable, Hashable {
  /// Its name: "亿元".
  public var name: String
  /// Other ways to write it.
  public var aliases: [String]
  /// Smallest units in one of it: 100,000,000 for 亿元 over 元. Above zero.
  public var factor: Int64

  /// Creates a unit.
  public init(_ name: String, factor: Int64, aliases: [String] = []) {
    self.name = name
    self.factor = factor
    self.aliases = aliases
  }
}

extension MeasureUnit {
  /// So many smallest units as a decimal of this one; `nil` where this is no power of ten of them.
  func number(of units: Int64) -> DecimalNumber? {
    var (rest, scale) = (factor, 0)
    while rest > 1, rest % 10 == 0 { (rest, scale) = (rest / 10, scale + 1) }
    return rest == 1 ? DecimalNumber(digits: Int128(units), scale: scale).trimmed : nil
  }
}

/// The units of an indicator: the smallest, in which values are stored, and those in which they may be written.
public struct UnitScale: Sendable, Hashable {
  /// All units that a sheet may use, the smallest (factor 1) among them.
  public var units: [MeasureUnit]
  /// The unit on paper.
  public var display: MeasureUnit
  /// Decimals on paper.
  public var decimals: Int

  /// Creates a scale.
  public init(units: [MeasureUnit], display: MeasureUnit, decimals: Int) {
    self.units = units
    self.display = display
    self.decimals = decimals
  }

  /// The scale of values stored in `smallest` and shown in a unit of `displayFactor` of them; other units of money that
  /// are whole multiples of the smallest one may be written too.
  public init(smallest: String, display name: String, displayFactor: Int64, decimals: Int) {
    let display = MeasureUnit(name, factor: max(1, displayFactor))
    var units = [MeasureUnit(smallest, factor: 1)]
    if display.name != smallest { units.append(display) }
    if let base = Self.moneyUnits.first(where: { $0.name == smallest }) {
      units = Self.moneyUnits.filter { $0.factor % base.factor == 0 }.map {
        MeasureUnit($0.name, factor: $0.factor / base.factor, aliases: $0.aliases)
      }
      if !units.contains(where: { $0.name == name }) { units.append(display) }
    }
    self.init(units: units, display: display, decimals: decimals)
  }

  /// Money stored in yuan, shown in 亿元 with one decimal.
  public static let hundredMillionYuan = UnitScale(units: moneyUnits, display: moneyUnits[2], decimals: 1)
  /// Money stored in yuan, shown in 万元 without decimals.
  public static let tenThousandYuan = UnitScale(units: moneyUnits, display: moneyUnits[1], decimals: 0)

  /// A count, stored and shown in one unit.
  public static func count(_ name: String) -> UnitScale {
    UnitScale(units: [MeasureUnit(name, factor: 1)], display: MeasureUnit(name, factor: 1), decimals: 0)
  }

  private static let moneyUnits = [
    MeasureUnit("元", factor: 1, aliases: ["yuan", "cny", "人民币元"]),
    MeasureUnit("万元", factor: 10_000, aliases: ["10k yuan"]),
    MeasureUnit("亿元", factor: 100_000_000, aliases: ["100m yuan"]),
  ]

  /// The unit with this name or alias; `nil` when it does not belong to the indicator.
  public func unit(named name: String) -> MeasureUnit? {
    let wanted = name.folded
    return units.first { unit in unit.name.folded == wanted || unit.aliases.contains { $0.folded == wanted } }
  }
}

extension UnitScale {
  /// An amount on paper, without the unit's name: "612.4". `value` counts smallest units.
  public func text(
    _ value: Ratio, rounding: Rounding = .halfAwayFromZero, grouping: Bool = false, apartFrom limit: Ratio? = nil
  ) -> String {
    let shown = inDisplayUnits(value)
    guard let limit else { return shown.text(decimals: decimals, rounding: rounding, grouping: grouping) }
    return shown.text(decimals: decimals, apartFrom: inDisplayUnits(limit), rounding: rounding, grouping: grouping)
  }

  /// An amount on paper, without the unit's name.
  public func text(_ amount: Amount, rounding: Rounding = .halfAwayFromZero, grouping: Bool = false) -> String {
    text(amount.ratio, rounding: rounding, grouping: grouping)
  }

  /// An amount on paper with the unit's name: "612.4亿元".
  public func textWithUnit(_ amount: Amount, rounding: Rounding = .halfAwayFromZero) -> String {
    text(amount, rounding: rounding) + display.name
  }

  /// Every digit that the amount has, in the unit shown: for arithmetic that a reader can repeat.
  public func exactText(_ amount: Amount) -> String { inDisplayUnits(amount.ratio).shortText() }

  /// Dividing by a whole factor fails only for numbers near the limits of 128 bits: those keep the smallest unit.
  func inDisplayUnits(_ value: Ratio) -> Ratio {
    guard let factor = Ratio(1, over: display.factor), let shown = try? value.multiplied(by: factor) else {
      return value
    }
    return shown
  }
}
