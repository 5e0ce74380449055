public import Domain
public import RPC

extension ArithmeticOverflow: RPCErrorConvertible {
  /// OUT_OF_RANGE, with what overflowed and of which zone and indicator.
  public var rpcError: RPCError {
    Failure(
      .outOfRange, "ARITHMETIC_OVERFLOW", zh: "计算结果超出范围：\(self)。", en: "A result does not fit: \(self)."
    ).rpcError
  }
}
