import RPC
import Testing
import Wire
import WireTupo

@testable import Chassis

@Suite("Whoever stands in for somebody")
struct StandInTests {
  private static let zone = "programmes/p/zones/a"
  private static let foreign = "programmes/p/zones/b"
  private static let office = "programmes/p/offices/statistics"

  private static func book(
    _ standIns: StandIn...,
    grants: [AccessGrant] = [AccessGrant(principal: "people/li", role: .zoneReporter, scope: .zone(zone))]
  ) -> AccessBook { AccessBook(grants: grants, standIns: standIns) }

  private static func standIn(
    _ id: String = "away", of delegator: String = "people/li", by deputy: String = "people/wang",
    role: AccessRole = .zoneReporter, scope: AccessScope = .zone(zone)
  ) -> StandIn {
    StandIn(
      delegation: "programmes/p/delegations/\(id)", delegator: delegator, deputy: deputy, role: role, scope: scope,
      from: 100, until: 200)
  }

  @Test("may what the other may, between the two moments and for that scope only")
  func dates() {
    let book = Self.book(Self.standIn())
    let reporter = AccessRole.zoneReporter.numbers
    let may = { (at: Int64, zone: String) in book.rights(of: "people/wang", at: at).hold(reporter, of: zone) }
    #expect([99, 100, 199, 200].map { may($0, Self.zone) } == [false, true, true, false])
    #expect([99, 100, 199, 200].map { may($0, Self.foreign) } == [false, false, false, false])
    #expect([99, 100, 200].map { book.rights(of: "people/wang", at: $0).changesAt } == [100, 200, .max])
    #expect(!book.ownRights(of: "people/wang", at: 150).hold(reporter))
    #expect(book.rights(of: "people/li", at: 150).hold(reporter, of: Self.zone))
  }

  @Test("may no more when the other may no more, and learns of it at that moment")
  func ends() {
    let grant = AccessGrant(principal: "people/li", role: .zoneReporter, scope: .zone(Self.zone), until: 150)
    let book = Self.book(Self.standIn(), grants: [grant])
    let rights = [149, 150].map { book.rights(of: "people/wang", at: $0) }
    #expect(rights.map { $0.hold(AccessRole.zoneReporter.numbers, of: Self.zone) } == [true, false])
    #expect(rights[0].changesAt == 150)
    #expect(!Self.book(Self.standIn(), grants: []).rights(of: "people/wang", at: 150).hold(grant.role.numbers))
  }

  @Test("cannot hand it on, nor get a role that cannot be handed over, or another scope than was granted")
  func bounds() {
    let chain = Self.book(Self.standIn(), Self.standIn("on", of: "people/wang", by: "people/zhao"))
    #expect(!chain.rights(of: "people/zhao", at: 150).hold(AccessRole.zoneReporter.numbers))
    for role in [AccessRole.leader, .auditor, .system, .administrator] {
      let book = Self.book(
        Self.standIn(role: role, scope: .city), grants: [AccessGrant(principal: "people/li", role: role, scope: .city)])
      #expect(!book.rights(of: "people/wang", at: 150).hold(role.numbers), "\(role)")
    }
    let other = Self.book(Self.standIn(scope: .zone(Self.foreign)))
    #expect(!other.rights(of: "people/wang", at: 150).hold(AccessRole.zoneReporter.numbers))
  }

  @Test("of the city's office may what it may of the whole city, between the two moments")
  func cityOffice() {
    let book = Self.book(
      Self.standIn(role: .cityOffice, scope: .city),
      grants: [AccessGrant(principal: "people/li", role: .cityOffice, scope: .city)])
    let office = AccessRole.cityOffice.numbers
    #expect(
      [99, 100, 199, 200].map { book.rights(of: "people/wang", at: $0).holdOfCity(office) }
        == [false, true, true, false])
    #expect(!book.ownRights(of: "people/wang", at: 150).hold(office))
    #expect(book.standIns(of: "people/wang", at: 150).map(\.standIn.delegator) == ["people/li"])
  }

  @Test("is told from who has the role by a grant")
  func granted() {
    let book = Self.book(Self.standIn())
    let names = ["people/li", "people/wang", "people/zhao"]
    let has = { (scope: AccessScope) in names.map { book.hasGranted(.zoneReporter, of: scope, to: $0, at: 150) } }
    #expect(has(.zone(Self.zone)) == [true, false, false])
    #expect(has(.zone(Self.foreign)) == [false, false, false])
    #expect(!book.hasGranted(.zoneApprover, of: .zone(Self.zone), to: "people/li", at: 150))
    let ended = Self.book(
      grants: [AccessGrant(principal: "people/li", role: .cityOffice, scope: .city, from: 100, until: 150)])
    #expect(
      [99, 100, 149, 150].map { ended.hasGranted(.cityOffice, of: .city, to: "people/li", at: $0) }
        == [false, true, true, false])
  }

  @Test("acts first by its own right, then in the stead of each, and both ways within a service's")
  func standings() throws {
    let grants = [
      AccessGrant(principal: "people/li", role: .zoneReporter, scope: .zone(Self.zone)),
      AccessGrant(principal: "people/sun", role: .department, scope: .office(Self.office)),
      AccessGrant(principal: "people/wang", role: .zoneReporter, scope: .zone(Self.foreign)),
      AccessGrant(principal: "systems/desk", role: .system, scope: .zone(Self.zone), mayActForOthers: true),
    ]
    let book = Self.book(
      Self.standIn("b", of: "people/sun", role: .department, scope: .office(Self.office)), Self.standIn("a"),
      grants: grants)
    let call = CallContext(path: "/test")
    call.identify(book.caller("people/wang", at: 150))
    #expect(call.standings.map { $0.standIn?.delegator } == [nil, "people/li", "people/sun"])
    #expect(call.standings.map { $0.holds(.zoneReporter, of: Self.zone) } == [false, true, false])
    #expect(call.standings.map { $0.holds(.zoneReporter, of: Self.foreign) } == [true, false, false])
    #expect(call.standings.map { $0.speaks(for: Self.office) } == [false, false, true])
    #expect(call.holds(.zoneReporter, of: Self.zone) && call.speaks(for: Self.office))
    let desk = CallContext(path: "/test")
    desk.identify(book.caller("systems/desk", onBehalfOf: "people/wang", at: 150))
    #expect(desk.standings.map { $0.speaks(for: Self.office) } == [false, false, false])
    #expect(anyCallHolds())
  }

  private func anyCallHolds() -> Bool {
    CallContext(path: "/test").standings.contains { $0.standIn == nil && $0.holds(.zoneReporter, of: Self.zone) }
  }

  @Test("is known to all services by the book")
  func travels() {
    let book = Self.book(Self.standIn())
    #expect(AccessBook(IndicatorsV1.AccessBook(book, etag: "1")) == book)
  }
}
