import Chassis
import Reporting

await ServiceCommand<ReportingService>.main()
