"""What a rule is handed in a truth table: findings, answers, or both."""

from typing import Any

from onboarding.engine.history import Taking
from tests.unit.stages.histories import history, taking


def found(code: str, **values: Any) -> Taking:
    return taking(history(findings={code: values}))


def told(**facts: Any) -> Taking:
    return taking(history(), facts=facts)


def both(code: str, values: dict[str, Any], **facts: Any) -> Taking:
    return taking(history(findings={code: values}), facts=facts)
