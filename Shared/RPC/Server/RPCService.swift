/// A service as a server holds it. Generated protocols refine it and give the routes.
public protocol RPCService: Sendable {
  /// The full protobuf name, for example `tupo.indicators.v1.ZoneService`.
  static var serviceName: String { get }
  /// One route for each method.
  var routes: [Route] { get }
}
