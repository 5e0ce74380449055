/// The two views of a year's values: from January to each month, and what each month adds.
public enum YearView {
  /// What each month adds to the month before; the first adds its whole value.
  public static func monthly(_ cumulative: [Amount]) throws(ArithmeticOverflow) -> [Amount] {
    var (before, result) = (Amount.zero, [Amount]())
    for value in cumulative {
      result.append(try value.subtracting(before))
      before = value
    }
    return result
  }

  /// The values from January to each month, after `start`.
  public static func cumulative(
    _ monthly: [Amount], after start: Amount = .zero
  ) throws(ArithmeticOverflow) -> [Amount] {
    var (sum, result) = (start, [Amount]())
    for value in monthly {
      sum = try sum.adding(value)
      result.append(sum)
    }
    return result
  }
}

extension MonthRule {
  /// The months of a year that have a value; none outside of the calendar's years.
  public func months(of year: Int) -> [Month] {
    (1...12).compactMap { Month(year: year, month: $0) }.filter(hasForm)
  }
}
