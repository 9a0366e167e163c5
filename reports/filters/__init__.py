from .assessments import AssessmentFilter
from .recommendations import RecommendationFilter

__all__ = ["AssessmentFilter", "RecommendationFilter"]
