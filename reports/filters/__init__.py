from ..evaluation.filters.assessments import AssessmentFilter
from ..evaluation.filters.recommendations import RecommendationFilter

__all__ = ["AssessmentFilter", "RecommendationFilter"]
