extension RPCError {
  /// The one place where what a handler throws becomes what its caller is told: nothing of an unknown error leaks.
  static func boundary(_ error: any Error) -> RPCError {
    if let error = error as? RPCError { return error.checked }
    if let error = error as? any RPCErrorConvertible { return error.rpcError.checked }
    if error is CancellationError { return RPCError(code: .cancelled, message: "The call was cancelled.") }
    return RPCError(code: .unknown, message: "The service failed. Its log says why.")
  }

  /// An error whose code says success is an error of ours.
  private var checked: RPCError {
    code == .ok ? RPCError(code: .unknown, message: "The service failed without a code.") : self
  }
}
