"""Find the paragraphs of an edition again in a changed text, so that their anchors last.

A paragraph with the same words is the same one, wherever it stands now. One that is clearly the
same edited is so too. Where it is not clear - a paragraph was split, two were joined, or one was
written anew in its place - the candidates are named and a person decides.

Nothing here knows of the database. The work is bounded: candidates are found by the word pairs
that few paragraphs share, so 2,000 paragraphs are not held against 2,000 others.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from lessons.domain.word_diff import words_of

CLEAR = 0.6  # so much alike, by the share of words and word pairs in common
MARGIN = 0.2  # and by so much more than any other
POSSIBLE = 0.3  # worth naming
LIKELY = 0.45  # worth suggesting
MOST_CANDIDATES = 4
_COMMON = 24  # a word pair in more paragraphs than this tells nothing
_WEIGHED = 6  # so many candidates of each are weighed exactly
_ROUNDS = 20


class Kind(StrEnum):
    """How sure it is what a paragraph was before."""

    SAME = "same"
    EDITED = "edited"
    UNCLEAR = "unclear"
    NEW = "new"


@dataclass(frozen=True)
class Match:
    """What a paragraph of the new text is.

    ``anchor`` is the old paragraph's, or the one suggested where it is unclear; empty for new.
    ``candidates`` are the anchors to choose from, the likeliest first.
    """

    kind: Kind
    anchor: str = ""
    candidates: tuple[str, ...] = ()


Old = Sequence[tuple[str, str]]
_Scores = dict[int, dict[int, float]]


def match_paragraphs(old: Old, new: Sequence[str], *, earlier: Old = ()) -> list[Match]:
    """Return for each text of ``new`` which paragraph of ``old`` it is.

    ``old`` are anchors with their texts, in order; ``earlier`` those of paragraphs that an older
    edition had: one that comes back word for word gets its anchor back. No anchor is given twice.
    """
    found = _equal(old, new)
    returned = _returned(earlier, new, found)
    rest = [i for i in range(len(old)) if i not in set(found.values())]
    open_new = [j for j in range(len(new)) if j not in found and j not in returned]
    scores = _scores({i: old[i][1] for i in rest}, {j: new[j] for j in open_new})
    edited = _clear(scores)
    scores = _without(scores, edited)
    _add_those_in_place(scores, old, new, found | edited)
    names = [anchor for anchor, _text in old]
    return _matches(names, len(new), found, returned, edited, scores)


def folded(text: str) -> str:
    """Return a text as it is compared: NFC, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _equal(old: Old, new: Sequence[str]) -> dict[int, int]:
    """Pair equal texts, new place to old; of repeated ones, those beside paired neighbors first."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, (_anchor, text) in enumerate(old):
        places[folded(text)].append(i)
    wanted: dict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        wanted[folded(text)].append(j)
    found = {js[0]: places[t][0] for t, js in wanted.items() if len(js) == len(places[t]) == 1}
    repeated = [(js, places[t]) for t, js in wanted.items() if places[t] and js[0] not in found]
    for step in (-1, 1):
        for js, olds in repeated:
            _pair_beside(js, olds, step, found)
    for js, olds in repeated:
        taken = set(found.values())
        left = [i for i in olds if i not in taken]
        found |= dict(zip([j for j in js if j not in found], left, strict=False))
    return found


def _pair_beside(js: list[int], olds: list[int], step: int, found: dict[int, int]) -> None:
    """Pair repeated texts whose neighbors (before: -1, after: 1) are paired with each other."""
    free = set(olds) - {found[j] for j in js if j in found}
    for j in js if step < 0 else reversed(js):
        neighbor = found.get(j + step)
        if j not in found and neighbor is not None and neighbor - step in free:
            found[j] = neighbor - step
            free.discard(neighbor - step)


def _returned(earlier: Old, new: Sequence[str], found: Mapping[int, int]) -> dict[int, str]:
    anchors: dict[str, list[str]] = defaultdict(list)
    for anchor, text in earlier:
        anchors[folded(text)].append(anchor)
    returned = {}
    for j, text in enumerate(new):
        waiting = anchors.get(folded(text)) if j not in found else None
        if waiting:
            returned[j] = waiting.pop(0)
    return returned


def _features(text: str) -> Counter:
    """Count the words of a text, and the pairs of words that follow each other."""
    words = [word.casefold() for word in words_of(unicodedata.normalize("NFC", text))]
    words = [word for word in words if any(map(str.isalnum, word))] or words
    return Counter([*words, *pairwise(words)])


def _scores(old: Mapping[int, str], new: Mapping[int, str]) -> _Scores:
    """Weigh each new text against the old ones that share rare words or word pairs with it."""
    features = {i: _features(text) for i, text in old.items()}
    where: defaultdict[object, list[int]] = defaultdict(list)
    for i, counted in features.items():
        for feature in counted:
            where[feature].append(i)
    scores: _Scores = {}
    for j, text in new.items():
        own = _features(text)
        holders = [where[feature] for feature in own if feature in where]
        shared = Counter(i for places in holders if len(places) <= _COMMON for i in places)
        weighed = {i: _alike(features[i], own) for i, _count in shared.most_common(_WEIGHED)}
        scores[j] = {i: score for i, score in weighed.items() if score >= POSSIBLE}
    return scores


def _alike(one: Counter, other: Counter) -> float:
    """Return the share of what both have in common, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _clear(scores: _Scores) -> dict[int, int]:
    """Pair those that are each other's best by far; what is settled leaves the others clearer."""
    settled: dict[int, int] = {}
    for _round in range(_ROUNDS):
        left = _without(scores, settled)
        by_old = _turned(left)
        now = {
            j: best
            for j, row in left.items()
            if (best := _best_by_far(row)) is not None and _best_by_far(by_old[best]) == j
        }
        if not now:
            break
        settled |= now
    return settled


def _best_by_far(row: Mapping[int, float]) -> int | None:
    ranked = sorted(row.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < CLEAR:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
        return None
    return ranked[0][0]


def _without(scores: _Scores, settled: Mapping[int, int]) -> _Scores:
    taken = set(settled.values())
    return {
        j: {i: score for i, score in row.items() if i not in taken}
        for j, row in scores.items()
        if j not in settled
    }


def _turned(scores: _Scores) -> _Scores:
    turned: _Scores = defaultdict(dict)
    for j, row in scores.items():
        for i, score in row.items():
            turned[i][j] = score
    return turned


def _add_those_in_place(
    scores: _Scores, old: Old, new: Sequence[str], paired: Mapping[int, int]
) -> None:
    """Name an old paragraph for the one that stands alone in its place, however unlike it is."""
    taken = set(paired.values())
    for j in scores:
        before = paired.get(j - 1, -1 if j == 0 else None)
        after = paired.get(j + 1, len(old) if j == len(new) - 1 else None)
        if before is None or after is None or after - before != 2 or before + 1 in taken:  # noqa: PLR2004
            continue
        scores[j].setdefault(before + 1, 0.0)


def _matches(
    names: Sequence[str],
    count: int,
    found: Mapping[int, int],
    returned: Mapping[int, str],
    edited: Mapping[int, int],
    scores: _Scores,
) -> list[Match]:
    suggested = _suggested(scores)
    matches = []
    for j in range(count):
        if j in found:
            matches.append(Match(Kind.SAME, names[found[j]]))
        elif j in returned:
            matches.append(Match(Kind.SAME, returned[j]))
        elif j in edited:
            matches.append(Match(Kind.EDITED, names[edited[j]], (names[edited[j]],)))
        elif scores[j]:
            candidates = tuple(names[i] for i in _ranked(scores[j]))
            suggestion = names[suggested[j]] if j in suggested else ""
            matches.append(Match(Kind.UNCLEAR, suggestion, candidates))
        else:
            matches.append(Match(Kind.NEW))
    return matches


def _ranked(row: Mapping[int, float]) -> list[int]:
    return sorted(row, key=lambda i: (-row[i], i))[:MOST_CANDIDATES]


def _suggested(scores: _Scores) -> dict[int, int]:
    """Give each old paragraph to the likeliest new one, no old one twice."""
    ranked = sorted(_likely(scores), key=lambda item: (-item[0], item[1], item[2]))
    suggested: dict[int, int] = {}
    taken: set[int] = set()
    for _score, j, i in ranked:
        if j not in suggested and i not in taken:
            suggested[j] = i
            taken.add(i)
    return suggested


def _likely(scores: _Scores) -> Iterable[tuple[float, int, int]]:
    for j, row in scores.items():
        for i, score in row.items():
            if score >= LIKELY:
                yield score, j, i


def fresh_anchors(sections: Sequence[int], taken: Iterable[str]) -> list[str]:
    """Return an anchor for each new paragraph, by the number of the section it stands in.

    None was ever used in this lesson: ``taken`` are all that ever were.
    """
    last: dict[int, int] = defaultdict(int)
    for name in taken:
        section, number = (int(part) for part in name.removeprefix("s").split("-"))
        last[section] = max(last[section], number)
    names = []
    for section in sections:
        last[section] += 1
        names.append(f"s{section}-{last[section]}")
    return names
