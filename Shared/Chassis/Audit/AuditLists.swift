import Storage
import Wire
import WireTupo

/// By what the log's entries and heads are filtered and ordered, and which parts of them may be asked for.
enum AuditLists {
  static let entries = ListFields(
    [
      ListField("sequence", .integer), ListField("principal", .text, orders: false),
      ListField("on_behalf_of", .text, isOptional: true, orders: false),
      ListField("request_id", .text, isOptional: true, orders: false), ListField("method", .text, orders: false),
      ListField("resource", .text, orders: false), ListField("schema", .text, orders: false),
      ListField("kept_at_micros", .integer, column: "time", orders: false),
      ListField("received_at_micros", .integer, column: "received_at", orders: false),
      ListField("batches", .integer, orders: false),
    ], order: ["sequence"], unique: ["sequence"])

  static let entryMask: [String: ReadMask<CommonV1.LogEntry>.Copy] = [
    "name": { $0.name = $1.name }, "recorded_in": { $0.recordedIn = $1.recordedIn },
    "kept_at_micros": { $0.keptAtMicros = $1.keptAtMicros },
    "received_at_micros": { $0.receivedAtMicros = $1.receivedAtMicros }, "principal": { $0.principal = $1.principal },
    "on_behalf_of": { $0.onBehalfOf = $1.onBehalfOf }, "request_id": { $0.requestId = $1.requestId },
    "method": { $0.method = $1.method }, "resource": { $0.resource = $1.resource }, "schema": { $0.schema = $1.schema },
    "stored": { $0.stored = $1.stored }, "batches": { $0.batches = $1.batches },
    "batches_digest": { $0.batchesDigest = $1.batchesDigest }, "algorithm": { $0.algorithm = $1.algorithm },
    "leaf_hash": { $0.leafHash = $1.leafHash }, "effect_parts": { $0.effectParts = $1.effectParts },
    "effects_digest": { $0.effectsDigest = $1.effectsDigest },
  ]

  /// Of heads only what their files' names tell: as many as there are, none is opened to be left out.
  static let heads = ListFields(
    [
      ListField("reached.epoch", .integer, column: "epoch"), ListField("reached.sequence", .integer, column: "size"),
    ], order: ["epoch desc", "size desc"], unique: ["epoch", "size"])

  static let headColumns: [String: ListQuery.Column<String>] = [
    "epoch": { SQLValue(HeadFolder.reached(in: $0)?.epoch) },
    "size": { SQLValue(HeadFolder.reached(in: $0)?.sequence) },
  ]

  static let headMask: [String: ReadMask<CommonV1.LogHead>.Copy] = [
    "reached": { $0.reached = $1.reached }, "root": { $0.root = $1.root }, "algorithm": { $0.algorithm = $1.algorithm },
    "last_at_micros": { $0.lastAtMicros = $1.lastAtMicros }, "signature": { $0.signature = $1.signature },
  ]
}
