import ArgumentParser
import Foundation

/// `tupo logout`.
struct LogoutCommand: ParsableCommand, Speaking {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "Forgets what tupo login keeps. 清除保存的令牌。",
    discussion: "Of the services' addresses, or with --all of every address. The token itself holds until it ends.")

  @Flag(help: "Of every address. 清除全部地址。")
  var all = false
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    var credentials = try Credentials(environment: environment)
    let before = credentials.all.count
    if all {
      credentials = Credentials()
    } else {
      for address in try addresses.resolved(environment: environment).values { _ = credentials.remove(address) }
    }
    let count = before - credentials.all.count
    if count > 0 { try credentials.save(environment: environment) }
    console.note(console.text("已清除\(count)个地址的凭据。", "Forgot the credentials of \(count) addresses."))
  }
}
