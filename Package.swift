// swift-tools-version: 6.2
import PackageDescription

// Each target is a room of the house; ARCHITECTURE.md has the plan. Imports only go down the floors:
// Services, Admin -> Chassis -> WireTupo -> RPC, Storage -> WireStandard -> Wire, Domain -> System.
// Spreadsheet stands on Domain and System, for Admin alone.

let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func nio(_ product: String) -> Target.Dependency { .product(name: product, package: "swift-nio") }
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

func room(
  _ name: String, _ path: String, _ dependencies: [Target.Dependency], exclude: [String] = [],
  settings: [SwiftSetting] = swiftSettings
) -> Target {
  .target(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
}

/// For the rooms on the path of every call: accesses that overlap are found by the debug build that the tests run, and
/// are not looked for again at run time in release. `deploy/release.sh` has it so for the packages that we use, too.
let hotSettings =
  swiftSettings + [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

func program(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: swiftSettings)
}

/// A service is a library of Handlers, Store and rules, and a main of a few lines.
func service(_ executable: String, _ library: String, _ more: [Target.Dependency] = []) -> [Target] {
  [
    room(
      library, "Services/\(library)",
      ["Chassis", "WireTupo", "WireStandard", "Wire", "RPC", "Storage", "Domain"] + more,
      exclude: ["Main"]),
    program(executable, "Services/\(library)/Main", [.target(name: library), "Chassis"]),
  ]
}

func tests(_ room: String, _ more: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: [.target(name: room)] + more, path: "Tests/\(room)", exclude: exclude,
    swiftSettings: swiftSettings)
}

/// What the tests of a service's handlers see beside the service.
let served: [Target.Dependency] = ["TestSupport", "WireTupo", "WireStandard", "Wire", "RPC", "Storage", "Domain"]

let package = Package(
  name: "tupo",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "tupo", targets: ["tupo"]),
    .executable(name: "tupo-indicators", targets: ["tupo-indicators"]),
    .executable(name: "tupo-investment", targets: ["tupo-investment"]),
    .executable(name: "tupo-planning", targets: ["tupo-planning"]),
    .executable(name: "tupo-reporting", targets: ["tupo-reporting"]),
    .executable(name: "protoc-gen-tupo-swift", targets: ["protoc-gen-tupo-swift"]),
    .library(name: "RPC", targets: ["RPC", "Wire", "WireStandard"]),
    .library(name: "Storage", targets: ["Storage"]),
    // For the package of Tests/Benchmarks.
    .library(name: "Domain", targets: ["Domain"]),
    .library(name: "Chassis", targets: ["Chassis"]),
    // For the packages of Tests/Sanitize and Tests/Fuzz.
    .library(name: "WireConformance", targets: ["WireConformance"]),
    .library(name: "CSQLite", targets: ["CSQLite"]),
    .library(name: "CPostgres", targets: ["CPostgres"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // Files are read by us, so that what is wrong in them is told by its line.
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
  ],
  targets: [
    // System: the C libraries, and nothing else.
    .systemLibrary(
      name: "CNghttp2", path: "Shared/System/CNghttp2", pkgConfig: "libnghttp2", providers: [.apt(["libnghttp2-dev"])]),
    .systemLibrary(
      name: "CProtobufC", path: "Shared/System/CProtobufC", pkgConfig: "libprotobuf-c",
      providers: [.apt(["libprotobuf-c-dev"])]),
    .systemLibrary(
      name: "CSQLite", path: "Shared/System/CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CPostgres", path: "Shared/System/CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CZlib", path: "Shared/System/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CProcess", path: "Shared/System/CProcess"),

    // Wire: messages over libprotobuf-c. Runtime and Generator are written by hand, the rest is generated.
    room("Wire", "Shared/Wire/Runtime", ["CProtobufC"], settings: hotSettings),
    .target(name: "CWireStandard", dependencies: ["CProtobufC"], path: "Shared/Wire/Standard/C"),
    room("WireStandard", "Shared/Wire/Standard/Swift", ["Wire", "CWireStandard", "CProtobufC"]),
    .target(name: "CWireTelemetry", dependencies: ["CProtobufC"], path: "Shared/Wire/Telemetry/C"),
    room("WireTelemetry", "Shared/Wire/Telemetry/Swift", ["Wire", "CWireTelemetry", "CProtobufC"]),
    .target(name: "CWireTupo", dependencies: ["CProtobufC", "CWireStandard"], path: "Shared/Wire/Tupo/C"),
    room("WireTupo", "Shared/Wire/Tupo/Swift", ["Wire", "WireStandard", "RPC", "CWireTupo", "CProtobufC"]),
    room("WireGenerator", "Shared/Wire/Generator", ["Wire"], exclude: ["Main"]),
    program("protoc-gen-tupo-swift", "Shared/Wire/Generator/Main", ["WireGenerator"]),

    room(
      "RPC", "Shared/RPC",
      [
        "Wire", "WireStandard", "CNghttp2", "CZlib", nio("NIOCore"), nio("NIOPosix"), nio("NIOTLS"), nioSSL, crypto,
        logging,
      ], settings: hotSettings),
    room("Domain", "Shared/Domain", []),
    room("Spreadsheet", "Shared/Spreadsheet", ["Domain", "CZlib"]),
    room("Storage", "Shared/Storage", ["Domain", "CSQLite", "CPostgres", crypto], settings: hotSettings),
    room(
      "Chassis", "Shared/Chassis",
      [
        "RPC", "Storage", "WireTelemetry", "WireTupo", "WireStandard", "Wire", "Domain",
        argumentParser, configuration, crypto, lifecycle, logging, metrics, tracing, unixSignals, yams,
        jwtKit, x509, asn1, nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"), nioSSL,
      ]),

    room(
      "Admin", "Services/Admin",
      [
        "Chassis", "RPC", "Storage", "WireTupo", "WireStandard", "Wire", "Domain", "Spreadsheet", "CProcess",
        argumentParser, yams, logging, unixSignals,
      ],
      exclude: ["Main"]),
    program("tupo", "Services/Admin/Main", ["Admin"]),
    // All of them in one file, for images.
    program(
      "tupo-image", "Services/Image",
      ["Admin", "Chassis", "Indicators", "InvestmentPromotion", "ParkPlanning", "Reporting"]),
  ] + service("tupo-indicators", "Indicators") + service("tupo-investment", "InvestmentPromotion")
    + service("tupo-planning", "ParkPlanning") + service("tupo-reporting", "Reporting", [crypto]) + [
      // The same random numbers at every run.
      room("TestRandom", "Tests/Random", []),
      // Messages that only tests need, generated like the others.
      .target(
        name: "CWireMessages", dependencies: ["CProtobufC", "CWireStandard"], path: "Tests/WireMessages/C"),
      // Counts what the tests' process allocates, by functions in malloc's place.
      .target(name: "CAllocationCount", path: "Tests/AllocationCount"),
      room("WireMessages", "Tests/WireMessages/Swift", ["Wire", "WireStandard", "CWireMessages", "CProtobufC"]),
      .target(name: "CWireInterop", dependencies: ["CProtobufC"], path: "Tests/Interop/Wire/C"),
      room("WireInterop", "Tests/Interop/Wire/Swift", ["Wire", "RPC", "CWireInterop", "CProtobufC"]),

      .target(
        name: "CWireConformance", dependencies: ["CProtobufC", "CWireStandard"], path: "Tests/Conformance/Wire/C"),
      room(
        "WireConformance", "Tests/Conformance/Wire/Swift", ["Wire", "WireStandard", "CWireConformance", "CProtobufC"]),

      // The testee of protobuf's conformance suite.
      program("tupo-protobuf-conformance", "Tests/Conformance/Testee", ["WireConformance", "Wire"]),

      // gRPC's public interoperability tests, as a server and as a client.
      program(
        "tupo-interop-server", "Tests/Interop/Server", ["WireInterop", "Wire", "RPC", argumentParser, unixSignals]),
      program("tupo-interop-client", "Tests/Interop/Client", ["WireInterop", "Wire", "RPC", argumentParser]),
      // The runtime strained for minutes: a server and its callers.
      .executableTarget(
        name: "tupo-soak",
        dependencies: [
          "TestRandom", "WireInterop", "WireStandard", "Wire", "RPC", "CProcess", argumentParser, unixSignals,
        ],
        path: "Tests/Soak", exclude: ["run.sh"], swiftSettings: swiftSettings),
      tests("Wire", ["WireStandard", "WireMessages", "TestRandom"]), tests("WireGenerator", ["Wire"]),
      tests(
        "RPC", ["CAllocationCount", "Wire", "WireStandard", nio("NIOCore"), nio("NIOPosix"), nioSSL, logging]),
      .testTarget(
        name: "FuzzTests",
        dependencies: [
          "TestRandom", "WireConformance", "WireStandard", "Wire", "RPC", nio("NIOCore"), nio("NIOEmbedded"),
        ],
        path: "Tests/Fuzz/Targets", swiftSettings: swiftSettings),
      tests("Domain", ["TestRandom"], exclude: ["Scenarios", "Fixtures"]),
      tests("Spreadsheet", ["Domain", "TestRandom"]),
      tests("Storage", ["Domain", "CLossyDisk", "TestRandom"]),
      // A VFS of SQLite that notes what is done to the disk.
      .target(name: "CLossyDisk", dependencies: ["CSQLite"], path: "Tests/LossyDisk"),
      room("TestSupport", "Tests/Support", ["RPC", "Storage", "WireTupo", "Wire"]),
      tests(
        "Chassis",
        served + [
          "WireTelemetry", "CAllocationCount", "TestRandom", logging, metrics, tracing, crypto, cryptoExtras, x509,
          asn1, nio("NIOPosix"), nioSSL,
        ]),
      tests("Indicators", ["Chassis", "TestRandom"] + served), tests("InvestmentPromotion", served),
      tests("ParkPlanning", served),
      tests("Reporting", ["Domain", "TestSupport"]),
      // Who may call what, and how lists are asked, over all four services.
      .testTarget(
        name: "AccessTests",
        dependencies: ["Chassis", "Indicators", "InvestmentPromotion", "ParkPlanning", "Reporting"] + served,
        path: "Tests/Access", exclude: ["access-table.txt"], swiftSettings: swiftSettings),
      tests("Admin", ["Chassis", "RPC", "Spreadsheet", "Domain", "WireTupo", "Wire", "TestRandom"]),
      .testTarget(name: "TidyTests", path: "Tests/Tidy", swiftSettings: swiftSettings),
    ],
  swiftLanguageModes: [.v6]
)
