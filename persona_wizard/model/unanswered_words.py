"""What people write in an answer's place, in languages that no bank ships in.

Only what means nothing else: “trifft nicht zu” is also the low end of a scale.
"""

from collections.abc import Mapping

from persona_wizard.model.interview import State


def _listed(texts: str) -> tuple[str, ...]:
    return tuple(text.strip() for line in texts.strip().split("\n") for text in line.split(","))


def _words(declined: str, dont_know: str, not_applicable: str) -> Mapping[State, tuple[str, ...]]:
    return {
        State.DECLINED: _listed(declined),
        State.DONT_KNOW: _listed(dont_know),
        State.NOT_APPLICABLE: _listed(not_applicable),
    }


_NORWEGIAN = _words(
    """
    vil ikke svare, ønsker ikke å svare, jeg ønsker ikke å svare, vil ikke oppgi
    ønsker ikke å oppgi, vil helst ikke svare, foretrekker å ikke svare, vil ikkje svare
    ønskjer ikkje å svare
    """,
    """
    vet ikke, jeg vet ikke, det vet jeg ikke, ingen formening, husker ikke
    jeg husker ikke, veit ikkje, hugsar ikkje
    """,
    "gjelder ikke, gjelder ikke meg, gjeld ikkje, gjeld ikkje meg",
)
UNANSWERED: Mapping[str, Mapping[State, tuple[str, ...]]] = {
    "de": _words(
        """
        keine Angabe, keine Angaben, k. A., keine Antwort, Antwort verweigert
        möchte ich nicht sagen, das möchte ich nicht sagen, möchte ich nicht angeben
        möchte ich nicht beantworten, möchte nicht antworten, ich möchte nicht antworten
        möchte keine Angabe machen, ich möchte keine Angabe machen
        ich möchte keine Angaben machen, ich möchte dazu keine Angabe machen
        ich möchte dazu keine Angaben machen, lieber nicht sagen
        """,
        """
        weiß nicht, weiß ich nicht, ich weiß nicht, ich weiß es nicht, das weiß ich nicht
        weiß ich nicht mehr, keine Ahnung, keine Meinung, kann ich nicht sagen
        das kann ich nicht sagen, kann ich nicht beurteilen, bin mir nicht sicher
        ich bin mir nicht sicher, kann mich nicht erinnern, ich kann mich nicht erinnern
        """,
        "nicht zutreffend, nicht anwendbar, entfällt",
    ),
    "fr": _words(
        """
        préfère ne pas répondre, je préfère ne pas répondre, préfère ne pas le dire
        je préfère ne pas le dire, je préfère ne pas dire, ne souhaite pas répondre
        je ne souhaite pas répondre, ne veut pas répondre, je ne veux pas répondre
        refus de répondre, refuse de répondre, sans réponse, pas de réponse
        """,
        """
        ne sais pas, ne sait pas, je ne sais pas, je sais pas, nsp, ne se prononce pas
        sans opinion, sans avis, pas d'avis, aucune idée, je ne me souviens pas
        je ne me souviens plus
        """,
        "non applicable, sans objet, non concerné, non concernée, pas concerné, pas concernée",
    ),
    "es": _words(
        """
        prefiero no responder, prefiero no contestar, prefiero no decirlo, prefiero no decir
        no quiero responder, no quiero contestar, no contesta, sin respuesta
        """,
        """
        no sé, no lo sé, no sabe, no sabe / no contesta, ns/nc, no estoy seguro
        no estoy segura, ni idea, sin opinión, no tengo opinión, no recuerdo, no me acuerdo
        """,
        "no aplica, no procede, no aplicable, no se aplica",
    ),
    "pt": _words(
        """
        prefiro não responder, prefiro não dizer, prefiro não informar, não quero responder
        não desejo responder, não responde, não respondeu, sem resposta
        """,
        """
        não sei, não sabe, não sei dizer, não sei responder, não sabe / não responde, ns/nr
        não tenho certeza, não tenho a certeza, sem opinião, não tenho opinião, não lembro
        não me lembro
        """,
        "não se aplica, não aplicável",
    ),
    "it": _words(
        """
        preferisco non rispondere, preferisco non dirlo, non voglio rispondere, non risponde
        nessuna risposta, rifiuto di rispondere
        """,
        """
        non so, non lo so, non sa, non saprei, non sono sicuro, non sono sicura, non ricordo
        non mi ricordo, nessuna opinione
        """,
        "non applicabile, non si applica",
    ),
    "nl": _words(
        """
        zeg ik liever niet, dat zeg ik liever niet, wil ik niet zeggen, dat wil ik niet zeggen
        wil niet zeggen, liever niet zeggen, wil niet antwoorden, geen antwoord
        """,
        """
        weet niet, weet ik niet, dat weet ik niet, weet het niet, ik weet het niet
        weet ik niet meer, geen idee, geen mening
        """,
        "niet van toepassing, n.v.t., nvt",
    ),
    "pl": _words(
        """
        wolę nie odpowiadać, wolę nie mówić, nie chcę odpowiadać, nie chcę odpowiedzieć
        odmowa odpowiedzi, odmawiam odpowiedzi, brak odpowiedzi
        """,
        "nie wiem, trudno powiedzieć, nie mam zdania, brak zdania, nie pamiętam",
        "nie dotyczy",
    ),
    "sv": _words(
        """
        vill inte svara, vill ej svara, jag vill inte svara, vill inte uppge, vill ej uppge
        föredrar att inte svara, inget svar, ej svar
        """,
        """
        vet ej, vet inte, jag vet inte, det vet jag inte, ingen åsikt, ingen uppfattning
        minns inte, minns ej
        """,
        "ej tillämpligt, inte tillämpligt",
    ),
    "da": _words(
        """
        ønsker ikke at svare, jeg ønsker ikke at svare, vil ikke svare, jeg vil ikke svare
        ønsker ikke at oplyse, vil ikke oplyse, foretrækker ikke at svare
        """,
        """
        ved ikke, jeg ved ikke, ved det ikke, jeg ved det ikke, det ved jeg ikke
        ingen holdning, husker ikke, det husker jeg ikke
        """,
        "gælder ikke, gælder ikke mig",
    ),
    "no": _NORWEGIAN,
    "nb": _NORWEGIAN,
    "nn": _NORWEGIAN,
    "fi": _words(
        "en halua vastata, en halua kertoa, en halua sanoa, ei vastausta",
        "en tiedä, en osaa sanoa, ei mielipidettä, en muista",
        "ei koske minua, ei sovellu",
    ),
    "cs": _words(
        """
        nechci odpovídat, nechci odpovědět, nechci uvést, nepřeji si odpovídat
        nepřeji si odpovědět, nepřeji si uvést, odmítám odpovědět, bez odpovědi
        """,
        "nevím, nemám názor, bez názoru, nedokážu posoudit, nepamatuji si, nepamatuju si",
        "netýká se, netýká se mě",
    ),
    "tr": _words(
        """
        cevap vermek istemiyorum, yanıt vermek istemiyorum, yanıtlamak istemiyorum
        cevaplamak istemiyorum, belirtmek istemiyorum, söylemek istemiyorum, cevap yok
        """,
        "bilmiyorum, fikrim yok, emin değilim, hatırlamıyorum",
        "uygulanamaz",
    ),
    "ru": _words(
        """
        не хочу отвечать, предпочитаю не отвечать, предпочитаю не указывать
        предпочитаю не говорить, отказываюсь отвечать, отказ от ответа, нет ответа, без ответа
        """,
        """
        не знаю, я не знаю, затрудняюсь ответить, не уверен, не уверена, не могу сказать
        нет мнения, не помню
        """,
        "неприменимо, не применимо",
    ),
    "uk": _words(
        """
        не хочу відповідати, волію не відповідати, відмовляюся відповідати
        відмовляюсь відповідати, відмова від відповіді, немає відповіді, без відповіді
        """,
        """
        не знаю, я не знаю, важко сказати, важко відповісти, не впевнений, не впевнена
        не пам'ятаю
        """,
        "не застосовується, не застосовно",
    ),
    "ja": _words(
        """
        無回答, 回答しない, 回答したくない, 回答したくありません, 答えたくない
        答えたくありません, 回答を控える
        """,
        """
        わからない, わかりません, 分からない, 分かりません, 覚えていない, 覚えていません
        """,
        "該当なし, 該当しない, 該当しません",
    ),
    "zh": _words(
        """
        不愿回答, 不想回答, 拒绝回答, 不愿透露, 不便透露, 不方便透露
        不願回答, 拒絕回答, 不願透露
        """,
        "不知道, 不确定, 不確定, 不记得, 不記得",
        "不适用, 不適用",
    ),
    "ko": _words(
        """
        무응답, 응답 거부, 응답거부, 응답하지 않음, 답변하지 않음, 답하고 싶지 않음
        대답하고 싶지 않음, 응답하고 싶지 않음
        """,
        """
        모름, 모르겠음, 모르겠다, 모르겠습니다, 잘 모름, 잘 모르겠음, 잘 모르겠다
        잘 모르겠습니다, 의견 없음, 기억나지 않음
        """,
        "해당 없음, 해당없음, 해당사항 없음, 해당 사항 없음",
    ),
}
