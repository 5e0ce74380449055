/// Finds the route of a path without making a String of it.
final class Router: Sendable {
  /// What ``slots`` are of.
  private let routes: [Route]
  private let slots: [Uncounted<Route>?]
  private let mask: Int
  /// The full names of the services, in order.
  let services: [String]

  /// - Parameter meter: what counts the calls of a route.
  init(_ services: [any RPCService], meter: (Route) -> (any MethodMeter)? = { _ in nil }) {
    let routes = services.flatMap { $0.routes }.map { $0.metered(by: meter($0)) }
    var size = 16
    while size < routes.count * 4 { size *= 2 }
    var slots = [Uncounted<Route>?](repeating: nil, count: size)
    for route in routes {
      var slot = route.pathBytes.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
      while let present = slots[slot] {
        precondition(present.object.path != route.path, "two routes for \(route.path)")
        slot = (slot + 1) & (size - 1)
      }
      slots[slot] = Uncounted(route)
    }
    self.routes = routes
    self.slots = slots
    self.mask = size - 1
    self.services = services.map { type(of: $0).serviceName }
  }

  func route(for path: UnsafeBufferPointer<UInt8>) -> Uncounted<Route>? {
    var slot = Self.hash(path) & mask
    while let route = slots[slot] {
      if route.with({ path.equals($0.pathBytes) }) { return route }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Of the last 16 bytes and the size, which tell methods apart. An attacker gains nothing by collisions: only our own
  /// routes are in the table, which is three quarters empty.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = UInt64(truncatingIfNeeded: raw.count)
    if raw.count >= 16 {
      for end in 0..<2 {
        hash ^= raw.loadUnaligned(fromByteOffset: raw.count - 16 + 8 * end, as: UInt64.self)
        hash &*= 0x9e37_79b9_7f4a_7c15
        hash ^= hash >> 32
      }
    } else {
      for byte in raw { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return Int(truncatingIfNeeded: hash & 0x7fff_ffff)
  }
}

extension Router {
  /// What a caller is told who asks for a path that no route has.
  func unimplemented(_ path: String) -> RPCError {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, services.contains(String(parts[1])) else {
      return RPCError(code: .unimplemented, message: "There is no service for \(path).")
    }
    return RPCError(code: .unimplemented, message: "The service \(parts[1]) has no method \(parts[2]).")
  }
}
