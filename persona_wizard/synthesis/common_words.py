"""Words that say little: stop words, words that name nothing, answers that say nothing.

All are casefolded. A language that is not listed has none.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Left out before answers are compared word by word.
STOP_WORDS = {
    "en": _words(
        """
        a about above after again against all also am an and any are aren't as at be because been
        before being below between both but by can can't cannot could couldn't did didn't do does
        doesn't doing don't down during each few for from further had hadn't has hasn't have
        haven't having he he's her here hers herself him himself his how i i'd i'll i'm i've if in
        into is isn't it it's its itself just let's me more most my myself no nor not of off on
        once only or other our ours out over own really same she she's should shouldn't so some
        such than that that's the their theirs them themselves then there there's these they
        they're they've this those through to too under until up very was wasn't we we're we've
        were weren't what what's when where which while who whom why will with won't would
        wouldn't you you're you've your yours yourself
        """
    ),
    "vi": _words(
        """
        à ạ anh ấy bà bạn bị bởi các cái càng chị cho chứ chúng có con của cũng cùng cứ đã đang
        đây để đến đều đi đó được em gì hay hơn khi không là lại làm lắm lên mà mình mỗi một mới
        nào này nên nếu ở ông phải qua quá ra rằng rất rồi sau sẽ tại thì thế theo thôi tôi tới
        trên trong từ và vẫn vào về vì việc với vừa
        """
    ),
}

# Stop words of English that make another word of the one before: top up, sign out.
PARTICLES = _words("up down off out over")

# Compared like any other word, but a group of answers is not named after them, nor kept for them.
GENERIC_WORDS = {
    "en": _words(
        """
        able actually always another anybody anyone anything around ask asked asking asks awful back
        bad better big bit came can come comes coming day days dear different easy eg else enough
        etc even ever every everybody everyone everything fine first found gave get gets getting
        give given gives go goes going gone good got great guess happen happened hard hello help
        helped helps hey hi ie important issue issues keep kind knew know knows last less like
        little long look looking looks lot lots love made make makes making many maybe mean might
        miss missing much must need needed needs never new nice nobody nothing now often ok okay old
        one otherwise people please possible pretty probably problem problems put quite rather
        ridiculous right said say saying says see seem seems since somebody someone something
        sometimes sort start still stuff sure take takes tell telling tells terrible thank thanks
        thing things think thinking thinks though time times told took tried try trying two use used
        useful using usually want wanted wants way well went whatever without work worked working
        works worst year years yes yet
        """
    ),
    "vi": _words(
        """
        biết cách cần chỉ chưa dùng giúp hai hiện kém khá khác khó lúc lần mong muốn ngày nhiều
        nhưng như nói năm nữa phần quan rõ thấy thêm thích tốt trước tự vấn vậy xem xin ít đề đúng
        """
    ),
}

# Each is a whole answer; in any language, since people answer in whichever comes first.
NON_ANSWERS = frozenset(
    (
        *("no", "none", "nope", "nothing", "nothing really", "not really", "nothing so far"),
        *("nothing else", "nothing comes to mind", "nothing in particular", "nothing at all"),
        *("no idea", "no comment", "no comments", "not sure", "not applicable", "n a", "na"),
        *("i don't know", "don't know", "dont know", "idk", "dunno", "can't think of anything"),
        *("can't say", "i can't say", "no answer", "none so far", "none really", "all good"),
        *("không", "không có", "không có gì", "chưa có", "chưa", "không biết", "không rõ"),
        *("không có ý kiến", "chưa biết", "không ạ", "không có gì thêm", "bình thường"),
        *(
            "nein",
            "nichts",
            "keine",
            "weiss nicht",
            "non",
            "rien",
            "aucun",
            "aucune",
            "je ne sais pas",
        ),
        *(
            "nada",
            "ninguno",
            "ninguna",
            "no sé",
            "no lo sé",
            "niente",
            "não sei",
            "没有",
            "無",
            "无",
        ),
        *("特になし", "なし", "ไม่มี", "कुछ नहीं", "لا شيء", "لا", "нет", "ничего", "не знаю"),
    )
)
