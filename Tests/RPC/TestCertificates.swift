import Foundation
import Glibc
import RPC

/// A folder with an authority and certificates that it has signed, made by the openssl command.
struct TestCertificates: ~Copyable {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("tupo-tls-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try makeAuthority("ca")
    try issue("server", names: "DNS:tupo.test,IP:127.0.0.1")
    try issue("client", names: "DNS:indicators.tupo.test,URI:spiffe://tupo.test/indicators")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var authority: String { path("ca.pem") }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func files(_ name: String) -> CertificateFiles {
    CertificateFiles(chain: path("\(name).pem"), privateKey: path("\(name).key"))
  }

  func makeAuthority(_ name: String) throws {
    try openssl(["req", "-x509", "-subj", "/CN=\(name)", "-out", path("\(name).pem")] + newKey(name))
  }

  /// Makes a certificate, or another one in the place of the present one.
  func issue(_ name: String, names: String) throws {
    try openssl(
      ["req", "-x509", "-subj", "/CN=\(name)", "-out", path("\(name).pem"), "-CA", path("ca.pem")]
        + ["-CAkey", path("ca.key"), "-addext", "subjectAltName=\(names)"]
        + ["-addext", "basicConstraints=critical,CA:FALSE"] + newKey(name))
  }

  /// Puts the file `source` in the place of `target`.
  func copy(_ source: String, to target: String) throws {
    try Data(contentsOf: URL(fileURLWithPath: path(source))).write(to: URL(fileURLWithPath: path(target)))
  }

  private func newKey(_ name: String) -> [String] {
    ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-keyout", path("\(name).key")]
  }

  /// Runs openssl and waits for the process itself. Foundation's `Process` waits for the end of a socket instead, which a
  /// child of another test may have inherited and hold open for ever.
  private func openssl(_ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var words = (["openssl"] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, "/usr/bin/openssl", &actions, nil, &words, environ) == 0 else {
      throw Failed(arguments: arguments)
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else { throw Failed(arguments: arguments) }
  }

  private struct Failed: Error {
    var arguments: [String]
  }
}
