"""Use cases of a briefing: keep deadlines and what is missing, count days, gather a day."""

from courtdesk.briefing.service.briefings import BriefingService
from courtdesk.briefing.service.deadlines import DeadlineService
from courtdesk.briefing.service.forms import FormService
from courtdesk.briefing.service.points import PointService
from courtdesk.briefing.service.readiness import ReadinessService
from courtdesk.briefing.service.rules import RuleService

__all__ = [
    "BriefingService",
    "DeadlineService",
    "FormService",
    "PointService",
    "ReadinessService",
    "RuleService",
]
