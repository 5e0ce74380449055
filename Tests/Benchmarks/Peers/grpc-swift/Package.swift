// swift-tools-version: 6.0
import PackageDescription

// grpc-swift-2 as it serves by itself: built by build-swift.sh only, once, and kept.
let package = Package(
  name: "grpc-swift-peer",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/grpc/grpc-swift-2", from: "2.4.3"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport", from: "2.9.2"),
    .package(url: "https://github.com/grpc/grpc-swift-protobuf", from: "2.4.1"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .target(
      name: "Messages",
      dependencies: [
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ], path: "Generated"),
    .executableTarget(
      name: "grpc-swift",
      dependencies: [
        "Messages",
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ], path: "Server"),
    .executableTarget(
      name: "swift-protobuf-wire",
      dependencies: ["Messages", .product(name: "SwiftProtobuf", package: "swift-protobuf")], path: "Wire"),
  ]
)
