import Chassis
import InvestmentPromotion

await ServiceCommand<InvestmentService>.main()
