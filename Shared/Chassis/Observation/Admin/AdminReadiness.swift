/// Asks a service of this machine, by its admin port, whether it takes calls.
public enum AdminReadiness {
  /// Whether `/readyz` of the port answers, and that it does.
  public static func isReady(port: Int) async -> Bool {
    guard let page = try? HTTPSFetch("http://127.0.0.1:\(port)/readyz", authorities: nil) else { return false }
    return (try? await page.get(limit: 4096)) != nil
  }
}
