"""How names that stand side by side are told apart."""

from collections import Counter

#: Fewer names than these are not taken for a pattern.
_FEWEST = 3


def without_common_words(names: list[str]) -> list[str]:
    """Return the names without the words with which more than half of them begin: "Klimatilpasning"
    of "Netværk for klimatilpasning". Names that would then be alike stay as they are.
    """
    words = [name.split() for name in names]
    prefix: list[str] = []
    while True:
        longer = Counter(
            each[len(prefix)]
            for each in words
            if each[: len(prefix)] == prefix and len(each) > len(prefix) + 1
        )
        [(word, count)] = longer.most_common(1) or [("", 0)]
        if count < _FEWEST or count * 2 <= len(names):
            break
        prefix.append(word)
    length = len(prefix)
    told = [
        _with_capital(" ".join(each[length:]))
        if length and each[:length] == prefix and len(each) > length
        else name
        for name, each in zip(names, words, strict=True)
    ]
    return told if len(set(told)) == len(told) else names


def _with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
