import Chassis
import RPC

/// Who opens again what somebody has locked.
extension Signature {
  /// Of a call that opens what this one locked: by the same person; by whoever stands in for it by a delegation in force;
  /// or, once neither it nor whom it stood in for has the role any more, by whoever has that very role by a grant. Nil:
  /// somebody else. Where nobody says who calls, everybody is the same.
  func opener(_ call: CallContext, of zone: String, by book: AccessBook, at time: Int64) -> Signature? {
    let able = call.standings.filter { standing in
      unit == Self.city ? standing.holds(.cityOffice, of: "") : standing.holds(.county, of: zone)
    }
    let same = able.first { standing in
      (standing.standIn?.delegator ?? call.responsibleName).map { responsible.contains($0) } ?? true
    }
    if let same { return Signature(call, for: unit, by: same.standIn, at: time) }
    guard let name = call.responsibleName, able.contains(where: { $0.standIn == nil }),
      hasLeft(by: book, at: time), holdsOffice(name, by: book, at: time)
    else { return nil }
    var successor = Signature(call, for: unit, at: time)
    successor.stoodIn = StoodIn(delegation: "", principal: stoodIn?.principal ?? person)
    return successor
  }

  /// Whether nobody who answers for it has the role any more in which it was signed.
  private func hasLeft(by book: AccessBook, at time: Int64) -> Bool {
    !responsible.contains { holdsOffice($0, by: book, at: time) }
  }

  /// Whether somebody has by a grant the role of its unit: that of the city's office, or of a county.
  private func holdsOffice(_ name: String, by book: AccessBook, at time: Int64) -> Bool {
    guard let scope = AccessScope(unit) else { return false }
    return book.hasGranted(unit == Self.city ? .cityOffice : .county, of: scope, to: name, at: time / 1_000_000)
  }
}
