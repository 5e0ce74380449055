/// The axis of a chart, in hundredths of its unit: wide enough for its values, and blind to the odd giant.
///
/// A growth of several hundred per cent from a low base would flatten all other bars. Beyond four times the median (and
/// twice the furthest line) the axis ends; what lies outside is drawn to the edge, with a break, and its value printed.
struct ChartScale: Hashable {
  let lower: Int64
  let upper: Int64
  /// The distance of the axis's marks.
  let step: Int64

  init(values: [Int64], references: [Int64] = []) {
    let limit = ChartScale.limit(values, references)
    let low = max(min(0, (values + references).min() ?? 0), -limit)
    let high = min(max(0, (values + references).max() ?? 0), limit)
    let step = ChartScale.step(high - low)
    self.step = step
    self.lower = low - (low < 0 && low % step != 0 ? step + low % step : 0)
    self.upper = max(high + (high % step != 0 ? step - high % step : 0), self.lower + step)
  }

  /// Where the marks stand.
  var marks: [Int64] { Array(stride(from: lower, through: upper, by: Int64.Stride(step))) }

  /// A value's place on an axis of this length, from its beginning; values outside stand at the edge.
  func place(_ value: Int64, length: Int64) -> Int64 {
    let inside = min(max(value, lower), upper)
    let product = (inside - lower).multipliedFullWidth(by: length)
    return (upper - lower).dividingFullWidth(product).quotient
  }

  /// Whether a value lies beyond the axis.
  func isOutside(_ value: Int64) -> Bool { value < lower || value > upper }

  /// An eighth of the largest value: sums and steps of values below it cannot overflow.
  private static let ceiling: Int64 = .max / 8

  private static func limit(_ values: [Int64], _ references: [Int64]) -> Int64 {
    let sizes = values.map { Int64(clamping: $0.magnitude) }.sorted()
    guard sizes.count >= 4 else { return ceiling }
    let furthest = references.map { Int64(clamping: $0.magnitude) }.max() ?? 0
    let usual = max(min(sizes[sizes.count / 2], ceiling / 4) * 4, min(furthest, ceiling / 2) * 2)
    return usual == 0 ? ceiling : usual
  }

  /// The smallest of 1, 2, 5, 10, 20, 50 ... units that cuts the span into five at most.
  private static func step(_ span: Int64) -> Int64 {
    var decade: Int64 = 1
    while decade < ceiling / 10 {
      for factor in [1, 2, 5] as [Int64] where decade * factor * 5 >= span { return decade * factor }
      decade *= 10
    }
    return decade
  }
}
