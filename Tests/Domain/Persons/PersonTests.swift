import Domain
import Testing

@Suite("Contacts and posts")
struct PersonRuleTests {
  @Test(
    "take telephone numbers of digits, plus, minus and spaces",
    arguments: [
      ("0537-2967018", true), ("+86 537 2967018", true), ("12345", true), ("138 0537 0001", true), ("1234", false),
      ("1-2-3-4", false), ("(0537)2967018", false), ("０５３７", false), ("", false), ("+++++", false),
      ("123456789012345678901234", true), ("1234567890123456789012345", false), ("0537\t2967", false),
    ])
  func telephones(text: String, isGood: Bool) { #expect(ContactShape.isTelephone(text) == isGood) }

  @Test(
    "take names of 1 to 64 characters without control characters",
    arguments: [
      ("王", true), ("欧阳 明", true), ("", false), ("  ", false), ("a\nb", false), ("a\u{0}", false),
      (String(repeating: "王", count: 64), true), (String(repeating: "王", count: 65), false),
    ])
  func names(text: String, isGood: Bool) { #expect(ContactShape.isName(text) == isGood) }

  @Test(
    "know the day in China",
    arguments: [
      (Int64(0), "1970-01-01"), (57_599_999_999, "1970-01-01"), (57_600_000_000, "1970-01-02"),
      (-28_800_000_000, "1970-01-01"), (-28_800_000_001, "1969-12-31"), (1_371_830_400_000_000, "2013-06-22"),
    ])
  func days(micros: Int64, day: String) { #expect("\(Day(inChinaAt: micros))" == day) }
}
