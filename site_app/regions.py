"""Which number do readers call in an emergency, where they live?

The settings choose the region when the process starts; what renders texts without Django asks here.
"""

EMERGENCY_NUMBERS = {"mainland": "120", "taiwan": "119", "hong_kong": "999", "other": "112"}

chosen = "mainland"


def choose(region: str) -> None:
    """Raises KeyError for one that nobody knows."""
    global chosen
    EMERGENCY_NUMBERS[region]
    chosen = region


def emergency_number() -> str:
    return EMERGENCY_NUMBERS[chosen]
