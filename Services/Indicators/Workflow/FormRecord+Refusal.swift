import Chassis
import Domain
import RPC

extension FormRecord {
  var name: String { ResourcePattern.form.name(programme, id) }

  /// What it is called in a Chinese sentence.
  var titled: String { "“\(title.zh)”" }

  /// Throws ABORTED when it has changed since the caller read it.
  func require(etag asked: String) throws(Failure) {
    guard asked.isEmpty || asked == etag else { throw .staleETag(name) }
  }

  /// Throws when its figures may not come out: it is not frozen, or a bureau has not published its own.
  func requirePublishable(_ etag: String, on day: Day, _ catalogue: Catalogue?) throws(Failure) {
    try require(etag: etag)
    guard frozenAt != nil else {
      throw refused("NOT_FROZEN", zh: "\(titled)尚未冻结，请先冻结再通报。", en: "\(name) is not frozen: freeze it first.")
    }
    let released = Dictionary(releases.map { ($0.indicator, $0.day) }, uniquingKeysWith: { $1 })
    let inside = FormGate.unreleased(groups, releases: released, on: day)
    guard inside.isEmpty else {
      let names = inside.map { ResourcePattern.indicator.name(programme, $0.rawValue) }.joined(separator: ",")
      let titles = inside.map { catalogue?.indicator($0.rawValue)?.title.zh ?? $0.rawValue }
      throw refused(
        "UNRELEASED", zh: "内部资料，会签单位尚未发布：\(titles.joined(separator: "、"))。",
        en: "Kept inside, not published by their bureau: \(names).",
        values: ["indicators": names]
      ).carrying(wire(FormGate.lock(of: inside, groups, releases: released)))
    }
  }

  /// FAILED_PRECONDITION about the form.
  func refused(_ reason: String, zh: String, en: String, values more: [String: String] = [:]) -> Failure {
    var values = more
    values["resource"] = name
    return Failure(
      .failedPrecondition, reason, zh: zh, en: en, values: values,
      details: [.preconditionFailure([.init(type: reason, subject: name, description: en)])])
  }
}
