import Domain
import RPC
import Storage
import TestSupport
import Wire
import WireStandard
import WireTupo

@testable import Chassis
@testable import Indicators

/// The small programme with a form of June, and people who play their parts.
struct WorkflowDesk {
  let store: Store
  let forms: FormHandler
  let submissions: SubmissionHandler
  let figures: FigureHandler
  let analysis: AnalysisHandler

  static let form = "\(SmallProgramme.parent)/forms/june"
  static let statistics = "\(SmallProgramme.parent)/offices/statistics-bureau"
  static let today = Day(inChinaAt: StoreOptions.systemClock())

  static func indicator(_ id: String) -> String { "\(SmallProgramme.parent)/indicators/\(id)" }
  static func submission(_ zone: String) -> String { "\(SmallProgramme.parent)/zones/\(zone)/submissions/june" }

  static let grants: [AccessGrant] =
    ["a", "b", "c"].map {
      AccessGrant(
        principal: "people/clerk-\($0)", role: .zoneReporter, scope: .zone("\(SmallProgramme.parent)/zones/\($0)"))
    } + [
      AccessGrant(
        principal: "people/county", role: .county, scope: .county("\(SmallProgramme.parent)/counties/370812")),
      AccessGrant(principal: "people/statistician", role: .department, scope: .office(statistics)),
      AccessGrant(
        principal: "people/treasurer", role: .department,
        scope: .office("\(SmallProgramme.parent)/offices/finance-bureau")),
      AccessGrant(principal: "people/office", role: .cityOffice, scope: .city),
      AccessGrant(principal: "people/verifier", role: .cityOffice, scope: .city),
      // Everything at once: the rules must keep its duties apart.
      AccessGrant(principal: "people/all", role: .cityOffice, scope: .city),
      AccessGrant(
        principal: "people/all", role: .county, scope: .county("\(SmallProgramme.parent)/counties/370812")),
      AccessGrant(principal: "people/all", role: .zoneReporter, scope: .zone("\(SmallProgramme.parent)/zones/a")),
    ]

  /// What the desk decides by, with those who stand in for others.
  static func book(_ standIns: [StandIn] = []) -> AccessBook {
    AccessBook(
      grants: grants,
      memberships: ["a", "b"].map {
        .init(zone: "\(SmallProgramme.parent)/zones/\($0)", county: "\(SmallProgramme.parent)/counties/370812")
      }, standIns: standIns)
  }

  /// A call by somebody, at a moment that matters only to those who stand in.
  static func call(_ name: String, _ book: AccessBook = book(), at now: Int64 = 0) -> CallContext {
    let context = CallContext(path: "/test")
    context.identify(book.caller("people/\(name)", at: now))
    return context
  }

  /// The form of June that asks zones a and b, which have a county, and c, which has none.
  static func create(
    _ id: String = "june", opens: Int = -5, due: Int = 5, grace: Int32 = 2, month: String = "2013-06"
  ) -> IndicatorsV1.CreateFormRequest {
    .with {
      $0.parent = SmallProgramme.parent
      $0.formId = id
      $0.form = .with {
        $0.month = month
        $0.title = .with { $0.zh = "月报" }
        $0.groups = [
          .with {
            $0.bureau = statistics
            $0.indicators = [indicator("investment")]
          },
          .with { $0.indicators = [indicator("added")] },
        ]
        $0.routes = ["a", "b", "c"].map { zone in
          .with {
            $0.zone = "\(SmallProgramme.parent)/zones/\(zone)"
            $0.county = zone == "c" ? "" : "\(SmallProgramme.parent)/counties/370812"
          }
        }
        $0.opensOn = "\(today.adding(days: opens))"
        $0.dueOn = "\(today.adding(days: due))"
        $0.graceWorkingDays = grace
      }
    }
  }

  // MARK: - Steps, each by who usually takes it

  @discardableResult
  func fill(
    _ zone: String, _ value: Int64?, added: Int64? = 5, base: Int64? = nil, note: String = "", answer: String = "",
    etag: String = "", by name: String? = nil
  ) async throws -> IndicatorsV1.Submission {
    try await submissions.updateSubmission(
      .with {
        $0.submission = .with {
          $0.name = Self.submission(zone)
          $0.etag = etag
          $0.cells = [
            .with {
              $0.indicator = Self.indicator("investment")
              $0.reported = .with {
                $0.cumulative = value
                $0.base = base
              }
              $0.explanation = note
              $0.answer = answer
              $0.expectedNextMonth = 900
            },
            .with {
              $0.indicator = Self.indicator("added")
              $0.reported = .with { $0.growthBasisPoints = added }
            },
          ]
        }
      }, Self.call(name ?? "clerk-\(zone)"))
  }

  @discardableResult
  func submit(_ zone: String, by name: String? = nil) async throws -> IndicatorsV1.SubmitSubmissionResponse {
    try await submissions.submitSubmission(
      .with { $0.name = Self.submission(zone) }, Self.call(name ?? "clerk-\(zone)"))
  }

  @discardableResult
  func review(_ zone: String, by name: String = "county") async throws -> IndicatorsV1.Submission {
    try await submissions.reviewSubmission(.with { $0.name = Self.submission(zone) }, Self.call(name))
  }

  @discardableResult
  func countersign(_ zone: String, by name: String = "statistician") async throws -> IndicatorsV1.Submission {
    try await submissions.countersignSubmission(
      .with {
        $0.name = Self.submission(zone)
        $0.bureau = Self.statistics
      }, Self.call(name))
  }

  @discardableResult
  func approve(_ zones: String..., by name: String = "office") async throws -> IndicatorsV1.ApproveSubmissionsResponse {
    try await submissions.approveSubmissions(
      .with {
        $0.parent = Self.form
        $0.names = zones.map(Self.submission)
      }, Self.call(name))
  }

  @discardableResult
  func giveBack(
    _ zone: String, _ text: String = "请核实", until day: String = "", by name: String = "county"
  ) async throws -> IndicatorsV1.Submission {
    try await submissions.returnSubmission(
      .with {
        $0.name = Self.submission(zone)
        $0.remarks = [
          .with {
            $0.indicator = Self.indicator("investment")
            $0.text = text
          }
        ]
        $0.answerBy = day
      }, Self.call(name))
  }

  @discardableResult
  func verify(_ zone: String, _ value: Int64?, by name: String = "verifier") async throws -> IndicatorsV1.Submission {
    try await submissions.verifyCell(
      .with {
        $0.name = Self.submission(zone)
        $0.indicator = Self.indicator("investment")
        $0.verification = value.map { value in
          .with {
            $0.values = .with { $0.cumulative = value }
            $0.reason = "重复统计"
          }
        }
      }, Self.call(name))
  }

  /// All the way to the city's yes.
  func wholeWay(_ zone: String, _ value: Int64) async throws {
    try await fill(zone, value)
    try await submit(zone)
    if zone != "c" { try await review(zone) }
    try await countersign(zone)
    try await approve(zone)
  }

  @discardableResult
  func freeze(without zones: [String] = []) async throws -> IndicatorsV1.Form {
    try await forms.freezeForm(
      .with {
        $0.name = Self.form
        $0.withoutZones = zones.map { "\(SmallProgramme.parent)/zones/\($0)" }
      }, Self.call("office"))
  }

  @discardableResult
  func release(by name: String = "statistician") async throws -> IndicatorsV1.Form {
    try await forms.releaseIndicators(
      .with {
        $0.name = Self.form
        $0.indicators = [Self.indicator("investment")]
        $0.releasedOn = "\(Self.today)"
        $0.publication = "统计月报"
      }, Self.call(name))
  }

  @discardableResult
  func publish(in bulletin: String = "7") async throws -> IndicatorsV1.PublishFormResponse {
    try await submissions.publishForm(
      .with {
        $0.name = Self.form
        $0.bulletin = "\(SmallProgramme.parent)/bulletins/\(bulletin)"
      }, Self.call("office"))
  }

  func get(_ zone: String) async throws -> IndicatorsV1.Submission {
    try await submissions.getSubmission(.with { $0.name = Self.submission(zone) }, Self.call("office"))
  }

  /// The figure that boards read; nil when there is none.
  func figure(_ zone: String) async throws -> Int64? {
    do {
      let name = SmallProgramme.figure(zone, "2013-06", nil).name
      return try await figures.getFigure(.with { $0.name = name }, anyCall()).cumulative
    } catch let error as Failure where error.code == .notFound {
      return nil
    }
  }
}

/// Runs `body` over the small programme with the form of June.
func withDesk<Value>(
  _ form: IndicatorsV1.CreateFormRequest = WorkflowDesk.create(), clock: DayClock = DayClock(),
  _ body: (WorkflowDesk) async throws -> Value
) async throws -> Value {
  try await withStore(IndicatorsService.migrations, clock: { clock.now }) { store in
    let desk = WorkflowDesk(
      store: store, forms: FormHandler(store: store), submissions: SubmissionHandler(store: store),
      figures: FigureHandler(store: store), analysis: AnalysisHandler(store: store, cubes: FigureCubes(store: store)))
    _ = try await CatalogueHandler(store: store).applyProgramme(SmallProgramme.request(), anyCall())
    _ = try await desk.forms.createForm(form, WorkflowDesk.call("office"))
    return try await body(desk)
  }
}

extension RPCError {
  /// The lock that a refusal carries.
  var lock: IndicatorsV1.Lock? {
    for case .other(_, let bytes) in details { return try? IndicatorsV1.Lock(decoding: bytes) }
    return nil
  }

  /// What a refusal says in Chinese.
  var chinese: String {
    for case .localizedMessage(let locale, let text) in details where locale.hasPrefix("zh") { return text }
    return ""
  }

  /// The stable name of a refusal.
  var reasonName: String {
    for case .errorInfo(let reason, _, _) in details { return reason }
    return ""
  }
}
