// swift-tools-version: 6.2
import PackageDescription

// The tests of the runtime in a package of their own, so that a build with a sanitizer makes no more than they need.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
let runtime = Target.Dependency.product(name: "RPC", package: "tupo")
let conformance = Target.Dependency.product(name: "WireConformance", package: "tupo")
func nio(_ product: String) -> Target.Dependency { .product(name: product, package: "swift-nio") }

let package = Package(
  name: "sanitize",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "tupo", path: "../.."),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
  ],
  targets: [
    .target(name: "CAllocationCount", path: "AllocationCount"),
    .target(name: "COrder", path: "Order"),
    .target(name: "TestRandom", path: "Random", swiftSettings: settings),
    .testTarget(
      name: "RPCTests",
      dependencies: [
        "CAllocationCount", "COrder", runtime, nio("NIOCore"), nio("NIOPosix"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "Logging", package: "swift-log"),
      ], path: "RPC", swiftSettings: settings),
    .testTarget(
      name: "FuzzTests",
      dependencies: ["TestRandom", conformance, runtime, nio("NIOCore"), nio("NIOEmbedded")], path: "Fuzz",
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
