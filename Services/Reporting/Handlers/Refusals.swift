import Chassis
import Domain
import RPC

extension Failure {
  static func nothingReported(_ month: Month) -> Failure {
    Failure(
      .failedPrecondition, "NOTHING_REPORTED", zh: "\(month.chineseText)没有单位报送数据，无法生成通报。",
      en: "No unit has reported \(month): there is nothing to publish.", values: ["month": "\(month)"])
  }

  /// What came after the day of signing counts as not come.
  static func reportedLater(_ month: Month, signedOn: Day, came: Day) -> Failure {
    Failure(
      .failedPrecondition, "REPORTED_AFTER_SIGNING",
      zh: "\(month.chineseText)的数据\(came)才收到，截至签发日\(signedOn)没有单位报送，无法生成通报。",
      en:
        "The reports of \(month) came on \(came) only: on the day of signing, \(signedOn), there was none to publish.",
      values: ["month": "\(month)", "signed_on": "\(signedOn)", "received_on": "\(came)", "field": "signed_on"])
  }

  static func nothingToCorrect(_ name: String) -> Failure {
    Failure(
      .failedPrecondition, "NOTHING_TO_CORRECT", zh: "现有数据与\(name)一致，无可更正。",
      en: "The data say the same as \(name): there is nothing to correct.", values: ["bulletin": name])
  }

  static func notTheLastEdition(_ name: String, last: String) -> Failure {
    Failure(
      .failedPrecondition, "NOT_THE_LAST_EDITION", zh: "\(name)已被更正，请更正最新一期\(last)。",
      en: "\(name) was corrected already: correct the last edition, \(last).", values: ["bulletin": name, "last": last])
  }

  static func seriesMissing(_ parent: String) -> Failure {
    Failure(
      .failedPrecondition, "SERIES_MISSING", zh: "\(parent)未设文件系列，请先应用计划文件。",
      en: "\(parent) has no document series: apply the programme first.", values: ["programme": parent])
  }

  static func signingDayMissing(_ month: Month) -> Failure {
    Failure(
      .failedPrecondition, "SIGNING_DAY_MISSING", zh: "计划未定\(month.chineseText)通报的签发日期，请在signed_on中给出。",
      en: "The programme sets no day of signing for \(month): give it in signed_on.", values: ["month": "\(month)"])
  }

  static func numberExhausted(_ series: String) -> Failure {
    Failure(
      .failedPrecondition, "NUMBER_INVALID", zh: "\(series)无法编号。", en: "\(series) has no number to give.",
      values: ["series": series])
  }
}
