/// Makes a ZIP archive (PKWARE APPNOTE.TXT 6.3) whose bytes follow from its entries alone: every time is the format's
/// first, 1 January 1980.
struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  private static let firstDate: UInt16 = 1 << 5 | 1
  private static let version: UInt16 = 20
  private static let namesInUTF8: UInt16 = 1 << 11

  /// Adds an entry, deflated.
  mutating func add(_ name: String, _ contents: [UInt8]) {
    let packed = Deflate.deflated(contents)
    let offset = UInt32(bytes.count)
    var header: [UInt8] = []
    header.append(Self.version)
    header.append(Self.namesInUTF8)
    header.append(8 as UInt16)
    header.append(0 as UInt16)
    header.append(Self.firstDate)
    header.append(Deflate.checksum(contents))
    header.append(UInt32(packed.count))
    header.append(UInt32(contents.count))
    header.append(UInt16(name.utf8.count))
    header.append(0 as UInt16)

    bytes.append(0x0403_4B50 as UInt32)
    bytes += header
    bytes += name.utf8
    bytes += packed

    directory.append(0x0201_4B50 as UInt32)
    directory.append(Self.version)
    directory += header
    directory += [UInt8](repeating: 0, count: 10)  // No comment, first disk, no attributes.
    directory.append(offset)
    directory += name.utf8
    count += 1
  }

  /// The archive with its directory.
  func finished() -> [UInt8] {
    var end: [UInt8] = []
    end.append(0x0605_4B50 as UInt32)
    end.append(0 as UInt32)
    end.append(count)
    end.append(count)
    end.append(UInt32(directory.count))
    end.append(UInt32(bytes.count))
    end.append(0 as UInt16)
    return bytes + directory + end
  }
}
