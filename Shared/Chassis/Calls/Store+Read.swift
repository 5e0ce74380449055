import Domain
public import RPC
public import Storage
import WireStandard
public import WireTupo

extension Store {
  /// Reads at the point that a request asks for, and tells the version read in the trailer `tupo-data-version`.
  ///
  /// Throws OUT_OF_RANGE for a version that is not there and for a time before the first entry, and what `body` throws.
  public func read<Value: Sendable>(
    at point: CommonV1.ReadPoint?, call: CallContext, _ body: @escaping @Sendable (ReadTransaction) throws -> Value
  ) async throws -> (value: Value, version: CommonV1.DataVersion) {
    let resolved = try await resolve(point, call: call)
    let answer = try await read(at: resolved, deadline: call.deadline?.instant, body)
    call.setTrailer(answer.version.description, for: "tupo-data-version")
    return (answer.value, CommonV1.DataVersion(answer.version))
  }

  /// The same for what follows from the calendar beside what is kept: `body` gets the moment that the state is of, in
  /// microseconds UTC. It is the time asked for, or when the version asked for was accepted, and now otherwise: so a past
  /// state comes back as it was, with its locks and its days late. `kept` is the moment of a list's first page, where
  /// this is a later one.
  public func read<Value: Sendable>(
    at point: CommonV1.ReadPoint?, of kept: Int64? = nil, call: CallContext,
    _ body: @escaping @Sendable (ReadTransaction, _ moment: Int64) throws -> Value
  ) async throws -> (value: Value, version: CommonV1.DataVersion) {
    if let kept { return try await read(at: point, call: call) { try body($0, kept) } }
    let now = now
    let moment =
      switch point?.point {
      case .time(let time): min(time.micros, now)
      case .version(let version): try await self.time(of: version.sequence) ?? now
      case nil, .minVersion: now
      }
    return try await read(at: point, call: call) { try body($0, moment) }
  }

  private func resolve(_ point: CommonV1.ReadPoint?, call: CallContext) async throws -> ReadPoint {
    switch point?.point {
    case nil: .latest
    case .version(let version): .version(DataVersion(version))
    case .minVersion(let version):
      .minimum(DataVersion(version), deadline: call.deadline?.instant ?? ContinuousClock.now + .seconds(10))
    case .time(let time): .version(try await versionKept(at: time.micros))
    }
  }

  /// The version at a time. Before the first entry there is nothing to tell, which is not the same as nothing being there.
  private func versionKept(at micros: Int64) async throws -> DataVersion {
    let version = try await version(at: micros)
    guard version.sequence == 0, let first = try await time(of: 1) else { return version }
    let day = "\(Day(inChinaAt: first))"
    throw Failure(
      .outOfRange, "BEFORE_FIRST_ENTRY", zh: "该时点还没有任何数据：第一条记录是\(day)的。",
      en: "Nothing was kept at that time: the first entry is of \(day).", values: ["first": day])
  }
}

extension DataVersion {
  /// From the wire.
  public init(_ wire: CommonV1.DataVersion) { self.init(epoch: wire.epoch, sequence: wire.sequence) }
}

extension CommonV1.DataVersion {
  /// To the wire.
  public init(_ version: DataVersion) { self.init(epoch: version.epoch, sequence: version.sequence) }

  /// The version with this sequence number of an epoch.
  public init(epoch: Int64, sequence: Int64) {
    self.init()
    (self.epoch, self.sequence) = (epoch, sequence)
  }
}
