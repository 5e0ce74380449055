import Domain
import Testing

@Suite("How firmly a figure stands")
struct FigureStandingTests {
  private static func way(
    _ leg: SubmissionWorkflow.Leg, revision: Int = 1, revised: Set<IndicatorKey>? = nil
  ) -> SubmissionWorkflow {
    SubmissionWorkflow(
      route: SubmissionRoute(hasCounty: true, groups: []), leg: leg, revision: revision, revised: revised)
  }

  @Test("follows from where its submission is: a draft and what went back are nobody's figure")
  func first() {
    let standings = SubmissionWorkflow.Leg.allCases.map { Self.way($0).standing(of: "i") }
    #expect(standings == [nil, .unreviewed, nil, .approved, .published])
    #expect(SubmissionWorkflow.Leg.allCases.filter { Self.way($0).awaitsApproval("i") } == [.review])
    #expect(SubmissionWorkflow.Leg.allCases.filter { Self.way($0).wentBack("i") } == [.returned])
  }

  @Test("in a revision the published figure stands until the city's yes, and cells that were not opened stand for ever")
  func revision() {
    for leg in SubmissionWorkflow.Leg.allCases {
      let way = Self.way(leg, revision: 2, revised: ["i"])
      #expect(way.standing(of: "i") == (leg == .approved ? .approved : .published))
      #expect(way.standing(of: "j") == .published && !way.awaitsApproval("j"))
      #expect(way.awaitsApproval("i") == (leg == .review) && !way.wentBack("i"))
    }
  }
}
