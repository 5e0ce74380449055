import Testing

@testable import WireGenerator

@Suite("Names")
struct NameTests {
  @Test(
    "of packages become one namespace",
    arguments: [
      ("tupo.indicators.v1", "IndicatorsV1"), ("google.rpc", "GoogleRpc"),
      ("grpc.reflection.v1alpha", "GrpcReflectionV1alpha"),
    ])
  func namespaces(_ package: String, _ expected: String) { #expect(SwiftNames.namespace(package) == expected) }

  @Test(
    "of fields and methods are in lower camel case, away from words that are taken",
    arguments: [
      ("request_id", "requestId"), ("GetZone", "getZone"), ("default", "`default`"), ("self", "self_"),
      ("init", "init_"),
      ("hash_value", "hashValue_"), ("a_1b", "a1b"), ("URLPath", "urlPath"), ("name", "name"), ("HTTP", "http"),
    ])
  func members(_ name: String, _ expected: String) { #expect(SwiftNames.member(name) == expected) }

  @Test(
    "of enum values lose the enum's name",
    arguments: [
      ("KIND_CREATED", "Kind", "created"), ("STAGE_IN_TALKS", "Stage", "inTalks"),
      ("SERVING", "ServingStatus", "serving"),
      ("LEVEL_4A", "Level", "_4a"), ("KIND_DEFAULT", "Kind", "`default`"), ("KIND_NONE", "Kind", "none_"),
      ("HTTP_CODE_OK", "HTTPCode", "httpCodeOk"), ("GROWTH_BASIS_REAL", "GrowthBasis", "real"),
    ])
  func values(_ name: String, _ item: String, _ expected: String) {
    #expect(SwiftNames.value(name, of: item) == expected)
  }

  @Test(
    "of types stay away from Swift's own",
    arguments: [
      ("Any", "AnyMessage"), ("Type", "TypeMessage"), ("Duration", "Duration"), ("zone_list", "ZoneList"),
    ])
  func types(_ name: String, _ expected: String) { #expect(SwiftNames.type(name) == expected) }

  @Test(
    "in C are those of protoc-gen-c",
    arguments: [
      ("tupo.common.v1.DataVersion", "Tupo__Common__V1__DataVersion", "tupo__common__v1__data_version"),
      ("t.v1beta1.ABCThing.InnerX", "T__V1beta1__ABCThing__InnerX", "t__v1beta1__abcthing__inner_x"),
      ("t.M.CountsEntry", "T__M__CountsEntry", "t__m__counts_entry"),
    ])
  func c(_ fullName: String, _ type: String, _ function: String) {
    #expect(CNames.type(fullName) == type)
    #expect(CNames.function(fullName) == function)
  }

  @Test(
    "of C fields avoid C's keywords and the struct's own first member",
    arguments: [
      ("default", "default_"), ("MixedCase", "mixedcase"), ("base", "base_field"), ("in", "in"),
      ("namespace", "namespace_"),
    ])
  func fields(_ name: String, _ expected: String) { #expect(CNames.field(name) == expected) }
}
