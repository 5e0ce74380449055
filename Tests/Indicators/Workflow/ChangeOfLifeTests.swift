import RPC
import TestRandom
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

/// What June has by the programme as it is now, and what the cells of zone c hold: all that decides what is untimely.
private struct LifeModel {
  var hasInvestment = true
  var hasZone = true
  var investment = false
  var added = false
  var isAbove = false
  var owesAnswer = false

  /// By what code values of these cells are refused, by the first of them; nil: the month has them.
  func untimely(_ investment: Bool, _ added: Bool) -> String? {
    if investment && !hasInvestment { return "NOT_IN_FORCE" }
    return (investment || added) && !hasZone ? "NOT_STANDING" : nil
  }

  /// By what code it is not sent in.
  var submit: String? {
    if let untimely = untimely(investment, added) { return untimely }
    if !added || hasInvestment && !investment { return "CELL_MISSING" }
    return owesAnswer ? "REMARK_UNANSWERED" : nil
  }

  /// The programme in which June has this.
  var programme: IndicatorsV1.ApplyProgrammeRequest {
    var request = SmallProgramme.request()
    if !hasInvestment { request.indicators[0].validTo = "2013-05-31" }
    if !hasZone {
      request.zones[2].attributes.removeLast()
      request.zones[2].attributes[0].validTo = "2013-05-20"
    }
    return request
  }
}

@Suite("A form of a programme that changes under way")
struct ChangeOfLifeTests {
  @Test("is filled in, sent in and approved as a model says that knows what the month has")
  func walks() async throws {
    var told: [String: Int] = [:]
    for seed in UInt64(1)...4 {
      for (outcome, times) in try await walk(seed) { told[outcome, default: 0] += times }
    }
    // The walks are worth something only when they meet each outcome.
    #expect(told["submit ", default: 0] > 0 && told["approve ", default: 0] > 0, "\(told)")
    #expect(told.keys.contains { $0.hasSuffix("NOT_IN_FORCE") || $0.hasSuffix("NOT_STANDING") }, "\(told)")
  }

  /// How often each outcome was met.
  private func walk(_ seed: UInt64) async throws -> [String: Int] {
    try await withDesk { desk in
      var random = SplitMix(seed: seed)
      var model = LifeModel()
      var told: [String: Int] = [:]
      for _ in 0..<40 {
        let step = random.below(4)
        if step == 0 {
          (model.hasInvestment, model.hasZone) = (random.below(2) == 0, random.below(3) > 0)
          try await apply(model, desk)
        } else if model.isAbove {
          let expected = step == 1 ? nil : model.untimely(model.investment, model.added)
          if step > 1 {
            let refused = await refusal { try await desk.approve("c") }
            expect(refused, expected)
            told["approve " + (expected ?? ""), default: 0] += 1
          }
          if expected == nil {
            try await desk.giveBack("c", by: "office")
            (model.isAbove, model.owesAnswer) = (false, true)
          }
        } else if step == 1 {
          let (investment, added) = (random.below(4) > 0, random.below(4) > 0)
          let refused = await refusal {
            try await desk.fill("c", investment ? 7 : nil, added: added ? 5 : nil, answer: "已核实")
          }
          let expected = model.untimely(investment, added)
          expect(refused, expected, .invalidArgument)
          if expected == nil { (model.investment, model.added, model.owesAnswer) = (investment, added, false) }
        } else {
          let refused = await refusal { try await desk.submit("c") }
          expect(refused, model.submit)
          told["submit " + (model.submit ?? ""), default: 0] += 1
          guard model.submit == nil else { continue }
          model.isAbove = true
          try await desk.countersign("c")
        }
      }
      return told
    }
  }

  @Test("is not sent in nor approved with what the month has no more: the refusal names the cells in both languages")
  func words() async throws {
    try await withDesk { desk in
      try await desk.fill("c", 7)
      try await apply(LifeModel(hasInvestment: false), desk)
      let submitted = await refusal { try await desk.submit("c") }
      expect(submitted, "NOT_IN_FORCE")
      #expect(submitted?.message.contains("投资：该指标2013-05-31后不再报送。") == true)
      #expect(submitted?.message.contains("投资: the indicator is not asked for after 2013-05-31.") == true)

      try await apply(LifeModel(), desk)
      try await desk.submit("c")
      try await desk.countersign("c")
      try await apply(LifeModel(hasInvestment: false, hasZone: false), desk)
      let approved = await refusal { try await desk.approve("c") }
      expect(approved, "NOT_IN_FORCE")
      #expect(approved?.message.contains("投资：该指标2013-05-31后不再报送；增加值：该单位在2013-06不存续。") == true)
      #expect(try await desk.figure("c") == nil)
      #expect(try await desk.get("c").state == .countersigned)

      try await apply(LifeModel(hasInvestment: false), desk)
      try await desk.giveBack("c", by: "office")
      try await desk.fill("c", nil, answer: "已停报")
      try await desk.submit("c")
      try await desk.countersign("c")
      try await desk.approve("c")
    }
  }

  @Test("is approved again after a revision of one cell, whatever became of the others")
  func revision() async throws {
    try await withDesk { desk in
      try await desk.wholeWay("c", 7)
      try await desk.release()
      try await desk.freeze(without: ["a", "b"])
      try await desk.publish()
      _ = try await desk.submissions.reviseSubmission(
        .with {
          $0.name = Desk.submission("c")
          $0.indicators = [Desk.indicator("added")]
          ($0.reason, $0.evidence) = ("决算", "统字〔2013〕3号")
        }, Desk.call("office"))
      try await apply(LifeModel(hasInvestment: false), desk)
      _ = try await desk.submissions.updateSubmission(
        .with {
          $0.submission = .with {
            $0.name = Desk.submission("c")
            $0.cells = [
              .with {
                $0.indicator = Desk.indicator("added")
                $0.reported = .with { $0.growthBasisPoints = 6 }
              }
            ]
          }
        }, Desk.call("clerk-c"))
      try await desk.submit("c")
      try await desk.approve("c")
    }
  }

  private func apply(_ model: LifeModel, _ desk: WorkflowDesk) async throws {
    _ = try await CatalogueHandler(store: desk.store).applyProgramme(model.programme, anyCall())
  }

  /// A refusal by its stable name, or none.
  private func expect(_ refused: RPCError?, _ reason: String?, _ code: RPCError.Code = .failedPrecondition) {
    #expect(refused?.reasonName == reason && refused?.code == reason.map { _ in code })
  }
}
