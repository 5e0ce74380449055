import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// By what projects are filtered and ordered, and which parts of them may be asked for.
enum ProjectLists {
  static let fields = ListFields(
    [
      ListField("name", .resource(.project), column: "id"), ListField("title.zh", .text, column: "title_zh"),
      ListField("title.en", .text, column: "title_en"), ListField("zone", .resource(.zone)),
      ListField("channel", .choice(Channel.allCases.map { (word: $0.wire.name ?? "", value: .text($0.rawValue)) })),
      ListField("stage", .choice(Stage.allCases.map { (word: $0.wire.name ?? "", value: SQLValue($0.rawValue)) })),
      ListField("agreed_investment", .integer, isOptional: true), ListField("investor", .text),
      ListField("clauses", .list), ListField("source", .text), ListField("demonstration", .flag),
    ], unique: ["id"])

  static let mask: [String: ReadMask<InvestmentV1.Project>.Copy] = [
    "name": { $0.name = $1.name }, "title": { $0.title = $1.title }, "zone": { $0.zone = $1.zone },
    "channel": { $0.channel = $1.channel }, "agreed_investment": { $0.agreedInvestment = $1.agreedInvestment },
    "investor": { $0.investor = $1.investor }, "stage": { $0.stage = $1.stage },
    "history": { $0.history = $1.history }, "responsibility": { $0.responsibility = $1.responsibility },
    "clauses": { $0.clauses = $1.clauses }, "source": { $0.source = $1.source },
    "demonstration": { $0.demonstration = $1.demonstration }, "etag": { $0.etag = $1.etag },
  ]
}
