public import RPC
public import Storage
public import Wire
public import WireTupo

/// What a handler decided about a write.
public enum Reply<Answer: WireMessage>: Sendable {
  /// Keep what was written; the answer is given once it is durable.
  case keep(Answer)
  /// Nothing changes, or the caller only asked to check: nothing is kept.
  case unchanged(Answer)
}

extension Store {
  /// Runs a write in the lane: decides on state read in the same transaction, keeps, and answers when it is durable.
  ///
  /// A repeated `requestID` gets the first answer. Rethrows what `decide` throws; faults of storage become a status.
  public func write<Request: WireMessage, Answer: WireMessage>(
    _ request: Request, _ method: MethodDescriptor<Request, Answer>, resource: String, requestID: String,
    call: CallContext, _ decide: @escaping @Sendable (WriteTransaction) throws -> Reply<Answer>
  ) async throws -> Answer {
    try await write(
      LogRequest(
        bytes: request.encoded(), schema: Request.fullName, method: method.path, resource: resource,
        requestID: requestID, call: call), call: call, decide)
  }

  /// The same for calls of which the log keeps something else than one message. With `laid` the entry adopts those rows.
  public func write<Answer: WireMessage>(
    _ request: LogRequest, call: CallContext, adopting laid: LaidBatch? = nil,
    _ decide: @escaping @Sendable (WriteTransaction) throws -> Reply<Answer>
  ) async throws -> Answer {
    let decideBytes = { @Sendable (transaction: WriteTransaction) throws -> Decision in
      switch try decide(transaction) {
      case .keep(let answer): .keep(answer.encoded())
      case .unchanged(let answer): .unchanged(answer.encoded())
      }
    }
    let deadline = call.deadline?.instant
    let written = try await traced("store.write") {
      if let laid {
        try await write(request, adopting: laid, deadline: deadline, decideBytes)
      } else {
        try await write(request, deadline: deadline, decideBytes)
      }
    }
    return try answer(written, call)
  }

  /// The first answer to a request that may have been answered already, for whoever would do much before writing. Nil
  /// tells nothing: another instance may be about to answer it, and the write itself finds out.
  public func firstAnswer<Answer: WireMessage>(to request: LogRequest, call: CallContext) async throws -> Answer? {
    try await firstAnswer(to: request, deadline: call.deadline?.instant).map { try answer($0, call) }
  }

  private func answer<Answer: WireMessage>(_ written: Written, _ call: CallContext) throws -> Answer {
    call.setTrailer(written.version.description, for: "tupo-data-version")
    Failpoint.hit("answer.before")
    return try Answer(decoding: written.answer)
  }
}

extension LogRequest {
  /// What the log keeps of a call. A request with personal data gives bytes without it, with a commitment that differs
  /// from call to call, and as its `identity` what does not.
  public init(
    bytes: [UInt8], identity: [UInt8]? = nil, schema: String, method: String, resource: String, requestID: String,
    call: CallContext
  ) {
    if !requestID.isEmpty { call.requestID = requestID }
    self.init(
      principal: call.principalName, onBehalfOf: call.onBehalfOf, requestID: requestID.isEmpty ? nil : requestID,
      method: method, resource: resource, schema: schema, bytes: bytes, receivedAt: StoreOptions.systemClock())
    self.identity = identity
  }
}

extension WriteTransaction {
  /// The reply of a write that may find nothing to change: kept when something did and the caller did not only ask.
  /// `answer` is given the version that holds it.
  public func reply<Answer>(
    changed: Bool, validateOnly: Bool, _ answer: (CommonV1.DataVersion) -> Answer
  ) -> Reply<Answer> {
    let isKept = changed && !validateOnly
    let answer = answer(CommonV1.DataVersion(version(ifKept: isKept)))
    return isKept ? .keep(answer) : .unchanged(answer)
  }

  /// The version that an answer tells: the one being written, or the last one when nothing is kept.
  func version(ifKept isKept: Bool) -> DataVersion {
    isKept ? version : DataVersion(epoch: version.epoch, sequence: version.sequence - 1)
  }
}
