internal import NIOSSL

/// How a TLS context is made, and of which files.
struct TLSRecipe: Sendable {
  /// A change of one of them asks for a new context.
  var files: [String]
  var make: @Sendable () throws -> NIOSSLContext
}
