import Wire
package import WireTupo

/// A programme small enough to be computed by hand: three zones, one indicator at current prices and one at comparable
/// ones, 30 % for each.
package enum SmallProgramme {
  package static let parent = "programmes/p"

  package static func request(
    zones: [String] = ["a", "b", "c"], dryRun: Bool = false
  ) -> IndicatorsV1.ApplyProgrammeRequest {
    .with {
      $0.programme = .with {
        $0.name = parent
        $0.title = .with { $0.zh = "小计划" }
        $0.year = 2013
        $0.unitNoun = .with { $0.zh = "开发区" }
        $0.margins = .with {
          $0.nearBasisPoints = 200
          $0.baseRevisionBasisPoints = 200
        }
      }
      $0.zones = zones.enumerated().map { zone($1, order: $0 + 1) }
      $0.indicators = [indicator("investment", "投资", .nominal), indicator("added", "增加值", .comparable)]
      $0.targets = zones.flatMap { zone in ["investment", "added"].map { target(zone, $0) } }
      $0.validateOnly = dryRun
    }
  }

  package static func zone(_ id: String, order: Int) -> IndicatorsV1.Zone {
    .with {
      $0.name = "\(parent)/zones/\(id)"
      $0.protocolOrder = Int32(order)
      $0.attributes = [
        .with {
          $0.title = .with { $0.zh = "\(id)区" }
          $0.level = .provincial
          $0.validTo = "2013-11-28"
          $0.countyCode = "370882"
        },
        .with {
          $0.title = .with { $0.zh = "\(id)新区" }
          $0.level = .provincial
          $0.validFrom = "2013-11-29"
          $0.countyCode = "370812"
        },
      ]
    }
  }

  package static func indicator(_ id: String, _ title: String, _ basis: IndicatorsV1.Indicator.GrowthBasis)
    -> IndicatorsV1.Indicator
  {
    .with {
      $0.name = "\(parent)/indicators/\(id)"
      $0.title = .with { $0.zh = title }
      $0.kind = .flow
      $0.unit = "元"
      $0.displayUnit = "亿元"
      $0.displayScale = 100_000_000
      $0.displayDecimals = 1
      $0.growthBasis = basis
      $0.firstReport = .february
      $0.main = true
      $0.deadlines = [
        .with {
          $0.month = "2013-06"
          $0.dueOn = "2013-07-10"
        }
      ]
    }
  }

  package static func target(_ zone: String, _ indicator: String) -> IndicatorsV1.Target {
    .with {
      $0.name = "\(parent)/zones/\(zone)/targets/\(indicator)-2013"
      $0.indicator = "\(parent)/indicators/\(indicator)"
      $0.year = 2013
      $0.goal = .growthBasisPoints(3_000)
      $0.operator = .atLeast
    }
  }

  package static func figure(
    _ zone: String, _ month: String, _ value: Int64?, of indicator: String = "investment", base: Int64? = nil,
    growth: Int64? = nil, on day: String = "", note: String = ""
  ) -> IndicatorsV1.Figure {
    .with {
      $0.name = "\(parent)/zones/\(zone)/indicators/\(indicator)/figures/\(month)"
      $0.cumulative = value
      $0.reportedBase = base
      $0.growthBasisPoints = growth
      $0.receivedOn = day
      $0.note = note
    }
  }

  package static func submit(
    _ figures: [IndicatorsV1.Figure], id: String = "", dryRun: Bool = false
  ) -> IndicatorsV1.SubmitFiguresRequest {
    .with {
      $0.parent = parent
      $0.figures = figures
      $0.requestId = id
      $0.validateOnly = dryRun
    }
  }

  package static func board(_ month: String = "2013-06", on day: String = "", _ indicator: String = "investment")
    -> IndicatorsV1.GetScoreboardRequest
  {
    .with {
      $0.indicator = "\(parent)/indicators/\(indicator)"
      $0.month = month
      $0.on = day
    }
  }
}
