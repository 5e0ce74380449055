/// What the admin server answers.
struct AdminPages: Sendable {
  /// Headers that each answer has.
  var headers: [(String, String)] = []
  /// All metrics, as they are now.
  let metrics: @Sendable () -> [MetricFamily]
  /// Why the service takes no calls now; empty when it does.
  let obstacles: @Sendable () -> [String]

  /// One answer.
  struct Page: Sendable, Hashable {
    var status: Int
    var type = "text/plain; charset=utf-8"
    var text: String
  }

  /// The answer to a request.
  func page(_ method: String, _ target: String, accept: String?) -> Page {
    guard method == "GET" || method == "HEAD" else { return Page(status: 405, text: "Only GET and HEAD.\n") }
    switch target.prefix(while: { $0 != "?" }) {
    case "/healthz": return Page(status: 200, text: "alive\n")
    case "/readyz":
      let obstacles = obstacles()
      if obstacles.isEmpty { return Page(status: 200, text: "ready\n") }
      return Page(status: 503, text: obstacles.map { "\($0)\n" }.joined())
    case "/metrics":
      let exposition = Exposition(accept: accept)
      return Page(status: 200, type: exposition.contentType, text: exposition.text(metrics()))
    default: return Page(status: 404, text: "Here are /metrics, /healthz and /readyz.\n")
    }
  }
}
