import Indicators
import InvestmentPromotion
import ParkPlanning
import RPC
import Reporting
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Chassis

@Suite("Every list that is served")
struct ListTests {
  private static let stocks: [any ListStock.Type] = [
    IndicatorsStock.self, InvestmentStock.self, PlanningStock.self, ReportingStock.self,
  ]

  /// What a list never answers with, by its contract: a bulletin's document is got one by one.
  private static let leftOut = ["tupo.reporting.v1.BulletinService/ListBulletins": ["document"]]

  @Test("refuses what it cannot list by, each by its field, and tells what it can", arguments: stocks.indices)
  func refusals(index: Int) async throws {
    try await each(of: Self.stocks[index], stocked: false) { list, _ in
      let told = await list.refused(
        .init(token: "x", filter: "no_such=1", order: "no_such", mask: ["no_such"]))
      for field in ["page_token", "filter", "order_by", "read_mask"] {
        #expect(told[field] != nil, "\(list.contract.method): \(field) of \(told)")
      }
      let masks = await list.fields(.init(mask: ["no_such"]), "read_mask")
      let whole = Set(list.contract.item.map(\.name)).subtracting(Self.leftOut[list.contract.method] ?? [])
      #expect(Set(masks) == whole, "\(list.contract.method)")
      #expect(told["filter"]?.contains("no_such") == true && told["order_by"]?.contains("no_such") == true)
    }
  }

  @Test("gives every old item once, page by page in any of its orders, while others write", arguments: stocks.indices)
  func pages(index: Int) async throws {
    try await each(of: Self.stocks[index], stocked: true) { list, grow in
      let method = list.contract.method
      let orders = await list.fields(.init(order: "no_such"), "order_by")
      #expect(!orders.isEmpty)
      for order in [""] + orders + orders.map { "\($0) desc" } {
        let whole = try await list.all(.init(order: order))
        #expect(whole.count > 2, "\(method)")
        let paged = try await list.all(.init(size: 2, order: order)) { if $0 == 1, order.isEmpty { try await grow() } }
        // The log has no older state: what is written meanwhile comes after.
        let old = method.hasSuffix("/ListEntries") && order.isEmpty ? Array(paged.prefix(whole.count)) : paged
        #expect(old == whole, "\(method) by \"\(order)\"")
      }
    }
  }

  @Test("takes a token for the query only that it was given for", arguments: stocks.indices)
  func tokens(index: Int) async throws {
    try await each(of: Self.stocks[index], stocked: true) { list, _ in
      let token = try await list.page(.init(size: 1)).next
      #expect(!token.isEmpty, "\(list.contract.method)")
      let filters = await list.fields(.init(filter: "no_such=1"), "filter")
      let order = try #require(await list.fields(.init(order: "no_such"), "order_by").last)
      let filter = try #require(filters.first)
      for other in [AskedList.Ask(token: token, filter: "\(filter):*"), .init(token: token, order: "\(order) desc")] {
        let told = await list.refused(other)["page_token"]
        #expect(told?.contains("another query") == true, "\(list.contract.method): \(told ?? "not refused")")
      }
    }
  }

  @Test("is parted by each filter and its contrary", arguments: stocks.indices)
  func filters(index: Int) async throws {
    try await each(of: Self.stocks[index], stocked: true) { list, _ in
      let whole = try await list.all()
      for field in await list.fields(.init(filter: "no_such=1"), "filter") {
        let with = try await list.all(.init(size: 2, filter: "\(field):*"))
        let without = try await list.all(.init(size: 2, filter: "NOT \(field):*"))
        let method = list.contract.method
        #expect(with.count + without.count == whole.count, "\(method) by \(field)")
        #expect(
          with == whole.filter(with.contains) && without == whole.filter(without.contains), "\(method) by \(field)")
      }
    }
  }

  @Test("answers with the fields of the mask and the name, and with nothing else", arguments: stocks.indices)
  func masks(index: Int) async throws {
    try await each(of: Self.stocks[index], stocked: true) { list, _ in
      let whole = try await list.all()
      let name = list.contract.item.first { $0.name == "name" }?.number
      for field in list.contract.item {
        let masked = try await list.all(.init(mask: [field.name]))
        let wanted = whole.map { item in
          RawMessage(item.fields.filter { $0.number == field.number || $0.number == name })
        }
        #expect(masked == wanted, "\(list.contract.method) by \(field.name)")
      }
    }
  }

  /// Runs `body` with each list of a service: all of them, or those of which its stock has something. `grow` adds to all.
  private func each<Stock: ListStock>(
    of stock: Stock.Type, stocked: Bool, _ body: (AskedList, _ grow: () async throws -> Void) async throws -> Void
  ) async throws {
    let served = try await ServedService(Stock.Definition.self)
    let table = try AccessTable()
    var number = 0
    let grow = {
      try await Stock.grow(number, served.channel)
      number += 1
    }
    do {
      if stocked { for _ in 0..<3 { try await grow() } }
      let paths = Set(served.routes.map { String($0.path.dropFirst()) })
      for contract in try ListContract.all() where paths.contains(contract.method) {
        let request = Stock.requests[contract.method]
        if stocked && request == nil { continue }
        // Whoever the stock has roles for, and may list.
        let callers: [AccessRole] = [.cityOffice, .auditor]
        let cells = try #require(table.rows[contract.method])
        let caller = try #require(
          callers.first { role in zip(AccessTable.columns, cells).contains { $0 == role && $1.own } })
        let list = AskedList(
          contract: contract, base: request ?? CommonV1.GetHeadRequest(), channel: served.channel,
          options: ServedService.options("system:\(caller)".lowercased()))
        try await body(list, grow)
      }
    } catch { Issue.record(error) }
    await served.close()
  }
}
