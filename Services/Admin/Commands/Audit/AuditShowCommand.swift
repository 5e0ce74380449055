import ArgumentParser
import Chassis
import Storage
import WireTupo

/// `tupo audit show`.
struct AuditShowCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows an entry and what it did, row by row. 查看一条记录。")

  @Argument(help: "The service. 服务。")
  var service: ServiceName
  @Argument(help: "The entry's number. 序号。")
  var entry: Int64
  @Option(help: "Writes the request as it was stored to a file. 将原始请求写入文件。")
  var stored: String?
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    guard entry > 0 else { throw ValidationError("ENTRY counts from 1. 序号从1起。") }
    let shown = try await withRemotes { remotes in
      try await LogSource.remote(remotes[service]).read(first: entry, last: entry) { _ in
        ShownEntry()
      } take: { shown, piece in
        try shown.take(piece)
      } end: {
        $0
      }
    }
    guard let entry = shown.entry else { return }
    if let stored { try OutputFile.write(entry.request.bytes, to: stored) }
    let console = console
    if console.format == .table {
      console.show(EntryView.fields(entry, service, console.language))
      console.say()
    }
    console.show(EntryView.effects(shown, service, console.language))
  }
}

/// An entry with what it did.
struct ShownEntry: Sendable {
  private(set) var entry: LogEntry?
  private(set) var effects: [Effect] = []
  private(set) var slices = 0

  mutating func take(_ piece: LogPiece) throws(StorageError) {
    switch piece {
    case .slice: slices += 1
    case .effects(_, _, let bytes): try take(bytes)
    case .entry(let entry, let last):
      self.entry = entry
      if let last { try take(last) }
    }
  }

  private mutating func take(_ part: [UInt8]) throws(StorageError) {
    var reader = EffectReader(part)
    while let effect = try reader.next() { effects.append(effect) }
  }
}
