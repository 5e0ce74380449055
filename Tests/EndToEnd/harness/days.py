"""Days in China, as the services tell them."""

import datetime

TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
DAY = datetime.timedelta(days=1)
