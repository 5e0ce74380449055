import Testing
import Wire

@testable import WireGenerator

@Suite("What protoc-gen-c is told")
struct CRequestTests {
  static func rewrite(_ message: RawMessage) throws -> RawMessage {
    let request = try RawMessage(decoding: Make.request([Make.file(messages: [message])]))
    let file = try #require(try CRequest.rewrite(request, Parameters("module=Pocket")).message(15))
    return try #require(try file.message(4))
  }

  @Test(
    "types whose bytes on the wire are the same, and safer in C",
    arguments: [
      (9, 12),  // string -> bytes
      (14, 5),  // enum -> int32
      (8, 4),  // bool -> uint64
      (1, 1), (2, 2), (3, 3), (5, 5), (12, 12), (13, 13), (17, 17),
    ] as [(UInt64, UInt64)])
  func types(_ type: UInt64, _ expected: UInt64) throws {
    let field = try Self.rewrite(Make.message("M", [Make.field("f", 1, type: type, of: ".pocket.v1.E")])).message(2)
    #expect(field?.varint(5) == expected)
    #expect(type != 14 || field?.bytes(6) == nil)
  }

  @Test("an optional field as the oneof of one member that it already is")
  func optional() throws {
    let message = Make.message("M", [Make.field("f", 1, type: 5, oneof: 0, optional: true)], oneofs: ["_f"])
    let rewritten = try Self.rewrite(message)
    let field = try #require(try rewritten.message(2))
    #expect(field.varint(17) == nil)
    #expect(field.varint(9) == 0)
    #expect(try rewritten.messages(8).map { $0.string(1) } == ["_f"])
  }

  @Test("a map's entry as a message whose key and value are always written")
  func mapEntry() throws {
    let entry = Make.message(
      "FEntry", [Make.field("key", 1, type: 9), Make.field("value", 2, type: 5)], isEntry: true)
    let rewritten = try #require(try Self.rewrite(Make.message("M", nested: [entry])).message(3))
    #expect(rewritten.bytes(7) == nil)
    #expect(try rewritten.messages(2).map { $0.varint(9) } == [0, 1])
    #expect(try rewritten.messages(8).map { $0.string(1) } == ["_key", "_value"])
  }

  @Test("whether a field is packed, and none of its other options")
  func packed() throws {
    var field = Make.field("f", 1, type: 5, repeated: true)
    field.append(8, RawMessage([.init(2, .varint(0)), .init(1052, .varint(2))]))
    let rewritten = try #require(try Self.rewrite(Make.message("M", [field])).message(2))
    #expect(try rewritten.message(8) == RawMessage([.init(2, .varint(0))]))
  }

  @Test("nothing of services, enums and proto2 files")
  func leftOut() throws {
    let old = Make.file("old.proto", syntax: "proto2")
    var new = Make.file(
      enums: [Make.enumeration("E", [("ZERO", 0)])], services: [Make.service("S", [Make.method("Call")])])
    new.append(3, "old.proto")
    let rewritten = try CRequest.rewrite(
      RawMessage(decoding: Make.request([old, new])), Parameters("module=Pocket"))
    #expect(rewritten.strings(1) == ["pocket/v1/pocket.proto"])
    let files = try rewritten.messages(15)
    #expect(files.count == 1)
    #expect(files[0].fields.map(\.number) == [1, 2, 12])
  }
}
