extension DecimalNumber {
  /// Reads a cell of a sheet: as ``init(parsing:)``, and a number in brackets as one below zero, as accountants write it:
  /// "(1,234.50)", "（5.1%）", "(5.1)%". A number in brackets has no sign of its own.
  init(accounting text: String) throws(Fault) {
    let narrow = text.trimmedBlanks
    guard let first = narrow.first, first.narrowed == "(" else {
      try self.init(parsing: text)
      return
    }
    var inner = narrow.dropFirst()
    let hasPercent = inner.last?.narrowed == "%"
    if hasPercent { inner.removeLast() }
    let isClosed = inner.last?.narrowed == ")"
    if isClosed { inner.removeLast() }
    let content = String(inner).trimmedBlanks
    guard isClosed, let start = content.first, start.isASCIIDigit || start.narrowed.isASCIIDigit else {
      throw .unexpected(first, position: 1)
    }
    let number = try DecimalNumber(parsing: String(content))
    guard !(hasPercent && number.isPercent) else { throw .unexpected("%", position: narrow.count) }
    self.init(digits: -number.digits, scale: number.scale, isPercent: hasPercent || number.isPercent)
  }
}
