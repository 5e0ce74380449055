import Chassis
import Testing
import Wire
import WireTupo

@testable import Admin

@Suite("Who acted, in words")
struct ActorWordsTests {
  @Test(
    "says in whose stead: by a delegation, or as the successor to a role",
    arguments: [
      ("", "", "people/wang", "people/wang"),
      ("people/li", "programmes/p/delegations/away", "people/wang 代 people/li", "people/wang for people/li"),
      ("people/li", "", "people/wang 接任 people/li", "people/wang, successor to people/li"),
    ])
  func words(other: String, delegation: String, chinese: String, english: String) {
    let actor = CommonV1.Actor.with { ($0.principal, $0.standsFor, $0.delegation) = ("people/wang", other, delegation) }
    #expect(WorkflowWords.who(actor, .zh) == chinese && WorkflowWords.who(actor, .en) == english)
  }

  @Test("says on whose behalf a service called")
  func onBehalf() {
    let actor = CommonV1.Actor.with { ($0.principal, $0.onBehalfOf) = ("services/reporting", "people/office") }
    #expect(WorkflowWords.who(actor, .zh) == "people/office（经services/reporting）")
    #expect(WorkflowWords.who(actor, .en) == "people/office (through services/reporting)")
  }
}
