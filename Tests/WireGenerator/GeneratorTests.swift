import Testing
import Wire

@testable import WireGenerator

@Suite("The generator")
struct GeneratorTests {
  /// An answer of the C compiler with one header and one source.
  static func compile(_ request: [UInt8]) throws -> [UInt8] {
    var response = RawMessage()
    for (name, text) in [("pocket/v1/pocket.pb-c.h", "header"), ("pocket/v1/pocket.pb-c.c", "source")] {
      var file = RawMessage()
      file.append(1, name)
      file.append(15, text)
      response.append(15, file)
    }
    return response.encoded()
  }

  static func generate(_ request: [UInt8]) throws -> [String: String] {
    let response = try RawMessage(decoding: Generator(compileC: compile).respond(to: request))
    #expect(response.string(1) == "")
    return Dictionary(uniqueKeysWithValues: try response.messages(15).map { ($0.string(1), $0.string(15)) })
  }

  static func failure(_ request: [UInt8], compileC: @escaping ([UInt8]) throws -> [UInt8] = compile) throws -> String {
    try RawMessage(decoding: Generator(compileC: compileC).respond(to: request)).string(1)
  }

  static let ask = Make.message("Ask", [Make.field("request_id", 1, type: 9)])
  static let answer = Make.message("Answer")

  @Test("tells protoc that it knows proto3's optional fields, also when it fails")
  func features() throws {
    for parameter in ["module=Pocket", ""] {
      let request = Make.request([Make.file()], parameter: parameter)
      let response = try RawMessage(decoding: Generator(compileC: Self.compile).respond(to: request))
      #expect(response.varint(2) == 1)
    }
  }

  @Test("lays out the C module, the Swift messages and the descriptors")
  func layout() throws {
    let outputs = try Self.generate(Make.request([Make.file(messages: [Self.ask])]))
    #expect(
      outputs.keys.sorted() == [
        "C/CPocketDescriptors.c", "C/include/CPocket.h", "C/include/module.modulemap",
        "C/include/pocket/v1/pocket.pb-c.h", "C/pocket/v1/pocket.pb-c.c", "Swift/Files.swift", "Swift/Namespaces.swift",
        "Swift/pocket_v1_pocket.pb.swift",
      ])
    #expect(outputs["Swift/Namespaces.swift"]?.contains("public enum PocketV1 {}") == true)
    #expect(outputs["C/include/CPocket.h"]?.contains("#include \"pocket/v1/pocket.pb-c.h\"") == true)
  }

  @Test("gives the same answer to the same request")
  func reproducible() throws {
    let request = Make.request([Make.file(messages: [Self.ask, Self.answer])])
    let generator = Generator(compileC: Self.compile)
    #expect(generator.respond(to: request) == generator.respond(to: request))
  }

  @Test(
    "says what is wrong with its parameters",
    arguments: [
      ("", "parameter module is missing"), ("module", "parameter module has no value"),
      ("module=A,colour=red", "parameter colour is not known"),
      ("module=A,other=x", "parameter other=x is not PREFIX:MODULE"),
    ])
  func parameters(_ parameter: String, _ message: String) throws {
    #expect(try Self.failure(Make.request([Make.file()], parameter: parameter)) == message)
  }

  @Test("passes on what the C compiler says")
  func compilerFailure() throws {
    var response = RawMessage()
    response.append(1, "no such thing")
    let bytes = response.encoded()
    #expect(try Self.failure(Make.request([Make.file()])) { _ in bytes } == "protoc-gen-c: no such thing")
    let thrown = try Self.failure(Make.request([Make.file()])) { _ in throw GeneratorError.compiler("gone") }
    #expect(thrown == "protoc-gen-c: gone")
  }

  @Test("refuses groups by the field's name")
  func groups() throws {
    let file = Make.file(messages: [Make.message("M", [Make.field("g", 1, type: 10)])])
    #expect(try Self.failure(Make.request([file])) == "pocket.v1.M.g: groups are not part of proto3")
  }

  @Test("carries the contract's comments over")
  func comments() throws {
    let file = Make.file(
      messages: [Self.ask],
      comments: [([4, 0], " What is asked.\n\n In two parts.\n"), ([4, 0, 2, 0], " A ULID.\n")])
    let text = try #require(try Self.generate(Make.request([file]))["Swift/pocket_v1_pocket.pb.swift"])
    #expect(text.contains("  /// What is asked.\n  ///\n  /// In two parts.\n  public struct Ask: WireMessage, "))
    #expect(text.contains("    /// A ULID.\n    public var requestId: String = \"\"\n"))
  }

  @Test("lets a request be named by its own id, or by that of a part, and by nothing else")
  func requestIdentity() throws {
    let slice = Make.message("Slice", [Make.field("request_id", 1, type: 5)])
    let carrier = Make.message(
      "Carrier",
      [
        Make.field("heading", 1, type: 11, of: ".pocket.v1.Ask", oneof: 0),
        Make.field("slice", 2, type: 11, of: ".pocket.v1.Slice", oneof: 0),
      ], oneofs: ["part"])
    let file = Make.file(messages: [Self.ask, slice, carrier, Self.answer])
    let text = try #require(try Self.generate(Make.request([file]))["Swift/pocket_v1_pocket.pb.swift"])
    #expect(text.contains("struct Ask: WireMessage, RequestIdentified {"))
    #expect(text.contains("struct Slice: WireMessage {") && text.contains("struct Answer: WireMessage {"))
    #expect(text.contains("struct Carrier: WireMessage, RequestIdentified {"))
    #expect(text.contains("if case .heading(let part)? = part { return part.requestId }"))
    #expect(!text.contains("if case .slice(let part)? = part {"))
  }

  @Test("keeps proto2 files for reflection and makes no code of them")
  func proto2() throws {
    let old = Make.file("pocket/v1/old.proto", syntax: "proto2", messages: [Make.message("Old")])
    let outputs = try Self.generate(Make.request([old, Make.file(messages: [Self.ask])]))
    #expect(outputs["Swift/pocket_v1_old.pb.swift"] == nil)
    let descriptors = try #require(outputs["C/CPocketDescriptors.c"])
    let numbers = descriptors.split { !$0.isNumber }.compactMap { UInt8($0) }
    #expect(String(decoding: numbers, as: UTF8.self).contains("pocket/v1/old.proto"))
  }

  @Test("names of an enum that are the same in Swift are told apart, unless they are the same number")
  func equalNames() throws {
    let file = Make.file(enums: [Make.enumeration("E", [("ZERO", 0), ("MOO", 2), ("moo", 2), ("Moo", 3)])])
    let text = try #require(try Self.generate(Make.request([file]))["Swift/pocket_v1_pocket.pb.swift"])
    let declared = text.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /static let (\w+) = E\(rawValue: (\d)\)/).map { "\($0.1)=\($0.2)" }
    }
    #expect(declared == ["zero=0", "moo=2", "moo3=3"])
    #expect(text.contains("knownValues: [E] = [.zero, .moo, .moo3]"))
    #expect(text.contains("case 2: \"MOO\""))
  }

  @Test("a package that another module has begun keeps that module's namespace")
  func sharedPackage() throws {
    let files = [Make.file("pocket/v1/below.proto", messages: [Self.answer]), Make.file(messages: [Self.ask])]
    let request = Make.request(files, parameter: "module=Pocket,other=pocket/v1/below:Below")
    let outputs = try Self.generate(request)
    #expect(outputs["Swift/Namespaces.swift"]?.contains("PocketV1") == false)
    #expect(outputs["Swift/pocket_v1_pocket.pb.swift"]?.contains("public import Below\n") == true)
  }
}
