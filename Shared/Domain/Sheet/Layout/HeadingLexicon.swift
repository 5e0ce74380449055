/// The words of which headings are made.
struct HeadingLexicon {
  /// What a word says of its column.
  enum Word: Hashable {
    case column(SheetColumn)
    case indicator(NamedIndicator)
    case period(MonthPhrase)
    case unit(String)
    /// A month's own value (本月), which is not the one up to it.
    case single
    /// Something that is not imported: a rank, a target, a share.
    case ignored
    /// A difference to last year (增减): a growth with a percent sign, else one of values, which is not imported.
    case change
    /// A percent sign.
    case percent
    /// Nothing of its own: 完成, 数.
    case filler
  }

  private var words: [[Character]: [Word]] = [:]
  private var longest = 1
  private var own: [String: [Word]] = [:]

  /// Collects the programme's indicators with their units, the words of tables, and the sender's own: `aliases` gives
  /// what a heading means, "忽略" for one that is to be left out.
  init(_ vocabulary: SheetVocabulary, aliases: [String: String]) {
    for word in Self.ignored { add(word, [.ignored]) }
    for word in Self.singles { add(word, [.single]) }
    for word in Self.changes { add(word, [.change]) }
    for unit in vocabulary.unitNames { add(unit, [.unit(unit)]) }
    for (heading, column) in SheetColumn.headings { add(heading, [.column(column)]) }
    // "单位" inside of a heading goes before a unit's name.
    for word in Self.fillers { add(word, [.filler]) }
    add("%", [.percent])
    for (name, indicator) in vocabulary.indicatorsByName {
      add(name, [.indicator(NamedIndicator(key: indicator.key, name: name))])
    }
    for (heading, meaning) in aliases {
      own[heading.folded] = Self.ignoring.contains(meaning.folded) ? [.ignored] : words(of: meaning)
    }
  }

  private mutating func add(_ text: String, _ meaning: [Word]) {
    let key = Array(text.folded)
    guard !key.isEmpty else { return }
    words[key] = meaning
    longest = max(longest, key.count)
  }

  /// The words of a heading, the longest first at each place; `nil` when some of it is not understood. One that as a
  /// whole is the sender's own or a usual one ("单位" over a column of names) is that.
  func words(of heading: String) -> [Word]? {
    if let words = own[heading.folded] { return words }
    if SheetColumn.unit(inHeading: heading) == nil, let column = SheetColumn(heading: heading) {
      return [.column(column)]
    }
    let text = Array(heading.folded)
    guard text.count <= 128 else { return nil }
    var (found, place): ([Word], Int) = ([], 0)
    while place < text.count {
      if let known = (1...min(longest, text.count - place)).reversed().first(where: {
        words[Array(text[place..<place + $0])] != nil
      }) {
        found += words[Array(text[place..<place + known])] ?? []
        place += known
      } else if let phrase = MonthPhrase(text, at: place) {
        found.append(.period(phrase))
        place += phrase.length
      } else {
        return nil
      }
    }
    return found
  }

  /// What the sender says of a column, from 1, by its letter: "E" or "E列".
  func words(ofColumn number: Int) -> [Word]? {
    guard !own.isEmpty else { return nil }
    let letters = ColumnLetters.text(number).folded
    return own[letters] ?? own[letters + "列"]
  }

  /// Whether a heading holds for columns beside it: it names an indicator or a period.
  func spreads(_ heading: String) -> Bool {
    words(of: heading)?.contains {
      switch $0 {
      case .indicator, .period: true
      default: false
      }
    } ?? false
  }

  private static let ignoring: Set<String> = ["忽略", "ignore", "-"]
  private static let fillers = [
    "(", ")", "[", "]", ":", "、", "/", "-", "—", ",", ".", "‰", "其中", "完成", "实际", "实际完成", "完成额", "完成情况", "完成数",
    "数", "值",
    "额", "总额", "总量", "数值", "今年", "本年", "本期", "计量单位", "单位", "止", "按现价", "情况", "年", "当年",
  ]
  private static let singles = ["本月", "当月", "本月数", "当月数", "本月完成", "当月完成", "本月实际"]
  private static let changes = ["增减", "升降"]
  private static let ignored = [
    "序号", "编号", "序", "no", "位次", "排名", "名次", "排序", "增减额", "增减量", "增加额", "增量", "占比", "比重", "环比", "比上月",
    "较上月",
    "目标", "年度目标", "全年目标", "目标任务", "任务", "年度任务", "全年任务", "计划", "年度计划", "完成率", "完成比例", "完成年度目标", "完成全年目标",
    "完成年度任务", "完成目标", "占年度目标", "进度", "完成进度", "序时进度", "上月", "上月累计", "上月数", "上月末", "代码", "提示", "电话", "联系电话", "联系人",
    "填报人", "县市区", "县(市、区)", "县(市区)", "县区", "所在县市区", "级别", "状态", "贡献率", "拉动", "现价增速", "现价",
  ]
}
