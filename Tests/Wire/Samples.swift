import Wire
import WireMessages
import WireStandard

/// Messages with a value in every field, and the bytes that Google's Python implementation (7.36, deterministic) writes
/// for the same values.
enum Samples {
  static let singular = TestingV1.Singular.with {
    $0.aDouble = 1.5
    $0.aFloat = -2.25
    $0.anInt32 = -1
    $0.anInt64 = .min
    $0.aUint32 = .max
    $0.aUint64 = .max
    $0.aSint32 = .min
    $0.aSint64 = .min
    $0.aFixed32 = .max
    $0.aFixed64 = .max
    $0.aSfixed32 = -5
    $0.aSfixed64 = -6
    $0.aBool = true
    $0.aString = "济宁\0x"
    $0.someBytes = [0, 255]
    $0.aColour = .negative
    $0.inner = .with {
      $0.text = "in"
      $0.number = 7
    }
    $0.time = .with {
      $0.seconds = 1_371_000_000
      $0.nanos = 5
    }
  }
  static let singularBytes = hex(
    """
    09000000000000f83f15000010c018ffffffffffffffffff01208080808080808080800128ffffffff0f30ffffffffffffffffff0138ffffffff0f
    40ffffffffffffffffff014dffffffff51ffffffffffffffff5dfbffffff61faffffffffffffff68017208e6b58ee5ae8100787a0200ff8001ffff
    ffffffffffffff018a01090a02696e80be920107827d0808c099df8d051005
    """)

  /// Every field is set, to its default.
  static let optional = TestingV1.OptionalMessage.with {
    ($0.aDouble, $0.aFloat, $0.anInt32, $0.anInt64) = (0, 0, 0, 0)
    ($0.aUint32, $0.aUint64, $0.aSint32, $0.aSint64) = (0, 0, 0, 0)
    ($0.aFixed32, $0.aFixed64, $0.aSfixed32, $0.aSfixed64) = (0, 0, 0, 0)
    ($0.aBool, $0.aString, $0.someBytes, $0.aColour) = (false, "", [], .unspecified)
    $0.inner = TestingV1.Singular.Inner()
  }
  static let optionalBytes = hex(
    """
    09000000000000000015000000001800200028003000380040004d000000005100000000000000005d0000000061000000000000000068007200
    7a008001008a0100
    """)

  static let repeated = TestingV1.Repeated.with {
    $0.doubles = [0, -0.0, 1]
    $0.floats = [0.5]
    $0.int32s = [0, -1, 300]
    $0.int64s = [-1]
    $0.uint32s = [1, 2]
    $0.uint64s = [1 << 63]
    $0.sint32s = [-1, 1]
    $0.sint64s = [-2]
    $0.fixed32s = [1]
    $0.fixed64s = [2]
    $0.sfixed32s = [-1]
    $0.sfixed64s = [-2]
    $0.bools = [true, false]
    $0.strings = ["", "a"]
    $0.byteStrings = [[], [1]]
    $0.colours = [.unspecified, .greenBlue, TestingV1.Colour(rawValue: 99), .negative]
    $0.inners = [TestingV1.Singular.Inner(), .with { $0.text = "t" }]
    $0.unpacked = [1, 0, -1]
  }
  static let repeatedBytes = hex(
    """
    0a1800000000000000000000000000000080000000000000f03f12040000003f1a0d00ffffffffffffffffff01ac02220affffffffffffffffff
    012a020102320a808080808080808080013a0201024201034a0401000000520802000000000000005a04ffffffff6208feffffffffffffff6a02
    010072007201617a007a010182010d000763ffffffffffffffffff018a01008a01030a01749001019001009001ffffffffffffffffff01
    """)

  static let maps = TestingV1.Maps.with {
    $0.texts = ["b": "2", "a": "", "": "0"]
    $0.numbers = [0: 0, -1: 5, 3: -1]
    $0.flags = [true: -0.0, false: 1]
    $0.blobs = [1 << 63: [0x78], 0: []]
    $0.colours = [-3: .red, 4: .unspecified]
    $0.inners = ["z": .with { $0.text = "q" }, "y": TestingV1.Singular.Inner()]
    $0.switches = [9: false]
  }

  static let mapsBytes = hex(
    """
    0a050a016112000a060a01621201320a050a00120130120d08ffffffffffffffffff011005120d080310ffffffffffffffffff01120408001000
    1a0b08011100000000000000801a0b080011000000000000f03f220e08808080808080808080011201782204080012002a04080510012a040808
    100032050a0179120032080a017a12030a01713a070d090000001000
    """)

  static let choices: [TestingV1.Choice.Choice] = [
    .number(0), .number(-7), .text(""), .text("开放"), .blob([]), .blob([0]), .flag(false), .ratio(-0.0),
    .colour(.negative),
    .inner(TestingV1.Singular.Inner()), .again(.with { $0.choice = .again(.with { $0.other = .right("r") }) }),
  ]

  static let tree = TestingV1.Tree.with {
    $0.label = "root"
    $0.only = .with { $0.only = .with { $0.label = "leaf" } }
    $0.many = [TestingV1.Tree(), .with { $0.many = [.with { $0.label = "deep" }] }]
    $0.named = ["b": .with { $0.label = "B" }, "a": TestingV1.Tree()]
  }

  /// Every reserved name has its own value.
  static let names = TestingV1.Names.with {
    $0.base = 1
    $0.default = 2
    $0.class = 3
    $0.in = 4
    $0.self_ = 5
    $0.init_ = 6
    $0.unknownFields_ = 7
    $0.mixedCase = 8
    $0.namespace = 9
    $0.switch = [10]
    $0.arena = 11
    $0.c = 12
    $0.hashValue_ = 13
    $0.type = TestingV1.Names.TypeMessage()
    $0.description = "15"
    $0.base2 = 16
    $0.repeat = "17"
    $0.string = .func(21)
  }
}
