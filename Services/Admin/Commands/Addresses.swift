import ArgumentParser
import Chassis
import Foundation
import RPC

/// Where the services are.
struct Addresses: ParsableArguments {
  @Option(help: "Address of tupo-indicators (HOST:PORT or unix:PATH). 指标服务地址。")
  var indicators: String?
  @Option(help: "Address of tupo-investment. 招商服务地址。")
  var investment: String?
  @Option(help: "Address of tupo-planning. 规划服务地址。")
  var planning: String?
  @Option(help: "Address of tupo-reporting. 通报服务地址。")
  var reporting: String?

  /// The addresses: option, environment, default, in this order.
  func resolved(environment: [String: String]) throws(Complaint) -> [ServiceName: ListenAddress] {
    let options: [ServiceName: String?] = [
      .indicators: indicators, .investment: investment, .planning: planning, .reporting: reporting,
    ]
    var addresses: [ServiceName: ListenAddress] = [:]
    for service in ServiceName.allCases {
      let text =
        options[service]?.flatMap(\.self) ?? environment[service.variable] ?? "127.0.0.1:\(service.defaultPort)"
      guard let address = ListenAddress(text) else {
        throw Complaint(
          zh: "“\(text)”不是地址。", en: "\"\(text)\" is not an address.", field: "--\(service.rawValue)",
          hint: Bilingual("应写作 主机:端口 或 unix:路径。", "Write HOST:PORT or unix:PATH."), status: .usage)
      }
      addresses[service] = address
    }
    return addresses
  }
}

/// A command that calls services.
protocol Calling: Speaking {
  var addresses: Addresses { get }
}

extension Calling {
  /// Opens the ways to the services for `body`, and closes them after it. Says when they did not ask who calls.
  func withRemotes<Answer>(_ body: (Remotes) async throws -> Answer) async throws -> Answer {
    let environment = ProcessInfo.processInfo.environment
    let resolved = try addresses.resolved(environment: environment)
    let remotes = Remotes(
      resolved, language: console.language, credentials: try Credentials(environment: environment))
    defer { if remotes.areOpen { console.note(console.unauthenticated) } }
    return try await remotes.closing(after: body)
  }

  /// Makes one call to a service.
  func call<Answer: Sendable>(
    _ service: ServiceName, _ body: @escaping @Sendable (RPCChannel, CallOptions) async throws -> Answer
  ) async throws -> Answer {
    try await withRemotes { try await $0[service].call(body) }
  }

  /// All items of a list of a service, as its options narrow and order it; `page` asks for one page.
  func collect<Request: ListRequest, Item: Sendable>(
    _ request: Request, _ list: ListOptions, from service: ServiceName,
    _ page: @escaping @Sendable (RPCChannel, Request, CallOptions) async throws -> (items: [Item], next: String)
  ) async throws -> [Item] {
    try await withRemotes { try await $0[service].collect(request, list, page) }
  }
}
