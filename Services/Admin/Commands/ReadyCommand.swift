import ArgumentParser
import Chassis

/// `tupo ready`: what a container's health check runs.
struct ReadyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ready",
    abstract: "Tells by its exit code whether a service of this machine takes calls; see --admin-listen. 就绪检查。")

  @Argument(help: "The port of the service's admin address. 管理端口。")
  var port: Int

  @Flag(help: "Ask only whether it is alive, also while it takes no calls. 仅检查进程是否存活。")
  var alive = false

  func run() async throws {
    let answers = alive ? await AdminReadiness.isAlive(port: port) : await AdminReadiness.isReady(port: port)
    if !answers { throw Outcome(status: .unavailable) }
  }
}
