// swift-tools-version: 6.2
import PackageDescription

// A package of its own: what is measured beside the product never enters the product's dependency graph.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
let runtime = Target.Dependency.product(name: "RPC", package: "tupo")
let storage = ["Storage", "CSQLite", "CPostgres"].map { Target.Dependency.product(name: $0, package: "tupo") }
let domain = Target.Dependency.product(name: "Domain", package: "tupo")
let nio = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "tupo", path: "../.."),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
  ],
  targets: [
    .target(name: "CWireBenchmark", dependencies: [runtime], path: ".build-messages/C"),
    .target(
      name: "WireBenchmark", dependencies: ["CWireBenchmark", runtime], path: ".build-messages/Swift",
      swiftSettings: settings),
    .target(
      name: "BenchmarkService", dependencies: ["WireBenchmark", runtime], path: "Service", swiftSettings: settings),
    .executableTarget(
      name: "bench-server", dependencies: ["BenchmarkService", runtime, nio], path: "Server", swiftSettings: settings),
    .executableTarget(
      name: "bench-guarded",
      dependencies: ["BenchmarkService", "WireBenchmark", runtime, .product(name: "Chassis", package: "tupo"), nio],
      path: "Guarded", swiftSettings: settings),
    .executableTarget(
      name: "bench-wire", dependencies: ["WireBenchmark", runtime], path: "Wire", swiftSettings: settings),
    .executableTarget(name: "bench-storage", dependencies: storage, path: "Storage", swiftSettings: settings),
    .executableTarget(name: "bench-indicators", dependencies: [domain], path: "Indicators", swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
