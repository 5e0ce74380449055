public import RPC

extension CallOptions {
  /// For a call to another service of ours, made while a call is answered: it ends when that one does, and is made on
  /// behalf of who made that one.
  public init(for call: CallContext) {
    self.init(inheriting: call)
    guard let caller = call.principal as? Caller, caller !== Caller.open else { return }
    metadata["\(Gatekeeper.onBehalfOfHeader)"] = caller.onBehalfOf ?? caller.name
  }
}
