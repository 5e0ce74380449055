internal import Domain

/// The styles of a workbook, each once, by number (ECMA-376 part 1, 18.8).
struct StyleTable {
  private var fonts = Numbered(first: [StyleTable.font(.plain)])
  // A program expects these two before any other.
  private var fills = Numbered(
    first: ["none", "gray125"].map { #"<fill><patternFill patternType="\#($0)"/></fill>"# })
  private var formats = Numbered(first: [])
  private var styles = Numbered(first: [])
  private var highlights: [String] = []
  private var known: [CellStyle: Int] = [:]
  private static let firstOwnFormat = 164

  init() { _ = number(of: .plain) }

  /// The number of a cell's style.
  mutating func number(of style: CellStyle) -> Int {
    if let number = known[style] { return number }
    let number = add(style)
    known[style] = number
    return number
  }

  private mutating func add(_ style: CellStyle) -> Int {
    let font = fonts.number(of: Self.font(style))
    let fill = style.fill.map { fills.number(of: Self.fill($0, background: false)) } ?? 0
    let format =
      style.format.isEmpty
      ? 0 : Self.firstOwnFormat + formats.number(of: EscapedCharacters.written(style.format))
    let attributes =
      #"numFmtId="\#(format)" fontId="\#(font)" fillId="\#(fill)" borderId="\#(style.hasBorder ? 1 : 0)" xfId="0""#
    let applied =
      #" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1""#
    return styles.number(
      of: "<xf \(attributes)\(applied)>\(Self.alignment(style))<protection locked=\"\(style.isOpen ? 0 : 1)\"/></xf>")
  }

  /// The number of a highlight's look.
  mutating func number(of highlight: Highlight) -> Int {
    highlights.append(
      #"<dxf><font><color rgb="FF\#(highlight.colour.digits)"/></font>\#(Self.fill(highlight.fill, background: true))</dxf>"#
    )
    return highlights.count - 1
  }

  /// The part of the file.
  var part: String {
    let numbered = formats.texts.enumerated().map {
      #"<numFmt numFmtId="\#(Self.firstOwnFormat + $0)" formatCode="\#($1)"/>"#
    }
    return #"<styleSheet xmlns="\#(Workbook.main)">"#
      + (numbered.isEmpty ? "" : Self.list("numFmts", numbered)) + Self.list("fonts", fonts.texts)
      + Self.list("fills", fills.texts) + Self.list("borders", Self.borders)
      + Self.list("cellStyleXfs", [#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>"#])
      + Self.list("cellXfs", styles.texts)
      + Self.list("cellStyles", [#"<cellStyle name="Normal" xfId="0" builtinId="0"/>"#])
      + Self.list("dxfs", highlights) + "</styleSheet>"
  }

  private static func list(_ name: String, _ items: [String]) -> String {
    #"<\#(name) count="\#(items.count)">\#(items.joined())</\#(name)>"#
  }

  private static let borders = ["", #" style="thin""#].map { line in
    "<border>"
      + ["left", "right", "top", "bottom"].map { side in
        line.isEmpty ? "<\(side)/>" : #"<\#(side)\#(line)><color rgb="FFBFBFBF"/></\#(side)>"#
      }.joined() + "<diagonal/></border>"
  }

  private static func font(_ style: CellStyle) -> String {
    let bold = style.isBold ? "<b/>" : ""
    let colour = #"<color rgb="FF\#(style.colour?.digits ?? "000000")"/>"#
    return #"<font>\#(bold)<sz val="\#(style.size)"/>\#(colour)<name val="宋体"/><charset val="134"/></font>"#
  }

  /// A highlight's ground is named as the background, a cell's as the foreground of a solid pattern.
  private static func fill(_ colour: CellStyle.Colour, background: Bool) -> String {
    let kind = background ? "bgColor" : "fgColor"
    return #"<fill><patternFill patternType="solid"><\#(kind) rgb="FF\#(colour.digits)"/></patternFill></fill>"#
  }

  private static func alignment(_ style: CellStyle) -> String {
    let side =
      switch style.alignment {
      case .left: #" horizontal="left""#
      case .right: #" horizontal="right""#
      case .centre: #" horizontal="center""#
      case nil: ""
      }
    return #"<alignment vertical="center"\#(side)\#(style.wraps ? #" wrapText="1""# : "")/>"#
  }
}

/// Texts, each once, by the order in which they came.
private struct Numbered {
  private(set) var texts: [String]
  private var numbers: [String: Int] = [:]

  init(first: [String]) {
    texts = first
    for (index, text) in first.enumerated() { numbers[text] = index }
  }

  mutating func number(of text: String) -> Int {
    if let known = numbers[text] { return known }
    texts.append(text)
    numbers[text] = texts.count - 1
    return texts.count - 1
  }
}
