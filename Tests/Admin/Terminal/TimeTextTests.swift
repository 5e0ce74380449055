import Testing

@testable import Admin

@Suite("Times for people")
struct TimeTextTests {
  @Test(
    "are China's, wherever the computer stands",
    arguments: [
      (1_372_588_200_000_000, "2013-06-30 18:30:00"), (1_372_608_000_000_000, "2013-07-01 00:00:00"),
      (1_372_607_999_999_999, "2013-06-30 23:59:59"), (0, "1970-01-01 08:00:00"),
      (-28_800_000_000, "1970-01-01 00:00:00"),
    ] as [(Int64, String)])
  func china(micros: Int64, text: String) {
    #expect(TimeText.china(micros: micros) == text)
  }

  @Test(
    "are read as a day's beginning in China, or as they say",
    arguments: [
      ("2013-07-01", 1_372_608_000_000_000), ("2013-06-30T16:00:00Z", 1_372_608_000_000_000),
      ("gestern", nil),
    ] as [(String, Int64?)])
  func read(text: String, micros: Int64?) {
    #expect(TimeText.micros(text) == micros)
  }
}
