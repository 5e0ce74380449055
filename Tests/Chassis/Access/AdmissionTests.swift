import RPC
import Testing
import Wire
import WireTupo

@testable import Chassis

@Suite("What a handler has found")
struct AdmissionTests {
  private static let zones = ["yanzhou", "zoucheng"].map { "programmes/jining-2013/zones/\($0)" }
  private static let name = "programmes/jining-2013/projects/p"

  /// What a caller learns of a project in a zone; nil: of one that is not there.
  private func answer(to role: AccessRole, of scope: AccessScope, zone: String?) throws -> Failure? {
    let board = AccessBoard(AccessBook(grants: [AccessGrant(principal: "people/a", role: role, scope: scope)]))
    let call = CallContext(path: InvestmentV1.ProjectServiceMethods.getProject.path)
    call.identify(try CallerBook(board, now: { 0 }).caller("people/a"))
    do {
      _ = try call.admitted(to: InvestmentV1.ProjectServiceMethods.getProject, zone, named: Self.name) { $0 }
      return nil
    } catch let failure as Failure {
      return failure
    }
  }

  @Test("is given to those whose role holds of its zone; who sees the whole city is told what is not there")
  func given() throws {
    #expect(try answer(to: .zoneReporter, of: .zone(Self.zones[0]), zone: Self.zones[0]) == nil)
    #expect(try answer(to: .leader, of: .city, zone: Self.zones[1]) == nil)
    #expect(try answer(to: .leader, of: .city, zone: nil) == .notFound(Self.name))
  }

  @Test("is denied to others in the words in which what is not there is")
  func denied() throws {
    let foreign = try #require(try answer(to: .zoneReporter, of: .zone(Self.zones[0]), zone: Self.zones[1]))
    #expect(foreign.reason == "OUT_OF_SCOPE" && foreign.values["resource"] == Self.name)
    #expect(try answer(to: .zoneReporter, of: .zone(Self.zones[0]), zone: nil) == foreign)
  }
}
