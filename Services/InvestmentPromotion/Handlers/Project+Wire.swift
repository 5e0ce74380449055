import Chassis
import Domain
import Wire
import WireTupo

extension ResourcePattern {
  static let project = ResourcePattern("programmes/{programme}/projects/{project}")
}

extension Channel {
  private static let wire: [(InvestmentV1.Channel, Channel)] = [
    (.industryChain, .industryChain), (.centralEnterprise, .centralEnterprise),
    (.strategicInvestor, .strategicInvestor), (.keyRegion, .keyRegion), (.existingEnterprise, .existingEnterprise),
  ]

  init?(_ wire: InvestmentV1.Channel) {
    guard let pair = Channel.wire.first(where: { $0.0 == wire }) else { return nil }
    self = pair.1
  }

  var wire: InvestmentV1.Channel { Channel.wire.first { $0.1 == self }?.0 ?? .unspecified }
}

extension Stage {
  /// The contract counts stages from 1, in the same order.
  init?(_ wire: InvestmentV1.Stage) { self.init(rawValue: Int(wire.rawValue) - 1) }

  var wire: InvestmentV1.Stage { InvestmentV1.Stage(rawValue: Int32(rawValue) + 1) }
}

extension StageMove {
  init?(_ wire: InvestmentV1.Project.Move, field: String, _ faults: inout FieldFaults) {
    let stage = faults.choice("\(field).stage", wire.stage, Stage.init(_:))
    let day = faults.day("\(field).on", wire.on)
    guard let stage, let day else { return nil }
    self.init(stage, on: day, reason: wire.reason)
  }
}

extension Project {
  /// Converts a project of `programme` (nil: known to be wrong already); notes every fault by its path below `field`.
  init?(_ wire: InvestmentV1.Project, id: String?, programme: String?, field: String, _ faults: inout FieldFaults) {
    let title = faults.text("\(field).title", wire.title)
    let zone = faults.name("\(field).zone", wire.zone, .zone, of: programme)
    let channel = faults.choice("\(field).channel", wire.channel, Channel.init(_:))
    if let amount = wire.agreedInvestment, amount < 0 {
      faults.add("\(field).agreed_investment", "AMOUNT_NEGATIVE", zh: "不能为负。", en: "must not be negative.")
    }
    let history = Project.history(wire.history, field: "\(field).history", &faults)
    let responsibility = faults.responsibility("\(field).responsibility", wire.responsibility)
    let clauses = faults.texts("\(field).clauses", wire.clauses)
    guard let programme, let id, let title, let zone, let channel, let history else { return nil }
    self.init(
      programme: programme, id: id, title: title, zone: zone, channel: channel,
      agreedInvestment: wire.agreedInvestment.map(Amount.init), investor: wire.investor, history: history,
      responsibility: responsibility, clauses: clauses, source: wire.source,
      isDemonstration: wire.demonstration)
  }

  private static func history(
    _ wire: [InvestmentV1.Project.Move], field: String, _ faults: inout FieldFaults
  ) -> StageHistory? {
    var moves: [StageMove] = []
    for (index, move) in wire.enumerated() {
      if let move = StageMove(move, field: "\(field)[\(index)]", &faults) { moves.append(move) }
    }
    guard moves.count == wire.count else { return nil }
    do throws(StageRefusal) {
      let history = try StageHistory(moves: moves)
      return faults.require(field, history, "FIELD_REQUIRED", zh: "至少要有一次阶段变动。", en: "needs at least one move.")
    } catch {
      faults.add(field, error.code, zh: "\(error)。", en: error.englishText)
      return nil
    }
  }

  /// The project as the contract has it.
  var wire: InvestmentV1.Project {
    .with {
      $0.name = name
      $0.title = CommonV1.LocalizedText(title)
      $0.zone = zoneName
      $0.channel = channel.wire
      $0.agreedInvestment = agreedInvestment?.units
      $0.investor = investor
      $0.stage = history.current.stage.wire
      $0.history = history.moves.map { move in
        .with {
          $0.stage = move.stage.wire
          $0.on = "\(move.day)"
          $0.reason = move.reason
        }
      }
      $0.responsibility = CommonV1.Responsibility(responsibility)
      $0.clauses = clauses
      $0.source = source
      $0.demonstration = isDemonstration
      $0.etag = etag
    }
  }

  /// Its resource name.
  var name: String { ResourcePattern.project.name(programme, id) }

  /// The resource name of its zone.
  var zoneName: String { ResourcePattern.zone.name(programme, zone) }
}
