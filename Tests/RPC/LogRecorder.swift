import Logging
import Synchronization

/// Keeps the messages of a logger.
struct LogRecorder: LogHandler {
  final class Messages: Sendable {
    private let all = Mutex<[String]>([])
    var recorded: [String] { all.withLock { $0 } }
    fileprivate func add(_ message: String) { all.withLock { $0.append(message) } }
  }

  let messages: Messages
  var metadata = Logger.Metadata()
  var logLevel = Logger.Level.trace

  /// A logger that writes into `messages`.
  static func logger(into messages: Messages) -> Logger {
    Logger(label: "test") { _ in LogRecorder(messages: messages) }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { messages.add("\(event.message)") }
}
