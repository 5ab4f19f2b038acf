"""The words of each language that banks ship in: headings, audiences, states.

A bank in another language is shown with the English ones.
"""

from msgspec import Struct

from persona_wizard.model.headings import HEADINGS, Audience, Heading
from persona_wizard.model.interview import State
from persona_wizard.model.text import slug


class Words(Struct, frozen=True, kw_only=True):
    """What a language calls things.

    `headings` and `shorts` go by heading id; `under`, `between` and `or_over` name bands. `missing`
    tells a bank of what is still to be asked from the whole one. `unanswered` is what people write
    in an answer's place.
    """

    opening: str
    closing: str
    headings: dict[str, str]
    shorts: dict[str, str]
    audiences: dict[Audience, str]
    one: dict[Audience, str]
    states: dict[State, str]
    unanswered: dict[State, tuple[str, ...]]
    yes: str
    no: str
    under: str
    between: str
    or_over: str
    missing: str


ENGLISH = Words(
    opening="Opening",
    closing="Closing",
    headings={heading.id: heading.title for heading in HEADINGS},
    shorts={heading.id: heading.short for heading in HEADINGS},
    audiences={audience: audience.value for audience in Audience},
    one={audience: audience.one for audience in Audience},
    states={state: state.label for state in State},
    unanswered={
        State.DECLINED: (
            "prefer not to say",
            "I prefer not to say",
            "I'd prefer not to say",
            "I would prefer not to say",
            "prefer not to answer",
            "I prefer not to answer",
            "I'd prefer not to answer",
            "rather not say",
            "I'd rather not say",
            "I would rather not say",
            "decline to answer",
            "declined to answer",
            "refused",
            "no answer",
        ),
        State.DONT_KNOW: (
            "I don't know",
            "do not know",
            "I do not know",
            "dk",
            "idk",
            "not sure",
            "I'm not sure",
            "I am not sure",
            "unsure",
            "no idea",
            "no opinion",
            "can't say",
            "I can't say",
            "cannot say",
            "I cannot say",
            "don't remember",
            "I don't remember",
            "can't remember",
            "I can't remember",
        ),
        State.NOT_APPLICABLE: ("n/a", "na", "does not apply", "doesn't apply"),
    },
    yes="Yes",
    no="No",
    under="Under {}",
    between="{} to {}",
    or_over="{} or over",
    missing="what is missing",
)
VIETNAMESE = Words(
    opening="Mở đầu",
    closing="Kết thúc",
    headings={
        "general": "Thông tin chung",
        "demographics": "Thông tin nhân khẩu học",
        "personality": "Tính cách và hành vi",
        "objectives": "Mục tiêu",
        "problems": "Vấn đề",
        "wishes": "Góp ý và mong muốn",
    },
    shorts={
        "general": "Chung",
        "demographics": "Nhân khẩu",
        "personality": "Tính cách",
        "objectives": "Mục tiêu",
        "problems": "Vấn đề",
        "wishes": "Góp ý",
    },
    audiences={
        Audience.CUSTOMERS: "khách hàng hiện tại",
        Audience.NON_PURCHASERS: "người đã xem mà không mua",
        Audience.PROSPECTS: "khách hàng tiềm năng",
    },
    one={
        Audience.CUSTOMERS: "khách hàng",
        Audience.NON_PURCHASERS: "người không mua",
        Audience.PROSPECTS: "khách hàng tiềm năng",
    },
    states={
        State.ANSWERED: "đã trả lời",
        State.DECLINED: "không muốn trả lời",
        State.DONT_KNOW: "không biết",
        State.NOT_APPLICABLE: "không áp dụng",
        State.OUT_OF_TIME: "hết giờ",
    },
    unanswered={
        State.DECLINED: (
            "tôi không muốn trả lời",
            "không muốn nói",
            "tôi không muốn nói",
            "không muốn tiết lộ",
            "tôi không muốn tiết lộ",
            "không trả lời",
            "từ chối trả lời",
            "từ chối",
        ),
        State.DONT_KNOW: (
            "tôi không biết",
            "không rõ",
            "tôi không rõ",
            "không có ý kiến",
            "không chắc",
            "tôi không chắc",
            "không nhớ",
            "tôi không nhớ",
            "chưa biết",
        ),
        State.NOT_APPLICABLE: ("không phù hợp", "không liên quan", "không có thông tin"),
    },
    yes="Có",
    no="Không",
    under="Dưới {}",
    between="{} đến {}",
    or_over="{} trở lên",
    missing="những điều còn thiếu",
)
LANGUAGES = {"en": ENGLISH, "vi": VIETNAMESE}

_HEADINGS_BY_NAME = {
    slug(name): heading
    for heading in HEADINGS
    for name in (
        heading.id,
        *heading.aliases,
        *(words.headings[heading.id] for words in LANGUAGES.values()),
        *(words.shorts[heading.id] for words in LANGUAGES.values()),
    )
}


def base_language(tag: str) -> str:
    """The language of a tag, without its region: `vi-VN` is `vi`."""
    return tag.replace("_", "-").split("-")[0].casefold()


def words_in(tag: str) -> Words:
    """The words of a language; the English ones where none are known."""
    return LANGUAGES.get(base_language(tag), ENGLISH)


def heading_named(name: str) -> Heading | None:
    """The heading with this title, short name, id or alias in any language, whatever the case."""
    return _HEADINGS_BY_NAME.get(slug(name))
