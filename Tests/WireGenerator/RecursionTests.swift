import Testing
import Wire

@testable import WireGenerator

@Suite("Messages that contain themselves")
struct RecursionTests {
  static func inner(_ name: String, _ number: UInt64, _ type: String, repeated: Bool = false) -> RawMessage {
    Make.field(name, number, type: 11, of: ".pocket.v1.\(type)", repeated: repeated)
  }

  let recursion: Recursion

  init() throws {
    let messages = [
      Make.message("Leaf", [Make.field("f", 1, type: 5)]),
      Make.message("Holder", [Self.inner("leaf", 1, "Leaf"), Self.inner("leaves", 2, "Leaf", repeated: true)]),
      Make.message("Outer", [Self.inner("holder", 1, "Holder")]),
      Make.message("List", [Self.inner("items", 1, "List", repeated: true)]),
      Make.message("Chain", [Self.inner("next", 1, "Chain")]),
      Make.message("Ping", [Self.inner("pong", 1, "Pong")]),
      Make.message("Pong", [Self.inner("ping", 1, "Ping"), Self.inner("leaf", 2, "Leaf")]),
      Make.message("Above", [Self.inner("chain", 1, "Chain")]),
    ]
    recursion = Recursion(try Schema(request: RawMessage(decoding: Make.request([Make.file(messages: messages)]))))
  }

  @Test(
    "nest without end; others as deep as their types",
    arguments: [
      ("Leaf", 0), ("Holder", 1), ("Outer", 2), ("List", .max), ("Chain", .max), ("Ping", .max), ("Pong", .max),
      ("Above", .max),
    ])
  func nesting(_ name: String, _ depth: Int) { #expect(recursion.nesting("pocket.v1.\(name)") == depth) }

  @Test(
    "are held by reference only where a struct would hold itself",
    arguments: [
      ("Chain", "Chain", true), ("Ping", "Pong", true), ("Pong", "Ping", true), ("Pong", "Leaf", false),
      ("Above", "Chain", false), ("Outer", "Holder", false),
    ])
  func boxes(_ message: String, _ target: String, _ expected: Bool) {
    #expect(recursion.needsBox(in: "pocket.v1.\(message)", holding: "pocket.v1.\(target)") == expected)
  }
}
