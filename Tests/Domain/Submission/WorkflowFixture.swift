import Domain

/// A route with a county, two bureaux and an indicator of none.
enum WorkflowFixture {
  static let finance: OfficeKey = "finance-bureau"
  static let statistics: OfficeKey = "statistics-bureau"
  static let groups = [
    SubmissionRoute.Group(bureau: statistics, indicators: ["investment", "value-added"]),
    SubmissionRoute.Group(bureau: finance, indicators: ["revenue"]),
    SubmissionRoute.Group(bureau: nil, indicators: ["parks"]),
  ]
  static let route = SubmissionRoute(hasCounty: true, groups: groups)
  static let cells = route.indicators

  static let clerk = Hand(names: ["people/clerk"], parties: [.zone])
  static let county = Hand(names: ["people/county"], parties: [.county])
  static let statistician = Hand(names: ["people/statistician"], parties: [.bureau(statistics)])
  static let treasurer = Hand(names: ["people/treasurer"], parties: [.bureau(finance)])
  static let verifier = Hand(names: ["people/verifier"], parties: [.city])
  static let office = Hand(names: ["people/office"], parties: [.city])

  static let monday = Day(year: 2013, month: 7, day: 8) ?? .end
  static let facts = SubmissionFacts(
    today: monday, phase: .open, opensOn: monday.adding(days: -7), lastDay: monday.adding(days: 2))

  /// Takes steps that must all be taken.
  static func taken(
    _ steps: [(SubmissionStep, Hand)], by route: SubmissionRoute = route
  ) throws -> SubmissionWorkflow {
    var workflow = SubmissionWorkflow(route: route)
    for (step, hand) in steps { try workflow.take(step, by: hand, facts) }
    return workflow
  }

  /// From the first cell to the city's yes.
  static let wholeWay: [(SubmissionStep, Hand)] = [
    (.fill(cells), clerk), (.submit, clerk), (.review, county), (.countersign(statistics), statistician),
    (.countersign(finance), treasurer), (.approve, office),
  ]
}
