/// How a message may be compressed (grpc/doc/compression.md).
public enum Compression: String, Sendable, Hashable, CaseIterable {
  /// RFC 1952.
  case gzip
  /// The zlib format of RFC 1950, which gRPC calls deflate.
  case deflate

  /// The value of `grpc-accept-encoding`: what is understood here.
  static let accepted = "identity,gzip,deflate"

  /// The best of those that a peer's `grpc-accept-encoding` names.
  static func best(in accepted: String) -> Compression? {
    let names = accepted.split(separator: ",").map { $0.filter { $0 != " " } }
    return allCases.first { names.contains($0.rawValue) }
  }
}
