"""The closed lists of the guide, with their codes in outside standards."""

from __future__ import annotations

from typing import Literal, get_args

Indicator = Literal[
    "trade_turnover", "exports", "imports", "fdi", "gross_investment", "joint_projects", "project_value", "jobs",
    "companies", "students", "agreements", "freight_volume", "passenger_volume", "flights", "production", "funding",
    "population", "other",
]  # fmt: skip
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
FigureKind = Literal["actual", "target", "potential", "change"]
EventType = Literal[
    "visit", "talks", "meeting", "call", "summit", "session", "signing", "briefing", "statement", "forum", "ceremony",
    "opening", "invitation", "exhibition", "performance", "telegram", "election", "other",
]  # fmt: skip
EventStatus = Literal["happened", "planned", "proposed"]
Modality = Literal["agreed", "ordered", "planned", "proposed", "offered", "underway", "supported", "invited"]
MechanismStage = Literal["active", "created", "creating", "proposed"]
InstrumentType = Literal[
    "treaty", "agreement", "programme", "declaration", "roadmap", "plan", "memorandum", "charter", "protocol", "other",
]  # fmt: skip
InstrumentStage = Literal["in_force", "signed", "drafting", "proposed"]
ProjectStage = Literal["running", "building", "planned", "proposed"]
Level = Literal[
    "strategic_partnership", "alliance", "enhanced_strategic_partnership", "comprehensive_strategic_partnership",
    "good_neighbourhood", "other",
]  # fmt: skip
Topic = Literal[
    "trade", "investment", "industry", "agriculture", "energy", "water", "transport", "mining", "finance", "tourism",
    "digital", "ai", "science", "education", "culture", "health", "environment", "security", "parliament", "religion",
    "regional", "multilateral", "migration", "sport", "space", "humanitarian",
]  # fmt: skip
DateSource = Literal["given", "metadata", "text", "none"]

TOPICS: tuple[Topic, ...] = get_args(Topic)

#: Indicators without direction: their parties are a set (guide, "figures").
UNDIRECTED: frozenset[str] = frozenset(
    {"trade_turnover", "agreements", "joint_projects", "project_value", "jobs", "freight_volume"}
)

#: CAMEO root or base code of an event type or of a commitment's modality (CAMEO codebook 1.1b3).
CAMEO: dict[str, str] = {
    "visit": "042", "talks": "046", "meeting": "040", "call": "041", "summit": "046", "session": "046",
    "signing": "057", "briefing": "010", "statement": "010", "forum": "040", "ceremony": "040", "opening": "040",
    "invitation": "022", "exhibition": "040", "performance": "040", "telegram": "051", "election": "010",
    "other": "010", "agreed": "057", "ordered": "030", "planned": "030", "proposed": "020", "offered": "030",
    "underway": "060", "supported": "051", "invited": "022",
}  # fmt: skip

#: PLOVER event type of the same (PLOVER codebook 2023).
PLOVER: dict[str, str] = {
    "visit": "CONSULT", "talks": "CONSULT", "meeting": "CONSULT", "call": "CONSULT", "summit": "CONSULT",
    "session": "CONSULT", "signing": "SUPPORT", "briefing": "CONSULT", "statement": "CONSULT", "forum": "CONSULT",
    "ceremony": "CONSULT", "opening": "COOPERATE", "invitation": "REQUEST", "exhibition": "COOPERATE",
    "performance": "COOPERATE", "telegram": "SUPPORT", "election": "CONSULT", "other": "CONSULT",
    "agreed": "AGREE", "ordered": "AGREE", "planned": "AGREE", "proposed": "REQUEST", "offered": "AGREE",
    "underway": "COOPERATE", "supported": "SUPPORT", "invited": "REQUEST",
}  # fmt: skip

_ISO_3166 = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
#: The codes of states (ISO 3166-1 alpha-2, the officially assigned ones).
STATES: frozenset[str] = frozenset(_ISO_3166.split())
