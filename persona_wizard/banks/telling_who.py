"""Which wordings and answers tell who somebody is: names, and what they are reached by.

The words are English, Vietnamese, and the usual ones of German, French, Spanish and Portuguese.
"""

import re
from collections.abc import Sequence
from functools import cache

from persona_wizard.model.alike import bare_key, key

# A wording longer than this is no form's field any more.
_LONGEST = 300
_LONGEST_VALUE = 254
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERING = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d+[a-z]?\s*[.):–—-]\s*", re.IGNORECASE)
# What parts a header into clauses, or joins two things that it asks for.
_PARTED = re.compile(
    r"[.!?:;,/&+|\n–—]|\s-\s|\s(?:and|or|und|oder|et|ou|y|o|e(?!\s+mail)|và|hoặc)\s",
    re.IGNORECASE,
)

_LEAD = (
    r"(?:(?:so|and|hi|hello|ok|first|firstly|finally|lastly|please|kindly|xin|vui long|bitte"
    r"|por favor|sil vous plait|veuillez|hay) )*"
)
_ASKS = (
    r"(?:whats|what (?:is|are|was)|(?:could|can|would|will|may|might) (?:you|we|i)(?: please"
    r"| kindly)?(?: (?:mind|like to|want to))?|we would (?:love|like) to(?: know)?"
    r"|(?:cho|cho biet|dien|nhap|ghi)(?: (?:chung toi|minh|toi|biet))*"
    r"|wie (?:lautet|lauten|ist)|was ist|(?:geben|nennen|tragen) sie(?: uns)?|gib|nenne"
    r"|quels?(?: est| sont)?|quelles?(?: est| sont)?|indiquez|indiquer|saisir|entrez"
    r"|cual es|cuales son|indique|escriba|escribe|indica|dinos|qual(?: e)?|quais sao|informe|digite"
    r") "
)
_GIVES = (
    r"(?:(?:tell|telling|give|giving|share|sharing|enter|entering|provide|providing|state|leave"
    r"|leaving|write|type|have|ask|know|get|add|fill in|specify|insert|indicate|note|put)"
    r"(?: (?:us|me|with us|down|in))* )"
)
_WHOSE = (
    r"(?:your|ur|my|his|her|their|(?:the )?(?:respondents?|participants?|interviewees?"
    r"|recipients?|contacts?)"
    r"|ihre?n?|deine?n?|eure?n?|votre|vos|ton|ta|tes|su|sus|tu|tus|(?:o |a )?(?:seu|sua|teu|tua)) "
)
_OWN = (
    r"(?:(?:first|last|full|real|given|family|middle|preferred|legal|complete|own|actual|christian"
    r"|maiden|nick|user|screen|display|sur|fore|birth) ?)"
)
_KIND = (
    r"(?:(?:work|business|personal|private|professional|mobile|cell|home|primary|main|best|contact"
    r"|company|corporate|office|daytime|alternative|secondary|preferred|current|own|active|valid"
    r"|full|postal|mailing|street|residential|billing|shipping|delivery) )"
)
_PLATFORM = (
    r"(?:linkedin|linked in|facebook|instagram|insta|twitter|x|tiktok|telegram|discord|github"
    r"|gitlab|skype|zalo|wechat|whatsapp|viber|signal|line|snapchat|youtube|reddit|mastodon"
    r"|bluesky|threads|xing|slack|social media|social network|social|online)"
)
_MAIL = (
    rf"{_KIND}*e ?mails?(?: (?:address|addresses|adress|id|adresse))?|mail(?: ?adresse| address)"
    r"|(?:dia chi )?(?:e ?mail|thu dien tu)|(?:adresse )?(?:e ?mail|mail|courriel|electronique)"
    r"|adresse de courriel|(?:direccion de )?(?:correo(?: electronico)?)"
    r"|(?:endereco de )?(?:e ?mail|correio eletronico)"
)
_NUMBER = (
    rf"{_KIND}*(?:(?:tele)?phone|mobile|cell(?:phone| phone)?|tel|whatsapp|telegram|viber|signal"
    rf"|zalo|wechat|contact)(?: phone)? (?:numbers?|no|nr)|(?:(?:so )?dien thoai|sdt)(?: di dong)?"
    r"|so (?:di dong|zalo|dt)|(?:telefon|handy|mobil|mobilfunk|ruf) ?nummer"
    r"|(?:numero de )(?:telephone|portable|telefono|movil|celular|telefone|telemovel|whatsapp)"
    r"|no de telephone|telefono(?: movil)?|telephone|telefone|telemovel"
)
_DEVICE = r"(?:work |home |daytime |office )?(?:phone|telephone|tel|telefon)"
_IP = r"ip(?: ?addresse?s?| ?adresse|s)?|ipaddress|direccion ip|adresse ip|endereco ip|dia chi ip"
_NAME = (
    rf"{_OWN}*name|{_OWN}+names|(?:first|last|full|user|nick|sur|fore)names?|surname"
    r"|name of (?:the )?(?:respondent|participant|interviewee|contact|person)"
    r"|ho(?: va)? ten(?: day du)?|ten (?:day du|that|rieng)|quy danh"
    r"|(?:vor ?|nach ?|familien ?|zu ?|benutzer ?|ruf ?)name|(?:voller|vollstandiger|ganzer) name"
    r"|vor|prenoms?|nom(?: de famille| complet| dutilisateur| et prenom)?"
    r"|nombres?(?: completo| de pila| de usuario)?|apellidos?|nombre y apellidos?"
    r"|nome(?: completo| de usuario)?|sobrenome"
)
_PLACE = (
    rf"{_KIND}*address(?: (?:line )?\d)?|home address|anschrift|(?:post|wohn|privat) ?(?:anschrift"
    r"|adresse)|adresse(?: postale)?|direccion(?: postal)?|endereco|morada|dia chi(?: nha)?"
    r"|(?:post|postal|zip) ?codes?|zip|plz|postleitzahl|code postal|codigo postal|cep|ma buu dien"
    r"|ma buu chinh"
)
_HANDLE = (
    rf"{_PLATFORM} (?:handles?|user ?names?|profiles?(?: (?:url|link|page|name))?|nick(?:name)?"
    r"|accounts?(?: (?:name|url|link))?|id|url|link|name)|profile (?:url|link)"
    r"|(?:profil|perfil|trang|tai khoan|compte|cuenta|conta)"
    rf" (?:(?:de |do |no |en |sur |auf |bei )?{_PLATFORM})|{_PLATFORM} profil|user id"
)
_REACHED = (
    r"contact (?:details?|infos?|informations?|data)|thong tin lien (?:he|lac)"
    r"|kontakt ?(?:daten|informationen|angaben)|coordonnees"
    r"|(?:datos|dados|informacion|informacao|informacoes) (?:de|para) conta[ct]t?o"
)
# These are also things that somebody owns, so they count only as somebody's.
_SOMEBODYS = rf"handle|mobile(?: phone)?|cell(?: ?phone)?|handy|portable|movil|celular|{_PLATFORM}"
# So somebody is asked without any of these words.
_PHRASES = (
    r"(?:what|how) (?:should|shall|may|can|could|do|would) (?:we|i|people|you like us to)"
    r"(?: best)? (?:call|address) you",
    r"(?:where|how) (?:can|may|could|should) (?:we|i)(?: best)? (?:reach|contact"
    r"|get (?:in touch with|hold of)) you",
    r"(?:anh chi |ban |anh |chi )?ten (?:cua )?(?:ban|anh|chi|anh chi|quy khach)?(?: ?la)? ?gi",
    r"(?:anh chi |ban |anh |chi )ten(?: la)? gi",
    r"wie hei(?:ss|ß)(?:en sie|t du)",
    r"comment vous appelez vous|comment tappelles tu",
    r"como (?:se|te) llamas?(?: usted)?|como (?:se|te) chamas?|como voce se chama",
)
_WHOSE_BEHIND = (
    r"(?: cua)?(?: (?:ban|anh|chi|anh chi|quy khach|quy vi|minh|em))(?: la)?(?: gi)?| la gi"
)
_BEHIND = (
    r"(?: (?:below|here|again|please|optional|required|pls|thanks|thank you|facultatif"
    r"|opcional|freiwillig|an|ein))*"
    r"(?: (?:if|so|in case|in order|unless|wenn|falls|damit|si|se|neu) .*)?"
)
# A mail or a number is given for something; a name for something is another thing's.
_GIVEN_FOR = r"(?: (?:for|to|that|we|which|where|at|on|fur|pour|para|de) .*)?"
# What a header says to its fields.
_REMARK = re.compile(r"(?:if|so|we|wenn|si|se|please|optional|thanks)\b")
# Without their accents they mean other things.
_ACCENTED = frozenset(map(key, ("tên", "họ", "tên của bạn", "tên bạn", "tên của anh/chị")))
_MAIL_VALUE = re.compile(
    r"(?:mailto:)?[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,}|[^<>@]{0,80}<[^\s@<>]+@[^\s@<>]+>"
)
_PHONE_VALUE = re.compile(r"(?:\+|00?)[\d\s().\-/]+|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}")


def tells_who(wording: str) -> bool:
    """Whether a question or a column of this wording is for who somebody is.

    “Your name” is; “Name of your company” is a question like any other.
    """
    plain = _NUMBERING.sub("", _BRACKETS.sub(" ", wording[:_LONGEST])).strip()
    if _is_field(_readings(plain), alone=True):
        return True
    parts = [part for part in _PARTED.split(plain) if bare_key(part)]
    if len(parts) < 2:
        return False
    if any(_compiled(_asked_for()).fullmatch(text) for part in parts for text in _readings(part)):
        return True
    first, *others = parts
    return _is_field(_readings(first), alone=False) and all(
        _is_field(_readings(part), alone=False) or _REMARK.match(bare_key(part)) for part in others
    )


def values_tell_who(values: Sequence[str]) -> bool:
    """Whether most of these are e-mail addresses, telephone numbers or IP addresses.

    Blank values are not among them.
    """
    telling = sum(map(_reaches_somebody, values))
    return telling * 2 > len(values)


def _readings(text: str) -> tuple[str, ...]:
    """A text to be looked at; “ten” is a number where no accent makes it a name."""
    plain = " ".join(bare_key(text).split())
    return tuple({plain, "ho ten"}) if key(text) in _ACCENTED else (plain,)


def _is_field(texts: Sequence[str], alone: bool) -> bool:
    pattern = _compiled(_field() if alone else _field_of_several())
    return any(pattern.fullmatch(text) for text in texts)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _field() -> str:
    """A whole header that is a field of a form."""
    phrases = "|".join(_PHRASES)
    ahead = f"{_LEAD}(?:{_ASKS})?{_GIVES}?(?:{_WHOSE})?"
    somebodys = f"{_LEAD}(?:{_ASKS})?{_GIVES}?{_WHOSE}(?:{_SOMEBODYS}|{_DEVICE})"
    return (
        f"(?:{ahead}(?:(?:{_things()}|{_DEVICE})(?:{_WHOSE_BEHIND})?"
        f"|(?:{_MAIL}|{_NUMBER}|{_IP}){_GIVEN_FOR}|ten(?:{_WHOSE_BEHIND}))"
        f"|{somebodys}|{phrases}){_BEHIND}"
    )


@cache
def _field_of_several() -> str:
    """One of several fields that a header names, or what it says to them."""
    ahead = f"{_LEAD}(?:{_ASKS})?{_GIVES}?(?:{_WHOSE})?"
    return f"{ahead}(?:{_things()})(?:{_WHOSE_BEHIND})?{_BEHIND}"


@cache
def _asked_for() -> str:
    """A clause that asks for one, whatever the others say."""
    ahead = f"{_LEAD}(?:{_ASKS}{_GIVES}?|{_GIVES}){_WHOSE}"
    phrases = "|".join(_PHRASES)
    return f"(?:{ahead}(?:{_things()}|{_SOMEBODYS}|{_DEVICE})|{phrases}){_BEHIND}"


@cache
def _things() -> str:
    return "|".join((_MAIL, _NUMBER, _IP, _NAME, _PLACE, _HANDLE, _REACHED))


def _reaches_somebody(value: str) -> bool:
    text = value.strip()
    if not text or len(text) > _LONGEST_VALUE:
        return False
    return _MAIL_VALUE.fullmatch(text) is not None or _is_phone(text) or _is_ip(text)


def _is_phone(text: str) -> bool:
    if _PHONE_VALUE.fullmatch(text) is None:
        return False
    # A date begins with a 0, too, and has eight digits at most.
    digits = sum(character.isdecimal() for character in text)
    return (8 if text.startswith("+") else 9) <= digits <= 16


def _is_ip(text: str) -> bool:
    if text.count(".") != 3 and text.count(":") < 2:
        return False
    from ipaddress import ip_address

    try:
        ip_address(text)
    except ValueError:
        return False
    return True
