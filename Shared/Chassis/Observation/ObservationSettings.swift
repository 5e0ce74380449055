import Domain
import Logging
import RPC

/// What a service can be told of how it is seen.
enum ObservationSettings {
  /// Where metrics and health are asked for by HTTP.
  static let adminListen = Setting<AdminAddress?>(
    "admin-listen", otherwise: "nowhere",
    en: """
      Where /metrics, /healthz and /readyz are served by plain HTTP, to everybody who reaches it: outside of the loopback \
      only in a network that is closed to others.
      """,
    zh: "指标与健康检查的监听地址，明文HTTP且不认证：非本机地址只应在封闭网络内使用。")

  /// The least weight of what is logged.
  static let logLevel = Setting<LogLevel>(
    "log-level", default: .info,
    en: "What is logged: \(LogLevel.words), and what weighs more. Denied calls are logged always.",
    zh: "日志级别；被拒绝的调用一律记录。")

  /// How log lines are written.
  static let logForm = Setting<LogForm?>(
    "log-form", otherwise: "text on a terminal, json elsewhere", en: "How log lines are written: text or json.",
    zh: "日志格式。")

  /// Where spans are sent.
  static let traceEndpoint = Setting<ListenAddress?>(
    "trace-endpoint", otherwise: "nowhere", en: "The collector that spans are sent to, by OTLP over gRPC.",
    zh: "链路追踪收集器地址。")

  /// Which part of the traces that begin here is recorded.
  static let traceSample = Setting<TraceRatio>(
    "trace-sample", default: .all, en: "Which part of the traces that begin here is recorded, from 0 to 1.",
    zh: "链路追踪采样率。")

  /// All of them, in the order of help.
  static let rows: [SettingRow] = [adminListen.row, logLevel.row, logForm.row, traceEndpoint.row, traceSample.row]
}

/// A host and a port.
struct AdminAddress: SettingValue {
  let host: String
  let port: Int

  static let word = "HOST:PORT"
  static let expected = Bilingual(zh: "监听地址应为 主机:端口", en: "expected HOST:PORT")

  init?(setting text: String) {
    guard case .tcp(let host, let port)? = ListenAddress(text) else { return nil }
    (self.host, self.port) = (host, port)
  }

  var listenAddress: ListenAddress { .tcp(host: host, port: port) }
}

/// The weight of a log line.
struct LogLevel: SettingValue, CustomStringConvertible {
  let level: Logger.Level

  static let info = LogLevel(level: .info)
  static let words = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")

  static let word = "LEVEL"
  static let expected = Bilingual(zh: "应为 \(words) 之一", en: "expected one of \(words)")

  init?(setting text: String) {
    guard let level = Logger.Level(rawValue: text) else { return nil }
    self.level = level
  }

  private init(level: Logger.Level) { self.level = level }

  var description: String { level.rawValue }
}

extension LogForm: SettingValue {
  static let word = "FORM"
  static let expected = Bilingual(zh: "应为 text 或 json", en: "expected text or json")

  init?(setting text: String) { self.init(rawValue: text) }
}

/// A part, from none to all.
struct TraceRatio: SettingValue, CustomStringConvertible {
  let value: Double

  static let all = TraceRatio(value: 1)

  static let word = "RATIO"
  static let expected = Bilingual(zh: "采样率应在0与1之间", en: "expected 0 to 1")

  init?(setting text: String) {
    guard let value = Double(text), (0...1).contains(value) else { return nil }
    self.value = value
  }

  private init(value: Double) { self.value = value }

  var description: String { Exposition.number(value) }
}
