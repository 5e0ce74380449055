import Chassis
import RPC
import Storage
import Wire
import WireStandard
import WireTupo

/// Serves `tupo.indicators.v1.AccessService`.
struct AccessHandler: IndicatorsV1.AccessService {
  let store: Store
  /// What this service itself decides by: read from the store again after each change here.
  let board: AccessBoard

  private typealias Methods = IndicatorsV1.AccessServiceMethods

  func createFirstAdministrator(
    _ request: IndicatorsV1.CreateFirstAdministratorRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Grant {
    var faults = FieldFaults()
    let principal = faults.principal("principal", request.principal, of: .people)
    let grant = AccessGrant(
      principal: try faults.checked(principal).description, role: .administrator, scope: .city)
    return try await board.renewed(from: store) {
      try await store.write(
        request, Methods.createFirstAdministrator, resource: grant.name, requestID: "", call: call
      ) { transaction in
        guard try !AccessStore.hasFounder(in: transaction) else { throw Failure.administratorExists }
        try AccessStore.found(grant.principal, in: transaction)
        try AccessStore.put(grant, in: transaction)
        return .keep(grant.wire)
      }
    }
  }

  func createGrant(_ request: IndicatorsV1.CreateGrantRequest, _ call: CallContext) async throws -> IndicatorsV1.Grant {
    var faults = FieldFaults()
    let converted = AccessGrant(request.grant ?? .init(), field: "grant", &faults)
    let grant = try faults.checked(converted)
    return try await board.renewed(from: store) {
      try await store.write(
        request, Methods.createGrant, resource: grant.name, requestID: request.requestId, call: call
      ) { transaction in
        guard try AccessStore.find(grant.id, in: transaction) == nil else { throw Failure.alreadyExists(grant.name) }
        try AccessStore.put(grant, in: transaction)
        return .keep(grant.wire)
      }
    }
  }

  func revokeGrant(_ request: IndicatorsV1.RevokeGrantRequest, _ call: CallContext) async throws -> IndicatorsV1.Grant {
    let ids = try ResourcePattern.grant.ids(ofRequested: request.name)
    return try await board.renewed(from: store) {
      try await store.write(
        request, Methods.revokeGrant, resource: request.name, requestID: request.requestId, call: call
      ) { transaction in
        guard let grant = try AccessStore.find(ids[0], in: transaction) else { throw Failure.notFound(request.name) }
        let isLast =
          try grant.role == .administrator && grant.until == nil
          && AccessStore.administrators(in: transaction) == 1
        if isLast { throw Failure.lastAdministrator(grant.principal) }
        try AccessStore.remove(grant, in: transaction)
        return .keep(grant.wire)
      }
    }
  }

  func listGrants(
    _ request: IndicatorsV1.ListGrantsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListGrantsResponse {
    var faults = FieldFaults()
    let principal = request.principal.isEmpty ? nil : faults.principal("principal", request.principal)
    let query = ListQuery(
      request, bound: [request.principal], GrantLists.fields, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, GrantLists.mask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try AccessStore.page(of: principal?.description, query, in: $0)
    }
    return .with {
      $0.grants = found.value.items.map { masked($0.wire) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func revokeToken(
    _ request: IndicatorsV1.RevokeTokenRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.RevokeTokenResponse {
    var faults = FieldFaults()
    faults.text("token_id", request.tokenId)
    if request.tokenId.utf8.count > 256 {
      faults.add("token_id", "TOO_LONG", zh: "最长256字节。", en: "holds at most 256 bytes.")
    }
    try faults.check()
    return try await board.renewed(from: store) {
      try await store.write(
        request, Methods.revokeToken, resource: "tokens/\(request.tokenId)", requestID: request.requestId, call: call
      ) { transaction in
        let changed = try AccessStore.revoke(
          token: request.tokenId, endingAt: request.expiresAt?.seconds, in: transaction)
        return transaction.reply(changed: changed, validateOnly: false) { version in .with { $0.version = version } }
      }
    }
  }

  /// For as long after its end a revoked token is remembered, in seconds: longer than clocks differ.
  private static let remembrance: Int64 = 86_400

  /// Before which second tokens have ended that are forgotten at a time in microseconds.
  private static func forgotten(at micros: Int64) -> Int64 { micros / 1_000_000 - remembrance }

  func purgeRevokedTokens(
    _ request: IndicatorsV1.PurgeRevokedTokensRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.PurgeRevokedTokensResponse {
    let known = try await store.read(at: nil, call: call) { transaction in
      try AccessStore.tokens(endedBefore: Self.forgotten(at: StoreOptions.systemClock()), in: transaction).isEmpty
    }
    if known.value { return .with { $0.version = known.version } }  // Mostly so: nothing is written then.
    let answer = try await store.write(
      request, Methods.purgeRevokedTokens, resource: "tokens/-", requestID: request.requestId, call: call
    ) { transaction in
      let count = try AccessStore.purgeTokens(endedBefore: Self.forgotten(at: transaction.time), in: transaction)
      return transaction.reply(changed: count > 0, validateOnly: false) { version in
        .with {
          $0.purgeCount = Int32(clamping: count)
          $0.version = version
        }
      }
    }
    if answer.purgeCount > 0 { try await board.renew(from: store) }
    return answer
  }

  func getAccessBook(
    _ request: IndicatorsV1.GetAccessBookRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.AccessBook {
    let (book, etag) = board.marked
    if request.etag == etag { return .with { $0.etag = etag } }
    return IndicatorsV1.AccessBook(book, etag: etag)
  }
}

extension AccessBoard {
  /// Runs a change of who may do what, and has this service decide by it before it is answered.
  func renewed<Answer>(from store: Store, _ body: () async throws -> Answer) async throws -> Answer {
    let answer = try await body()
    try await renew(from: store)
    return answer
  }

  /// Reads again who may do what.
  func renew(from store: Store) async throws {
    replace(try await store.read { try AccessStore.book(in: $0) }.value)
  }
}

/// By what grants may be filtered and ordered, and which parts of them may be asked for.
enum GrantLists {
  static let fields = ListFields(
    [
      ListField("principal", .text),
      ListField(
        "role",
        .choice(
          CommonV1.Role.knownValues.compactMap { role in
            role.name.map { (word: $0, value: SQLValue(Int(role.rawValue))) }
          })), ListField("scope", .text), ListField("acts_for_others", .flag),
    ], order: ["principal", "role", "scope"], unique: ["id"])

  static let mask: [String: ReadMask<IndicatorsV1.Grant>.Copy] = [
    "name": { $0.name = $1.name }, "principal": { $0.principal = $1.principal }, "role": { $0.role = $1.role },
    "scope": { $0.scope = $1.scope }, "begins_at": { $0.beginsAt = $1.beginsAt },
    "ends_at": { $0.endsAt = $1.endsAt }, "acts_for_others": { $0.actsForOthers = $1.actsForOthers },
  ]
}

extension Failure {
  /// FAILED_PRECONDITION: the first administrator is made once.
  static var administratorExists: Failure {
    Failure(
      .failedPrecondition, "ADMINISTRATOR_EXISTS", zh: "已有管理员：其他人的角色由管理员授予。",
      en: "There is an administrator, who gives roles to all others.")
  }

  /// FAILED_PRECONDITION: nobody could give roles any more.
  static func lastAdministrator(_ principal: String) -> Failure {
    Failure(
      .failedPrecondition, "LAST_ADMINISTRATOR", zh: "\(principal)是最后一名管理员：请先授予他人管理员角色。",
      en: "\(principal) is the last administrator: make another one first.", values: ["principal": principal])
  }
}
