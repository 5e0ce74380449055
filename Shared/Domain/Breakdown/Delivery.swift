/// What is to be delivered up to a month beside what came of it.
public struct Delivery: Sendable, Hashable {
  /// What is due from January to the month.
  public var due: Amount
  /// What was delivered; `nil`: nothing was reported, which is not zero.
  public var delivered: Amount?

  /// Creates a delivery.
  public init(due: Amount, delivered: Amount?) { (self.due, self.delivered) = (due, delivered) }

  /// Delivered over due; `nil` where nothing was reported or nothing is due.
  public var completion: Ratio? { due > .zero ? delivered?.over(due) : nil }

  /// Due less delivered, where it is above zero; `nil` where nothing was reported.
  public func short() throws(ArithmeticOverflow) -> Amount? {
    guard let delivered else { return nil }
    let short = try due.subtracting(delivered)
    return short > .zero ? short : nil
  }
}
