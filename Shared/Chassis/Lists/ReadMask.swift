public import Wire
public import WireStandard

/// Which fields of each item a list answers with (AIP-157). The name always comes.
public struct ReadMask<Message: WireMessage>: Sendable {
  /// Copies one field from a whole message.
  public typealias Copy = @Sendable (inout Message, Message) -> Void

  /// Nil: all fields.
  private let copies: [Copy]?
  /// Nil: all.
  private let paths: Set<String>?

  /// Reads `read_mask`; notes every path that is not among `fields`. Absent, empty and `*` stand for all.
  public init(_ wire: GoogleProtobuf.FieldMask?, _ fields: [String: Copy], _ faults: inout FieldFaults) {
    let paths = wire?.paths ?? []
    for path in paths where path != "*" && fields[path] == nil {
      let names = fields.keys.sorted().joined(separator: ", ")
      faults.add(
        "read_mask", "MASK_INVALID", zh: "没有字段“\(path)”，可用：\(names)。",
        en: "there is no field \"\(path)\"; there are: \(names).")
    }
    let isWhole = paths.isEmpty || paths.contains("*")
    self.paths = isWhole ? nil : Set(paths)
    copies = isWhole ? nil : (paths + ["name"]).compactMap { fields[$0] }
  }

  /// Whether the mask lets a field through; the name always is.
  public func holds(_ path: String) -> Bool { paths?.contains(path) ?? true }

  /// The message with the masked fields only.
  public func callAsFunction(_ whole: Message) -> Message {
    guard let copies else { return whole }
    var masked = Message()
    for copy in copies { copy(&masked, whole) }
    return masked
  }
}
