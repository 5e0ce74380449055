import Testing

@testable import Admin

@Suite("What the environment asks for")
struct ScreenTests {
  @Test(
    "decides on colours",
    arguments: [
      (true, [:], true),
      (false, [:], false),
      (true, ["NO_COLOR": "1"], false),
      (true, ["NO_COLOR": ""], true),  // no-color.org: only when not empty.
      (true, ["TERM": "dumb"], false),
      (false, ["CLICOLOR_FORCE": "1"], true),
      (false, ["CLICOLOR_FORCE": "0"], false),
      (true, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
    ])
  func colours(_ isTerminal: Bool, _ environment: [String: String], _ expected: Bool) {
    #expect(Screen.usesColours(isTerminal: isTerminal, environment) == expected)
  }

  @Test(
    "decides on the language",
    arguments: [
      ([:], Language.zh),
      (["LANG": "en_US.UTF-8"], .en),
      (["LANG": "zh_CN.UTF-8"], .zh),
      (["LANG": "C.UTF-8"], .zh),
      (["LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"], .zh),  // LC_ALL is stronger.
      (["LC_ALL": "", "LANG": "en_GB.UTF-8"], .en),  // Empty is unset (POSIX).
    ])
  func language(_ environment: [String: String], _ expected: Language) {
    #expect(Language.preferred(in: environment) == expected)
  }

  @Test("shows a bar only on a terminal, and only when it would look different")
  func bar() {
    var silent = ProgressBar("x", total: 10, on: .file)
    #expect(silent.line(at: 5) == nil)
    var shown = ProgressBar("x", total: 1_000, on: Screen(isTerminal: true, columns: 80, style: .plain))
    #expect(shown.line(at: 500)?.contains("50%") == true)
    #expect(shown.line(at: 501) == nil)
    #expect(shown.line(at: 2_000)?.contains("100%") == true)
  }

  @Test("tells a fault, its field and its hint in the user's language", arguments: Language.allCases)
  func complaint(_ language: Language) {
    let complaint = Complaint(
      zh: "没有月份。", en: "No month.", field: "--month", hint: Bilingual("写作2013-06", "write 2013-06"))
    let expected =
      language == .zh
      ? ["错误：没有月份。", "  字段：--month", "  提示：写作2013-06"]
      : ["error: No month.", "  field: --month", "  hint: write 2013-06"]
    #expect(complaint.lines(language, .plain) == expected)
  }
}
