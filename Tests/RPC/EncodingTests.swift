import Testing

@testable import RPC

@Suite("Encodings of headers") struct EncodingTests {
  private func bytes<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    Array(text.utf8).withUnsafeBufferPointer(body)
  }

  @Test(
    "grpc-timeout is read",
    arguments: [
      ("1n", Duration.nanoseconds(1)), ("20u", .microseconds(20)), ("300m", .milliseconds(300)), ("4S", .seconds(4)),
      ("5M", .seconds(300)), ("6H", .seconds(21_600)), ("99999999H", .seconds(359_999_996_400)), ("0S", .zero),
    ])
  func timeouts(_ text: String, _ expected: Duration) {
    #expect(bytes(text) { Timeout.parse($0) } == expected)
  }

  @Test(
    "a malformed grpc-timeout is refused",
    arguments: ["", "S", "1", "-1S", "1 S", "1s", "123456789S", "1.5S", "١S"])
  func malformedTimeouts(_ text: String) {
    #expect(bytes(text) { Timeout.parse($0) } == nil)
  }

  @Test(
    "grpc-timeout is written in the finest unit that fits, never too short",
    arguments: [
      (Duration.seconds(-1), "0n"), (.nanoseconds(1), "1n"), (.milliseconds(99), "99000000n"),
      (.milliseconds(100), "100000u"), (.nanoseconds(100_000_001), "100001u"), (.seconds(3_600), "3600000m"),
      (.seconds(360_000_000), "6000000M"), (.seconds(Int64.max / 2), "2562048H"),
    ])
  func writtenTimeouts(_ timeout: Duration, _ expected: String) {
    #expect(Timeout.format(timeout) == expected)
  }

  @Test(
    "base64 is written without padding and read with or without",
    arguments: [
      ([], "", ""), ([0x66], "Zg", "Zg=="), ([0x66, 0x6f], "Zm8", "Zm8="), ([0x66, 0x6f, 0x6f], "Zm9v", "Zm9v"),
      ([0xfb, 0xff, 0xfe], "+//+", "+//+"),
    ] as [([UInt8], String, String)])
  func base64(_ raw: [UInt8], _ written: String, _ padded: String) {
    #expect(Base64.encode(raw) == written)
    #expect(Base64.encodedSize(raw.count) == written.utf8.count)
    #expect(Base64.decode(written.utf8) == raw)
    #expect(Base64.decode(padded.utf8) == raw)
  }

  @Test("what is not base64 is refused", arguments: ["Z", "Zg=a", "Z-8_", "Zg===", "中"])
  func notBase64(_ text: String) {
    #expect(Base64.decode(text.utf8) == nil)
  }

  @Test(
    "grpc-message is percent-encoded",
    arguments: [
      ("plain ~ text", "plain ~ text"), ("100 %", "100 %25"), ("坏", "%E5%9D%8F"), ("a\nb", "a%0Ab"), ("", ""),
      (" a  b ", "%20a  b%20"), ("  a", "%20 a"), (" ", "%20"), ("坏 ", "%E5%9D%8F%20"),
    ])
  func percent(_ text: String, _ encoded: String) {
    #expect(PercentEncoding.encode(text) == encoded)
    #expect(bytes(encoded) { PercentEncoding.decode($0) } == text)
  }

  @Test(
    "a malformed grpc-message is read as well as can be",
    arguments: [("50%", "50%"), ("%zz", "%zz"), ("%e5%9d%8f%", "坏%")])
  func lenientPercent(_ encoded: String, _ expected: String) {
    #expect(bytes(encoded) { PercentEncoding.decode($0) } == expected)
  }

  @Test(
    "addresses are read and written",
    arguments: [
      ("127.0.0.1:7401", ListenAddress.tcp(host: "127.0.0.1", port: 7401)), ("[::1]:0", .tcp(host: "::1", port: 0)),
      ("localhost:65535", .tcp(host: "localhost", port: 65_535)), ("unix:/run/a b", .unix(path: "/run/a b")),
    ])
  func addresses(_ text: String, _ expected: ListenAddress) {
    #expect(ListenAddress(text) == expected)
    #expect(expected.description == text)
  }

  @Test(
    "what is no address is refused", arguments: ["", "host", ":1", "host:", "host:65536", "::1:80", "unix:", "a:-1"])
  func noAddress(_ text: String) {
    #expect(ListenAddress(text) == nil)
  }
}
