/// Who answers for a task, a target or a project (A0).
public struct Responsibility: Sendable, Hashable {
  /// The city-level leader in charge, by office (市级领导分工).
  public var leader: String
  /// The unit that leads the work (牵头单位).
  public var leadUnit: String
  /// The units that support it (配合单位), in protocol order.
  public var supportingUnits: [String]

  /// Names who answers; everything may be empty.
  public init(leader: String = "", leadUnit: String = "", supportingUnits: [String] = []) {
    self.leader = leader
    self.leadUnit = leadUnit
    self.supportingUnits = supportingUnits
  }
}
