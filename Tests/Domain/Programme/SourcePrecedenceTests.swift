import Domain
import Testing

@Suite("Which source of a figure counts")
struct SourcePrecedenceTests {
  private static let june = Month(year: 2013, month: 6) ?? Month(index: 0)
  private static let precedence = SourcePrecedence(["zone": ["bureau"], "alone": []])

  private static func figure(_ zone: ZoneKey, _ indicator: IndicatorKey, _ value: Int64?, growth: Int64? = nil)
    -> Figure
  {
    Figure(
      key: FigureKey(zone: zone, indicator: indicator, month: june), cumulative: value.map { Amount($0) },
      reportedGrowth: growth)
  }

  @Test("the first that has a value; where none has, the first that says anything")
  func first() {
    let book = FigureBook([
      Self.figure("a", "bureau", 9), Self.figure("a", "zone", 8), Self.figure("b", "zone", 7),
      Self.figure("c", "bureau", nil, growth: 100), Self.figure("c", "zone", 6),
      Self.figure("d", "bureau", nil, growth: 200),
    ])
    let own = Self.precedence.applied(
      to: book, of: ["zone", "alone"], zones: ["a", "b", "c", "d", "e"], months: Self.june...Self.june)
    #expect(["a", "b", "c", "d", "e"].map { own.cumulative($0, "zone", Self.june)?.units } == [9, 7, 6, nil, nil])
    #expect(own.figure("d", "zone", Self.june)?.reportedGrowth == 200)
    // Nothing is lost: each source's own figure stays.
    #expect(own.cumulative("a", "bureau", Self.june)?.units == 9 && book.cumulative("a", "zone", Self.june)?.units == 8)
    let key = FigureKey(zone: "a", indicator: "zone", month: Self.june)
    #expect(Self.precedence.origin(of: key, in: book).indicator == "bureau")
  }

  @Test("an indicator that is not on its own list comes last, and without others nothing changes")
  func lists() {
    #expect(
      Self.precedence.sources(of: "zone") == ["bureau", "zone"] && Self.precedence.sources(of: "alone") == ["alone"])
    #expect(Self.precedence.standsForAnother("bureau") && !Self.precedence.standsForAnother("zone"))
    #expect(SourcePrecedence(["zone": ["zone", "bureau"]]).sources(of: "zone") == ["zone", "bureau"])
    #expect(SourcePrecedence().isEmpty && !Self.precedence.isEmpty)
  }
}
