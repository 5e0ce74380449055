import RPC
import TestSupport
import Wire
import WireTupo

extension SmallProgramme {
  /// An import of a table of columns, whose first row of figures is the second of the file.
  static func sheet(
    _ rows: [[String]], dryRun: Bool = false, id: String = "", reason: String = ""
  ) -> RequestStream<IndicatorsV1.ImportFiguresRequest> {
    let heading = IndicatorsV1.ImportFiguresRequest.with {
      $0.part = .heading(
        .with {
          $0.parent = parent
          $0.file = "f.csv"
          $0.row = 1
          $0.columns = ["单位", "指标", "月份", "计量单位", "累计", "上年同期", "备注"]
          $0.validateOnly = dryRun
          $0.requestId = id
          $0.reason = reason
        })
    }
    let slice = IndicatorsV1.ImportFiguresRequest.with {
      $0.part = .slice(
        .with {
          $0.rows = rows.enumerated().map { index, cells in
            .with {
              $0.number = Int32(index + 2)
              $0.cells = cells
            }
          }
        })
    }
    return RequestStream([heading, slice])
  }
}
