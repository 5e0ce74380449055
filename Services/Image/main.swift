import Admin
import Chassis
import Indicators
import InvestmentPromotion
import ParkPlanning
import Reporting

// All executables in one file, each under its own name: an image then holds the libraries that they share once.
switch CommandLine.arguments.first?.split(separator: "/").last {
case "tupo-indicators": await serve(IndicatorsService.self)
case "tupo-investment": await serve(InvestmentService.self)
case "tupo-planning": await serve(PlanningService.self)
case "tupo-reporting": await serve(ReportingService.self)
default: await Program.main()
}
