public import ArgumentParser
import RPC

/// The flags that every service takes.
public struct ServiceOptions: ParsableArguments {
  /// The address to listen on; the service's own default when absent.
  @Option(help: "Where to listen: HOST:PORT, [IPv6]:PORT or unix:PATH. Port 0 takes a free one. 监听地址。")
  public var listen: String?

  /// The folder of the service's data.
  @Option(help: "The folder that holds the service's data. 数据目录。")
  public var data = "data"

  /// No values yet; ArgumentParser fills them.
  public init() {}
}
