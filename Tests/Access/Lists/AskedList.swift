import RPC
import Wire
import WireStandard

/// One list of a served service, asked and answered field by field, so that one test asks them all.
struct AskedList {
  /// What a page is asked with.
  struct Ask {
    var size = 1_000
    var token = ""
    var filter = ""
    var order = ""
    var mask: [String] = []
  }

  let contract: ListContract
  /// What its request says beside, as its parent.
  let base: any WireMessage
  let channel: RPCChannel
  let options: CallOptions

  /// One page.
  func page(_ ask: Ask = Ask()) async throws -> (items: [RawMessage], next: String) {
    var request = try RawMessage(decoding: base.encoded())
    func number(_ field: String) -> UInt32 { contract.request[field]?.number ?? 0 }
    request.set(number("page_size"), .varint(UInt64(ask.size)))
    for (field, text) in [("page_token", ask.token), ("filter", ask.filter), ("order_by", ask.order)] {
      if !text.isEmpty { request.append(number(field), text) }
    }
    if !ask.mask.isEmpty {
      var mask = RawMessage()
      for path in ask.mask { mask.append(1, path) }
      request.append(number("read_mask"), mask)
    }
    let parts = contract.method.split(separator: "/").map(String.init)
    // A message without fields carries whatever its bytes hold.
    let method = MethodDescriptor<GoogleProtobuf.Empty, GoogleProtobuf.Empty>(
      service: parts[0], name: parts[1], kind: .unary)
    let answer = try await channel.unary(
      method, GoogleProtobuf.Empty(decoding: request.encoded()), options: options)
    let response = try RawMessage(decoding: answer.encoded())
    return (
      try response.messages(contract.items?.number ?? 0),
      response.string(contract.response["next_page_token"]?.number ?? 0)
    )
  }

  /// All items, page by page; `between` runs after each page but the last.
  func all(_ ask: Ask = Ask(), between: (Int) async throws -> Void = { _ in }) async throws -> [RawMessage] {
    var (items, ask, number): ([RawMessage], Ask, Int) = ([], ask, 0)
    while true {
      let page = try await page(ask)
      items += page.items
      if page.next.isEmpty { return items }
      ask.token = page.next
      number += 1
      try await between(number)
    }
  }

  /// What a refusal says of each field.
  func refused(_ ask: Ask) async -> [String: String] {
    do {
      _ = try await page(ask)
      return [:]
    } catch {
      guard let error = error as? RPCError, error.code == .invalidArgument else { return ["": "\(error)"] }
      for case .badRequest(let violations) in error.details {
        return Dictionary(violations.map { ($0.field, $0.description) }, uniquingKeysWith: { first, _ in first })
      }
      return [:]
    }
  }

  /// The fields that it may be filtered or ordered by, as its refusal of an unknown one tells them.
  func fields(_ ask: Ask, _ field: String) async -> [String] {
    let told = await refused(ask)[field] ?? ""
    let names = told.split(separator: ":").last ?? ""
    return names.split { $0 == "," || $0.isWhitespace }.map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }
  }
}
