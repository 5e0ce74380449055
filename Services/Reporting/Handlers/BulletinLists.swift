import Chassis
import Wire
import WireTupo

/// By what bulletins are filtered and ordered, and which parts of them may be asked for.
enum BulletinLists {
  static let fields = ListFields(
    [
      ListField("month", .month), ListField("edition", .integer), ListField("number", .text, column: "number_text"),
      ListField("signed_on", .day), ListField("check_code", .text), ListField("demonstration", .flag),
    ], order: ["month", "edition"], unique: ["month", "edition"])

  static let mask: [String: ReadMask<ReportingV1.Bulletin>.Copy] = [
    "name": { $0.name = $1.name }, "month": { $0.month = $1.month }, "edition": { $0.edition = $1.edition },
    "number": { $0.number = $1.number }, "signed_on": { $0.signedOn = $1.signedOn },
    "corrects": { $0.corrects = $1.corrects }, "sources": { $0.sources = $1.sources },
    "check_code": { $0.checkCode = $1.checkCode }, "demonstration": { $0.demonstration = $1.demonstration },
    "published_at": { $0.publishedAt = $1.publishedAt }, "etag": { $0.etag = $1.etag },
    "summary": { $0.summary = $1.summary }, "findings": { $0.findings = $1.findings },
  ]
}
