import RPC
import WireTupo

/// Channels to the three services that bulletins are made from.
struct SourceChannels: Sendable {
  var indicators: RPCChannel
  var investment: RPCChannel
  var planning: RPCChannel
}

/// One of the services, as a caller is told when it cannot be reached.
enum SourceService: String, Sendable {
  case indicators = "tupo-indicators"
  case investment = "tupo-investment"
  case planning = "tupo-planning"
}
