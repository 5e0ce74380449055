/// What the headings over one column say of it.
struct ColumnMeaning: Hashable {
  /// Which part of a figure its cells are; `nil` for a column that is not imported, or not understood.
  var field: SheetColumn?
  /// The indicator that its values are of.
  var indicator: NamedIndicator?
  /// The period that its values are of.
  var period: MonthPhrase?
  /// The unit of its values.
  var unit: String?
  /// Whether it is a difference to last year that says nothing of per cent: its cells tell whether it is a growth.
  var isChange = false
  /// Whether it is of the month alone (本月), which is not imported.
  var isSingle = false
  /// Whether the sender says by its letter what it is.
  var isTold = false
  /// Whether some of its heading is not understood.
  var isUnknown = false
  /// The heading, its lines joined.
  var heading = ""

  /// Whether its cells are values of figures.
  var isValue: Bool { field.map(Self.values.contains) ?? false }
  /// Whether its cells name what a figure is of.
  var isKey: Bool { field.map(Self.keys.contains) ?? false }
  /// How much it says, by which headings are told from other rows.
  var weight: Int { isUnknown ? -2 : words }

  private var words = 0

  private static let keys: Set<SheetColumn> = [.zone, .indicator, .month]
  private static let values: Set<SheetColumn> = [.cumulative, .base, .growth]

  /// Joins the lines over a column, from 1; one that is repeated, because cells are merged, counts once. What the sender
  /// says of the column by its letter stands in place of the last line.
  init(_ lines: [String], column: Int, _ lexicon: HeadingLexicon) {
    var distinct: [String] = []
    for line in lines.map({ String($0.trimmedBlanks) }) where !line.isEmpty && line != distinct.last {
      distinct.append(line)
    }
    heading = distinct.joined(separator: "／")
    let told = lexicon.words(ofColumn: column)
    var words: [HeadingLexicon.Word] = []
    isTold = told != nil
    if distinct.isEmpty, isTold { heading = ColumnLetters.text(column) + "列" }
    for line in distinct.dropLast(isTold ? 1 : 0) {
      if let found = lexicon.words(of: line) { words += found } else if !isTold { isUnknown = true }
    }
    guard !isUnknown, !words.isEmpty || isTold else { return }
    self.words = Set(words.filter { $0 != .filler && $0 != .percent }).count
    take(words + (told ?? []))
  }

  private mutating func take(_ words: [HeadingLexicon.Word]) {
    var fields: Set<SheetColumn> = []
    for word in words {
      switch word {
      case .column(let column): fields.insert(column)
      case .indicator(let named): indicator = named
      case .period(let phrase): period = phrase.within(period)
      case .unit(let name): unit = name
      case .change where words.contains(.percent): fields.insert(.growth)
      case .single, .ignored, .change, .percent, .filler: break
      }
    }
    isSingle = words.contains(.single) && !fields.contains(.cumulative) && !words.contains(.ignored)
    isChange = words.contains(.change) && !words.contains(.percent)
    if words.contains(.ignored) || isSingle || isChange {
      (period, unit) = (nil, nil)
      if !isSingle { indicator = nil }
      return
    }
    let keys: [SheetColumn] = [.growth, .base, .zone, .indicator, .month, .unit, .received, .note, .source]
    field = keys.first(where: fields.contains) ?? .cumulative
    if field == .cumulative, indicator == nil, period?.month == nil, !fields.contains(.cumulative) { field = nil }
    // A column of names or months names none itself: this is a title, or a row of data.
    if let field, !isValue {
      isUnknown = indicator != nil || period != nil || unit != nil || fields.count > 1 && field != .note
    }
  }
}
