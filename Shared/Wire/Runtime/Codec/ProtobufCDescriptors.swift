internal import CProtobufC

extension ProtobufCMessageDescriptor {
  /// The field with this number, found as libprotobuf-c itself does.
  func field(_ number: UInt32) -> ProtobufCFieldDescriptor? {
    guard n_field_ranges > 0, let wanted = Int32(exactly: number) else { return nil }
    var (low, high) = (0, Int(n_field_ranges))
    while low < high {
      let middle = (low + high) / 2
      let (range, next) = (field_ranges[middle], field_ranges[middle + 1])
      if wanted < range.start_value {
        high = middle
      } else if wanted - range.start_value >= Int32(next.orig_index - range.orig_index) {
        low = middle + 1
      } else {
        return fields[Int(wanted - range.start_value) + Int(range.orig_index)]
      }
    }
    return nil
  }
}

extension ProtobufCFieldDescriptor {
  /// The type of the messages that the field holds; nil when it holds something else.
  var messageType: UnsafePointer<ProtobufCMessageDescriptor>? {
    guard type == PROTOBUF_C_TYPE_MESSAGE else { return nil }
    return descriptor?.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
  }

  /// Whether the field is one of a oneof's members in C.
  var isInOneof: Bool { flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0 }

  /// Whether contents of this wire type can be the field's. A repeated number may come packed or not.
  func takes(_ wireType: UInt8) -> Bool {
    let own: UInt8 =
      switch type {
      case PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_FLOAT: 5
      case PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE: 1
      case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES, PROTOBUF_C_TYPE_MESSAGE: 2
      default: 0
      }
    return wireType == own || (wireType == 2 && label == PROTOBUF_C_LABEL_REPEATED)
  }
}
