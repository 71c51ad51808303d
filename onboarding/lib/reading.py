"""How hard a text is to read: the Flesch-Kincaid grade and the longest sentence.

J. P. Kincaid and others, "Derivation of new readability formulas for Navy enlisted personnel" (1975):
0.39 words a sentence + 11.8 syllables a word - 15.59. A grade of 5 is an age of about 10. Syllables are
counted by rule from the letters, so single words may be off by one; over a page that evens out.
"""

import re

_SENTENCE_END = re.compile(r"(?<=[.!?:])[\"”’)]*\s+|\n+")
_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9]+(?:['’-][A-Za-zÀ-ÿ0-9]+)*")
_VOWELS = re.compile(r"[aeiouyà-æè-ïò-öù-ý]+")
_SILENT = re.compile(
    r"[^laeiouy]e$|[aeiouy]l+e$|[^aeioudlty]ed$|[aeiouyl]led$|[^aeiouscxzgy]es$|[aeiouy][^aeiouy]e(?=ly$|ment)"
)
_TWO_SOUNDS = re.compile(
    r"[^ctg]ia|[ei]o(?![nu]|pl)|[^qg]ua|iet|uel|[^qgb]ui[nt]|ying|creat|being|doing|going"
)
_BY_EAR = {
    "area": 3, "anything": 3, "every": 2, "everything": 3, "idea": 3, "language": 2, "people": 2,
    "someone": 2, "something": 2, "sometimes": 2,
}  # fmt: skip


def sentences(text: str) -> list[str]:
    """The sentences of a text. A line end ends one too, so that headings and list items count alone."""
    return [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """The words: letters and digits with the apostrophes and hyphens inside them."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """The syllables of an English word, at least 1. A short word in capitals is spelt out: DBS has 3."""
    if word.isupper() and 1 < len(word) <= 5:
        return len(word)
    lower = word.lower()
    if lower in _BY_EAR:
        return _BY_EAR[lower]
    count = len(_VOWELS.findall(lower)) + len(_TWO_SOUNDS.findall(lower))
    return max(1, count - bool(_SILENT.search(lower)))


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text; 0.0 for one without words."""
    counted, parts = words(text), sentences(text)
    if not counted:
        return 0.0
    sounds = sum(syllables(word) for word in counted)
    return 0.39 * len(counted) / len(parts) + 11.8 * sounds / len(counted) - 15.59


def longest_sentence(text: str) -> int:
    """How many words the longest sentence has; 0 for a text without words."""
    return max((len(words(part)) for part in sentences(text)), default=0)
