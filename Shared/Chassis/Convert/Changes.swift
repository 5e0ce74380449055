public import WireTupo

/// Collects what an idempotent "apply" changes, or would.
public struct Changes {
  /// The differences found so far, in order.
  public private(set) var list: [CommonV1.Change] = []

  /// None yet.
  public init() {}

  /// A field of a value, by its name in the contract.
  public struct Field<Value>: Sendable {
    let name: String
    let differs: @Sendable (Value, Value) -> Bool

    /// The field that a key path leads to.
    public static func field<Part: Equatable & SendableMetatype>(
      _ name: String, _ path: any KeyPath<Value, Part> & Sendable
    ) -> Field {
      Field(name: name) { $0[keyPath: path] != $1[keyPath: path] }
    }
  }

  /// Notes the difference between what is kept and what is wanted; answers whether there is one.
  @discardableResult
  public mutating func note<Value>(
    _ resource: String, kept: Value?, wanted: Value, _ fields: [Field<Value>]
  ) -> Bool {
    var change = CommonV1.Change()
    change.resource = resource
    if let kept {
      change.kind = .updated
      change.fields = fields.filter { $0.differs(kept, wanted) }.map(\.name)
      if change.fields.isEmpty { return false }
    } else {
      change.kind = .created
    }
    list.append(change)
    return true
  }

  /// Notes that a resource is no longer wanted.
  public mutating func removed(_ resource: String) {
    var change = CommonV1.Change()
    change.resource = resource
    change.kind = .removed
    list.append(change)
  }
}
