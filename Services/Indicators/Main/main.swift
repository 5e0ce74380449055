import Chassis
import Indicators

await ServiceCommand<IndicatorsService>.main()
