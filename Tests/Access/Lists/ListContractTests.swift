import Testing

@Suite("Every list")
struct ListContractTests {
  /// What is no list in this sense, by its method, and why. Prefer none.
  private static let exceptions: [String: String] = [:]

  /// What a request of a list has, and of which FieldDescriptorProto.Type.
  private static let asked: [(name: String, type: UInt64)] = [
    ("page_size", 5), ("page_token", 9), ("filter", 9), ("order_by", 9), ("read_mask", 11),
  ]

  @Test("is asked by pages, filter, order and mask, and tells its next page")
  func contracts() throws {
    let lists = try ListContract.all()
    #expect(lists.count >= 26)
    for list in lists where Self.exceptions[list.method] == nil {
      for (name, type) in Self.asked {
        #expect(list.request[name]?.type == type, "\(list.method) cannot be asked by \(name)")
      }
      #expect(list.response["next_page_token"]?.type == 9, "\(list.method) tells no next page")
      #expect(list.items != nil, "\(list.method) answers with no list")
    }
    #expect(Set(Self.exceptions.keys).isSubset(of: lists.map(\.method)))
    #expect(Self.exceptions.values.allSatisfy { $0.count > 20 })
  }
}
