"""Phrases that show what a statement does: conclude, demand, appeal to somebody or to ignorance, suppose."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

_Pattern = re.Pattern[str]


class Phrases(NamedTuple):
    """Patterns for texts in lower case (`str.casefold`).

    `concludes` marks a text as the conclusion of another; `reasoned` marks a reason and its claim in one text;
    `demands` says what should be; `values` says or implies what is good or bad, or what should be; `ignorance` takes
    the lack of evidence for a reason; `authority` appeals to somebody unnamed, or to what all know; `causes` claims a
    cause; `condition` begins a conditional statement; `supposes` introduces a supposition; `doubts` leaves room for
    doubt about a fact, and `sure` leaves none; `exists` says of something that it occurs, for which one case is enough.
    """

    concludes: _Pattern
    reasoned: _Pattern
    demands: _Pattern
    values: _Pattern
    ignorance: _Pattern
    authority: _Pattern
    causes: _Pattern
    condition: _Pattern
    supposes: _Pattern
    doubts: _Pattern
    sure: _Pattern
    exists: _Pattern


def _pattern(text: str) -> _Pattern:
    return re.compile(text, re.VERBOSE)


def _english() -> Phrases:
    return Phrases(
        concludes=_pattern(r"""
        ^(?:and\s+|but\s+)?(?:therefore|thus(?!\ far)|hence|consequently|accordingly|it\ follows\ that|in\ conclusion
            |(?:that|this)(?:['’]s|\ is)\ (?:exactly\ |precisely\ )?why|which\ is\ why
            |for\ (?:this|that|these|those)\ (?:very\ )?reasons?)\b
        | \b(?:should|must|ought|shall)\ (?:not\ )?(?:thus|therefore|hence|consequently)\b
        | \b(?:thus|therefore|hence)\ (?:should|must|ought)\b"""),
        reasoned=_pattern(r"""
        \w+\s+\w+[^.?!]*(?:[,;:]|\ [-–—])\s+(?:and\ )?(therefore|thus|hence|consequently|that\ is\ why
            |that['’]s\ why)\b
        | \b(?:should|ought|must)\b[^.?!]*\b(because|since)\s+(?:it|they|this|that|these|the|there|we|he
            |she|a|an|no)\b
        | ^(because|since)\b[^.?!]*,[^.?!]*\b(?:should|ought|must)\b"""),
        demands=_pattern(r"""
        \b(?:(?<!^)should(?:n['’]t)?(?!\ (?:\w+\ )?(?:have|arrive|appear|soon|last|suffice|be\ (?:able|possible|enough
            |visible|obvious|clear|evident|noted|there|here|over|ready))\b)|ought|mustn['’]t|must\ not(?!\ have\b)
            |must\ (?:thus\ |therefore\ |also\ |now\ )?be\ (?:\w+ly\ |more\ )*\w+(?:ed|en|ght|pt|ld|un|ut)\b)\b"""),
        values=_pattern(r"""
        \b(?:should(?:n['’]t)?|ought|must|mustn['’]t|shall|(?:has|have|need|needs)\ to|deserves?|deserved|duty|duties
        |oblig\w+|rights?|wrong\w*|fair\w*|unfair\w*|just(?:ice|ified)|unjust\w*|injustice|moral\w*|immoral\w*
            |ethic\w*|unethical
        |good|bad|better|worse|best|worst|evil|harm\w*|benefi\w*|important\w*|valuable|values?|worth\w*
            |desirable|undesirable
        |(?:un)?acceptable|(?:un)?reasonable|(?:in)?appropriate|irresponsib\w*|responsib\w*|dangerous
            |problem\w*|necess\w+
        |crucial|essential|advantag\w*|disadvantag\w*|sense|legitimate|entitled|owe[sd]?|preferable|improves?
            |too|enough
        |risk\w*|(?:un)?healthy|assets?|(?:un)?attractive|use(?:ful|less)|threat\w*|suffer\w*|shortcomings?
            |unworthy|waste\w*
            |abus\w+|negative\w*|positive\w*|ideals?|goals?|aims?|victory|blow|destroy\w*|escalat\w+
            |comfortable|danger\w*
        |(?:not|n['’]t)\ be\ allowed|may\ not|cannot\ be\ expected)\b"""),
        ignorance=_pattern(r"""
        (?<!found\ )(?<!finds\ )(?<!find\ )(?<!showed\ )(?<!shows\ )(?<!revealed\ )(?<!discovered\ )(?<!uncovered\ )
            \b(?:no|hardly\ any|not\ any|n['’]t\ any|lack\ of|absence\ of|without\ any)\ (?:\w+\ ){0,2}?(?:evidence(?!-)
            |proof|indications?
            |reasons?\ (?:against|to\ (?:believe|think|doubt|assume))|grounds\ (?:for|to))\b
        | \b(?:has|have)\ (?:never|not|yet)\ (?:yet\ |to\ )?be(?:en)?\ (?:proven|proved|shown|demonstrated
            |established|confirmed|refuted)\b
        | \b(?:has|have)n['’]t\ been\ (?:proven|proved|shown|demonstrated|established|confirmed|refuted)\b
        | \b(?:nobody|no\ one|no-one)\ has\ (?:ever\ |yet\ )?(?:proven|proved|shown|demonstrated|refuted)\b"""),
        authority=_pattern(r"""
        \b(?:stud(?:y|ies)|research(?:ers)?|experts?|scientists?|science|statistics|surveys?|polls?|critics
            |observers|doctors
            |economists|analysts|specialists)\s+(?:have\ |has\ )?(?:long\ |clearly\ |also\ |often\ )?
            (?:shows?|shown|says?|said|agree|suggests?|proves?|proved|proven|confirms?|confirmed|found|warn
            |warned|believe|indicates?)\b(?!\ (?:up|off|signs|themselves|itself)\b)
        | \b(?:according\ to|in\ the\ opinion\ of)\ (?:many\ |some\ |most\ |leading\ )?(?:experts|scientists|researchers
            |critics|observers|doctors|economists|analysts|specialists|studies|research|surveys|polls)\b
            (?!\ (?:by|of|at|from|in)\b)
        | \b(?:everyone|everybody|we\ all)\ (?:already\ )?(?:knows?|agrees?)(?=\ (?:that|how|what|why|this|it
            |there)\b|\W*$|,)
        | \bit\ is\ (?:well[-\ ]|widely\ |generally\ |commonly\ )known\b | \bas\ is\ well\ known\b
        | ^(?:of\ course|needless\ to\ say|it\ goes\ without\ saying)\b"""),
        causes=_pattern(r"""
        \b(?:causes?|caused|leads?\ to|led\ to|results?\ in|resulted\ in|brings?\ about|brought\ about
            |triggers?|triggered)\b"""),
        condition=_pattern(r"""
        ^(?:if|unless|provided\ that|as\ long\ as|in\ case)\b"""),
        supposes=_pattern(r"""
        ^(?:suppose|let\ us\ suppose|let['’]s\ suppose|assume|let\ us\ assume|let['’]s\ assume|imagine\ that
            |(?:assume|suppose)\ for\ the\ sake\ of|for\ the\ sake\ of\ (?:the\ )?argument)\b"""),
        doubts=_pattern(r"""
        \b(?:perhaps|maybe|possibly|probably|presumably|allegedly|reportedly|apparently|seemingly|conceivably|might
        |(?<!less\ )(?<!more\ )(?<!least\ )(?<!most\ )(?<!un)likely(?!\ to\ \w+\ than)|seems?|appears?\ to
        |(?:it|this|there|that|which)\ may(?!\ not)
            |can\ (?:also\ |easily\ |well\ )?(?:lead|cause|turn|result|become|trigger|bring\ about|escalate)
            |(?:may|could)\ (?:well\ |already\ |still\ |also\ |soon\ )?(?:be|have|become|lead|cause|result
            |happen|occur|exist|mean|rise|fall
            |increase|decrease|fail|come|turn|affect|contain|change|grow|need|lose|suffer))\b"""),
        sure=_pattern(r"""
        \b(?:will|won['’]t|certainly|definitely|undoubtedly|inevitably|necessarily|bound\ to|must\ have
            |without\ (?:any\ )?doubt
        |surely|proves?|proven|no\ doubt)\b"""),
        exists=_pattern(r"""
        ^(?:there\ (?:is|are|was|were|exists?|has\ been|have\ been)|some|sometimes|at\ least\ one|one\ can
            |it\ is\ possible|it\ happens|not\ (?:all|every|everyone|always))\b
        | \b(?:exists?|existed|occurs?|occurred|has\ happened|can\ happen|is\ possible)\W*$"""),
    )


def _german() -> Phrases:
    return Phrases(
        concludes=_pattern(r"""
        ^(?:und\s+)?(?:daher(?!\ (?:kommt|kam|kommen|kamen|stammt|stammen|rührt))|deshalb|deswegen|darum
            |folglich|somit|demnach|infolgedessen|mithin|daraus\ folgt
            |aus\ (?:diesem\ grund|diesen\ gründen)|also\ (?:ist|sind|soll|sollte|sollten|muss|müssen|darf
            |dürfen|kann|können))\b
        | \b(?:soll|sollen|sollte|sollten|muss|müssen|darf|dürfen)\ (?:\w+\ ){0,3}(?:daher|deshalb|deswegen
            |somit|folglich|darum)\b"""),
        reasoned=_pattern(r"""
        \w+\s+\w+[^.?!]*[,;:]\s+(?:und\ )?(daher|deshalb|deswegen|darum|folglich|somit|demnach)\b
        | \b(?:soll|sollen|sollte|sollten|muss|müssen|darf|dürfen)\b[^.?!]*,\s*(weil|denn|da)\b
        | ^(weil|da)\b[^.?!]*,\s*(?:soll|sollte|sollten|muss|müssen|darf|dürfen)\b"""),
        demands=_pattern(r"""
        \b(?:soll(?:en)?(?![^.?!]*\b(?:haben|gewesen\ sein|worden\ sein|geworden\ sein)\W*$)|sollte|sollten|muss
            |müssen|darf\ (?:\w+\ )*nicht|dürfen\ (?:\w+\ )*nicht)\b"""),
        values=_pattern(r"""
        \b(?:soll|sollen|sollte|sollten|muss|müssen|darf|dürfen|pflicht\w*|verpflicht\w*|recht|rechte
            |gerecht\w*|ungerecht\w*|unrecht|fair\w*
        |unfair\w*|falsch\w*|richtig\w*|gut\w*|schlecht\w*|besser\w*|beste\w*|schlimm\w*|wichtig\w*|schäd\w*
            |schad\w*|gefährlich\w*|gefahr\w*
        |wert\w*|nutz\w*|nütz\w*|verdien\w*|moral\w*|ethi\w*|zumutbar\w*|unzumutbar\w*|verantwort\w*
            |unverantwort\w*|sinn\w*|notwendig\w*|nötig\w*
        |problem\w*|vorteil\w*|nachteil\w*|angemessen\w*|unangemessen\w*|berechtigt\w*|zu\ (?:hoch|teuer|viel
            |wenig|spät|groß|gross))\b"""),
        ignorance=_pattern(r"""
        (?<!fand\ )(?<!fanden\ )(?<!ergab\ )(?<!ergaben\ )(?<!zeigte\ )(?<!findet\ )
            \b(?:kein|keine|keinen|keinerlei|ohne)\ (?:\w+\ ){0,2}?(?:beweise?|belege?|nachweise?|hinweise?
            |anzeichen|anhaltspunkte?|gründe\ (?:gegen|dagegen))\b
        | \b(?:nicht|nie|niemals)\ (?:\w+\ )?(?:bewiesen|belegt|nachgewiesen|erwiesen|widerlegt)\b
        | \bniemand\ (?:hat|konnte)\b[^.]*\b(?:bewiesen|beweisen|gezeigt|zeigen|widerlegt|widerlegen)\b"""),
        authority=_pattern(r"""
        \b(?:studien|forscher|experten|wissenschaftler|fachleute|untersuchungen|umfragen|statistiken|kritiker
            |ökonomen|ärzte|die\ wissenschaft)
            \s+(?:\w+\ )?(?:zeigen|zeigt|belegen|belegt|sagen|sagt|beweisen|beweist|warnen|bestätigen|bestätigt
            |meinen|haben\ gezeigt)\b(?!\ sich\b)
        | \b(?:laut|nach\ ansicht\ von|nach\ meinung\ von)\ (?:vielen\ |einigen\ |den\ )?(?:studien|forschern|experten
            |wissenschaftlern|fachleuten|untersuchungen|umfragen|kritikern|ökonomen|ärzten)\b(?!\ (?:von|der|des|aus)\b)
        | \b(?:jeder|jede|jedermann|alle)\ (?:weiss|wissen)(?=,|\ (?:dass|es|das)\b|\W*$)
            | \bwir\ alle\ wissen(?=,|\ (?:dass|es|das)\b|\W*$) | \bwir\ wissen\ alle(?=,|\ (?:dass|es|das)\b|\W*$)
        | \b(?:bekanntlich|allgemein\ bekannt|selbstverständlich|bekanntermassen)\b"""),
        causes=_pattern(r"""
        \b(?:verursach\w+|führ(?:t|en|te|ten)\ (?:\w+\ ){0,4}?zu[mr]?|bewirk\w+|ruf(?:t|en)\ (?:\w+\ )+hervor)\b"""),
        condition=_pattern(r"""
        ^(?:wenn|falls|sofern|solange|vorausgesetzt)\b"""),
        supposes=_pattern(r"""
        ^(?:angenommen(?=,|\ dass\b)|nehmen\ wir\ (?:einmal\ |nun\ )?an|gesetzt\ den\ fall
            |stellen\ wir\ uns\ vor|nimm\ an
            |unterstellt)\b"""),
        doubts=_pattern(r"""
        \b(?:vielleicht|möglicherweise|womöglich|wahrscheinlich|vermutlich|angeblich|anscheinend|mutmasslich
            |eventuell|könnte|könnten|dürfte|dürften
        |scheint|scheinen)\b"""),
        sure=_pattern(r"""
        \b(?:sicherlich|sicher|gewiss|zweifellos|unweigerlich|zwangsläufig|notwendigerweise|bestimmt|definitiv
            |garantiert|beweist)\b"""),
        exists=_pattern(r"""
        ^(?:es\ (?:gibt|gab|existier\w+|kommt\ vor)|manche|manchmal|einige|mindestens\ ein\w*|nicht\ (?:alle|jede\w?)
            |man\ kann)\b
        | \b(?:existiert|existieren|kommt\ vor|kommen\ vor|ist\ möglich|sind\ möglich)\W*$"""),
    )


def _russian() -> Phrases:
    return Phrases(
        concludes=_pattern(r"""
        ^(?:и\s+)?(?:поэтому|следовательно|значит|таким\ образом|итак|отсюда\ следует|по\ этой\ причине
            |потому(?!\ что)|вот\ почему)\b
        | \b(?:следует|должен|должна|должно|должны|нужно|надо)\ (?:\w+\ ){0,2}поэтому\b"""),
        reasoned=_pattern(r"""
        \w+\s+\w+[^.?!]*[,;:]\s+(?:и\ |а\ )?(поэтому|следовательно|таким\ образом)\b
        | \b(?:следует|должен|должна|должно|должны|нужно|надо|необходимо|нельзя)\b[^.?!]*,\s*(?:потому\ что
            |так\ как|поскольку|ибо)\b
        | ^(так\ как|поскольку)\b[^.?!]*,[^.?!]*\b(?:следует|должен|должна|должно|должны|нужно|надо
            |необходимо|нельзя)\b"""),
        demands=_pattern(r"""
        \b(?:следует(?!\ из|\ что)|должен|должна|должно(?!\ быть(?:,|\ (?!\w+(?:ено|ано|ято|ыто)\b)))|должны
            |нужно|надо|необходимо|нельзя)\b"""),
        values=_pattern(r"""
        \b(?:следует|должен|должна|должно|должны|нужно|надо|необходим\w*|нельзя|обязан\w*|прав[оаеу]|правами
            |справедлив\w*|несправедлив\w*|плох\w*|хорош\w*
        |лучш\w*|хуж\w*|худш\w*|вред\w*|опасн\w*|важн\w*|полез\w*|польз\w*|заслужива\w*|правильн\w*
            |неправильн\w*|морал\w*|этич\w*|ценн\w*|недопустим\w*
        |допустим\w*|ответственн\w*|проблем\w*|слишком|преимуществ\w*|недостат\w*)\b"""),
        ignorance=_pattern(r"""
        \b(?:нет|без|никаких)\ (?:\w+\ ){0,2}?(?:доказательств|свидетельств|подтверждений|признаков
            |оснований\ (?:считать|полагать|сомневаться))\b
        | \bне\ (?:был[аои]?\ )?(?:доказан\w*|установлен\w*|подтвержден\w*|подтверждён\w*|опровергнут\w*)\b
        | \bникто\ не\ (?:доказал|показал|опроверг)\b"""),
        authority=_pattern(r"""
        \b(?:исследования|исследование|учёные|ученые|эксперты|специалисты|статистика|опросы|критики|врачи
            |экономисты|наука)\s+(?:\w+\ )?
            (?:показывают|показывает|показали|показал[ао]?|говорят|говорит|доказали|доказывают|доказала|считают
            |подтверждают|предупреждают|утверждают)\b
        | \b(?:по\ мнению|по\ словам)\ (?:многих\ )?(?:экспертов|учёных|ученых|специалистов|критиков|врачей
            |экономистов)\b(?!\ из\b)
        | \b(?:все|всем|каждый|каждому)\ (?:знают|знает|известно)(?=,|\W*$|\ что\b) | \bкак\ известно\b
            | \bобщеизвестно\b
            | ^(?:конечно|разумеется)\b"""),
        causes=_pattern(r"""
        \b(?:вызыва\w+|вызвал\w*|привод[ия]т\ к|привел[аои]?\ к|привёл\ к|порожда\w+|явля\w+\ причиной)\b"""),
        condition=_pattern(r"""
        ^(?:если|при\ условии)\b"""),
        supposes=_pattern(r"""
        ^(?:предположим|допустим|представим)\b(?!\w)"""),
        doubts=_pattern(r"""
        \b(?:возможно|вероятно|видимо|по-видимому|похоже|пожалуй|наверное|кажется|якобы|предположительно
            |может\ быть|могут\ быть)\b"""),
        sure=_pattern(r"""
        \b(?:будет|будут|обязательно|несомненно|безусловно|неизбежно|наверняка|непременно|доказывает)\b"""),
        exists=_pattern(r"""
        ^(?:есть|существу\w+|бывает|бывают|иногда|некоторые|не\ (?:все|всегда|каждый)|хотя\ бы\ один|можно)\b
        | \b(?:существует|существуют|бывает|бывают|возможно|возможны|встречается|встречаются)\W*$"""),
    )


_LANGUAGES: Mapping[str, Callable[[], Phrases]] = MappingProxyType({"en": _english, "de": _german, "ru": _russian})


@cache
def phrases_of(language: str) -> Phrases | None:
    """The phrases of a language, without its region; None if argmap has none for it.

    They are made when they are first needed, which takes 5 ms a language.
    """
    make = _LANGUAGES.get(language)
    return make() if make is not None else None
