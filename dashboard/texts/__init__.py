"""Every sentence a reader sees, one module a language. `en` is the reference; a test compares the others.

Labels of codes are in `geodata.codes`, labels of columns in `geodata.columns`.
"""

from dashboard.texts import en, ru, zh

LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "zh": "中文"}
TEXTS = {"en": en.TEXTS, "ru": ru.TEXTS, "zh": zh.TEXTS}
DEFAULT_LANGUAGE = "en"


def texts_for(language: str) -> dict[str, str]:
    """The texts of a language; English for one that is not there."""
    return TEXTS.get(language, TEXTS[DEFAULT_LANGUAGE])


def plural(text: str, n: int, language: str) -> str:
    """The form of `one|few|many` that goes with a number, by the language's own rule.

    English gives two forms (one|other), Russian three, Chinese one.
    """
    forms = text.split("|")
    if language == "ru":
        n = abs(n)
        if n % 10 == 1 and n % 100 != 11:
            return forms[0]
        return forms[1] if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else forms[2]
    return forms[0] if len(forms) == 1 or n == 1 else forms[1]
