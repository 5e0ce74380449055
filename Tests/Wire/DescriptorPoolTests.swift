import Testing
import Wire
import WireMessages
import WireStandard

@Suite("A descriptor pool")
struct DescriptorPoolTests {
  let pool: DescriptorPool

  init() throws {
    pool = try DescriptorPool([WireStandardFiles.descriptorSet, WireMessagesFiles.descriptorSet])
  }

  @Test(
    "finds the file that declares a symbol",
    arguments: [
      ("tupo.testing.v1.Singular", "tupo/testing/v1/everything.proto"),
      ("tupo.testing.v1.Singular.Inner", "tupo/testing/v1/everything.proto"),
      ("tupo.testing.v1.Singular.a_double", "tupo/testing/v1/everything.proto"),
      ("tupo.testing.v1.Choice.choice", "tupo/testing/v1/everything.proto"),
      ("tupo.testing.v1.Colour", "tupo/testing/v1/everything.proto"),
      ("tupo.testing.v1.COLOUR_RED", "tupo/testing/v1/everything.proto"),
      ("grpc.health.v1.Health", "grpc/health/v1/health.proto"),
      (".grpc.health.v1.Health.Check", "grpc/health/v1/health.proto"),
      ("google.api.field_behavior", "google/api/field_behavior.proto"),
      ("google.protobuf.FileDescriptorProto", "google/protobuf/descriptor.proto"),
    ])
  func symbols(_ symbol: String, _ file: String) {
    #expect(pool.file(declaring: symbol)?.name == file)
  }

  @Test("knows no symbol that is not declared", arguments: ["", "tupo", "grpc.health.v1", "tupo.testing.v1.Nothing"])
  func missing(_ symbol: String) {
    #expect(pool.file(declaring: symbol) == nil)
    #expect(pool.file(named: symbol) == nil)
  }

  @Test("finds extensions by message and number")
  func extensions() throws {
    let options = "google.protobuf.FieldOptions"
    let numbers = try #require(pool.extensionNumbers(of: options))
    #expect(numbers.contains(1052))  // google.api.field_behavior
    #expect(numbers == numbers.sorted())
    #expect(pool.file(extending: options, number: 1052)?.name == "google/api/field_behavior.proto")
    #expect(pool.file(extending: options, number: 1) == nil)
    #expect(pool.extensionNumbers(of: "tupo.testing.v1.Tree") == [])
    #expect(pool.extensionNumbers(of: "tupo.testing.v1.Nothing") == nil)
  }

  @Test("gives a file with all that it needs, each once")
  func dependencies() throws {
    let file = try #require(pool.file(named: "google/rpc/error_details.proto"))
    #expect(pool.withDependencies(file).map(\.name) == [file.name, "google/protobuf/duration.proto"])
    let behaviour = try #require(pool.file(named: "google/api/field_behavior.proto"))
    #expect(pool.withDependencies(behaviour).map(\.name).last == "google/protobuf/descriptor.proto")
  }

  @Test("lists the services")
  func services() {
    #expect(
      pool.services == [
        "grpc.channelz.v1.Channelz", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
      ])
  }

  @Test("holds no comments: they are not for the wire")
  func comments() throws {
    for name in pool.fileNames {
      let file = try #require(pool.file(named: name))
      #expect(try RawMessage(decoding: file.bytes).bytes(9) == nil)
    }
  }
}
