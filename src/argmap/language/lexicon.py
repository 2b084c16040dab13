"""Signal words of the supported languages: hedges, certainty, universal claims, reasons, function words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Lexicon(NamedTuple):
    """Words in lower case.

    `hedges` leave room for doubt, and so do `able` in contrast to `certain`, which leave none; `universal` are
    about all cases, and `every` begin a text about all cases; `reasons` join a reason to what it supports;
    `clauses` join two clauses after a comma; `verbs` are common finite verbs; `small` are function words, which
    carry no content; `negations` deny, `some` are about a part of all cases, and `conditions` begin a condition.
    """

    hedges: frozenset[str]
    able: frozenset[str]
    certain: frozenset[str]
    universal: frozenset[str]
    reasons: frozenset[str]
    clauses: frozenset[str]
    verbs: frozenset[str]
    small: frozenset[str]
    negations: frozenset[str]
    some: frozenset[str]
    conditions: frozenset[str]
    every: frozenset[str]

    @property
    def signs(self) -> frozenset[str]:
        """Small words that make another statement of the same content words."""
        return self.negations | self.some | self.conditions | self.universal | self.hedges | self.able | self.certain


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = Lexicon(
    hedges=_words(
        "may might perhaps maybe possibly probably likely apparently seemingly seems seem suggests suggest "
        "appears appear presumably allegedly reportedly sometimes often partly arguably potentially"
    ),
    able=_words("can could"),
    certain=_words(
        "will must is-bound certainly surely definitely undoubtedly clearly obviously always never inevitably "
        "necessarily "
        "cannot proves prove proven"
    ),
    universal=_words("all every always never everyone everybody nobody everything nothing whole none any each entire"),
    reasons=_words("because therefore hence thus consequently"),
    clauses=_words("and but so while whereas yet or nor"),
    verbs=_words(
        "is are was were has have had does do did will would can could may might must should cannot isn't "
        "aren't wasn't "
        "weren't hasn't haven't doesn't don't didn't won't can't came come comes went goes go took take takes "
        "made makes "
        "make gave gives give grew grows grow fell falls fall rose rises rise became becomes become began begins begin "
        "said says say shows showed show needs need wants want means mean causes caused leads led seems"
    ),
    small=_words(
        "a an the this that these those it its he she they them their his her him we us our you your i my me "
        "and or but "
        "nor so if then than as of in on at by to from for with without into onto over under between among "
        "about against "
        "during before after above below up down out off within is are was were be been being am do does did done has "
        "have had "
        "having will would shall should can could may might must not no yes there here what which who whom whose when "
        "where why how all any each every some such own same other others another more most less least very too also "
        "only just even still yet again ever never always once now one ones thing things way ways make makes "
        "made get gets"
    ),
    negations=_words("not no never nobody nothing none neither nor without hardly"),
    some=_words("some many most few several half more less fewer only another other second third or"),
    conditions=_words("if unless when whenever"),
    every=_words("all every each everyone everybody everything any no nobody"),
)
_GERMAN = Lexicon(
    hedges=_words(
        "könnte könnten mag mögen dürfte dürften vielleicht womöglich möglicherweise wahrscheinlich wohl "
        "vermutlich scheint scheinen angeblich manchmal oft teils"
    ),
    able=_words("kann können"),
    certain=_words(
        "wird werden muss müssen sicher gewiss zweifellos offensichtlich immer nie niemals notwendig "
        "unweigerlich beweist"
    ),
    universal=_words("alle alles jeder jede jedes immer nie niemals niemand nichts ganze sämtliche"),
    reasons=_words("weil denn daher deshalb deswegen folglich somit also"),
    clauses=_words("und aber doch während oder sondern"),
    verbs=_words(
        "ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können konnte muss müssen soll "
        "sollte darf "
        "geht gehen ging kam kommt kommen gab gibt macht machte nahm nimmt fiel fällt stieg steigt blieb bleibt"
    ),
    small=_words(
        "der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei mit "
        "nach von vom zu "
        "zum zur für gegen ohne um über unter vor hinter neben zwischen durch ist sind war waren sein wird "
        "werden wurde "
        "wurden hat haben hatte hatten nicht kein keine es er sie wir ihr ich man sich dass als wie wenn so "
        "auch nur noch "
        "schon sehr mehr am dieser diese dieses jener jene jenes"
    ),
    negations=_words("nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder kaum"),
    some=_words(
        "einige manche viele meisten wenige mehrere mehr weniger nur andere anderer weitere weiterer zweite dritte oder"
    ),
    conditions=_words("wenn falls sofern solange"),
    every=_words("alle jeder jede jedes sämtliche kein keine niemand"),
)
_RUSSIAN = Lexicon(
    hedges=_words("возможно вероятно видимо похоже пожалуй наверное кажется якобы иногда часто отчасти"),
    able=_words("может могут мог могла могли"),
    certain=_words(
        "будет будут должен должна должны обязательно несомненно безусловно очевидно всегда никогда неизбежно "
        "доказывает"
    ),
    universal=_words("все всё всех каждый каждая каждое всегда никогда никто ничто весь вся целиком"),
    reasons=_words("потому поэтому следовательно значит ибо поскольку"),
    clauses=_words("и а но или однако"),
    verbs=_words(
        "есть был была было были будет будут может могут должен должна должны стал стала стали идёт шёл пришёл "
        "имеет имеют "
        "хочет хотят говорит говорят растёт растут упал упала выросла вырос значит стоит отключило замолчали"
    ),
    small=_words(
        "и а но или в во на с со к ко по за из от до о об у над под при для без не ни что как это этот эта эти "
        "тот та те "
        "он она оно они мы вы я его её их им ей нам вам был была было были есть быть будет будут бы же ли "
        "только уже ещё "
        "так также если когда где который которая которое которые"
    ),
    negations=_words("не нет ни никогда никто ничто ничего без нельзя едва"),
    some=_words(
        "некоторые многие большинство немногие несколько больше меньше только другой другая другие ещё второй "
        "третий или"
    ),
    conditions=_words("если"),
    every=_words("все всё каждый каждая каждое любой любая никто"),
)
_KAZAKH = Lexicon(
    hedges=_words("мүмкін ықтимал шығар сияқты кейде жиі бәлкім болар"),
    able=_words("алады"),
    certain=_words("міндетті сөзсіз әрқашан ешқашан анық әрине"),
    universal=_words("барлық барлығы бәрі әрбір әрқашан ешқашан ешкім ештеңе бүкіл"),
    reasons=_words("өйткені себебі сондықтан демек"),
    clauses=_words("және бірақ ал немесе"),
    verbs=_words("болды болады еді екен керек бар жоқ емес келді кетті алды берді өсті түсті"),
    small=_words("және мен пен бен да де та те бұл сол ол олар біз сіз мен бір үшін туралы емес еді болды бар жоқ ал"),
    negations=_words("емес жоқ ешқашан ешкім ештеңе"),
    some=_words("кейбір көп көбі аз бірнеше тек басқа немесе"),
    conditions=_words("егер"),
    every=_words("барлық барлығы бәрі әрбір ешкім"),
)

LEXICONS: Mapping[str, Lexicon] = MappingProxyType(
    {"en": _ENGLISH, "de": _GERMAN, "ru": _RUSSIAN, "kk": _KAZAKH},
)
"""The lexicons by language, without its region."""
