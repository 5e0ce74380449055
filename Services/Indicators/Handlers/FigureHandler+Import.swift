import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

extension FigureHandler {
  func importFigures(
    _ requests: RequestStream<IndicatorsV1.ImportFiguresRequest>, _ call: CallContext
  ) async throws -> IndicatorsV1.ImportFiguresResponse {
    var stream = requests.makeAsyncIterator()
    guard case .heading(let heading) = try await stream.next()?.part else {
      throw Failure(
        .invalidArgument, "HEADING_MISSING", zh: "heading：第一条消息必须是表头。", en: "heading: the first message must be it.",
        values: ["field": "heading"])
    }
    let programme = try checked(heading)
    let catalogue = try await store.read(at: nil, call: call) { try self.catalogue(programme, in: $0) }.value
    var reading = FigureImport(
      heading: heading, catalogue: catalogue, latest: Day(inChinaAt: store.now).month)
    let batch = heading.validateOnly ? nil : "import-\(UInt64.random(in: .min ... .max))"
    do {
      let digest = try await receive(&stream, &reading, batch: batch)
      if reading.rows > 0 { try reading.requireZones(call) }
      if heading.validateOnly { return try await dryRun(reading, call: call) }
      return try await keep(reading, batch: batch ?? "", digest: digest, call: call)
    } catch {
      if let batch { try? await store.discard(batch: batch) }
      throw error
    }
  }

  private func checked(_ heading: IndicatorsV1.ImportFiguresRequest.Heading) throws(Failure) -> String {
    var faults = FieldFaults()
    let programme = faults.name("heading.parent", heading.parent, .programme)?.first ?? ""
    faults.text("heading.file", heading.file)
    if heading.columns.isEmpty != (heading.layout == .drawn) {
      faults.add(
        "heading.columns", "COLUMNS_INVALID", zh: "一行一个数的表须给出列名；未整理的表由服务识别，不须给出。",
        en: "is required for a table of columns, and empty for a drawn one.")
    }
    faults.length("heading.reason", heading.reason)
    if !heading.month.isEmpty { _ = faults.month("heading.month", heading.month) }
    if heading.aliases.count > 100 || heading.aliases.contains(where: { $0.heading.isEmpty || $0.meaning.isEmpty }) {
      faults.add(
        "heading.aliases", "ALIASES_INVALID", zh: "至多100项，每项须有列名和含义。",
        en: "must be at most 100, each with heading and meaning.")
    }
    try faults.check()
    return programme
  }

  /// Reads the slices; stages each where nobody sees it. Answers a digest of all of them, by which a repeated request
  /// is known again.
  private func receive(
    _ stream: inout RequestStream<IndicatorsV1.ImportFiguresRequest>.AsyncIterator, _ reading: inout FigureImport,
    batch: String?
  ) async throws -> [UInt8] {
    var digest = RunningDigest()
    var sequence: Int64 = 0
    while let message = try await stream.next() {
      guard case .slice(let slice) = message.part, slice.rows.count <= 5_000,
        slice.rows.allSatisfy({ $0.number > 0 })
      else {
        throw Failure(
          .invalidArgument, "SLICE_INVALID", zh: "slice：表头之后每条消息须为不超过5000行的数据，行号从1起。",
          en: "slice: every message after the heading must be a slice of at most 5,000 rows, numbered from 1.",
          values: ["field": "slice"])
      }
      let bytes = try await besideLoop {
        try reading.add(slice)
        let bytes = slice.encoded()
        digest.add(bytes)
        return bytes
      }
      if let batch { try await store.stage(batch: batch, sequence: sequence, bytes: bytes) }
      Failpoint.hit("import.staged")
      sequence += 1
    }
    await besideLoop { reading.finish() }
    return digest.bytes
  }

  private func dryRun(_ reading: FigureImport, call: CallContext) async throws -> IndicatorsV1.ImportFiguresResponse {
    let programme = reading.catalogue.programme.id
    let known = try await known(reading, call: call)
    let findings = try await besideLoop { try reading.findings(known: known) }
    return try await store.read(at: nil, call: call) { transaction in
      let changed = try reading.drafts.count {
        try FigureStore.find(programme, $0.figure.key, in: transaction)?.figure != $0.figure
      }
      return .with {
        $0.rows = Int32(clamping: reading.rows)
        $0.changed = Int32(clamping: changed)
        $0.tell(reading.faults + findings)
      }
    }.value
  }

  private func keep(
    _ reading: FigureImport, batch: String, digest: [UInt8], call: CallContext
  ) async throws -> IndicatorsV1.ImportFiguresResponse {
    let request = KeptImport(reading: reading, batch: batch, digest: digest)
    // A repeated large import is not checked and laid again, only to find that it was answered.
    var answer: IndicatorsV1.ImportFiguresResponse?
    if reading.rows >= layAheadFrom { answer = try await store.firstAnswer(to: logged(request, call), call: call) }
    for _ in 0..<Self.triesAhead where answer == nil && reading.rows >= layAheadFrom {
      answer = try await keepAhead(request, call: call)
    }
    if answer == nil { answer = try await keepAtOnce(request, call: call) }
    // Left over only when nothing was new, or the answer was the first one again.
    try? await store.discard(batch: batch)
    return answer ?? .init()
  }

  /// All rows in one piece of the lane's work: as many as it takes no time for.
  private func keepAtOnce(
    _ request: KeptImport, call: CallContext
  ) async throws -> IndicatorsV1.ImportFiguresResponse {
    let reading = request.reading
    return try await write(request, call: call) { transaction in
      let programme = reading.catalogue.programme.id
      let findings = try reading.findings(known: known(reading, in: transaction))
      try (reading.faults + findings).refuseIfHard()
      if reading.rows > 0 { try transaction.adoptUnread(request.batch) }
      var changed = 0
      for draft in reading.drafts {
        let origin = reading.origin(of: draft)
        if try FigureStore.put(draft.figure, origin: origin, programme: programme, in: transaction) { changed += 1 }
      }
      return (changed, findings)
    }
  }

  /// Writes the import's entry; `decide` tells how many figures changed, and what the checks found.
  func write(
    _ request: KeptImport, adopting laid: LaidBatch? = nil, call: CallContext,
    _ decide: @escaping @Sendable (WriteTransaction) throws -> (changed: Int, findings: [CommonV1.Fault])
  ) async throws -> IndicatorsV1.ImportFiguresResponse {
    let reading = request.reading
    return try await store.write(logged(request, call), call: call, adopting: laid) { transaction in
      guard try self.catalogue(reading.catalogue.programme.id, in: transaction) == reading.catalogue else {
        throw Failure(.aborted, "CATALOGUE_CHANGED", zh: "导入期间计划有变，请重试。", en: "The programme changed meanwhile: retry.")
      }
      let forms = try FormGuard(reading.catalogue.programme.id, in: transaction)
      if !forms.isEmpty {
        try forms.refuse(reading.drafts.lazy.map { (field: reading.origin(of: $0), key: $0.figure.key) })
      }
      try ReporterGuard(call, reading.catalogue, on: Day(inChinaAt: transaction.time))?.refuse(
        reading.drafts.lazy.map { (field: reading.origin(of: $0), figure: $0.figure) }, in: transaction)
      try RevisionGuard(reading.catalogue, reason: reading.heading.reason, call, in: transaction).note(
        reading.drafts.lazy.map { (field: reading.origin(of: $0), figure: $0.figure) }, in: transaction)
      let (changed, findings) = try decide(transaction)
      return transaction.reply(changed: changed > 0, validateOnly: false) { version in
        .with {
          $0.rows = Int32(clamping: reading.rows)
          $0.changed = Int32(clamping: changed)
          $0.tell(reading.faults + findings)
          $0.version = version
        }
      }
    }
  }

  /// What the log keeps of the request beside its slices.
  private func logged(_ request: KeptImport, _ call: CallContext) -> LogRequest {
    let heading = request.reading.heading
    let message = IndicatorsV1.ImportFiguresRequest.with { $0.part = .heading(heading) }
    return LogRequest(
      bytes: message.encoded() + request.digest, schema: IndicatorsV1.ImportFiguresRequest.fullName + "+slices",
      method: IndicatorsV1.FigureServiceMethods.importFigures.path, resource: heading.parent,
      requestID: heading.requestId, call: call)
  }

  /// The earlier figures that the checks need: of a few rows each by its key, of many all among which they lie.
  private func known(_ reading: FigureImport, in transaction: WriteTransaction) throws -> FigureBook {
    let programme = reading.catalogue.programme.id
    guard reading.rows >= layAheadFrom else {
      return try FigureStore.book(programme, reading.needed, in: transaction)
    }
    return FigureBook(
      try reading.years.flatMap { try FigureStore.list(programme, $0, in: transaction).map(\.figure) })
  }
}
