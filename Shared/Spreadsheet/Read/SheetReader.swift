import Domain

/// Reads the cells of one sheet (ECMA-376 part 1, 18.3.1).
struct SheetReader {
  /// What the workbook knows beside the sheet.
  struct Context {
    var texts: [String]
    var formats: [NumberFormat]
    var startsIn1904: Bool
    var limits: ReadLimits
  }

  enum Fault: Error {
    case malformed
    case tooLarge(ReadLimits.Bound)
  }

  private var xml: XMLReader
  private let context: Context
  private var cells: [[String]] = []
  /// Cells with a number: in a merged range they stand once.
  private var numbers: Set<CellPlace> = []
  /// What is seen of numbers that say more: of computed ones, and of those with more decimals than a rate has.
  private var shown: [CellPlace: String] = [:]
  /// Cells that may still be read.
  private(set) var room: Int

  init(_ bytes: [UInt8], _ context: Context, room: Int) {
    xml = XMLReader(bytes)
    self.context = context
    self.room = room
  }

  /// All rows, the text of merged cells in each of them.
  mutating func rows() throws(Fault) -> [[String]] {
    var merged: [CellRange] = []
    var row = 0
    while case let event = try next(), event != .finished {
      guard event == .start else { continue }
      switch xml.name {
      case "row":
        row = xml.attribute("r").flatMap { Int($0) } ?? row + 1
        try readRow(row)
      case "mergeCell":
        if let range = xml.attribute("ref").flatMap({ CellRange($0) }) { merged.append(range) }
      default: break
      }
    }
    for range in merged { try fill(range) }
    takeRatesAsShown()
    return cells
  }

  private mutating func next() throws(Fault) -> XMLReader.Event {
    do { return try xml.next() } catch { throw .malformed }
  }

  private mutating func readRow(_ row: Int) throws(Fault) {
    guard row > 0, row <= CellPlace.last.row else { throw .malformed }
    guard row <= context.limits.rows else { throw .tooLarge(.rows) }
    let level = xml.depth
    var column = 0
    while case let event = try next(), event != .finished {
      if event == .end, xml.depth < level { return }
      guard event == .start, xml.name == "c" else { continue }
      let place = xml.attribute("r").flatMap { CellPlace($0) }
      column = place?.column ?? column + 1
      guard column <= CellPlace.last.column, place.map({ $0.row == row }) ?? true else { throw .malformed }
      try readCell(CellPlace(row: row, column: column))
    }
  }

  private mutating func readCell(_ place: CellPlace) throws(Fault) {
    let type = xml.attribute("t") ?? "n"
    let style = xml.attribute("s").flatMap { Int($0) } ?? 0
    let level = xml.depth
    var (value, formula): (String?, String?) = (nil, nil)
    var reading = ""
    while case let event = try next(), event != .finished {
      if event == .end, xml.depth < level { break }
      switch event {
      case .start where xml.name == "is":
        do { value = try xml.richText() } catch { throw .malformed }
      case .start:
        reading = xml.name
        if reading == "f" { formula = "" }
        if reading == "v" { value = value ?? "" }
      case .text where reading == "v": value = (value ?? "") + xml.text
      case .text where reading == "f": formula = (formula ?? "") + xml.text
      case .end: reading = ""
      case .text, .finished: break
      }
    }
    try put(text(value, formula, type, style, place), at: place)
  }

  /// What a cell says. A formula whose result was never computed is told as the formula: it is not blank.
  private mutating func text(
    _ value: String?, _ formula: String?, _ type: String, _ style: Int, _ place: CellPlace
  ) throws(Fault) -> String {
    guard let value, !value.isEmpty || type == "str" || type == "inlineStr" else {
      return formula.map { "=" + $0 } ?? ""
    }
    switch type {
    case "s":
      guard let index = Int(value), context.texts.indices.contains(index) else { throw .malformed }
      return context.texts[index]
    case "b": return value == "1" ? "TRUE" : "FALSE"
    case "d": return String(value.prefix(10))
    case "str": return EscapedCharacters.resolved(value)
    case "e", "inlineStr": return value
    default:
      let format = context.formats.indices.contains(style) ? context.formats[style] : .number(decimals: nil)
      let text = format.text(value, isComputed: formula != nil, startsIn1904: context.startsIn1904)
      switch format {
      case .number, .percent:
        numbers.insert(place)
        if let text, formula != nil || Self.decimals(text) > 2, let seen = format.shown(value), seen != text {
          shown[place] = seen
        }
      case .day, .month: break
      }
      return text ?? value
    }
  }

  private static func decimals(_ text: String) -> Int {
    text.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst().prefix { $0 != UInt8(ascii: "%") }.count
  }

  private mutating func put(_ text: String, at place: CellPlace) throws(Fault) {
    guard !text.isEmpty else { return }
    let missingRows = place.row - cells.count
    if missingRows > 0 { cells.append(contentsOf: repeatElement([], count: missingRows)) }
    let missing = place.column - cells[place.row - 1].count
    if missing > 0 {
      guard missing <= room else { throw .tooLarge(.cells) }
      room -= missing
      cells[place.row - 1].append(contentsOf: repeatElement("", count: missing))
    }
    cells[place.row - 1][place.column - 1] = text
  }

  /// Gives every cell of a merged range the text of its first one; a number is not repeated, since it would be counted
  /// again.
  private mutating func fill(_ range: CellRange) throws(Fault) {
    let first = CellPlace(row: range.rows.lowerBound, column: range.columns.lowerBound)
    guard first.row <= cells.count, first.column <= cells[first.row - 1].count, !numbers.contains(first) else { return }
    let text = cells[first.row - 1][first.column - 1]
    guard !text.isEmpty else { return }
    // Beyond the last row with content there is nothing to head.
    for row in range.rows.clamped(to: 1...cells.count) {
      for column in range.columns { try put(text, at: CellPlace(row: row, column: column)) }
    }
  }

  /// A rate is what the sheet shows: who signed 33.0 has never seen the 33.000052196063 behind it. Amounts keep all of
  /// their digits. A column's heading tells; below, another row of headings may tell otherwise.
  private mutating func takeRatesAsShown() {
    let wanted = Set(shown.keys.map(\.column))
    var rates: Set<Int> = []
    for row in cells.indices where !wanted.isEmpty {
      let filled = wanted.filter { cells[row].indices.contains($0 - 1) && !cells[row][$0 - 1].isEmpty }
      let growths = filled.filter { SheetColumn.isGrowth(heading: cells[row][$0 - 1]) }
      if !growths.isEmpty, Set(cells[row]).subtracting([""]).count > 1 {
        rates.subtract(filled)
        rates.formUnion(growths)
      }
      for column in filled where rates.contains(column) {
        if let text = shown[CellPlace(row: row + 1, column: column)] { cells[row][column - 1] = text }
      }
    }
  }
}
