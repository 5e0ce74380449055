/// Asks a service of this machine, by its admin port, whether it takes calls.
public enum AdminReadiness {
  /// Whether `/readyz` of the port answers, and that it does.
  public static func isReady(port: Int) async -> Bool {
    await answers(port, "readyz")
  }

  /// Whether the process of the port answers at all, be it ready or not.
  public static func isAlive(port: Int) async -> Bool { await answers(port, "healthz") }

  private static func answers(_ port: Int, _ name: String) async -> Bool {
    guard let page = try? HTTPSFetch("http://127.0.0.1:\(port)/\(name)", authorities: nil) else { return false }
    return (try? await page.get(limit: 4096)) != nil
  }
}
