import Domain
import RPC

/// What a service can be told of how it is seen.
enum ObservationSettings {
  /// Where metrics and health are asked for by HTTP.
  static let adminListen = Setting<AdminAddress?>(
    "admin-listen", otherwise: "nowhere", en: "Where /metrics, /healthz and /readyz are served by HTTP.",
    zh: "指标与健康检查的监听地址。")

  /// All of them, in the order of help.
  static let rows: [SettingRow] = [adminListen.row]
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
