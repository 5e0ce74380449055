import Domain
public import Storage
import Wire
public import WireTupo

extension CommonV1.CheckDataResponse {
  /// Of data that are so damaged that they cannot be opened.
  public init(damaged fault: StorageError) {
    self.init()
    engineFaults = ["the database's file cannot be read: \(fault)"]
  }

  /// To the wire.
  public init(_ report: CheckReport) {
    self.init()
    sound = report.isSound
    version = CommonV1.DataVersion(report.version)
    switch report.log {
    case .intact(let head)?: self.head = CommonV1.LogHead(head)
    case .broken(let fault)?: logFault = fault.wire
    case nil: break
    }
    engineFaults = report.engineFaults
    personalRecords = report.personal?.records ?? 0
    personalFaultCount = Int64(report.personal?.faultCount ?? 0)
    personalFaults = report.personal?.faults.map(\.wire) ?? []
    walBytes = report.walBytes
    indexesLeftOut = report.leavesIndexesOut
    guard let projections = report.projections else { return }
    tables = projections.tables.map { table in
      .with {
        $0.name = table.name
        $0.rows = table.rows
      }
    }
    rowFaultCount = Int64(projections.faultCount)
    rowFaults = projections.faults.map(\.wire)
    withoutEffects = projections.withoutEffects ?? 0
  }
}

extension RowFault {
  /// To the wire.
  fileprivate var wire: CommonV1.CheckDataResponse.RowFault {
    .with {
      $0.table = table
      $0.key = key.map(\.shown)
      $0.since = since
      $0.reason = reason
      if case .differs(let column) = kind { $0.column = column }
      $0.text = CommonV1.LocalizedText(text)
    }
  }

  private var reason: String {
    switch kind {
    case .missing: "ROW_MISSING"
    case .unexpected: "ROW_UNEXPECTED"
    case .differs: "VALUE_DIFFERS"
    case .tableMissing: "TABLE_MISSING"
    }
  }

  private var text: Bilingual {
    switch kind {
    case .missing: Bilingual(zh: "日志中有此行，表中没有", en: "the log has this row, the table has not")
    case .unexpected: Bilingual(zh: "表中有此行，日志中没有", en: "the table has this row, the log has not")
    case .differs(let column): Bilingual(zh: "列\(column)与日志不符", en: "column \(column) is not what the log says")
    case .tableMissing: Bilingual(zh: "表缺失", en: "the table is missing")
    }
  }
}

extension SQLValue {
  /// As an operator reads it.
  public var shown: String {
    switch self {
    case .null: "NULL"
    case .integer(let integer): "\(integer)"
    case .text(let text): text
    case .blob(let bytes): "x'\(TreeHash(bytes: bytes))'"
    }
  }
}
