import Chassis
import Foundation
import RPC

/// Keeps the credentials of a run while it is up, so that commands in other terminals are signed in.
struct SignedIn: Sendable {
  let identity: LocalIdentity
  let environment: [String: String]

  /// Keeps them for these addresses, but where this user is known there as somebody else; answers the file.
  func keep(_ addresses: some Sequence<ListenAddress>) throws -> String? {
    guard let path = Credentials.path(environment) else { return nil }
    var kept = try Credentials(environment: environment)
    for address in addresses where isOurs(kept.find(for: address)) { kept.put(identity.credential(at: address)) }
    try kept.save(environment: environment)
    return path
  }

  /// Forgets them.
  func forget(_ addresses: some Sequence<ListenAddress>) throws {
    var kept = try Credentials(environment: environment)
    for address in addresses where kept.find(for: address).map({ isOurs($0) }) ?? false { _ = kept.remove(address) }
    try kept.save(environment: environment)
  }

  private func isOurs(_ credential: Credential?) -> Bool {
    guard let token = credential?.token else { return credential == nil }
    return UnverifiedToken(token)?.subject == LocalIdentity.name
  }
}
