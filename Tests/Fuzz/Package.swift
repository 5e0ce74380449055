// swift-tools-version: 6.2
import PackageDescription

// A package of its own: fuzzing wants every module instrumented. The targets themselves are also compiled into the
// product's unit tests, which replay the corpora.
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
  name: "fuzz",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "tupo", path: "../.."),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
  ],
  targets: [
    .target(
      name: "FuzzTargets", dependencies: [conformance, runtime, nio("NIOCore"), nio("NIOEmbedded")],
      path: "Targets", exclude: ["Replay"], swiftSettings: settings),
    .target(name: "CFuzzDriver", path: "Driver"),
    .executableTarget(
      name: "tupo-fuzz", dependencies: ["FuzzTargets", "CFuzzDriver"], path: "Main", swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
