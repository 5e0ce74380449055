import ArgumentParser
import Chassis

/// `tupo ready`: what a container's health check runs.
struct ReadyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ready",
    abstract: "Tells by its exit code whether a service of this machine takes calls; see --admin-listen. 就绪检查。")

  @Argument(help: "The port of the service's admin address. 管理端口。")
  var port: Int

  func run() async throws {
    if await !AdminReadiness.isReady(port: port) { throw Outcome(status: .unavailable) }
  }
}
