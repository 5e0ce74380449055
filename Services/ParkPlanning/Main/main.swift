import Chassis
import ParkPlanning

await serve(PlanningService.self)
