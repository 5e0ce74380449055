import Foundation
import Logging
import Storage

/// Writes log lines for one logger.
struct ServiceLogHandler: LogHandler {
  let label: String
  let output: LogOutput
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  var logLevel: Logger.Level

  /// The lines of `label`.
  init(label: String, output: LogOutput, metadataProvider: Logger.MetadataProvider? = nil) {
    self.label = label
    self.output = output
    self.metadataProvider = metadataProvider
    logLevel = output.level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var all = metadata
    if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
    if let own = event.metadata { all.merge(own) { $1 } }
    if let error = event.error { all["error"] = "\(error)" }
    output.write(
      LogEntryLine(
        time: output.time(), level: event.level.rawValue, label: label, message: Secrecy.veiled("\(event.message)"),
        fields: Self.fields(all)))
  }

  private static func fields(_ metadata: Logger.Metadata) -> [LogEntryLine.Field] {
    metadata.sorted { $0.key < $1.key }.map { key, value in
      .init(name: key, value: Secrecy.covers(key) ? .text(Secrecy.mark) : Self.value(value))
    }
  }

  private static func value(_ value: Logger.MetadataValue) -> LogEntryLine.Value {
    switch value {
    case .string(let text): return .text(Secrecy.veiled(text))
    case .stringConvertible(let number as any BinaryInteger): return .number("\(number)")
    case .stringConvertible(let number as Double) where number.isFinite: return .number("\(number)")
    case .stringConvertible(let other): return .text(Secrecy.veiled("\(other)"))
    case .array(let values): return .text(values.map { Self.value($0).text }.joined(separator: ","))
    case .dictionary(let members):
      return .text(fields(members).map { "\($0.name)=\($0.value.text)" }.joined(separator: ","))
    @unknown default: return .text(Secrecy.veiled("\(value)"))
    }
  }
}
