import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// A bulletin that is composed but not signed: everything except its number.
struct Draft: Sendable {
  let programme: String
  let edition: Edition
  let series: Series
  let signedOn: Day
  let corrects: Int?
  let versions: SourceVersions
  let isDemonstration: Bool
  let summary: Headlines
  /// What it asks of units.
  let asked: [AskedOfUnit]
  let checkCode: String
  /// What it says, without versions and correction notice.
  let contents: [UInt8]
  private let document: Document

  /// Composes from what the services answered. A correction is held against the bulletin that it corrects.
  ///
  /// Throws FAILED_PRECONDITION: NOTHING_REPORTED, REPORTED_AFTER_SIGNING, DEMONSTRATION_NEEDS_BANNER, NOTHING_TO_CORRECT.
  init(_ answers: SourceAnswers, edition: Edition, correcting old: PublishedBulletin?) throws {
    try Draft.check(answers)
    let composer = BulletinComposer(answers.input)
    let composed = composer.document
    contents = ReportingV1.Document(composed.contents).encoded()
    var document = composed
    if let old {
      guard contents != old.contents else { throw Failure.nothingToCorrect(old.name) }
      let before = Document(try ReportingV1.Document(decoding: old.contents))
      let after = Document(ReportingV1.Document(composed.contents))
      let difference = DocumentDifference(from: before, to: after)
      document = CorrectionNotice(corrected: old.numberText, difference: difference).opening(composed)
    }
    checkCode = CheckCode.text(of: ReportingV1.Document(document).encoded())
    document.colophon.checkCode = checkCode
    self.document = document
    programme = answers.series.programme
    self.edition = edition
    series = answers.series
    signedOn = answers.signedOn
    corrects = old?.edition.number
    versions = answers.versions
    isDemonstration = answers.isDemonstration
    summary = composer.headlines
    asked = composer.asked
  }

  /// Never pass a demonstration off as real, and never publish a bulletin of nothing.
  private static func check(_ answers: SourceAnswers) throws(Failure) {
    guard answers.hasReports else {
      guard let came = answers.firstReportAfterSigning else { throw Failure.nothingReported(answers.month) }
      throw Failure.reportedLater(answers.month, signedOn: answers.signedOn, came: came)
    }
    guard !answers.isDemonstration || answers.series.saysDemonstration else {
      throw Failure(
        .failedPrecondition, "DEMONSTRATION_NEEDS_BANNER",
        zh: "数据含演示数据，但文件系列未标明“演示”字样，不得发布。",
        en: "The data hold demonstration figures, but the series' banner does not say so.",
        values: ["series": answers.series.name])
    }
  }

  /// The bulletin under its number.
  func signed(_ number: DocumentNumber, at time: Int64) -> PublishedBulletin {
    let text = series.text(of: number)
    return bulletin(number, text, document: text, at: time)
  }

  /// The bulletin as it would be, without a number; its document says 草稿.
  func unsigned(_ number: DocumentNumber) throws -> ReportingV1.Bulletin {
    var wire = try bulletin(number, "", document: "草稿", at: 0).wire()
    wire.publishedAt = nil
    return wire
  }

  private func bulletin(
    _ number: DocumentNumber, _ text: String, document printed: String, at time: Int64
  ) -> PublishedBulletin {
    var final = document
    final.number = printed
    return PublishedBulletin(
      programme: programme, edition: edition, number: number, numberText: text, signedOn: signedOn,
      corrects: corrects, document: ReportingV1.Document(final).encoded(), contents: contents, versions: versions,
      checkCode: checkCode, isDemonstration: isDemonstration, summary: summary, publishedAt: time)
  }
}

extension Document {
  /// What is compared between editions: not the versions that it was made from.
  var contents: Document {
    var copy = self
    copy.number = ""
    copy.colophon = Colophon()
    return copy
  }
}
