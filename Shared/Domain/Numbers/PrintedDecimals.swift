/// How many decimals printed numbers need so that a reader who calculates with them gets the printed result.
enum PrintedDecimals {
  /// The fewest decimals of a range with which a line `holds`; `nil` when it holds with none of them. What is too large
  /// to be tried counts as holding.
  static func fewest(_ range: ClosedRange<Int>, where holds: (Int) throws -> Bool) -> Int? {
    range.first { (try? holds($0)) ?? true }
  }

  /// The fewest decimals, up to nine, of rates in percent with which a line holds. `holds` gets them as printed.
  static func ofPercent(_ rates: Ratio..., from least: Int = 1, where holds: ([Ratio]) throws -> Bool) -> Int {
    ofPercent(rates, from: least, where: holds)
  }

  /// The same for rates in an array.
  static func ofPercent(_ rates: [Ratio], from least: Int = 1, where holds: ([Ratio]) throws -> Bool) -> Int {
    fewest(least...9) { decimals in try holds(rates.map { try $0.rounded(decimals: decimals + 2) }) } ?? 9
  }

  /// The fewest decimals with which a rate in percent is itself; nine for one that never is.
  static func exactPercent(_ rate: Ratio) -> Int {
    var scale: Int128 = 100
    for decimals in 1...9 {
      scale *= 10
      if scale % rate.denominator == 0 { return decimals }
    }
    return 9
  }
}

extension UnitScale {
  /// Amounts that are calculated with, in the unit shown: every digit of one that counts whole smallest units, else four
  /// decimals more than on paper, or as many as the line needs to hold. `holds` gets the amounts as printed; `nil` when no
  /// decimals make it hold, as with thirds of which the result lies on the very edge between two roundings.
  func operandTexts(_ values: Ratio..., where holds: ([Ratio]) throws -> Bool) -> [String]? {
    let fewest = PrintedDecimals.fewest(operandDecimals) { places in
      try holds(
        values.map { value in
          guard value.denominator != 1 else { return value }
          return try inDisplayUnits(value).rounded(decimals: places).multiplied(by: Ratio(display.factor))
        })
    }
    guard let fewest else { return nil }
    return values.map { inDisplayUnits($0).shortText(upTo: $0.denominator == 1 ? 9 : fewest) }
  }

  /// The same for one amount, with the most decimals when none make the line hold.
  func operandText(_ value: Ratio, where holds: (Ratio) throws -> Bool) -> String {
    let texts = operandTexts(value) { try !($0[0].isZero && !value.isZero) && holds($0[0]) }
    return texts?.first ?? inDisplayUnits(value).shortText(upTo: operandDecimals.upperBound)
  }

  private var operandDecimals: ClosedRange<Int> { decimals + 4...decimals + 12 }
}
