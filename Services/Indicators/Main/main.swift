import Chassis
import Indicators

await serve(IndicatorsService.self)
