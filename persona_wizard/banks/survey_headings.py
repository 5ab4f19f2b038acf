"""Where a survey's question belongs, guessed from its words; for a person to confirm."""

import re

from msgspec import Struct

from persona_wizard.model.headings import FIELDS, heading_of_field

_DEFAULT = "general"
# The first that fits wins: what is told of somebody's firm comes before what is told of them.
_SIGNS: tuple[tuple[str, str], ...] = (
    (
        "company-size",
        r"company size|organi[sz]ation size|how (?:large|big) is your|number of employees"
        r"|how many (?:employees|people work)|headcount|quy mô|bao nhiêu nhân viên",
    ),
    ("purchase-frequency", r"how often (?:do|did|have) you (?:buy|bought|order|purchase|shop)"),
    ("purchase-frequency", r"bao lâu .*mua|tần suất mua|mua bao nhiêu lần"),
    (
        "information-sources",
        r"where did you (?:get|hear|find|learn|look)|how did you (?:hear|find out|learn)"
        r"|sources? of information|information sources?|nguồn thông tin|tìm hiểu|biết đến",
    ),
    (
        "channels",
        r"\bchannels?\b|where (?:do|did) you (?:usually )?(?:buy|shop|order)|mua ở đâu|\bkênh\b",
    ),
    ("age-group", r"\bage\b|age group|how old|year of birth|\btuổi\b|năm sinh"),
    ("gender", r"\bgender\b|\bsex\b|giới tính"),
    ("income", r"\bincome\b|\bsalary\b|do you earn|thu nhập|tiền lương"),
    ("education", r"\beducation\b|\bdegree\b|\bqualification|học vấn|trình độ|bằng cấp"),
    ("area", r"\burban\b|\brural\b|thành thị|nông thôn"),
    ("family", r"\bfamily\b|\bhousehold\b|\bchildren\b|marital|\bkids\b|gia đình|hôn nhân"),
    ("industry", r"\bindustr(?:y|ies)\b|\bsector\b|\bngành\b"),
    (
        "location",
        r"where do you live|\bcountry\b|\bcity\b|\bregion\b|\blocation\b|\blocated\b"
        r"|sống ở đâu|thành phố|\btỉnh\b|quốc gia|nơi ở",
    ),
    (
        "occupation",
        r"\boccupation\b|\bprofession\b|\bjob\b|\brole\b|what do you do|type of team"
        r"|nghề nghiệp|công việc|chức vụ",
    ),
    ("interests", r"\bhobb|\binterests?\b|free time|sở thích"),
    ("decision-process", r"how do you (?:choose|decide)|what matters when|quyết định"),
    ("@wishes", r"\bimprove|\bchanged?\b|\bwish|\bsuggest|would you like to see|cải thiện|góp ý"),
    ("@wishes", r"feature request|mong muốn|đề xuất"),
    (
        "@problems",
        r"\bissues?\b|\bproblems?\b|\bdifficult|\bchalleng|\bfrustrat|\bpains?\b|\bcomplex\b"
        r"|\btrouble|\bbarriers?\b|\bobstacle|vấn đề|khó khăn|trở ngại",
    ),
    ("@objectives", r"\bgoals?\b|\bachieve\b|hoping to|mục tiêu"),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _SIGNS)


class GuessedHeading(Struct, frozen=True):
    """A heading, a field where one was guessed, and the word it was guessed from, if any."""

    heading: str
    field: str = ""
    sign: str = ""


def guess_heading(wording: str) -> GuessedHeading:
    """Where a question of this wording may belong."""
    # What stands in brackets or on further lines explains, and misleads.
    first = re.sub(r"\([^()]*\)", " ", wording.strip().split("\n")[0])
    for name, pattern in _COMPILED:
        found = pattern.search(first)
        if found:
            sign = re.sub(r"[^\w ]", " ", found[0]).strip()
            if name in FIELDS:
                return GuessedHeading(heading_of_field(name).id, name, sign)
            return GuessedHeading(name.removeprefix("@"), "", sign)
    return GuessedHeading(_DEFAULT)
