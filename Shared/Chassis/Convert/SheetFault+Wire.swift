public import Domain
import Wire
public import WireTupo

extension CommonV1.Fault {
  /// What is wrong in a sheet of a file.
  public init(_ fault: SheetFault, file: String) {
    self.init()
    self.file = file
    sheet = fault.sheet
    row = Int32(clamping: fault.row)
    column = fault.heading
    columnNumber = Int32(clamping: fault.column)
    cell = fault.cell
    reason = fault.reason.rawValue
    text = .with {
      $0.zh = Self.sentence([fault.chinese, fault.hint])
      $0.en = fault.english
    }
    severity = fault.isHard ? .hard : .soft
  }

  /// Parts joined to one sentence with one full stop, or the mark that it ends with.
  private static func sentence(_ parts: [String]) -> String {
    let text = parts.filter { !$0.isEmpty }.joined(separator: "，")
    return text.last.map { "。？！".contains($0) } ?? true ? text : text + "。"
  }
}
