/// Compares the totals that a sheet has with the sums of its rows.
struct SheetTotals {
  /// The values that belong together: one column, and in a long table one indicator, month and unit.
  struct Column: Hashable {
    var group: Int
    var part: SheetColumn
    var keys: [String]
  }

  /// A value, with its place.
  struct Entry {
    var column: Column
    var row: Int
    var position: Int
    var heading: String
    var text: String
    /// Whether it counts smallest units, so that nothing was rounded.
    var isCounted: Bool
  }

  private enum Line {
    case part(Entry)
    case total(Entry, isPart: Bool)
  }

  private var lines: [Column: [Line]] = [:]
  private var order: [Column] = []

  mutating func addPart(_ entry: Entry) { add(.part(entry), entry.column) }
  mutating func addTotal(_ entry: Entry, isPart: Bool) { add(.total(entry, isPart: isPart), entry.column) }

  private mutating func add(_ line: Line, _ column: Column) {
    if lines[column] == nil { order.append(column) }
    lines[column, default: []].append(line)
  }

  /// One finding for each total that is not the sum. What rounding explains is none: half of the last digit for each
  /// number. Columns with a number that cannot be read are passed over: that is told already.
  func faults(in sheet: String) -> [SheetFault] {
    order.flatMap { column -> [SheetFault] in
      let lines = lines[column] ?? []
      let all = lines.compactMap { if case .part(let entry) = $0 { entry } else { nil } }
      var (section, faults): ([Entry], [SheetFault]) = ([], [])
      for line in lines {
        switch line {
        case .part(let entry): section.append(entry)
        case .total(let total, let isPart):
          if let fault = Self.fault(total, isPart ? section : all, sheet) { faults.append(fault) }
          section = []
        }
      }
      return faults
    }
  }

  private static func fault(_ total: Entry, _ parts: [Entry], _ sheet: String) -> SheetFault? {
    let numbers = ([total] + parts).compactMap { try? DecimalNumber(accounting: $0.text) }
    guard !parts.isEmpty, numbers.count == parts.count + 1, let scale = numbers.map(\.scale).max() else { return nil }
    let whole = numbers.compactMap { $0.integer(places: scale) }.map { Int128($0) }
    guard whole.count == numbers.count else { return nil }
    let sum = whole.dropFirst().reduce(0, +)  // At most a million numbers of 64 bits.
    let difference = whole[0] - sum
    let allowed = total.isCounted ? 0 : Int128(numbers.count)
    guard difference.magnitude * 2 > allowed.magnitude else { return nil }
    func text(_ digits: Int128) -> String { DecimalNumber(digits: digits, scale: scale).plainText }
    return SheetFault(
      sheet: sheet, row: total.row, column: total.position, heading: total.heading, cell: total.text, .totalDiffers,
      "合计\(total.text)与各行之和\(text(sum))相差\(text(difference))",
      "the total \(total.text) and the sum of the rows \(text(sum)) differ by \(text(difference))", hint: "请核对合计和各行")
  }
}
