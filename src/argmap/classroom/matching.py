"""Matching a student's map with the reference: which statements say the same, and which the teacher has to look at.

Statements are paired by the passage that they quote, then by accepted wordings (`also`), then by words, with regard to
negations, quantifiers and numbers. What these leave open is proposed by words and by the place in the argument, but
never decided: such a pair is a question to the teacher.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from argmap.classroom.likeness import Likeness, Relation, compare, saying
from argmap.compare.match import assign
from argmap.graph import Graph
from argmap.language.folding import fold
from argmap.model import Inference, Kind, Objection, own_words, wordings

_ANCHORED = 0.25  # the share of words from which two statements on one passage say the same
_CHANGED = 0.5  # how likely it is that a changed copy says the same
_LEAST = 0.15  # the fit from which a pair is worth a question
_ALTERNATIVES = 0.1  # how much worse than the best a further candidate may be and still be asked about
_NEAR = 0.8  # the share of words from which a pair may say something else in nearly the same words
_MOST_PAIRS = 40_000
_MOST_NEAR = 20  # candidates for a statement in maps of so many pairs
_MOST_ASKED = 3  # candidates for one statement
_ROUNDS = 4
_ON_TOPIC = 0.25  # the mean share of words from which a map is certainly about the same
_RARELY = 0.1  # what is less likely is not asked about
_NONE: Mapping[str, str] = MappingProxyType({})
_WORDS, _PLACE = 0.5, 0.5  # the shares of words and of the place in the argument in the fit of a pair


class Sure(StrEnum):
    """Why two statements are taken for the same."""

    PASSAGE = "they quote the same passage"
    WORDS = "they say the same"
    TEACHER = "the teacher says so"


class Question(NamedTuple):
    """A pair that only the teacher can decide on, and how likely it is, in [0, 1], that both say the same."""

    reference: str
    student: str
    likely: float


class Matching(NamedTuple):
    """The pairs of statements, by id of the reference: `sure` ones with the student's id, and how each is known.

    `turned` has pairs that say something else in nearly the same words: the contrary, or another amount. `questions`
    are the open ones, the likeliest first; `guessed` is the best guess at them, one to one.
    """

    sure: Mapping[str, str]
    why: Mapping[str, Sure]
    turned: Mapping[str, tuple[str, Relation]]
    questions: Sequence[Question]
    guessed: Mapping[str, str]


def said_elements(graph: Graph) -> list[str]:
    """The ids of all that says something in the argument: statements, and objections with a text."""
    objections = [element_id for element_id, objection in graph.map.objections.items() if objection.text]
    return [*(element_id for element_id, kind in graph.kinds.items() if kind.is_statement), *objections]


def folded(text: str) -> str:
    """A text as it is compared in decisions: without regard to case, spaces and quotation marks."""
    return " ".join(fold(text).text.casefold().split()).strip(" .")


class Answer(StrEnum):
    """What a teacher says of a pair of statements."""

    SAME = "same"
    OTHER = "other"
    CONTRARY = "contrary"


class Known(NamedTuple):
    """What is known of pairs beside the two maps: what the teacher has `decided`, and what is `asked` in the class.

    A pair goes by the folded words of a student and an id of the reference.
    """

    decided: Mapping[tuple[str, str], Answer] = MappingProxyType({})
    asked: Collection[tuple[str, str]] = frozenset()


NOTHING_KNOWN = Known()


def match_statements(reference: Graph, student: Graph, known: Known = NOTHING_KNOWN) -> Matching:
    """Match the statements and worded objections of two maps. What is `asked` in the class is asked here as well."""
    return _Matcher(reference, student, known).matching()


class _Matcher:
    def __init__(self, reference: Graph, student: Graph, known: Known) -> None:
        self.reference, self.student = reference, student
        self.words = {one: folded(own_words(student.element(one))) for one in said_elements(student)}
        self.asked, decided = known.asked, known.decided
        self.wanted, self.theirs = said_elements(reference), said_elements(student)
        self.language = reference.map.map.language.partition("-")[0].lower()
        answers = {
            (ref_id, student_id): decided[words, ref_id]
            for student_id, words in self.words.items()
            for ref_id in self.wanted
            if (words, ref_id) in decided
        }
        self.decided = {pair: answer is Answer.SAME for pair, answer in answers.items()}
        self.contrary = [pair for pair, answer in answers.items() if answer is Answer.CONTRARY]
        self.likeness = self._likenesses()

    def _likenesses(self) -> dict[tuple[str, str], Likeness]:
        """How alike the words of each pair are; pairs without a word in common are left out."""
        texts = {ref_id: wordings(self.reference.element(ref_id)) for ref_id in self.wanted}
        holders: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for ref_id, alternatives in texts.items():
            for text in alternatives:
                for word in saying(text, self.language).content:
                    holders[word][ref_id] = None
        found = {}
        for student_id in self.theirs:
            words = own_words(self.student.element(student_id))
            said = sorted(saying(words, self.language).content)
            for ref_id in dict.fromkeys(ref_id for word in said for ref_id in holders[word]):
                best = max((compare(text, words, self.language) for text in texts[ref_id]), key=_rank)
                if best.share:
                    found[ref_id, student_id] = best
        return found

    def _verbatim(self) -> list[tuple[str, str]]:
        """The pairs of exactly the same words that nothing else has."""
        ours = {one: folded(own_words(self.reference.element(one))) for one in self.wanted}
        theirs = self.words
        counted, others = Counter(ours.values()), Counter(theirs.values())
        by_words = {words: student_id for student_id, words in theirs.items() if others[words] == 1}
        return [
            (ref_id, by_words[words]) for ref_id, words in ours.items() if counted[words] == 1 and words in by_words
        ]

    def matching(self) -> Matching:
        sure: dict[str, str] = {}
        why: dict[str, Sure] = {}

        def take(pairs: Iterable[tuple[str, str]], reason: Sure) -> None:
            taken = set(sure.values())
            for ref_id, student_id in pairs:
                if ref_id not in sure and student_id not in taken and self.decided.get((ref_id, student_id), True):
                    sure[ref_id] = student_id
                    why[ref_id] = reason
                    taken.add(student_id)

        take((pair for pair, is_same in self.decided.items() if is_same), Sure.TEACHER)
        take(self._verbatim(), Sure.WORDS)
        take(self._on_passages(), Sure.PASSAGE)
        take(self._of_same_words(sure), Sure.WORDS)
        turned = self._turned(sure)
        fits = self._fits({**sure, **{ref_id: student_id for ref_id, (student_id, _) in turned.items()}})
        questions, guessed = self._questions(sure, fits)
        return Matching(sure, why, turned, questions, guessed)

    def _of_same_words(self, sure: Mapping[str, str]) -> list[tuple[str, str]]:
        """The pairs that say the same; among those of the same words, the place in the argument decides."""
        taken = set(sure.values())
        same = {
            pair: likeness.share
            for pair, likeness in self.likeness.items()
            if likeness.relation is Relation.SAME and pair[0] not in sure and pair[1] not in taken
        }
        if not same:
            return []
        refs, theirs = (list(dict.fromkeys(pair[side] for pair in same)) for side in (0, 1))
        found: dict[str, str] = {}
        for _ in range(_ROUNDS):
            place = self._places(sure, found)
            # The same id decides where nothing else does.
            fit = {
                pair: same[pair] + 0.2 * place[pair] + 0.001 * (pair[0] == pair[1]) for pair in same if pair in place
            }
            before, found = found, _best_pairs(refs, theirs, fit)
            if found == before:
                break
        return list(found.items())

    def _on_passages(self) -> list[tuple[str, str]]:
        """Pairs that quote one passage and have words in common, unless these are a copy with something changed."""
        ours, theirs = _passages(self.reference, self.wanted), _passages(self.student, self.theirs)
        found = []
        for ref_id, passages in ours.items():
            for student_id, others in theirs.items():
                likeness = self.likeness.get((ref_id, student_id))
                if likeness is None or likeness.relation in _TURNS:
                    continue
                if likeness.relation is not Relation.SAME and likeness.share < _ANCHORED:
                    continue
                if any(_overlap(passage, other) for passage in passages for other in others):
                    found.append((likeness.share, ref_id, student_id))
        return [(ref_id, student_id) for _, ref_id, student_id in sorted(found, key=lambda one: -one[0])]

    def _turned(self, sure: Mapping[str, str]) -> dict[str, tuple[str, Relation]]:
        taken = set(sure.values())
        pairs = {
            (ref_id, student_id): likeness
            for (ref_id, student_id), likeness in self.likeness.items()
            if (likeness.share >= _NEAR or likeness.relation in _OTHER)
            and ref_id not in sure
            and student_id not in taken
        }
        for ref_id, student_id in self.contrary:
            if ref_id not in sure and student_id not in taken:
                pairs[ref_id, student_id] = Likeness(1.2, Relation.CONTRARY)  # before anything that words tell
        refs, theirs = ({pair[side] for pair in pairs} for side in (0, 1))
        found = assign(
            [one for one in self.wanted if one in refs],
            [one for one in self.theirs if one in theirs],
            # What might say the same is not taken for something else.
            lambda a, b: (pairs[a, b].share - 0.1 * (pairs[a, b].relation in _OTHER)) if (a, b) in pairs else 0.0,
            0.1,
        )
        return {
            ref_id: (student_id, relation)
            for ref_id, student_id in found.items()
            if (relation := pairs[ref_id, student_id].relation) in _OTHER
        }

    def _fits(self, known: Mapping[str, str]) -> dict[tuple[str, str], tuple[float, float]]:
        """How well each pair that is open fits by words, and by its place in the argument."""
        return {
            pair: (self.likeness[pair].share if pair in self.likeness else 0.0, place)
            for pair, place in self._places(known).items()
            if pair[0] not in known
        }

    def _places(self, known: Mapping[str, str], tried: Mapping[str, str] = _NONE) -> dict[tuple[str, str], float]:
        """How well the places of each possible pair fit, in [0, 1].

        They fit if what is around the two can be paired as well, as far as the known pairs allow. After so many rounds,
        that goes for all that is so many steps away. Pairs that are only `tried` count more than others.
        """
        taken = set(known.values())
        ours = {one: _around(self.reference, one) for one in self.wanted}
        theirs = {one: _around(self.student, one) for one in self.theirs}
        pairs = [
            (a, b)
            for a in self.wanted
            for b in self.theirs
            if (known.get(a) == b if a in known or b in taken else self.decided.get((a, b), True))
        ]
        if len(pairs) > _MOST_PAIRS:
            near = self._nearest()
            pairs = [pair for pair in pairs if pair in near or pair[0] in known]
        kinds = {(a, b): self._same_by_itself(a, b) for a, b in pairs}
        place = dict(kinds)
        for _ in range(_ROUNDS):
            place = {(a, b): kinds[a, b] * _place(ours[a], theirs[b], place) for a, b in pairs}
            if tried:
                place = {(a, b): fit if tried.get(a, b) == b else 0.7 * fit for (a, b), fit in place.items()}
        return place

    def _nearest(self) -> set[tuple[str, str]]:
        """The pairs that are worth a look where there are very many: the most alike for each of the student's."""
        candidates: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for pair in self.likeness:
            candidates[pair[1]].append(pair)
        return {
            pair
            for pairs in candidates.values()
            for pair in sorted(pairs, key=lambda pair: -self.likeness[pair].share)[:_MOST_NEAR]
        }

    def _same_by_itself(self, ref_id: str, student_id: str) -> float:
        """How much two elements are of the same kind and have as many steps, in [0, 1]."""
        more = abs(len(self.reference.around(ref_id)) - len(self.student.around(student_id)))
        return _same_kind(self.reference.kinds[ref_id], self.student.kinds[student_id]) * 0.98**more

    def _questions(
        self, sure: Mapping[str, str], fits: Mapping[tuple[str, str], tuple[float, float]]
    ) -> tuple[list[Question], dict[str, str]]:
        """The pairs to ask about, and the best guess."""
        value = {
            pair: max(_LEAST if self._is_asked_anyway(pair) else 0.0, _WORDS * words + _PLACE * place)
            for pair, (words, place) in fits.items()
            if self._relation(pair) not in _OTHER
        }
        refs, theirs = (list(dict.fromkeys(pair[side] for pair in fits)) for side in (0, 1))
        guessed = assign(refs, theirs, lambda a, b: value.get((a, b), 0.0), _LEAST)
        likely = self._likelihoods(sure, fits, guessed)
        asked: dict[tuple[str, str], Question] = {}
        candidates: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for pair in value:
            candidates[pair[1]].append(pair)
        for ref_id, student_id in guessed.items():
            least = max(_LEAST, value[ref_id, student_id] - _ALTERNATIVES)
            near = sorted(
                (pair for pair in candidates[student_id] if value[pair] >= least),
                key=lambda pair: (pair[0] != ref_id, -value[pair]),
            )[:_MOST_ASKED]
            asked |= {pair: Question(*pair, likely=likely[pair]) for pair in near if likely[pair] >= _RARELY}
        asked |= {pair: Question(*pair, likely=likely[pair]) for pair in value if self._is_asked_anyway(pair)}
        guessed = {ref_id: student_id for ref_id, student_id in guessed.items() if (ref_id, student_id) in asked}
        return sorted(asked.values(), key=lambda one: -one.likely), guessed

    def _likelihoods(
        self,
        sure: Mapping[str, str],
        fits: Mapping[tuple[str, str], tuple[float, float]],
        guessed: Mapping[str, str],
    ) -> dict[tuple[str, str], float]:
        """How likely it is that each open pair says the same, in [0, 1]."""
        # A map of the same shape about something else has no words in common.
        told = [1.0] * len(sure) + [fits[pair][0] for pair in guessed.items()]
        topic = min(1.0, sum(told) / max(1, len(told)) / _ON_TOPIC)
        # Who has copied the rest word for word has hardly put this one into words without any in common.
        copied = len(self._verbatim()) / max(1, len(told))
        found = {}
        for pair, (words, place) in fits.items():
            likely = topic * _likely(words, place) * (1.0 if words else 1 - 0.5 * copied)
            if self._relation(pair) is Relation.CHANGED:
                likely = _CHANGED
            if self._relation(pair) is Relation.DOUBTFUL:
                likely /= 2
            found[pair] = max(likely, _RARELY) if self._is_asked_anyway(pair) else likely
        return found

    def _relation(self, pair: tuple[str, str]) -> Relation:
        return self.likeness[pair].relation if pair in self.likeness else Relation.UNLIKE

    def _is_asked_anyway(self, pair: tuple[str, str]) -> bool:
        """Whether a pair is open in the class, or is of two conclusions, of which no map has many."""
        ref_id, student_id = pair
        if (self.words[student_id], ref_id) in self.asked:
            return True
        return self.reference.kinds[ref_id] is self.student.kinds[student_id] is Kind.CONCLUSION


_OTHER = frozenset({Relation.CONTRARY, Relation.OTHER_AMOUNT})
_TURNS = _OTHER | {Relation.DOUBTFUL, Relation.CHANGED}


def _best_pairs(refs: Collection[str], theirs: Collection[str], fit: Mapping[tuple[str, str], float]) -> dict[str, str]:
    return assign(refs, theirs, lambda a, b: fit.get((a, b), 0.0), 0.5)


def _rank(likeness: Likeness) -> tuple[bool, float]:
    return likeness.relation is Relation.SAME, likeness.share


def _likely(words: float, place: float) -> float:
    """How likely it is that a pair says the same, from how well its words and its place fit, in [0, 1]."""
    return min(0.95, max(_RARELY if words >= _ANCHORED else 0.0, 0.5 * words + 1.1 * place - 0.15))


def _same_kind(kind: Kind, other: Kind) -> float:
    if kind is other:
        return 1.0
    return 0.9 if (kind.is_given and other.is_given) or (kind.is_statement and other.is_statement) else 0.6


def _passages(graph: Graph, ids: Collection[str]) -> dict[str, list[str]]:
    """The folded words that statements quote, by id."""
    quotes = {element_id: getattr(graph.element(element_id), "quote", ()) for element_id in ids}
    return {
        element_id: words
        for element_id, found in quotes.items()
        if (words := [folded(quote.exact) for quote in found if quote.exact])
    }


def _overlap(passage: str, other: str) -> bool:
    """Whether two passages are the same or one is in the other."""
    return passage in other or other in passage


_Around = Mapping[str, frozenset[str]]


def _around(graph: Graph, element_id: str) -> _Around:
    """The statements around one, by how they bear on it; a step stands for what it joins."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    for step in (*graph.supporters(element_id), *graph.attackers(element_id)):
        key = "for" if graph.kinds[step] is Kind.INFERENCE else "against"
        places[key].update(graph.premises(step))
        if key == "against" and own_words(graph.element(step)):
            places[key].add(step)
    element = graph.element(element_id)
    if isinstance(element, Objection):
        places["to"].update(_statements(graph, element.against))
        places["for"].update(graph.premises(element_id))
    for after in graph.successors(element_id):
        following = graph.element(after)
        if isinstance(following, Inference | Objection):
            places["with"].update(one for one in graph.premises(after) if one != element_id)
            target = following.to if isinstance(following, Inference) else following.against
            places["to"].update(_statements(graph, target))
    return MappingProxyType({key: frozenset(places[key]) for key in ("for", "against", "to", "with")})


def _statements(graph: Graph, element_id: str) -> tuple[str, ...]:
    """What says something: an element itself or, of a step without words, what it leads to."""
    element = graph.element(element_id)
    if isinstance(element, Inference):
        return (element.to,)
    if isinstance(element, Objection) and not element.text:
        return ()
    return (element_id,)


_SHARES = MappingProxyType({"for": 1.0, "against": 0.6, "to": 1.0, "with": 0.7})


def _place(ours: _Around, theirs: _Around, scores: Mapping[tuple[str, str], float]) -> float:
    """How well what is around two statements fits, in [0, 1]."""
    total = weight = 0.0
    for key, share in _SHARES.items():
        if not ours[key] and not theirs[key]:
            continue
        weight += share
        if ours[key] and theirs[key]:
            total += share * _best(ours[key], theirs[key], scores) / max(len(ours[key]), len(theirs[key]))
    return total / weight if weight else 0.0


def _best(ours: Collection[str], theirs: Collection[str], scores: Mapping[tuple[str, str], float]) -> float:
    """The sum of the best pairs, one to one, taken greedily."""
    pairs = sorted(((scores.get((a, b), 0.0), a, b) for a in ours for b in theirs), reverse=True)
    total, used = 0.0, set[str]()
    for score, a, b in pairs:
        if score and f"r{a}" not in used and f"s{b}" not in used:
            total += score
            used |= {f"r{a}", f"s{b}"}
    return total
