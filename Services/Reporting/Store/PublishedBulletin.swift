import Domain
import Storage

/// The versions that a bulletin was made from, one of each service.
struct SourceVersions: Sendable, Hashable {
  var indicators: DataVersion
  var investment: DataVersion
  var planning: DataVersion

  /// As they are printed.
  var texts: [String] { ["指标 \(indicators)", "招商 \(investment)", "规划 \(planning)"] }
}

/// A bulletin as it was published. Nothing in it changes afterwards.
struct PublishedBulletin: Sendable, Hashable {
  var programme: String
  var edition: Edition
  var number: DocumentNumber
  /// The number as printed, with the series' suffix.
  var numberText: String
  var signedOn: Day
  /// The edition of the same month that it corrects; nil for a first edition.
  var corrects: Int?
  /// The document's bytes.
  var document: [UInt8]
  /// What it says, without number, versions, check code and correction notice: what a correction is held against.
  var contents: [UInt8]
  var versions: SourceVersions
  var checkCode: String
  var isDemonstration: Bool
  var summary: Headlines
  /// Microseconds UTC.
  var publishedAt: Int64
  /// The version of its last change; empty before it is kept.
  var etag = ""
}
