import Chassis
import InvestmentPromotion

await serve(InvestmentService.self)
