import Domain
import RPC
import Synchronization
import Wire
import WireTupo

@testable import Reporting

/// What the three services answer of a made programme; tests change it as figures would change.
final class SampleSource: AnswerSource {
  private struct State {
    var value: Int64? = 13_140_000_000
    var isDemonstration = true
    var isReachable = true
    var cameLater: String?
    var missing: [String] = []
    var responsible: [String] = []
    var forms = MonthForms()
    var published: [String] = []
    var told: [String] = []
    var inside: String?
  }

  private let state = Mutex(State())

  /// 元; nil while nothing was reported.
  var value: Int64? {
    get { state.withLock { $0.value } }
    set { state.withLock { $0.value = newValue } }
  }

  var isDemonstration: Bool {
    get { state.withLock { $0.isDemonstration } }
    set { state.withLock { $0.isDemonstration = newValue } }
  }

  var isReachable: Bool {
    get { state.withLock { $0.isReachable } }
    set { state.withLock { $0.isReachable = newValue } }
  }

  /// The day after that of signing on which a report came, where none is there.
  var cameLater: String? {
    get { state.withLock { $0.cameLater } }
    set { state.withLock { $0.cameLater = newValue } }
  }

  /// Zones that have not reported, beside the one that has.
  var missing: [String] {
    get { state.withLock { $0.missing } }
    set { state.withLock { $0.missing = newValue } }
  }

  /// Who is responsible for milestones that are due, one for each.
  var responsible: [String] {
    get { state.withLock { $0.responsible } }
    set { state.withLock { $0.responsible = newValue } }
  }

  /// The month's forms.
  var forms: MonthForms {
    get { state.withLock { $0.forms } }
    set { state.withLock { $0.forms = newValue } }
  }

  /// The forms that came out, each with its bulletin, in their order.
  var published: [String] { state.withLock { $0.published } }

  /// The months that were told, each with its bulletin.
  var told: [String] { state.withLock { $0.told } }

  /// Why no form may come out; nil: it may.
  var inside: String? {
    get { state.withLock { $0.inside } }
    set { state.withLock { $0.inside = newValue } }
  }

  /// The version that was asked for last; nil: the present one.
  private let asked = Mutex<CommonV1.DataVersion?>(nil)
  var askedAt: CommonV1.DataVersion? { asked.withLock { $0 } }

  func forms(_ programme: String, _ month: Month, call: CallContext) async throws -> MonthForms { forms }

  func publish(_ month: Month, of programme: String, in bulletin: String, call: CallContext) async throws {
    state.withLock { $0.told.append("\(programme) \(month) \(bulletin)") }
  }

  func publish(_ form: String, in bulletin: String, validateOnly: Bool, call: CallContext) async throws {
    if let inside { throw RPCError(code: .failedPrecondition, message: inside) }
    guard !validateOnly else { return }
    state.withLock { state in
      state.published.append("\(form) \(bulletin)")
      for index in state.forms.forms.indices where state.forms.forms[index].name == form {
        (state.forms.forms[index].bulletin, state.forms.forms[index].state) = (bulletin, .published)
      }
    }
  }

  func read(
    _ series: Series, month: Month, signedOn: Day, at version: CommonV1.DataVersion?, call: CallContext
  ) async throws -> SourceAnswers {
    guard isReachable else { throw RPCError(code: .unavailable, message: "nobody there") }
    asked.withLock { $0 = version }
    let value = value
    let version =
      version
      ?? CommonV1.DataVersion.with {
        $0.epoch = 1
        $0.sequence = 7
      }
    return SourceAnswers(
      series: series, month: month, signedOn: signedOn,
      figures: figures(value, month, version),
      promotion: .with { $0.version = version },
      works: TrackAnswers(report: works(on: signedOn, version), tracks: []))
  }

  private func works(on day: Day, _ version: CommonV1.DataVersion) -> PlanningV1.TrackReport {
    .with {
      $0.version = version
      $0.on = "\(day)"
      $0.due = responsible.enumerated().map { number, name in
        .with {
          $0.track = "programmes/made/tracks/bonded"
          $0.trackTitle = .with { $0.zh = "保税物流中心" }
          $0.milestone = .with {
            $0.id = "m\(number + 1)"
            $0.title = .with { $0.zh = "第\(number + 1)步" }
            $0.deadline = "\(day)"
            $0.responsible = name
          }
        }
      }
    }
  }

  private func figures(_ value: Int64?, _ month: Month, _ version: CommonV1.DataVersion) -> FigureAnswers {
    let state: IndicatorsV1.ReportState = value == nil ? .missing : .received
    return FigureAnswers(
      programme: .with { $0.unitNoun = .with { $0.zh = "开发区" } },
      indicators: [
        .with {
          $0.name = "programmes/made/indicators/investment"
          $0.title = .with { $0.zh = "固定资产投资" }
          $0.main = true
          $0.deadlines = [.with { $0.month = "\(month)" }]
        }
      ],
      boards: [board(value, state, month)],
      status: .with {
        $0.entries = [
          .with {
            $0.zone = "programmes/made/zones/a"
            $0.title = .with { $0.zh = "甲区" }
            $0.state = state
            $0.receivedOn = cameLater ?? ""
          }
        ]
        $0.entries += missing.map { zone in
          .with {
            $0.zone = "programmes/made/zones/\(zone)"
            $0.title = .with { $0.zh = "\(zone)区" }
            $0.state = .missing
            $0.missingIndicators = ["programmes/made/indicators/investment"]
          }
        }
      },
      attainment: .init(), thresholds: .init(), notes: [:], version: version)
  }

  private func board(_ value: Int64?, _ state: IndicatorsV1.ReportState, _ month: Month) -> IndicatorsV1.Scoreboard {
    .with {
      $0.indicator = "programmes/made/indicators/investment"
      $0.title = .with { $0.zh = "固定资产投资" }
      $0.month = "\(month)"
      $0.displayUnit = "亿元"
      $0.displayScale = 100_000_000
      $0.displayDecimals = 1
      $0.expected = 1
      $0.matched = value == nil ? 0 : 1
      $0.demonstration = isDemonstration
      $0.total = row("", "合计", value, state)
      $0.rows = [row("programmes/made/zones/a", "甲区", value, state)]
    }
  }

  private func row(
    _ zone: String, _ title: String, _ value: Int64?, _ state: IndicatorsV1.ReportState
  ) -> IndicatorsV1.ScoreboardRow {
    let base: Int64 = 10_000_000_000
    return .with {
      $0.zone = zone
      $0.title = .with { $0.zh = title }
      $0.state = state
      $0.cumulative = value
      $0.base = base
      $0.growth = value.flatMap { Ratio($0 - base, over: base) }.map { growth in
        .with {
          $0.exact = "\(growth)"
          $0.display = growth.percentText()
          $0.explanation = .with {
            $0.arithmetic = "a ÷ b − 1"
            $0.sources = [
              .with {
                $0.label = "甲区"
                $0.value = "131.4亿元"
                $0.reference = "programmes/made/zones/a/indicators/investment/figures/\(SampleInput.june)"
              }
            ]
          }
        }
      }
    }
  }
}
