import Chassis
import RPC
import Storage
import TestSupport
import Wire
import WireStandard
import WireTupo

@testable import Indicators

/// Persons of the small programme.
enum Persons {
  static let parent = SmallProgramme.parent
  static let zone = "\(parent)/zones/a"
  static func name(_ id: String) -> String { "\(parent)/persons/\(id)" }

  static func contact(_ name: String = "王小明", _ telephone: String = "0537-2967018") -> IndicatorsV1.Person.Contact {
    .with {
      $0.displayName = name
      $0.telephone = telephone
    }
  }

  static func post(
    _ unit: String = zone, role: IndicatorsV1.Person.Role = .clerk, from: String = "2012-01-01",
    to: String = "2013-12-31"
  ) -> IndicatorsV1.Person.Post {
    .with {
      $0.unit = unit
      $0.title = .with { $0.zh = "科员" }
      $0.role = role
      $0.validFrom = from
      $0.validTo = to
    }
  }

  static func create(
    _ id: String = "p1", _ contact: IndicatorsV1.Person.Contact? = contact(),
    posts: [IndicatorsV1.Person.Post] = [post()], requestID: String = "", dryRun: Bool = false
  ) -> IndicatorsV1.CreatePersonRequest {
    .with {
      $0.parent = parent
      $0.personId = id
      $0.person = .with {
        $0.contact = contact
        $0.posts = posts
      }
      $0.requestId = requestID
      $0.validateOnly = dryRun
    }
  }

  static func update(
    _ id: String = "p1", contact: IndicatorsV1.Person.Contact? = nil, posts: [IndicatorsV1.Person.Post] = [],
    mask: [String] = [], etag: String = "", requestID: String = ""
  ) -> IndicatorsV1.UpdatePersonRequest {
    .with {
      $0.person = .with {
        $0.name = name(id)
        $0.contact = contact
        $0.posts = posts
        $0.etag = etag
      }
      if !mask.isEmpty { $0.updateMask = .with { $0.paths = mask } }
      $0.requestId = requestID
    }
  }

  static func erase(_ id: String = "p1", etag: String = "", dryRun: Bool = false) -> IndicatorsV1.ErasePersonRequest {
    .with {
      $0.name = name(id)
      $0.reason = "本人申请"
      $0.etag = etag
      $0.validateOnly = dryRun
    }
  }

  static func get(
    _ id: String = "p1", mask: [String] = [], at sequence: Int64? = nil, purpose: String = ""
  ) -> IndicatorsV1.GetPersonRequest {
    .with {
      $0.name = name(id)
      if !mask.isEmpty { $0.readMask = .with { $0.paths = mask } }
      if let sequence { $0.read = .with { $0.point = .version(.init(DataVersion(epoch: 1, sequence: sequence))) } }
      $0.purpose = purpose
    }
  }
}

/// Runs `body` over the small programme, which is the log's first entry.
func withPersons<Value>(_ body: (PersonHandler, Store) async throws -> Value) async throws -> Value {
  try await withStore(IndicatorsService.migrations) { store in
    _ = try await CatalogueHandler(store: store).applyProgramme(SmallProgramme.request(), anyCall())
    return try await body(PersonHandler(store: store), store)
  }
}

extension Store {
  /// Everything that the log holds, as an auditor gets it.
  func wholeLog() async throws -> [LogPiece] {
    var (pieces, cursor): ([LogPiece], LogCursor) = ([], LogCursor(before: 1))
    let last = try await head().size
    while true {
      let page = try await self.pieces(at: cursor, last: last)
      if page.pieces.isEmpty { return pieces }
      pieces += page.pieces
      cursor = page.next
    }
  }

  /// Whether any byte of the log spells a text.
  func logHolds(_ text: String) async throws -> Bool {
    let wanted = Array(text.utf8)
    return try await wholeLog().contains { piece in
      switch piece {
      case .slice(_, _, let slice): slice.bytes.contains(wanted)
      case .effects(_, _, let bytes): bytes.contains(wanted)
      case .entry(let entry, let last): entry.request.bytes.contains(wanted) || (last ?? []).contains(wanted)
      }
    }
  }
}

extension [UInt8] {
  fileprivate func contains(_ other: [UInt8]) -> Bool { indices.contains { self[$0...].starts(with: other) } }
}
