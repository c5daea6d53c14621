"""Letters as rows: the profile they are printed under, the register of numbers, their life, their receipt."""

from assignments.letters.models.letters import (
    ASSIGNMENT_KINDS,
    LETTER_MOVES,
    STANDING_STATES,
    UNISSUED_STATES,
    Letter,
    LetterKind,
    LetterRow,
    LetterState,
    LetterStep,
    StepKind,
    new_token,
)
from assignments.letters.models.profiles import (
    LetterProfile,
    PaperSize,
    SigningMethod,
    Typeface,
    validate_pattern,
)
from assignments.letters.models.registers import Register, RegisterEntry

__all__ = [
    "ASSIGNMENT_KINDS",
    "LETTER_MOVES",
    "STANDING_STATES",
    "UNISSUED_STATES",
    "Letter",
    "LetterKind",
    "LetterProfile",
    "LetterRow",
    "LetterState",
    "LetterStep",
    "PaperSize",
    "Register",
    "RegisterEntry",
    "SigningMethod",
    "StepKind",
    "Typeface",
    "new_token",
    "validate_pattern",
]
