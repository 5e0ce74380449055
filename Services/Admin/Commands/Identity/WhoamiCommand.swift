import ArgumentParser
import Foundation

/// `tupo whoami`.
struct WhoamiCommand: ParsableCommand, Speaking {
  static let configuration = CommandConfiguration(
    commandName: "whoami", abstract: "Tells whom tupo login has made you, where, and until when. 查看登录身份。",
    discussion: "Reads the kept tokens on this machine; no service is asked, and no token is shown. 只读本机，不显示令牌。")

  @OptionGroup var speech: Speech

  func run() throws {
    let credentials = try Credentials(environment: ProcessInfo.processInfo.environment)
    console.show(WhoamiView.table(credentials, now: Date().seconds, console.language))
    if credentials.all.isEmpty { console.note(console.text("尚未登录：tupo login", "Not logged in: tupo login")) }
  }
}
