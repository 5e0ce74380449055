import Chassis
import Foundation
import RPC
import Testing

@testable import Admin

@Suite("Credentials")
struct CredentialsTests {
  let folder: TemporaryFolder
  let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    environment = ["XDG_CONFIG_HOME": folder.path]
  }

  private var file: String { folder.path + "/tupo/credentials.json" }

  @Test("are found by the service's address, as they were kept")
  func roundTrip() throws {
    #expect(try Credentials(environment: environment).all.isEmpty)
    var credentials = Credentials()
    let planning = Credential(
      address: "tupo.example:7403", token: "t", authorities: "/ca.pem", certificate: "/c.pem", key: "/c.key")
    credentials.put(Credential(address: "127.0.0.1:7401", token: "old"))
    credentials.put(Credential(address: "127.0.0.1:7401", token: "new"))
    credentials.put(planning)
    try credentials.save(environment: environment)
    var kept = try Credentials(environment: environment)
    #expect(kept == credentials && kept.all.count == 2)
    let address = try #require(ListenAddress("tupo.example:7403"))
    #expect(kept.find(for: address) == planning)
    #expect(kept.find(for: try #require(ListenAddress("127.0.0.1:7401")))?.token == "new")
    #expect(kept.find(for: try #require(ListenAddress("127.0.0.1:7402"))) == nil)
    #expect(kept.remove(address) && !kept.remove(address))
  }

  @Test("are their user's alone, and are not read when they are not")
  func mode() throws {
    try Credentials().save(environment: environment)
    let facts = try FileManager.default.attributesOfItem(atPath: file)
    #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    for mode in [0o640, 0o604, 0o777] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
      #expect(throws: Complaint.self) { try Credentials(environment: environment) }
    }
  }

  @Test("that are no JSON of ours are a fault, never nothing", arguments: ["", "{}", "[]", "{\"credentials\":[{}]}"])
  func broken(text: String) throws {
    try folder.write(text, to: "tupo/credentials.json")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    #expect(throws: Complaint.self) { try Credentials(environment: environment) }
  }

  @Test(
    "lie where the environment says",
    arguments: [
      (["XDG_CONFIG_HOME": "/x", "HOME": "/h"], "/x/tupo/credentials.json"),
      (["XDG_CONFIG_HOME": "x", "HOME": "/h"], "/h/.config/tupo/credentials.json"),
      (["HOME": "/h"], "/h/.config/tupo/credentials.json"), ([:], nil), (["HOME": ""], nil),
    ] as [([String: String], String?)])
  func place(environment: [String: String], path: String?) {
    #expect(Credentials.path(environment) == path)
  }

  @Test("give a channel the token, and TLS where an authority is known")
  func channel() {
    var options = ChannelOptions()
    Credential(address: "a:1", token: "t").apply(to: &options)
    #expect(options.interceptors.count == 1 && options.tls == nil)
    options = ChannelOptions()
    Credential(address: "a:1", authorities: "/ca", certificate: "/c", key: "/k").apply(to: &options)
    #expect(options.interceptors.isEmpty)
    #expect(
      options.tls == ClientTLS(authorities: "/ca", certificate: CertificateFiles(chain: "/c", privateKey: "/k")))
  }

  @Test(
    "may go without TLS on this machine only",
    arguments: [
      ("127.0.0.1:1", true), ("[::1]:1", true), ("localhost:1", true), ("unix:/s", true), ("127.9.9.9:1", true),
      ("10.0.0.1:1", false), ("tupo.example:1", false), ("localhost.example:1", false),
    ])
  func thisMachine(text: String, stays: Bool) throws {
    #expect(try #require(ListenAddress(text)).staysOnThisMachine == stays)
  }
}

@Suite("Who one is")
struct WhoamiTests {
  @Test("is told without the token")
  func table() async throws {
    let folder = try TemporaryFolder()
    let token = try await LocalIssuer(folder: folder.path).token(
      for: try #require(PrincipalName("people/li.na")), now: 1_371_800_000, seconds: 60)
    var credentials = Credentials()
    credentials.put(Credential(address: "a:1", token: token))
    credentials.put(Credential(address: "b:1", authorities: "/ca", certificate: "/c", key: "/k"))
    for (now, state) in [(1_371_800_059, "valid"), (1_371_800_060, "expired")] as [(Int64, String)] {
      let text = WhoamiView.table(credentials, now: now, .en).written(
        as: .json, .en, Screen(isTerminal: false, columns: nil, style: .plain))
      #expect(text.contains("people/li.na") && text.contains(state) && text.contains("mutual"))
      #expect(!token.split(separator: ".").contains { text.contains($0) })
    }
  }
}
