import Domain

/// How a number came to be.
struct Account: Sendable, Hashable {
  /// One line; empty for a number that was reported as it is.
  var arithmetic = ""
  var sources: [Figure.Source] = []
}

/// An exact rate, share or difference with its printed form.
struct Rate: Sendable, Hashable {
  /// 0.3 is 30 %.
  var exact: Ratio
  /// In percent or percentage points, without the sign %.
  var display: String
  var account = Account()

  /// The printed form without its sign, with more decimals where it would hide that there is something.
  var magnitudeText: String {
    let digits = display.hasPrefix("-") ? String(display.dropFirst()) : display
    let hides = !exact.isZero && digits.allSatisfy { $0 == "0" || $0 == "." }
    return hides ? exact.magnitude.percentText(apartFrom: .zero) : digits
  }

  /// The printed form with its sign.
  var signedText: String { (exact.isNegative ? "-" : "") + magnitudeText }

  /// In hundredths of a percent, for a chart and for sorting.
  var basisPoints: Int64 { exact.basisPoints ?? 0 }
}
