import Testing
import Wire
import WireTupo

@testable import Chassis

@Suite("What a principal may")
struct AccessRightsTests {
  private static let yanzhou = "programmes/jining-2013/zones/yanzhou"
  private static let zoucheng = "programmes/jining-2013/zones/zoucheng"
  private static let county = "programmes/jining-2013/counties/370882"

  private static func book(_ grants: AccessGrant...) -> AccessBook {
    AccessBook(
      grants: grants,
      memberships: [
        .init(zone: yanzhou, county: county, until: 1_000),
        .init(zone: zoucheng, county: "programmes/jining-2013/counties/370883"),
      ])
  }

  @Test(
    "follows the role, the scope and what the resource is of",
    arguments: [
      (AccessRole.cityOffice, "city", yanzhou, true), (.cityOffice, "city", "", true),
      (.zoneReporter, yanzhou, yanzhou, true),
      (.zoneReporter, yanzhou, "\(yanzhou)/indicators/tax/figures/2013-06", true),
      (.zoneReporter, yanzhou, zoucheng, false), (.zoneReporter, yanzhou, "", false),
      (.zoneReporter, yanzhou, "programmes/jining-2013", false), (.zoneReporter, yanzhou, "\(yanzhou)-east", false),
      (.county, county, yanzhou, true), (.county, county, zoucheng, false), (.county, county, "", false),
    ])
  func scopes(_ role: AccessRole, _ scope: String, _ resource: String, _ isAllowed: Bool) throws {
    let scope = try #require(AccessScope(scope))
    let rights = Self.book(AccessGrant(principal: "people/li", role: role, scope: scope)).rights(
      of: "people/li", at: 500)
    #expect(rights.hold(role.numbers, of: resource) == isAllowed)
    #expect(!rights.hold(AccessRole.auditor.numbers, of: resource))
    #expect(rights.hold(role.numbers))
    #expect(rights.holdOfCity(role.numbers) == (scope == .city))
  }

  @Test("ends and begins with the grant, and with a zone's time in a county")
  func dates() {
    let book = Self.book(
      AccessGrant(principal: "people/li", role: .county, scope: .county(Self.county)),
      AccessGrant(principal: "people/wu", role: .leader, scope: .city, from: 100, until: 200))
    let leader = AccessRole.leader.numbers
    #expect(
      [99, 100, 199, 200].map { book.rights(of: "people/wu", at: $0).holdOfCity(leader) } == [false, true, true, false])
    #expect([99, 100, 200].map { book.rights(of: "people/wu", at: $0).changesAt } == [100, 200, .max])
    let county = AccessRole.county.numbers
    #expect([999, 1_000].map { book.rights(of: "people/li", at: $0).hold(county, of: Self.yanzhou) } == [true, false])
    #expect(book.rights(of: "people/li", at: 999).changesAt == 1_000)
  }

  @Test("is nothing for whom nobody has given a role, but for our own services")
  func nobody() {
    let book = Self.book()
    let everything = RoleNumbers(AccessRole.allCases.map(\.rawValue))
    #expect(!book.rights(of: "people/li", at: 0).hold(everything))
    #expect(book.rights(of: "services/reporting", at: 0).holdOfCity(AccessRole.system.numbers))
    #expect(book.mayActForOthers("services/reporting", at: 0))
    #expect(!book.mayActForOthers("services/planning", at: 0))
    #expect(!book.mayActForOthers("systems/finance", at: 0))
  }

  @Test("is for the scopes that a role has", arguments: AccessRole.allCases)
  func fits(_ role: AccessRole) {
    let scopes: [AccessScope] = [.city, .county(Self.county), .zone(Self.yanzhou)]
    let expected: [Bool] =
      switch role {
      case .cityOffice, .department, .leader, .auditor, .administrator: [true, false, false]
      case .county: [false, true, false]
      case .zoneReporter, .zoneApprover: [false, false, true]
      case .system: [true, true, true]
      case .localOperator: [false, false, false]
      }
    #expect(scopes.map(role.fits) == expected)
  }

  @Test("can be given for each role but those that only rules and sockets know", arguments: CommonV1.Role.knownValues)
  func granted(_ role: CommonV1.Role) {
    var faults = FieldFaults()
    let scope = [.county: Self.county, .zoneReporter: Self.yanzhou, .zoneApprover: Self.yanzhou][role] ?? "city"
    let wire = IndicatorsV1.Grant.with {
      $0.principal = "people/li"
      $0.role = role
      $0.scope = scope
    }
    let isGrantable = ![.unspecified, .localOperator, .anyOfProgramme].contains(role)
    #expect((AccessGrant(wire, field: "grant", &faults) != nil) == isGrantable)
  }

  @Test("of the reporting service is the city office's only on behalf of that office")
  func publishing() throws {
    let book = Self.book(AccessGrant(principal: "people/office", role: .cityOffice, scope: .city))
    let callers = CallerBook(AccessBoard(book), now: { 0 })
    let office = AccessRole.cityOffice.numbers
    #expect(try callers.caller("services/reporting", onBehalfOf: "people/office").holds(office, of: ""))
    #expect(try !callers.caller("services/reporting", onBehalfOf: "people/li").holds(office, of: ""))
    #expect(try !callers.caller("services/reporting").holds(office, of: ""))
  }

  @Test("on behalf of another is what both may")
  func both() throws {
    let book = Self.book(AccessGrant(principal: "people/li", role: .zoneReporter, scope: .zone(Self.yanzhou)))
    let caller = try CallerBook(AccessBoard(book), now: { 0 }).caller("services/reporting", onBehalfOf: "people/li")
    let access = MethodAccess(roles: [4, 8], reach: .named)
    try caller.enter(access)
    try caller.permit(access, [Self.yanzhou])
    #expect(throws: Failure.self) { try caller.permit(access, [Self.zoucheng]) }
    #expect(throws: Failure.self) { try caller.enter(MethodAccess(roles: [8], reach: .anywhere)) }
    #expect(throws: Failure.self) {
      try CallerBook(AccessBoard(book), now: { 0 }).caller("people/li", onBehalfOf: "people/wu")
    }
  }
}
