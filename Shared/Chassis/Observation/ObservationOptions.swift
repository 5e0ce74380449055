public import ArgumentParser
import RPC

/// The flags that say how a service is seen.
public struct ObservationOptions: ParsableArguments {
  /// Where metrics and health are asked for by HTTP.
  @Option(
    help: """
      Where /metrics, /healthz and /readyz are served by HTTP: HOST:PORT. Nowhere otherwise. 指标与健康检查的监听地址。
      """)
  public var adminListen: String?

  /// No values yet; ArgumentParser fills them.
  public init() {}

  /// The address that the flag names.
  func adminAddress() throws(ValidationError) -> (host: String, port: Int)? {
    guard let text = adminListen else { return nil }
    guard case .tcp(let host, let port)? = ListenAddress(text) else {
      throw ValidationError("--admin-listen \(text): expected HOST:PORT（监听地址应为 主机:端口）")
    }
    return (host, port)
  }
}
