"""The analysis of a map: everything known about it, each part computed once, when it is first needed.

Start reading here. A map is loaded (`argmap.loading`) and analysed here; everything else is a pure function of the
analysis: findings, rankings, reports, marks and exercises. A picture also needs the placement of the boxes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from argmap.describe import Fact, facts, full_words_of, headline, text_of, words_of
from argmap.editing.fixes import Edit, fixed
from argmap.english import agreeing
from argmap.findings import ElementFinding, Finding, Level, Related, Severity
from argmap.graph import Graph, build_graph
from argmap.language.links import passage_url
from argmap.loading.load import LoadedMap, load_changed
from argmap.model import Map, Quote
from argmap.once import Keeper, once
from argmap.project.source_texts import NO_TEXTS, SourceTexts
from argmap.rules.context import CheckContext, Rule
from argmap.rules.registry import chosen_rules
from argmap.rules.run import Found, RuleRun
from argmap.rules.w210_low_standing import LowStanding
from argmap.settings import MeasureName, Settings
from argmap.standing.assessment import Assessment, Trials, is_below
from argmap.standing.clash import Clash, clash
from argmap.standing.drawing import Drawing
from argmap.standing.effects import Account, account, assess
from argmap.standing.grades import Graded, grades
from argmap.standing.measured import assess_by
from argmap.standing.sampling import samples_for
from argmap.standing.structure import structural_reasons
from argmap.standing.together import Together, together
from argmap.standing.trials import trials
from argmap.standing.weak_links import WeakLink, weak_links
from argmap.standing.what_if import WhatIf, what_if

MAX_WORK = 200_000
"""The most elements to assess, counted once per conclusion they bear on; further conclusions are left out."""
_MOST_ROUNDS = 10  # of fixes, each of which may make the next ones possible


def analyse(loaded: LoadedMap, settings: Settings | None = None, sources: SourceTexts = NO_TEXTS) -> Analysis:
    """The analysis of a loaded map; `sources` has the texts in which quotes are looked up."""
    return Analysis(loaded, settings or Settings(), sources)


@dataclass(frozen=True, eq=False)
class Analysis(Keeper):
    """Everything known about a map. It never changes; each part is computed when it is first needed."""

    loaded: LoadedMap
    settings: Settings
    sources: SourceTexts

    @property
    def map(self) -> Map:
        """The map itself."""
        return self.loaded.map

    @property
    @once
    def title(self) -> str:
        """The map's title, or the name of its file if it has none."""
        path = self.loaded.documents[0].path if self.loaded.documents else None
        return self.map.map.title or (path.stem if path is not None else "") or "argument map"

    @property
    @once
    def graph(self) -> Graph:
        """What supports and attacks what."""
        return build_graph(self.map)

    @property
    @once
    def grades(self) -> Mapping[str, Graded]:
        """The grade of every element that holds or fails by itself, by id."""
        return MappingProxyType(grades(self.graph))

    def passage_url(self, quote: Quote) -> str:
        """The link to a quoted passage, or to its source; empty if there is none."""
        return passage_url(self.map, quote, self.sources.texts.get(quote.source)) or ""

    # Conclusions and weak links

    @property
    @once
    def roots(self) -> tuple[str, ...]:
        """The conclusions to assess: all of them, or as many as `MAX_WORK` allows, but at least one."""
        kept: list[str] = []
        left = MAX_WORK
        for root in self.graph.roots():
            left -= len(self.graph.bearing(root))
            if left < 0 and kept:
                break
            kept.append(root)
        return tuple(kept)

    @property
    def roots_left_out(self) -> int:
        """How many conclusions are not assessed."""
        return len(self.graph.roots()) - len(self.roots)

    @property
    def left_out(self) -> str:
        """A sentence on the conclusions that are not assessed; empty if all are."""
        if not self.roots_left_out or not self.settings.weak:
            return ""
        count = f"{self.roots_left_out} of {len(self.graph.roots())} conclusions"
        return f"{count} {agreeing(self.roots_left_out, 'were')} not assessed because the map is too large"

    @once
    def account(self, element_id: str) -> Account:
        """What the standing of an element is computed from. Raises `KeyError` if the id is not a node's."""
        sharing = self._sharing(element_id)
        return account(self.graph, element_id, self.grades, drawing=self._drawing, sharing=sharing)

    @property
    @once
    def _drawing(self) -> Drawing:
        """The worlds for all numbers that cannot be exact."""
        values = {element_id: grade.value for element_id, grade in self.grades.items()}
        exclusive = (self.graph.exclusive(rivalry) for rivalry in self.map.rivals)
        groups = sorted(tuple(sorted(group)) for group in exclusive if len(group) > 1)
        return Drawing(values, groups, samples_for(len(self.graph)))

    @once
    def _sharing(self, element_id: str) -> int:
        """With how many conclusions of its size a statement shares the work, so that the time for all is bounded."""
        whole = sum(len(self.graph.bearing(root)) for root in self.roots)
        return max(1, round(whole / len(self.graph.bearing(element_id)))) if element_id in self.roots else 1

    @once
    def assessment(self, element_id: str) -> Assessment:
        """The assessment of a conclusion, or of any other statement, by the measure in the settings.

        Raises `KeyError` if the id is not a node's.
        """
        if self.settings.measure is MeasureName.STANDING:
            return assess(self.graph, self.account(element_id))
        return assess_by(self.graph, element_id, self.settings.measure, self.grades)

    @once
    def trials(self, element_id: str) -> Trials | None:
        """What becomes of a standing if every grade changes a little; None without one."""
        if self.settings.measure is not MeasureName.STANDING:
            return None
        return trials(self.account(element_id), self.assessment(element_id), self._sharing(element_id))

    @once
    def together(self, element_id: str) -> Together | None:
        """What repairs of a conclusion gain together; None with another measure, or if its standing is not exact."""
        if self.settings.measure is not MeasureName.STANDING:
            return None
        return together(self.account(element_id), self.assessment(element_id))

    @property
    @once
    def assessments(self) -> Mapping[str, Assessment]:
        """The assessment of each of the `roots`, by id; empty if the settings turn weak links off."""
        roots = self.roots if self.settings.weak else ()
        return MappingProxyType({root: self.assessment(root) for root in roots})

    @once
    def clash(self, rivalry: str) -> Clash:
        """How often the members of a rivalry stand and clash. Raises `KeyError` if the id is not a rivalry's."""
        members = self.graph.map.rivals[rivalry].among
        return clash(self.account(rivalry), [self.account(member) for member in members])

    @property
    @once
    def clashes(self) -> Mapping[str, Clash]:
        """The numbers of each rivalry, by id; empty with measures other than standing, or without weak links."""
        if not self.settings.weak or self.settings.measure is not MeasureName.STANDING:
            return MappingProxyType({})
        return MappingProxyType({rivalry: self.clash(rivalry) for rivalry in self.map.rivals})

    @property
    @once
    def drawn(self) -> Mapping[str, int]:
        """How many worlds were drawn for the chance of an element, by id; only of the chances that are estimates."""
        exact = {
            element_id
            for root in self.roots
            if not (known := self.account(root)).drawn
            for element_id in known.network.occurrences
        }
        worlds = self._drawing.samples
        return MappingProxyType({element_id: worlds for element_id in self.chances if element_id not in exact})

    @property
    @once
    def chances(self) -> Mapping[str, float]:
        """The probability that each element bearing on an assessed conclusion stands itself, in [0, 1].

        Empty with measures other than standing, or if the settings turn weak links off.
        """
        if not self.settings.weak or self.settings.measure is not MeasureName.STANDING:
            return MappingProxyType({})
        found: dict[str, float] = {}
        for root in sorted(self.roots, key=lambda root: bool(self.account(root).drawn)):
            found = self.account(root).chances() | found  # what one conclusion knows exactly goes before estimates
        return MappingProxyType(found)

    @property
    @once
    def weak_links(self) -> Mapping[str, WeakLink]:
        """The weak links of the map by id, the weakest first; empty if the settings turn them off."""
        return MappingProxyType(weak_links(self.assessments.values(), self.structural_reasons))

    @property
    @once
    def structural_reasons(self) -> Mapping[str, tuple[str, ...]]:
        """What makes elements weak by structure, in words, by id; empty if the settings turn weak links off."""
        return MappingProxyType(structural_reasons(self.graph) if self.settings.weak else {})

    @property
    @once
    def what_if(self) -> Sequence[WhatIf]:
        """What a page needs to reassess the conclusions when a grade changes; empty with another measure."""
        argued = [root for root in self.roots if self.graph.is_argued(root)]
        return tuple(what_if([self.account(root) for root in argued])) if self.chances else ()

    # Findings

    @property
    @once
    def undecided_by_estimate(self) -> tuple[str, ...]:
        """The conclusions of which an estimate cannot tell whether their standing is low, if a rule asks for that."""
        if not any(rule.code == LowStanding.code for rule in self._rules_at(self.settings.level)):
            return ()
        limit = self.settings.low_standing
        argued = [root for root in self.map.conclusions if self.graph.supporters(root) and root in self.graph.judged]
        found = {root: self.account(root).standing() for root in argued}
        return tuple(root for root, one in found.items() if is_below(one.share, one.error, limit) is None)

    @property
    @once
    def _rules(self) -> RuleRun:
        context = CheckContext(
            self.graph,
            self.sources.texts,
            self.sources.unreadable,
            self.settings.low_standing,
            lambda root: self.account(root).standing(),
        )
        return RuleRun(context, chosen_rules(self.settings.select, self.settings.ignore))

    @property
    @once
    def _found(self) -> Sequence[Found]:
        return self._found_at(self.settings.level, self._rules_at(self.settings.level))

    def _found_at(self, level: Level, rules: Sequence[Rule]) -> tuple[Found, ...]:
        """What some rules find that is worth reporting at a level."""
        order = list(Level)
        found = self._rules.found(rules)
        is_selected = bool(self.settings.select)
        return tuple(one for one in found if is_selected or order.index(one.level) <= order.index(level))

    def _rules_at(self, level: Level) -> Sequence[Rule]:
        """The selected rules of a level and those below."""
        return chosen_rules(self.settings.select, self.settings.ignore, level)

    @property
    @once
    def findings(self) -> Sequence[Finding]:
        """What the selected rules find, with places, in the order of the files; includes accepted findings."""
        findings = [_placed(found, self.loaded) for found in self._found]
        order = {document.source.name: number for number, document in enumerate(self.loaded.documents)}
        return tuple(
            sorted(
                findings,
                key=lambda finding: (order.get(finding.place.file, 0), finding.place.span, finding.code),
            )
        )

    @property
    @once
    def element_findings(self) -> Mapping[str, Sequence[ElementFinding]]:
        """The open findings of each element by id, the most severe first, without `hints_on_words`.

        Empty if the settings turn findings off.
        """
        return self._by_element(on_words=False)

    @property
    @once
    def hints_on_words(self) -> Mapping[str, Sequence[ElementFinding]]:
        """The open hints on how each element is worded, by id; their rules run only if they are needed."""
        return self._by_element(on_words=True)

    def _by_element(self, *, on_words: bool) -> Mapping[str, Sequence[ElementFinding]]:
        if not self.settings.findings:
            return MappingProxyType({})
        lists: dict[str, list[ElementFinding]] = {}
        # Who looks at one element wants to know more of it than who reads the report on a whole map.
        level = Level.PEDANTIC if self.settings.level is Level.PEDANTIC else Level.THOROUGH
        rules = [rule for rule in self._rules_at(level) if _is_on_words(rule) is on_words]
        for found in self._found_at(level, rules):
            rule, hit, accepted = found
            if hit.subject and not accepted:
                finding = ElementFinding(rule.code, rule.name, found.severity, hit.message, rule.help)
                lists.setdefault(hit.subject, []).append(finding)
        order = list(Severity)
        return MappingProxyType(
            {
                element_id: tuple(sorted(several, key=lambda finding: (order.index(finding.severity), finding.code)))
                for element_id, several in lists.items()
            }
        )

    @once
    def fixes(self, *, unsafe: bool = False) -> Mapping[Path, bytes]:
        """The new bytes of each file that the fixes of open findings change, until they have nothing more to change.

        Those that change what the map means are among them only if `unsafe`.
        """
        made: dict[Path, bytes] = {}
        analysis = self
        for _ in range(_MOST_ROUNDS):
            new = fixed(analysis.loaded, analysis._fixes(unsafe=unsafe))
            if new.items() <= made.items():
                break
            made |= new
            analysis = replace(self, loaded=load_changed(self.loaded, made))
        return MappingProxyType(made)

    def _fixes(self, *, unsafe: bool) -> list[Sequence[Edit]]:
        fixes = [found.hit.edits for found in self._found if not found.accepted]
        return [edits for edits in fixes if unsafe or all(edit.safe for edit in edits)]

    # Words

    @once
    def text(self, element_id: str) -> str:
        """What an element says, on one line and in full; see `argmap.describe.text_of`."""
        return text_of(self.graph, element_id)

    @once
    def words(self, element_id: str) -> str:
        """What to call an element in a list; see `argmap.describe.words_of`."""
        return words_of(self.graph, element_id)

    @once
    def full_words(self, element_id: str) -> str:
        """Like `words`, for readers who cannot see the picture; see `argmap.describe.full_words_of`."""
        return full_words_of(self.graph, element_id)

    @once
    def headline(self, element_id: str) -> str:
        """The kind and words of an element on one line; see `argmap.describe.headline`."""
        return headline(self.graph, element_id)

    @once
    def facts(self, element_id: str) -> tuple[Fact, ...]:
        """All the facts about an element; see `argmap.describe.facts`."""
        return facts(self, element_id)


def _is_on_words(rule: Rule) -> bool:
    """Whether a rule only gives hints on how an element is worded."""
    return rule.severity is Severity.HINT and rule.code.startswith("T")


def _placed(found: Found, loaded: LoadedMap) -> Finding:
    rule, hit = found.rule, found.hit
    related = tuple(Related(loaded.place(path, key=True), note) for path, note in hit.related)
    help_text = f"{hit.help} {rule.help}" if hit.help else rule.help
    place = loaded.place(hit.path, key=hit.key)
    return Finding(
        rule.code, found.severity, hit.message, place, help_text, related, hit.subject, rule.name, found.accepted
    )
