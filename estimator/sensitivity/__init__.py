"""What decides: how far each input moves the answer, where the answer turns, and what knowing an input is worth."""

from .alternatives import Alternative
from .curves import Curve
from .drivers import Driver
from .equal_cost import EqualCost
from .influence import Influence
from .sensitivity import Sensitivity
from .switching import Switch

__all__ = ["Alternative", "Curve", "Driver", "EqualCost", "Influence", "Sensitivity", "Switch"]
