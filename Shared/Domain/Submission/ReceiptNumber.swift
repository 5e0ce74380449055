/// The number of a receipt (回执): counted from 1 without gaps within a form.
public struct ReceiptNumber: Sendable, Hashable, CustomStringConvertible {
  /// The form's month.
  public var month: Month
  /// 1 for the first.
  public var ordinal: Int

  /// A number.
  public init(month: Month, ordinal: Int) {
    self.month = month
    self.ordinal = ordinal
  }

  /// "2013-06-0007".
  public var description: String { "\(month)-\(ordinal.padded(4))" }
}
