/// Counts the faults of one kind, and tells the first of them.
public protocol FaultTally {
  /// What is counted.
  associatedtype Fault
  /// How many there are.
  var faultCount: Int { get set }
  /// The first of them.
  var faults: [Fault] { get set }
}

extension FaultTally {
  /// Only so many faults are told one by one.
  public static var faultsMax: Int { 100 }

  mutating func add(_ fault: Fault) {
    faultCount += 1
    if faults.count < Self.faultsMax { faults.append(fault) }
  }
}
