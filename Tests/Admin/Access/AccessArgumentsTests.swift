import Chassis
import Testing
import WireTupo

@testable import Admin

@Suite("Roles on the command line")
struct AccessArgumentsTests {
  @Test("have a word each, but for the one that is never granted")
  func words() {
    #expect(RoleArgument.words.map(\.value) == AccessRole.allCases.filter { $0 != .localOperator })
    #expect(RoleArgument(argument: "zone-approver")?.role == .zoneApprover)
    #expect(RoleArgument(argument: "local-operator") == nil)
  }

  @Test(
    "hold of the city, or of what is named in a programme or in whole",
    arguments: [
      ("city", "city"), ("zones/z", "programmes/q/zones/z"), ("counties/370881", "programmes/q/counties/370881"),
      ("programmes/p/zones/z", "programmes/p/zones/z"),
    ])
  func scopes(_ text: String, _ expected: String) throws {
    #expect(try ScopeArgument(argument: text)?.scope(in: "programmes/q").text == expected)
  }

  @Test("do not hold of anything else", arguments: ["", "z", "zones/", "zones/z/x", "towns/1", "programmes/p"])
  func noScopes(_ text: String) { #expect(ScopeArgument(argument: text) == nil) }

  @Test("are shown in words, with what has no end left out for people and null for programs")
  func shown() {
    let grant = AccessGrant(
      principal: "people/li.na", role: .zoneReporter, scope: .zone("programmes/p/zones/z"), from: 0)
    let table = GrantsView.table([grant.wire], .zh)
    #expect(table.columns.filter { !$0.isHidden }.map(\.key) == ["principal", "role", "scope", "begins_at", "id"])
    #expect(table.rows[0].prefix(3).map(\.shown) == ["people/li.na", "开发区填报人", "zones/z"])
    #expect(
      table.json.text().hasPrefix(
        #"{"rows":[{"principal":"people/li.na","role":"zone-reporter","scope":"programmes/p/zones/z","#
          + #""begins_at":"1970-01-01T00:00:00.000000Z","ends_at":null,"acts_for_others":false,"id":""#))
  }
}
