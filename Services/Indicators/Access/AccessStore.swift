import Chassis
import Domain
import Storage

/// Grants and revoked tokens in their tables.
enum AccessStore {
  static func find(_ id: String, in transaction: some Transaction) throws -> AccessGrant? {
    try AccessTables.grant.find([.text(id)], in: transaction).map(grant)
  }

  /// One page of grants.
  static func page(
    of principal: String?, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<AccessGrant> {
    let condition = principal.map { SQLCondition("principal = ?1", [.text($0)]) } ?? SQLCondition()
    return try query.page(of: AccessTables.grant, where: condition, in: transaction) { try grant($0) }
  }

  static func put(_ grant: AccessGrant, in transaction: WriteTransaction) throws {
    let row: [SQLValue] = [
      .text(grant.id), .text(grant.principal), SQLValue(grant.role.rawValue), .text(grant.scope.text),
      SQLValue(grant.from), SQLValue(grant.until), SQLValue(grant.mayActForOthers),
      .integer(transaction.version.sequence),
    ]
    try AccessTables.grant.put(row, in: transaction)
  }

  static func remove(_ grant: AccessGrant, in transaction: WriteTransaction) throws {
    try AccessTables.grant.remove([.text(grant.id)], in: transaction)
  }

  /// Whether there ever was an administrator.
  static func hasFounder(in transaction: some Transaction) throws -> Bool {
    try AccessTables.founder.find([.integer(1)], in: transaction) != nil
  }

  static func found(_ principal: String, in transaction: WriteTransaction) throws {
    try AccessTables.founder.put([.integer(1), .text(principal)], in: transaction)
  }

  /// How many grants make somebody an administrator without an end.
  static func administrators(in transaction: some Transaction) throws -> Int {
    try AccessTables.grant.select(
      where: "role = ?1 AND ends_at IS NULL", [SQLValue(AccessRole.administrator.rawValue)], orderBy: "id",
      in: transaction
    ).count
  }

  /// Revokes a token that ends at a second since 1970, as far as that is known. Answers whether it was not revoked before.
  static func revoke(token id: String, endingAt end: Int64?, in transaction: WriteTransaction) throws -> Bool {
    guard try AccessTables.revokedToken.find([.text(id)], in: transaction) == nil else { return false }
    try AccessTables.revokedToken.put([.text(id), .integer(transaction.version.sequence)], in: transaction)
    if let end { try AccessTables.revokedTokenEnd.put([.text(id), .integer(end)], in: transaction) }
    return true
  }

  /// The ids of revoked tokens that have ended before a second since 1970.
  static func tokens(endedBefore second: Int64, in transaction: some Transaction) throws -> [String] {
    try AccessTables.revokedTokenEnd.select(
      where: "ends_at < ?1", [.integer(second)], orderBy: "id", in: transaction
    ).map { try $0.text("id") }
  }

  /// Forgets them. Answers how many.
  static func purgeTokens(endedBefore second: Int64, in transaction: WriteTransaction) throws -> Int {
    let ended = try tokens(endedBefore: second, in: transaction)
    for id in ended {
      let key: [SQLValue] = [.text(id)]
      try AccessTables.revokedToken.remove(key, in: transaction)
      try AccessTables.revokedTokenEnd.remove(key, in: transaction)
    }
    return ended.count
  }

  /// Everything that access is decided by.
  static func book(in transaction: some Transaction) throws -> AccessBook {
    let grants = try AccessTables.grant.select(where: "1 = 1", [], orderBy: "id", in: transaction)
    let revoked = try AccessTables.revokedToken.select(where: "1 = 1", [], orderBy: "id", in: transaction)
    let zones = try CatalogueTables.zoneAttributes.select(
      where: "county_code <> ''", [], orderBy: "programme, zone, ordinal", in: transaction)
    return AccessBook(
      grants: try grants.map(grant), memberships: try zones.map(membership),
      revokedTokens: try revoked.map { try $0.text("id") }, standIns: try DelegationStore.standIns(in: transaction))
  }

  /// All grants of somebody, whether they hold now or not.
  static func grants(of principal: String, in transaction: some Transaction) throws -> [AccessGrant] {
    try AccessTables.grant.select(where: "principal = ?1", [.text(principal)], orderBy: "id", in: transaction)
      .map(grant)
  }

  /// Of what each principal has one of some roles, by a grant or in the stead of another, whether now or at another time.
  static func scopes(
    of roles: Set<AccessRole>, in transaction: some Transaction
  ) throws -> [String: Set<AccessScope>] {
    var scopes: [String: Set<AccessScope>] = [:]
    for row in try AccessTables.grant.select(where: "1 = 1", [], orderBy: "id", in: transaction) {
      let grant = try grant(row)
      if roles.contains(grant.role) { scopes[grant.principal, default: []].insert(grant.scope) }
    }
    for standIn in try DelegationStore.standIns(in: transaction) where roles.contains(standIn.role) {
      scopes[standIn.deputy, default: []].insert(standIn.scope)
    }
    return scopes
  }

  private static func grant(_ row: SQLRow) throws -> AccessGrant {
    guard let role = AccessRole(rawValue: Int(try row.integer("role"))), let scope = AccessScope(try row.text("scope"))
    else { throw StorageError.column("role, scope", expected: "a known role and scope") }
    return AccessGrant(
      principal: try row.text("principal"), role: role, scope: scope, from: try row.integerIfPresent("begins_at"),
      until: try row.integerIfPresent("ends_at"), mayActForOthers: try row.integer("acts_for_others") != 0)
  }

  private static func membership(_ row: SQLRow) throws -> AccessBook.Membership {
    let programme = try row.text("programme")
    return AccessBook.Membership(
      zone: ResourcePattern.zone.name(programme, try row.text("zone")),
      county: AccessScope.county(try row.text("county_code"), of: programme),
      from: try row.dayIfPresent("valid_from").map(start),
      until: try row.dayIfPresent("valid_to").map { start($0) + day })
  }

  private static let day: Int64 = 86_400

  /// When a day begins in China, UTC+8.
  static func start(_ day: Day) -> Int64 { Int64(day.number) * Self.day - 8 * 3_600 }
}
