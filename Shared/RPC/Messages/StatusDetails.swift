enum StatusDetails {
  static func encode(_ error: RPCError, maxBytes: Int) -> [UInt8]? { nil }
  static func decode(_ bytes: [UInt8]) -> [ErrorDetail] { [] }
}
