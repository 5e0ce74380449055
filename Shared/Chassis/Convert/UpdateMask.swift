public import Wire
public import WireStandard

/// Which fields an update changes (AIP-134).
public struct UpdateMask<Message: WireMessage>: Sendable {
  private let copies: [ReadMask<Message>.Copy]

  /// Reads `update_mask`; notes every path that is not among `fields`. An empty mask stands for all of them.
  public init(
    _ wire: GoogleProtobuf.FieldMask?, _ fields: [String: ReadMask<Message>.Copy], _ faults: inout FieldFaults
  ) {
    let paths = wire?.paths ?? []
    for path in paths where fields[path] == nil {
      let names = fields.keys.sorted().joined(separator: ", ")
      faults.add(
        "update_mask", "MASK_INVALID", zh: "“\(path)”不能修改，可用：\(names)。",
        en: "\"\(path)\" cannot be changed; there are: \(names).")
    }
    copies = paths.isEmpty ? Array(fields.values) : paths.compactMap { fields[$0] }
  }

  /// What is kept, with the fields of the mask as they are wanted.
  public func merged(_ wanted: Message, into kept: Message) -> Message {
    var merged = kept
    for copy in copies { copy(&merged, wanted) }
    return merged
  }
}
