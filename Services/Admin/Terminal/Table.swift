import Domain

/// A list or board before it is written: one model, four writers.
struct Table: Sendable, Hashable {
  /// A column.
  struct Column: Sendable, Hashable {
    /// Its key in JSON and CSV: snake_case, stable.
    var key: String
    /// Its heading for people.
    var title: Bilingual
    /// Where its cells stand; numbers to the right.
    var alignment: Alignment
    /// On a narrow terminal columns of the highest number are left out first; 0 never.
    var spare: Int

    /// A column of texts.
    static func text(_ key: String, _ zh: String, _ en: String, spare: Int = 0) -> Column {
      Column(key: key, title: Bilingual(zh, en), alignment: .left, spare: spare)
    }

    /// A column of numbers.
    static func number(_ key: String, _ zh: String, _ en: String, spare: Int = 0) -> Column {
      Column(key: key, title: Bilingual(zh, en), alignment: .right, spare: spare)
    }

    /// A column only for programs: left out of the table for people.
    static func hidden(_ key: String) -> Column {
      Column(key: key, title: Bilingual(both: key), alignment: .left, spare: Self.hiddenRank)
    }

    var isHidden: Bool { spare == Self.hiddenRank }
    /// The same column, only for programs.
    var hidden: Column {
      var column = self
      column.spare = Self.hiddenRank
      return column
    }
    private static let hiddenRank = Int.max
  }

  /// A cell.
  struct Cell: Sendable, Hashable {
    /// As people see it. Empty prints "—": a value that is missing is not zero.
    var shown: String
    /// As programs see it.
    var value: JSONValue
    /// How it is to be taken.
    var tone: Tone = .plain

    /// A text; an empty one is missing.
    static func text(_ text: String, _ tone: Tone = .plain) -> Cell {
      Cell(shown: text, value: text.isEmpty ? .null : .string(text), tone: tone)
    }

    /// A word for people that programs know by another.
    static func word(_ shown: String, _ value: String, _ tone: Tone = .plain) -> Cell {
      Cell(shown: shown, value: .string(value), tone: tone)
    }

    /// A whole number.
    static func number(_ number: some BinaryInteger, _ tone: Tone = .plain) -> Cell {
      Cell(shown: String(number), value: .integer(Int64(clamping: number)), tone: tone)
    }

    /// Nothing.
    static let missing = Cell(shown: "", value: .null)
  }

  /// What stands above it, for people.
  var caption = ""
  /// Facts about the whole, for JSON: the month, the version read.
  var facts: [(key: String, value: JSONValue)] {
    get { pairs.map { ($0.key, $0.value) } }
    set { pairs = newValue.map { Pair(key: $0.key, value: $0.value) } }
  }
  /// The columns.
  var columns: [Column]
  /// One cell for each column in every row.
  var rows: [[Cell]] = []
  /// Lines under it, for people.
  var notes: [String] = []

  private struct Pair: Hashable {
    let key: String
    let value: JSONValue
  }
  private var pairs: [Pair] = []

  init(_ columns: [Column], caption: String = "") {
    self.columns = columns
    self.caption = caption
  }

  /// The table in a format of text; a workbook is written as a whole (``ShownTables``), and here is none.
  func written(as format: OutputFormat, _ language: Language, _ screen: Screen) -> String {
    switch format {
    case .table: TableText(language: language, screen: screen).text(of: self)
    case .json: json.text(indented: true) + "\n"
    case .csv: csv
    case .xlsx: ""
    }
  }
}

extension Table {
  /// Leaves out for people the columns of these keys in which no row says anything: a column of dashes tells nothing.
  mutating func hideEmptyColumns(_ keys: Set<String>) {
    for index in columns.indices where keys.contains(columns[index].key) {
      if rows.allSatisfy({ $0[index].shown.isEmpty }) { columns[index] = columns[index].hidden }
    }
  }
}
