import RPC
import Wire
import WireInterop
import WireStandard

/// What holds and what does not, minute by minute.
struct Verdict {
  private(set) var faults: [String] = []
  private var resident: [Int] = []

  /// How much the server's memory may grow from the second minute to the last, in percent.
  private static let growth = 5.0

  static let head =
    "minute  server RSS (KiB)  allocated (KiB)  calls made  ended OK  otherwise  seen by the server  ended there"

  /// Compares both sides while nobody calls; the line of the table.
  mutating func judge(_ minute: Int, _ load: Load) async -> String {
    let channel = RPCChannel(target: load.target)
    defer { Task { await channel.close() } }
    guard let server = await settled(load, channel) else { return "\(minute)  the server does not answer" }
    let client = load.tally.all
    for manner in Manner.allCases { compare(manner, client, server) }
    await askChannelz(channel)
    resident.append(server.count("rss"))
    let (made, went) = (client.sum("began/"), Manner.allCases.reduce(0) { $0 + client.count("ended/\($1)/OK") })
    let cells = [
      minute, server.count("rss"), server.count("allocated"), made, went, client.sum("ended/") - went,
      Self.seen(server), Self.over(server),
    ]
    let widths = [6, 18, 17, 12, 10, 11, 20, 13]
    return zip(cells, widths).map { cell, width in
      let text = String(cell)
      return String(repeating: " ", count: max(0, width - text.count)) + text
    }.joined()
  }

  private static func seen(_ server: [String: Int]) -> Int {
    Manner.allCases.reduce(0) { $0 + server.count("began\($1.path)") }
  }

  private static func over(_ server: [String: Int]) -> Int {
    Manner.allCases.reduce(0) { $0 + server.sum("ended\($1.path)/") }
  }

  /// The server's counts when all that it began has ended, or when that does not come about.
  private mutating func settled(_ load: Load, _ channel: RPCChannel) async -> [String: Int]? {
    var last: [String: Int]?
    for _ in 0..<100 {
      guard let answer = try? await channel.unary(Methods.report, GrpcTesting.Empty()) else { continue }
      let server = Tally.numbers(of: String(decoding: answer.payload?.body ?? [], as: UTF8.self))
      last = server
      let client = load.tally.all
      let isQuiet = Self.seen(server) == Self.over(server) && server.sum("entered/") == server.sum("left/")
      if isQuiet, client.sum("began/") == client.sum("told/") { break }
      try? await Task.sleep(for: .milliseconds(100))
    }
    if last == nil { faults.append("the server answers") }
    return last
  }

  private mutating func compare(_ manner: Manner, _ client: [String: Int], _ server: [String: Int]) {
    let began = client.count("began/\(manner)")
    let seen = server.count("began\(manner.path)")
    expect("\(manner): each call that was made has ended once", client.sum("ended/\(manner)/"), began)
    expect("\(manner): interceptors were told of each end once", client.count("told\(manner.path)"), began)
    expect("\(manner): no status but those that may be", client.sum("odd/\(manner)/"), 0)
    expect("\(manner): each call that the server saw has ended once", server.sum("ended\(manner.path)/"), seen)
    expect("\(manner): each handler has returned", server.count("left/\(manner)"), server.count("entered/\(manner)"))
    if seen > began { faults.append("\(manner): the server saw \(seen) calls, and \(began) were made") }
    let (here, there) = (client.count("ended/\(manner)/OK"), server.count("ended\(manner.path)/OK"))
    if here > there { faults.append("\(manner): \(here) went well for callers, and \(there) for the server") }
    guard manner.isExact else { return }
    expect("\(manner): the server saw each call", seen, began)
    expect("\(manner): both sides ended the same calls well", there, here)
    let ids = "ids/\(manner)"
    expect("\(manner): the answered calls are the same ones", server.count(ids), client.count(ids))
  }

  /// By channelz nothing is open but the call that asks.
  private mutating func askChannelz(_ channel: RPCChannel) async {
    let request = GrpcChannelzV1.GetServersRequest()
    guard let list = try? await channel.unary(GrpcChannelzV1.ChannelzMethods.getServers, request),
      let data = list.server.first?.data
    else { return faults.append("channelz answers") }
    let over = Int(data.callsSucceeded + data.callsFailed)
    expect("by channelz each call has ended once", over, Int(data.callsStarted) - 1)
  }

  private mutating func expect(_ what: String, _ found: Int, _ wanted: Int) {
    if found != wanted { faults.append("\(what): \(found), not \(wanted)") }
  }

  /// How the server's memory went; a growth that is too much becomes a fault.
  var memory: String {
    mutating get {
      guard resident.count > 2, let last = resident.last else { return "too short to tell of memory" }
      let percent = (Double(last) / Double(resident[1]) - 1) * 100
      let rounded = (percent * 10).rounded() / 10
      if percent > Self.growth { faults.append("RSS grows by at most \(Self.growth) %: \(rounded) %") }
      return "RSS from minute 2 to minute \(resident.count): \(rounded) %"
    }
  }
}
