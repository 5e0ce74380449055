import Testing
import Wire
import WireTupo

@testable import Admin

@Suite("The catalogue in tables")
struct CatalogueViewTests {
  private static let zone = IndicatorsV1.Zone.with {
    $0.name = "programmes/p/zones/z"
    $0.protocolOrder = 1
    $0.attributes = [
      .with {
        $0.validTo = "2013-11-28"
        $0.title = .with { $0.zh = "兖州工业园区" }
        $0.county = .with { $0.zh = "兖州市" }
        $0.countyCode = "370882"
        $0.level = .provincial
      },
      .with {
        $0.validFrom = "2013-11-29"
        $0.title = .with { $0.zh = "山东兖州工业园区" }
        $0.shortTitle = .with { $0.zh = "兖州园区" }
        $0.county = .with { $0.zh = "兖州区" }
        $0.countyCode = "370812"
        $0.level = .national
      },
    ]
  }

  private static let indicator = IndicatorsV1.Indicator.with {
    $0.name = "programmes/p/indicators/i"
    $0.title = .with { $0.zh = "财政收入" }
    ($0.unit, $0.displayUnit, $0.displayScale, $0.displayDecimals) = ("元", "亿元", 100_000_000, 1)
    ($0.kind, $0.growthBasis, $0.firstReport) = (.flow, .nominal, .february)
    $0.ownerBureau = "市财政局"
    $0.definitions = [
      .with { $0.text = .with { $0.zh = "旧口径" } },
      .with {
        $0.validFrom = "2014-01-01"
        $0.text = .with { $0.zh = "新口径" }
        $0.formula = "a + b"
      },
    ]
  }

  private func shown(_ table: Table, _ key: String, row: Int = 0) throws -> String {
    let column = try #require(table.columns.firstIndex { $0.key == key })
    return table.rows[row][column].shown
  }

  @Test("tells a zone as it was on a day", arguments: [("2013-06-30", "兖州市", "省级"), ("2013-11-29", "兖州区", "国家级")])
  func zones(_ day: String, _ county: String, _ level: String) throws {
    let table = ZonesView.table([Self.zone], on: day, .zh)
    #expect(try shown(table, "county") == county)
    #expect(try shown(table, "level") == level)
    #expect(try shown(table, "id") == "z")
  }

  @Test(
    "tells the definition that holds on a day",
    arguments: [("2013-12-31", "", ""), ("2014-01-01", "2014-01-01", "a + b")])
  func held(_ day: String, _ since: String, _ formula: String) throws {
    let table = IndicatorsView.table([Self.indicator], on: day, .zh)
    #expect(try shown(table, "valid_from") == since)
    #expect(try shown(table, "formula") == formula)
    #expect(try shown(table, "display_unit") == "亿元")
    #expect(try shown(table, "kind") == "累计数")
  }

  @Test("shows one indicator with all its definitions, and the one in force in full")
  func definitions() throws {
    let table = IndicatorsView.definitions(Self.indicator, on: "2014-06-30", .zh)
    #expect(table.rows.count == 2)
    #expect(try shown(table, "in_force", row: 1) == "是")
    #expect(table.notes.contains("现行口径：新口径"))
    #expect(table.notes.contains("年内首报：1—2月"))
    #expect(table.notes.contains("单位：亿元（1亿元为100000000元）"))
  }

  @Test("shows figures to the last digit, by their names, and marks what was made for a demonstration")
  func figures() throws {
    let figure = IndicatorsV1.Figure.with {
      $0.name = "programmes/p/zones/z/indicators/i/figures/2013-06"
      ($0.cumulative, $0.growthBasisPoints, $0.demonstration) = (535_000_000, 1_234, true)
    }
    let names = CatalogueNames(zones: [Self.zone], indicators: [Self.indicator])
    let table = FiguresView.table([figure], names, .zh)
    #expect(try shown(table, "zone") == "兖州园区")
    #expect(try shown(table, "indicator") == "财政收入")
    #expect(try shown(table, "cumulative") == "5.35")
    #expect(try shown(table, "growth_basis_points") == "12.34")
    #expect(table.notes == ["演示数据 · 非公文"])
    let json = table.json.text()
    #expect(json.contains(#""zone":"z","indicator":"i","month":"2013-06","cumulative":535000000"#))
  }

  @Test("names what is known, and leaves the rest its id")
  func names() {
    let office = ReportingV1.Office.with {
      $0.name = "programmes/p/offices/o"
      $0.title = .with { $0.zh = "市财政局" }
    }
    let names = CatalogueNames(zones: [Self.zone], indicators: [Self.indicator], offices: [office])
    #expect(names.county("programmes/p/counties/370812", .zh) == "兖州区")
    #expect(names.county("programmes/p/counties/370882", .zh) == "兖州市")
    #expect(names.county("programmes/p/counties/1", .zh) == "1")
    #expect(names.office("programmes/p/offices/o", .en) == "市财政局")
    #expect(CatalogueNames().zone("programmes/p/zones/z", .zh) == "z")
  }
}
