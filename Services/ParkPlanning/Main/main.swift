import Chassis
import ParkPlanning

await ServiceCommand<PlanningService>.main()
