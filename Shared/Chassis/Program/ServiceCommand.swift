import Foundation
import Logging
import RPC
import Storage
import WireStandard
import WireTupo

/// The whole main of a service.
public func serve<Definition: ServiceDefinition>(_ definition: Definition.Type) async {
  let program = ProgramText(of: definition)
  let arguments = CommandLine.arguments.dropFirst()
  if let text = program.answer(to: arguments) { return print(text) }
  do throws(StartFailure) {
    let settings = try Settings(
      arguments: arguments, environment: ProcessInfo.processInfo.environment, program.settings)
    try await ServiceCommand<Definition>(settings: settings).run()
  } catch {
    complain(error.lines.map { "\(Definition.executable): \($0)" })
    exitAtOnce(error.status.rawValue)
  }
}

/// A service as a process: opens its data, serves, prints `listening on ADDRESS` when all of it stands, and drains on SIGTERM
/// or Ctrl-C.
struct ServiceCommand<Definition: ServiceDefinition> {
  private let settings: Settings
  private let observation: Observation
  private let logger: Logger

  init(settings: Settings) {
    self.settings = settings
    observation = Observation(of: Definition.executable, settings)
    observation.takeOver()
    logger = Logger(label: Definition.executable)
  }

  /// Serves until it is told to stop. Throws what keeps it from starting; nothing is left of what it had started then.
  func run() async throws(StartFailure) {
    let signals = await Signals(logger)
    var standing = StandingParts()
    let announcements: [String]
    do throws(StartFailure) {
      announcements = try await start(&standing)
    } catch {
      await standing.undo()
      throw error
    }
    await standing.stand(logger) {
      for line in announcements { print(line) }
      flushStandardOutput()
      await signals.first()
    }
  }

  /// Starts part after part, and answers the lines that say where it listens: what it was told is checked before anything
  /// is touched, and nobody is let in before all stands.
  private func start(_ standing: inout StandingParts) async throws(StartFailure) -> [String] {
    let tls = try settings.tls()
    let addresses = try listenAddresses(hasTLS: tls != nil)
    let place = try settings.place()
    let access = try AccessControl(of: Definition.dataName, settings, logger: logger)

    standing.add("traces") { [observation] in await observation.stop() }

    let store = try await openStore(place)
    standing.add("store") { await store.close() }

    let parts = try commonParts(over: store, at: place)
    standing.add("common parts") { await parts.stop() }

    let premises = Premises(store: store, settings: settings, access: access.board)
    let following = await access.follow(Definition.access(on: premises))
    standing.add("access") {
      following?.cancel()
      await following?.value
    }

    let schedule = Schedule(
      Definition.scheduledRuns(on: premises), of: Definition.dataName, board: access.board, logger: logger)
    let server = RPCServer(
      services: Definition.services(on: premises) + parts.services,
      options: serverOptions(tls: tls, callGuard: access.callGuard))
    let admin = try await serveAdmin(server, store)
    standing.add("admin port") { await admin?.stop() }

    standing.add("server") {
      parts.dismissWatchers()
      await server.drain(within: .seconds(10))
    }
    let bound = try await listen(server, at: addresses)
    let runs = schedule.begin()
    standing.add("schedule") {
      runs.cancel()
      await runs.value
    }
    access.tellIfOpen()
    return (admin.map { ["admin listening on \($0.address)"] } ?? []) + bound.map { "listening on \($0)" }
  }

  private func listenAddresses(hasTLS: Bool) throws(StartFailure) -> [ListenAddress] {
    let named = settings[CommonSettings.listen]
    let addresses = named.isEmpty ? [.tcp(host: "127.0.0.1", port: Definition.defaultPort)] : named
    let protection = ListenPolicy.Protection(
      hasTLS: hasTLS, hasTrust: settings[AccessSettings.trust] != nil, isOpen: settings[CommonSettings.openLoopback])
    for address in addresses {
      if let refusal = ListenPolicy.refusal(of: address, protection) { throw refusal }
    }
    return addresses
  }

  private func openStore(_ place: DatabaseURL) async throws(StartFailure) -> Store {
    var options = StoreOptions()
    observation.watch(&options)
    options.hashAlgorithm = settings[CommonSettings.logHash]
    options.onFatal = { [logger] error in
      logger.critical("storage failed; only a restart tells what is on the disk", metadata: ["error": "\(error)"])
      exitAtOnce(ProgramStatus.failed.rawValue)
    }
    do throws(StorageError) {
      return try await Store.open(
        place, name: Definition.dataName, migrations: Definition.migrations, options: options)
    } catch {
      throw StartFailure(opening: place, error)
    }
  }

  private func commonParts(over store: Store, at place: DatabaseURL) throws(StartFailure) -> CommonParts {
    do throws(StorageError) {
      return try CommonParts(
        store: store, name: Definition.dataName, watched: Definition.watched, folder: place.folder ?? "data",
        settings: settings, logger: logger)
    } catch {
      throw StartFailure(keepingHeads: error)
    }
  }

  private func serveAdmin(_ server: RPCServer, _ store: Store) async throws(StartFailure) -> AdminServer? {
    guard let address = settings[ObservationSettings.adminListen] else { return nil }
    do {
      return try await observation.serve(at: address, server: server, store: store)
    } catch {
      throw StartFailure(listeningAt: address.listenAddress, error)
    }
  }

  private func listen(_ server: RPCServer, at addresses: [ListenAddress]) async throws(StartFailure) -> [ListenAddress]
  {
    var bound: [ListenAddress] = []
    for address in addresses {
      do {
        bound.append(try await server.start(at: address))
      } catch {
        throw StartFailure(listeningAt: address, error)
      }
    }
    return bound
  }

  private func serverOptions(tls: ServerTLS?, callGuard: any CallGuard) -> RPCServer.Options {
    var options = RPCServer.Options()
    options.descriptors = [WireStandardFiles.descriptorSet, WireTupoFiles.descriptorSet]
    options.logger = logger
    options.tls = tls
    options.callGuard = callGuard
    if settings[CommonSettings.openLoopback] { options.answerHeaders[OpenGate.header] = OpenGate.value }
    observation.watch(&options)
    LoadLimits(settings, observation.registry).hold(&options)
    options.maxMessageBytes = 16 << 20
    // Our own clients ask every 20 seconds whether we are there.
    options.keepalive.minClientInterval = .seconds(10)
    options.keepalive.permitsWithoutCalls = true
    return options
  }
}
