import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is to run: which executables, on which data, at which ports.
struct FleetPlan: Sendable {
  /// The folder of the executables.
  var executables: String
  /// The folder of the data, and of the logs and bulletins in any case.
  var data: String
  /// How the services learn of a database that keeps their data instead.
  var database = Database.none

  /// Where a database is named.
  enum Database {
    /// Nowhere: the data is in the folder.
    case none
    /// In the environment, which the services inherit.
    case inherited
    /// By a flag, which is passed on.
    case flag(String)
  }
  /// The first of four ports in a row; 0 asks for free ones.
  var firstPort: Int
  /// The keys and roles of an authenticated run; nil serves whoever reaches the loopback.
  var identity: LocalIdentity?
  /// The command itself, which starts each service through ``ChildLaunch``; nil starts them as they are.
  var launcher: String? = Executable.path

  /// The port of a service.
  func port(of service: ServiceName) -> Int {
    firstPort == 0 ? 0 : firstPort + (ServiceName.allCases.firstIndex(of: service) ?? 0)
  }

  /// The executable of a service. Throws a complaint when it is not there.
  func program(of service: ServiceName) throws(Complaint) -> String {
    let path = executables + "/" + service.executable
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Complaint(
        zh: "找不到可执行文件\(path)。", en: "There is no executable \(path).", field: service.executable,
        hint: Bilingual("四个服务须与tupo在同一目录：swift build", "The four services stand beside tupo: swift build"))
    }
    return path
  }

  /// Its arguments. All others are told where the indicators service is, which keeps the roles; the reporting service,
  /// where all of them are.
  func arguments(of service: ServiceName, others: [ServiceName: String]) -> [String] {
    var arguments = ["--listen", "127.0.0.1:\(port(of: service))"]
    switch database {
    case .none: arguments += ["--data", data]
    case .inherited: arguments += heads(of: service)
    case .flag(let url): arguments += ["--database", url] + heads(of: service)
    }
    arguments += identity?.arguments(of: service) ?? ["--open-loopback"]
    let needed = service == .reporting ? [ServiceName.indicators, .investment, .planning] : [.indicators]
    for other in needed where other != service {
      if let address = others[other] { arguments += ["--\(other.rawValue)", address] }
    }
    return arguments
  }

  /// Where a service writes the heads of its log when its data is not in the folder.
  private func heads(of service: ServiceName) -> [String] {
    ["--heads", "\(data)/heads", "--head-key", "\(data)/\(service.rawValue).head-key"]
  }

  /// The command line that starts a program.
  func commandLine(_ program: String, _ arguments: [String]) -> (program: String, arguments: [String]) {
    guard let launcher else { return (program, arguments) }
    return (launcher, ChildLaunch.arguments(program, arguments))
  }

  /// Throws a complaint when a port is taken, before anything is started.
  func checkPorts() throws(Complaint) {
    for service in ServiceName.allCases where port(of: service) != 0 && Self.isTaken(port(of: service)) {
      throw Complaint(
        zh: "端口\(port(of: service))已被占用（\(service.title.zh)）。",
        en: "Port \(port(of: service)) is taken (\(service.title.en)).", field: "--listen-base",
        hint: Bilingual(
          "可能已有tupo up在运行（tupo status）；或换用 --listen-base 7501。",
          "Another tupo up may be running (tupo status); or take --listen-base 7501."), status: .unavailable)
    }
  }

  /// Whether somebody listens on a loopback port: binding to it fails.
  static func isTaken(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    return result != 0 && errno == EADDRINUSE
  }
}
