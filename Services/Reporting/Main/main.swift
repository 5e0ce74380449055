import Chassis
import Reporting

await serve(ReportingService.self)
