import ArgumentParser
import Chassis
import Foundation
import Storage
import WireTupo

/// `tupo audit export`.
struct AuditExportCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a log with everything that its hashes cover, for others to check. 导出日志。",
    discussion: """
      One JSON object a line: the head, then for each entry its slices, parts of effects, and itself; bytes are base64. \
      What each hash covers is told in proto/tupo/common/v1/audit.proto and ARCHITECTURE.md. With --output csv: the \
      fields of the entries only.
      """)

  @Argument(help: "The service. 服务。")
  var service: ServiceName
  @Option(help: "The first entry. 起始序号。")
  var first: Int64 = 1
  @Option(help: "The last entry; otherwise the last there is. 末尾序号。")
  var last: Int64?
  @OptionGroup var kept: KeptDataOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let console = console
    let isCSV = console.format == .csv
    try await eachLog([service], at: try kept.place) { service, source in
      let file = try speech.file.map { path throws(Complaint) in try LineFile(path) }
      let write: @Sendable (String) throws -> Void = { line in
        if let file { try file.write(line) } else { console.write(line) }
      }
      try await source.read(first: first, last: last) { head in
        try write(isCSV ? EntriesView.table([]).csv : ExportLine.head(head, service))
        return 0
      } take: { count, piece in
        if isCSV {
          guard case .entry(let entry, _) = piece else { return }
          try write(ExportLine.row(entry, service))
        } else {
          try write(ExportLine.piece(piece))
        }
        count += 1
      } end: { _ in
        try file?.finish()
      }
    }
  }
}

/// The lines of an export.
enum ExportLine {
  static func head(_ head: LogHead, _ service: ServiceName) -> String {
    line([
      ("piece", .string("head")), ("service", .string(service.rawValue)), ("epoch", .integer(head.epoch)),
      ("size", .integer(head.size)), ("root", .string("\(head.root)")), ("last_at_micros", .integer(head.time)),
      ("hash_algorithm", .string(head.algorithm.rawValue)),
    ])
  }

  static func piece(_ piece: LogPiece) -> String {
    switch piece {
    case .slice(let sequence, let ordinal, let slice):
      line([
        ("piece", .string("slice")), ("sequence", .integer(sequence)), ("ordinal", .integer(ordinal)),
        ("batch", .string(slice.batch)), ("number", .integer(slice.sequence)), ("stored", base64(slice.bytes)),
      ])
    case .effects(let sequence, let part, let bytes):
      line([
        ("piece", .string("effects")), ("sequence", .integer(sequence)), ("number", .integer(part)),
        ("stored", base64(bytes)),
      ])
    case .entry(let entry, let last): line(fields(of: entry) + [("last_effects", last.map(base64) ?? .null)])
    }
  }

  /// A line of the table of entries.
  static func row(_ entry: LogEntry, _ service: ServiceName) -> String {
    let lines = EntriesView.table([(service, CommonV1.LogEntry(entry, withBytes: false))]).csv
    return String(lines.split(separator: "\r\n", maxSplits: 1, omittingEmptySubsequences: false).last ?? "")
  }

  private static func fields(of entry: LogEntry) -> [(key: String, value: JSONValue)] {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    let request = entry.request
    return [
      ("piece", .string("entry")), ("sequence", .integer(entry.version.sequence)),
      ("epoch", .integer(entry.version.epoch)), ("kept_at_micros", .integer(entry.time)),
      ("received_at_micros", .integer(request.receivedAt)), ("principal", .string(request.principal)),
      ("on_behalf_of", text(request.onBehalfOf)), ("request_id", text(request.requestID)),
      ("method", .string(request.method)), ("resource", .string(request.resource)),
      ("schema", .string(request.schema)), ("stored", base64(request.bytes)), ("batches", .integer(entry.batches)),
      ("batches_digest", text(entry.batchesDigest.map { "\($0)" })),
      ("hash_algorithm", .string(entry.algorithm.rawValue)),
      ("effect_parts", entry.effects.map { .integer($0.partsBefore) } ?? .null),
      ("effects_digest", text(entry.effects.map { "\($0.digest)" })), ("leaf_hash", .string("\(entry.leafHash)")),
    ]
  }

  private static func base64(_ bytes: [UInt8]) -> JSONValue { .string(Data(bytes).base64EncodedString()) }

  private static func line(_ fields: [(key: String, value: JSONValue)]) -> String {
    JSONValue.members(fields).text() + "\n"
  }
}
