import Wire

/// Our option `(tupo.common.v1.rule)`, read from the fields as they are: its own generated type does not exist while it
/// is being generated.
struct MethodRule {
  static let extensionNumber: UInt32 = 50001

  var isCompute = false
  var retry: String?
  var access: MethodAccessRule?

  init(options: RawMessage?) throws {
    for rule in try options?.messages(Self.extensionNumber) ?? [] {
      if let execution = rule.varint(1) { isCompute = execution == 2 }
      switch rule.varint(2) {
      case nil: break
      case 2: retry = "read"
      case 3: retry = "writeWithRequestID"
      default: retry = nil
      }
      if let raw = try rule.message(3) { access = try MethodAccessRule(raw) }
    }
  }

  /// The `options:` argument of a method descriptor; empty when nothing differs from the defaults.
  var argument: String {
    let parts = [
      isCompute ? "execution: .compute" : nil, retry.map { "retry: .\($0)" }, access.map { "access: \($0.argument)" },
    ].compactMap(\.self)
    return parts.isEmpty ? "" : ", options: MethodOptions(\(parts.joined(separator: ", ")))"
  }
}
