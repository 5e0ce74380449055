public import RPC
import Wire

/// By what right somebody acts: by its own, or in the stead of one other. For handlers that say who has done what.
public struct Standing: Sendable {
  /// In whose stead, and by which delegation; nil: by its own right.
  public let standIn: StandIn?
  /// All of these must allow it; nil: everything is allowed.
  private let rights: [AccessRights]?

  init(_ standIn: StandIn? = nil, _ rights: [AccessRights]) {
    self.standIn = standIn
    self.rights = rights
  }

  private init() { (standIn, rights) = (nil, nil) }

  /// Everything, as without a guard.
  static let everything = Standing()

  /// Whether one of these roles holds of a resource by this right.
  public func holds(_ roles: AccessRole..., of resource: String) -> Bool {
    let numbers = RoleNumbers(roles.map(\.rawValue))
    return rights?.allSatisfy { $0.hold(numbers, of: resource) } ?? true
  }

  /// Whether it speaks for an office by this right.
  public func speaks(for office: String) -> Bool { rights?.allSatisfy { $0.speak(for: office) } ?? true }
}

extension CallContext {
  /// By what rights the caller acts: first its own, then each delegation that is in force, by name.
  public var standings: [Standing] {
    guard let principal else { return [.everything] }
    return (principal as? Caller)?.standings ?? []
  }
}
