import ArgumentParser
import Chassis
import Foundation
import RPC
import WireTupo

/// `tupo up`.
struct UpCommand: AsyncParsableCommand, Speaking {
  static let configuration = CommandConfiguration(
    commandName: "up", abstract: "Runs the four services and a programme's month. 启动全部服务并出一期通报。",
    discussion: """
      Starts the services on loopback, applies the programme, imports its figures, publishes the month's bulletin and
      shows it; stays up until Ctrl-C. A second run on the same data writes nothing new. 可重复执行；Ctrl-C 停止。
      Keys, certificates and a token for you are made below the data, in identity; while the services are up, commands in \
      other terminals are signed in by it (tupo whoami). 自动生成密钥、证书和令牌；运行期间其他终端的命令已登录。
      """)

  @Flag(help: "Exits after the bulletin. 出通报后退出。")
  var once = false
  @Option(help: "The folder of the services' data, of logs and bulletins. 数据目录。")
  var data = "data"
  @Option(help: "A database for the data: postgres://HOST:PORT/DATABASE; otherwise TUPO_DATABASE_URL tells. 数据库地址。")
  var database: String?
  @Option(name: [.short, .long], help: "A programme: folder or name. 方案目录或名称。")
  var programme = "jining-2013"
  @Option(help: "The month of the bulletin; otherwise June of the plan's year. 通报月份。")
  var month: MonthArgument?
  @Option(help: "The first of four ports in a row; 0 takes free ones. 起始端口。")
  var listenBase = 7401
  @Flag(help: "Neither TLS nor tokens: whoever reaches the loopback may do everything. 本机开放，不认证。")
  var openLoopback = false
  @Flag(inversion: .prefixedNo, help: "With the demonstration set. 含演示数据。")
  var demo = true
  @OptionGroup var speech: Speech

  func validate() throws {
    guard listenBase == 0 || (1...65_532).contains(listenBase) else {
      throw ValidationError("--listen-base must be 0 or 1 to 65532. 起始端口应为0或1至65532。")
    }
  }

  func run() async throws {
    var console = console
    console.format = .table  // A month is for people; its lists have commands of their own.
    let screen = console
    let environment = ProcessInfo.processInfo.environment
    let folder = try ProgrammeFolder.current(environment: environment).find(programme)
    let read = try ProgrammeReader.read(folder: folder, demonstration: demo)
    let sockets = ScratchFolder()
    defer { sockets.remove() }
    let identity = openLoopback ? nil : try await LocalIdentity(data: data, socketFolder: sockets.path)
    let signedIn = once ? nil : identity.map { SignedIn(identity: $0, environment: environment) }
    let fleet = Fleet(
      plan: FleetPlan(
        executables: Executable.folder, data: data, database: try place(environment), firstPort: listenBase,
        identity: identity), console: screen)
    let job = MainJob(
      programme: read, month: month?.text ?? "\(read.plan.year)-06", data: data, once: once, console: screen)
    try await Supervisor(fleet: fleet, console: screen).run(once: once) { addresses in
      try await fleet.remotes(addresses).closing { try await job.run(on: $0) }
      screen.note(try access(signedIn, addresses, screen))
    } ended: { addresses in
      try? signedIn?.forget(addresses.values)  // What stays is of no use to anybody.
    }
  }

  /// Signs this user in, and says who may call.
  private func access(
    _ signedIn: SignedIn?, _ addresses: [ServiceName: ListenAddress], _ console: Console
  ) throws -> String {
    if openLoopback {
      return console.unauthenticated
    }
    let file = try signedIn?.keep(addresses.values)
    return file.map {
      console.text(
        "已以\(LocalIdentity.name)身份登录（\($0)）。", "Commands are signed in as \(LocalIdentity.name) (\($0)).")
    } ?? console.text("以\(LocalIdentity.name)身份运行。", "Ran as \(LocalIdentity.name).")
  }

  private func place(_ environment: [String: String]) throws -> FleetPlan.Database {
    guard try DatabasePlace.named(flag: database, environment: environment) != nil else { return .none }
    return database.map { .flag($0) } ?? .inherited
  }
}
