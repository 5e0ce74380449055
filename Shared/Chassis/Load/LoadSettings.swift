import RPC

/// What a service can be told of how much it takes on.
enum LoadSettings {
  /// How many unary calls may be under way.
  static let maxCalls = Setting<Int>(
    "max-calls", default: 256,
    en:
      "How many calls may be under way at once; more are refused at once, and told when to try again. 0 is any number.",
    zh: "同时处理的调用数上限，超出者立即拒绝；0为不限。")

  /// How many calls a caller may have under way.
  static let maxCallsOfCaller = Setting<Int>(
    "max-calls-of-caller", default: 1_000,
    en:
      "How many calls one caller may have under way at once, streams included, by name, else by address. 0 is any number.",
    zh: "每个调用者同时进行的调用数上限（含流），按名称计，无名称者按地址计；0为不限。")

  /// How many calls a caller may make.
  static let maxRate = Setting<Int>(
    "max-rate", default: 1_000,
    en: "How many calls in a second one caller may make, by name, else by address. 0 is any number.",
    zh: "每个调用者每秒调用次数上限；0为不限。")

  /// Behind which proxies an address tells nothing of a caller.
  static let trustedProxies = Setting<[AddressRange]>(
    several: "trusted-proxies", otherwise: "none",
    en:
      "A proxy in front of the service, or a range of them; may be repeated. Their connections are not counted by address, only their callers by name.",
    zh: "前置代理的地址或网段，可重复：其连接不按地址限数，只按调用者名称计数。")

  /// All of them, in the order of help.
  static let rows: [SettingRow] = [maxCalls.row, maxCallsOfCaller.row, maxRate.row, trustedProxies.row]
}
