import Domain
import RPC

/// What a service can be told of how much it takes on.
enum LoadSettings {
  /// How many unary calls may be under way.
  static let maxCalls = Setting<Int>(
    "max-calls", default: 256,
    en:
      "How many calls may be under way at once; more are refused at once, and told when to try again. 0 is any number.",
    zh: "同时处理的调用数上限，超出者立即拒绝；0为不限。")

  /// How many calls a caller may make.
  static let maxRate = Setting<Int>(
    "max-rate", default: 1_000,
    en: "How many calls in a second one caller may make, by name, else by address. 0 is any number.",
    zh: "每个调用者每秒调用次数上限；0为不限。")

  /// Behind which proxies an address tells nothing of a caller.
  static let trustedProxies = Setting<ProxyRanges?>(
    "trusted-proxies", otherwise: "none",
    en:
      "Proxies in front of the service, as addresses or ranges: their connections are not counted by address, only their callers by name.",
    zh: "前置代理的地址或网段，逗号分隔：其连接不按地址限数，只按调用者名称计数。")

  /// All of them, in the order of help.
  static let rows: [SettingRow] = [maxCalls.row, maxRate.row, trustedProxies.row]
}

/// Ranges of addresses, separated by commas.
struct ProxyRanges: SettingValue {
  let ranges: [AddressRange]

  static let word = "RANGES"
  static let expected = Bilingual(
    zh: "应为逗号分隔的地址或网段，如 10.0.0.0/8,fd00::/8", en: "expected addresses or ranges: 10.0.0.0/8,fd00::/8")

  init?(setting text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    ranges = parts.compactMap { AddressRange(String($0)) }
    guard ranges.count == parts.count else { return nil }
  }
}
