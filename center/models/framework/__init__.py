"""What a grant is to achieve: objectives, their results, activities, and the indicators that tell of it.

The shape is that of the results framework of IATI 2.03 (result, indicator, period), with the objective above.
"""

from center.models.framework.indicator import Indicator
from center.models.framework.outline import Activity, Objective, Result
from center.models.framework.period import IndicatorPeriod
from center.models.framework.revision import IndicatorRevision

__all__ = ["Activity", "Indicator", "IndicatorPeriod", "IndicatorRevision", "Objective", "Result"]
