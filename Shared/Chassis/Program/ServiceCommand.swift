public import ArgumentParser
import Foundation
import Logging
import RPC
import Storage
import UnixSignals
import WireStandard
import WireTupo

/// The whole main of a service.
public func serve<Definition: ServiceDefinition>(_ definition: Definition.Type) async {
  await ServiceCommand<Definition>.main()
}

/// The command of a service: opens its data, serves, prints `listening on ADDRESS`, and drains on SIGTERM or Ctrl-C.
public struct ServiceCommand<Definition: ServiceDefinition>: AsyncParsableCommand {
  /// What `--help` says.
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Definition.executable, abstract: Definition.abstract,
      discussion: "Serves gRPC over HTTP/2, health and reflection included. Exits 0 on SIGTERM after draining.",
      version: Version.text)
  }

  @OptionGroup var common: ServiceOptions
  @OptionGroup var seen: ObservationOptions
  @OptionGroup var own: Definition.Options

  /// An empty command; ArgumentParser fills it.
  public init() {}

  /// Serves until it is told to stop. Throws what keeps it from starting, as a line that says what to do.
  public func run() async throws {
    let logger = Logger(label: Definition.executable, factory: { StreamLogHandler.standardError(label: $0) })
    let text = common.listen ?? "127.0.0.1:\(Definition.defaultPort)"
    guard let address = ListenAddress(text) else {
      throw ValidationError("--listen \(text): expected HOST:PORT or unix:PATH（监听地址应为 主机:端口 或 unix:路径）")
    }
    let adminAddress = try seen.adminAddress()
    let observation = Observation()
    let place = try common.place(environment: ProcessInfo.processInfo.environment)
    let store = try await openStore(place, observation, logger: logger)
    let parts: CommonParts
    do throws(StorageError) {
      parts = try CommonParts(
        store: store, name: Definition.dataName, watched: Definition.watched, folder: place.folder ?? "data",
        options: common, logger: logger)
    } catch {
      await store.close()
      throw StartFailure("Cannot keep the log's heads: \(error)（无法保存日志摘要）")
    }
    let server = RPCServer(
      services: try Definition.services(over: store, options: own) + parts.services,
      options: serverOptions(observation, logger: logger))
    let admin: AdminServer?
    do {
      admin = try await observation.serve(at: adminAddress, server: server, store: store)
      if let admin { print("admin listening on \(admin.address)") }
    } catch {
      await parts.stop()
      await store.close()
      throw StartFailure("Cannot listen on \(seen.adminListen ?? ""): \(error)（无法监听该地址）")
    }
    let stop = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    do {
      print("listening on \(try await server.start(at: address))")
      flushStandardOutput()
    } catch {
      await admin?.stop()
      await parts.stop()
      await store.close()
      throw StartFailure("Cannot listen on \(text): \(error)（无法监听该地址）")
    }
    for await signal in stop {
      logger.info("draining", metadata: ["signal": "\(signal)"])
      break
    }
    parts.dismissWatchers()
    await server.drain(within: .seconds(10))
    await parts.stop()
    await store.close()
    await admin?.stop()
  }

  private func openStore(_ place: DatabaseURL, _ observation: Observation, logger: Logger) async throws -> Store {
    var options = StoreOptions()
    observation.watch(&options)
    options.onFatal = { error in
      logger.critical("storage failed; only a restart tells what is on the disk", metadata: ["error": "\(error)"])
      exitAtOnce(70)
    }
    do throws(StorageError) {
      return try await Store.open(
        place, name: Definition.dataName, migrations: Definition.migrations, options: options)
    } catch {
      if case .cannotOpen(_, let reason) = error, place.isServer {
        throw StartFailure(
          "Cannot reach the database \(place): \(reason). Check that it runs, and \(DatabasePlace.variable) or "
            + "--database（无法连接数据库，请检查其是否运行及地址）")
      }
      throw StartFailure("Cannot open the data in \(place): \(error)（无法打开数据）")
    }
  }

  private func serverOptions(_ observation: Observation, logger: Logger) -> RPCServer.Options {
    var options = RPCServer.Options()
    options.descriptors = [WireStandardFiles.descriptorSet, WireTupoFiles.descriptorSet]
    options.logger = logger
    observation.watch(&options)
    options.maxMessageBytes = 16 << 20
    // Our own clients ask every 20 seconds whether we are there.
    options.keepalive.minClientInterval = .seconds(10)
    options.keepalive.permitsWithoutCalls = true
    options.onFinished = { call in
      var metadata: Logger.Metadata = ["code": "\(call.code)", "duration": "\(call.duration)"]
      if let cause = call.cause { metadata["cause"] = "\(cause)" }
      logger.log(level: call.code == .ok ? .debug : .info, "\(call.path ?? "-")", metadata: metadata)
    }
    return options
  }
}
