"""English signs of a flaw in a wording."""

from persona_wizard.banks.wording.signs import Signs, sign

_NOT = r"(?:do|does|did|is|are|was|were|has|have|had|would|wo|will|ca|could|should|must)n['’]t"
_AUXILIARY = r"(?:do|does|did|is|are|was|were|has|have|had|would|will|can|could|should)"
_PRONOUN = r"(?:you|it|they|we|he|she|that|this|there)"
_ASKS = r"(?:who|what|when|where|why|how|which|whose|whether)"
_TELL = (
    r"(?:tell|telling|describe|describing|walk|walking|take (?:me|us)|talk|talking|show|showing"
    r"|share|sharing|explain|explaining|give (?:me|us)|say|call|put it|recall|spell"
    r"|repeat|name)"
)
_PRAISE = (
    r"(?:easy|easier|simple|helpful|useful|pleasant|convenient|great|good|nice|fun|intuitive"
    r"|impressed|delighted|excited|friendly)"
)
_BLAME = (
    r"(?:hard|difficult|annoying|annoyed|frustrating|frustrated|bad|terrible|confusing"
    r"|disappointed|disappointing|dissatisfied)"
)
_LOADED = (
    r"(?:amazing|fantastic|wonderful|terrible|awful|horrible|excellent|superb|brilliant"
    r"|dreadful"
    r"|ridiculous(?:ly)?|outrageous(?:ly)?|award-winning|world-class|state-of-the-art|so-called"
    r"|overpriced|obviously|surely|of course|undoubtedly|needless to say)"
)
_PRAISED = (
    r"(?:generous|superior|popular|unique|innovative|famous|high-quality|unbeatable|great"
    r"|lovely"
    r"|impressive|handy|much-loved)"
)
_SO = (
    r"(?:so (?:much|good|great|bad|popular|nice|easy|hard|expensive|important|slow|well|special"
    r"|annoying)|such an?|better|best|worse|worst|superior|inferior|great(?:er)?)"
)
_OURS = (
    r"(?:our|this|the new|using|\{product\}|the (?:app|tool|product|service|system|platform"
    r"|software|update|feature|course|programme|program)s?)"
)
_RATED = (
    r"(?:satisfied|happy with|content with|pleased with|rate|opinion (?:of|on)"
    r"|think of|feel about|important|(?:do|did) you (?:really )?(?:like|love|enjoy|trust)"
    r" (?:the|our|its))"
)
_DOES = (
    r"(?:use|buy|pay|find|like|love|hate|trust|recommend|feel|know|get|go|come|run|eat"
    r"|make|take"
    r"|give|keep|call|read|write|tell|ask|want|need|plan|own|rent|lease|cancel|order|return"
    r"|compare|try|visit|sell|check|pick|choose|switch|complain|share|enjoy|work|live"
    r"|train|cook"
    r"|drive|ride|clean|store|save|consider|expect|prefer|renew|subscribe|install|receive|start"
    r"|stop|finish|talk|meet|bought|paid|found|felt|got|went|came|ran|ate|made|took|gave|kept"
    r"|wrote|told|sold|chose|drove|met)"
)
_BUYER = (
    r"(?:budget-?conscious|price-?(?:sensitive|conscious)|cost-?conscious|risk-?averse|cautious"
    r"|relationship-focused|innovat(?:or|ive)|early adopter|trend-?setter|brand-?loyal|loyal"
    r"|bargain[ -]hunter|impulse (?:buyer|shopper)|impulsive|competitor-focused"
    r"|decision[ -]?maker|influencer|gate-?keeper|end[ -]?user|frugal|thrifty|adventurous"
    r"|value-driven|quality-driven)"
)
_NO_PLURAL = (
    r"(?:is|was|does|has|this|its|gets|makes|keeps|brings|happens|stops|goes|comes|takes|puts"
    r"|lets|feels|means|stands|business|process|class|address|bus|news|lens|glass|boss|stress"
    r"|progress|success|access|gas|plus|focus|status|campus|virus|bonus|hours|times|series)"
)

SIGNS = Signs(
    leading=sign(
        (
            rf"^{_NOT}\b(?: \w+){{0,2}}",
            rf",\s*{_NOT}\s+{_PRONOUN}\b",
            rf",\s*{_AUXILIARY}\s+{_PRONOUN}\s*\?",
            r",\s*(?:right|correct|yes|no|okay|ok|eh|huh)\s*\?",
            rf"\b{_LOADED}\b",
            r"^(?:clearly|naturally|no doubt)\b|\bas you know\b",
            r"\b(?:do|don['’]t|would|wouldn['’]t) (?:you|we) (?:not )?agree\b",
            r"^(?:do|did) you (?:not )?(?:think|feel|find|believe|say)\b.*\b(?:too|should|much"
            rf"|{_SO}|good|bad|easy|hard|expensive|slow)\b",
            r"\bhow much (?:do|did|have) you (?:really )?"
            r"(?:love|loved|like|liked|enjoy|enjoyed|hate|hated|dislike|appreciate|appreciated"
            r"|miss|missed|prefer)\b",
            rf"\bhow (?:very |really |much )?(?:{_PRAISE}|{_BLAME})\b(?!\s*(?:or|to)\b)"
            r"(?!.*\bor (?:not|hard|difficult|easy|bad|good|un\w+)\b)",
            r"\bhow (?:big|serious|bad|great) (?:a|an|of a) \w+",
            r"\bhow (?:much )?(?:better|worse|faster|easier|happier|more \w+)\b"
            r"(?!.*\bor (?:worse|better|slower|harder|less)\b)",
            rf"\bwhy (?:is|are|was|were|do|does|did)\b.*\b{_SO}\b",
            r"\bwhy (?:do|did) you (?:love|like|enjoy|hate|dislike|prefer|adore)\b",
            rf"\bwhat (?:makes|made) (?:our|the|this|it|\{{product\}})\b.*\b{_SO}\b",
            r"\bwhat (?:do|did|have) you (?:love|loved|adore|hate|hated)\b",
            rf"\b(?:has|have|had|did|does) {_OURS}\b[^?]*\b(?:improved?|help(?:ed|s)?|saved?"
            r"|benefit(?:ed)?|simplif\w+|transformed?|made\b.*\b(?:easier|better|simpler|faster"
            r"|safer))\b",
            rf"\b(?:our|this) (?:\w+ )?{_PRAISED}\b",
            r"(?:^|[.;,:]\s*)(?:most|many|lots of|plenty of|everyone|everybody|experts?"
            r"|studies)\b"
            r"[^?]*\b(?:says?|agrees?|thinks?|finds?|loves?|prefers?|tells?|complains?|told"
            r"|recommends?|knows?|shows?|switch\w*)\b",
            r"(?:^|[.;,:]\s*)(?:given|considering|seeing) (?:that|how)\b",
        ),
        well=(r"\ball right\b", r"\beasy or (?:hard|difficult)\b"),
    ),
    double_barrelled=sign(
        (
            r"\?.*\?",
            rf"\b(?:and|&) (?:if so,? |then |so )?(?:(?:by|for|with|to|from|at|in|on) )?"
            rf"{_ASKS}\b",
            r"\band (?:if so|also)\b",
            rf"\b(?:and|but) {_AUXILIARY} {_PRONOUN}\b",
            r"\bhow \w+(?:, \w+)? and \w+ (?:is|are|was|were|do|did|does|has|have)\b",
            r"\b(?:likes?|loved?) and (?:dislikes?|hated?)\b",
            r"\b(?:best|good|pros|strengths?|advantages?"
            r"|benefits?)\b[^?]{0,25}\band\b[^?]{0,25}"
            r"\b(?:worst|bad|cons|weakness(?:es)?|disadvantages?|drawbacks?)\b",
            rf"^{_AUXILIARY} (?:you|they|your \w+) (?!remember|recall|know|{_TELL}|think back)"
            rf"[^?]*?\band (?:\w+ly |still |always )?(?:{_DOES}|\w{{3,}}ed)\b",
            rf"\b{_RATED}\b[^?,]*\b(?:and|as well as) (?:the |its |our |your |their )?\w+",
            r"\b(?:tell me about|describe)\b[^?.]*\band (?:your|our)\b",
            r"^(?:is|are|was|were) (?:the|our|your|its?|they|he|she|this|that)\b[^?]*\b\w+"
            r"(?:, \w+)? and \w+\s*\?$",
            r"\bas well as\b",
        ),
        well=(
            r"\bbetween\b.{1,60}?\band\b",
            r"\b(?:you|he|she|they|him|her|them|me|us) and\b",
            r"\b\w+days? and \w+(?:days?|ends?)\b",
            r"\b(?:terms and conditions|research and development|salt and vinegar"
            r"|bed and breakfast|pen and paper|fish and chips|back and forth|trial and error"
            r"|health and safety|wear and tear|food and drinks?|sales and marketing"
            r"|black and white|supply and demand|arts and crafts|profit and loss"
            r"|pick and choose|more and more|over and over|again and again|up and down"
            r"|nuts and bolts|now and (?:then|again)|husband and wife|mum and dad"
            r"|bread and butter|rules and regulations|cash and carry|there and back"
            r"|questions and answers|(?:go|try|come|sit) and \w+|in and out|time and again"
            r"|day and night|friends and family|family and friends|to and from|ups and downs"
            r"|drag and drop|copy and paste|plug and play|parts and labour|rent and bills)\b",
        ),
    ),
    hypothetical=sign(
        (
            r"\bwould you\b",
            r"\bwhat would (?:it take|make you|get you|stop you|keep you|convince you)\b",
            r"\bif\b[^?]*\b(?:would|could|might|'d)\b",
            r"\b(?:would|could|might)\b[^?]*\bif\b",
            r"\bhow (?:likely|probable|willing)\b",
            r"\bwhat are the (?:chances|odds)\b",
            r"\b(?:will you|you['’]ll|you will|are you likely)\b",
            r"\bare you going to (?!the\b|a\b|this|that|these|at\b|now\b|school|work\b"
            r"|today)\w+",
            r"\bdo you (?:plan|intend|expect|mean) to\b",
            r"\b(?:do|can|could) you (?:see|imagine|picture) yourself\b(?! as\b)",
            r"(?:^|[,:;.]\s*)(?:imagine|suppose|supposing|picture this|what if)\b",
            r"\b(?:think|believe|guess|say|reckon) (?:that )?you (?:might|would|could)\b",
            r"\b(?:how|what|which|where|when)\b[^?]*\byou (?:might|would)\b",
        ),
        well=(
            rf"\b(?:would|could|will|can) you (?:please |mind |kindly )?{_TELL}\b",
            rf"\bif you (?:could|would) (?:please |kindly )?{_TELL}\b",
            r"\bwould you mind\b[^?]*",
            r"\b(?:what|where|how|which \w+|who) would you (?:like|want|wish|hope|love)\b",
            r"\byou would (?:like|rather|want|prefer)\b",
            r"\bwould you (?:like to (?:add|say|tell|leave out|mention)|rather not)\b",
            r"\b(?:when you were|as a (?:child|student|boy|girl)|back then|in those days"
            r"|at that time|used to|at school)\b[^?]*\b(?:would|could|might) you\b",
            r"\b(?:would|could|might) you\b[^?]*\b(?:when you were|as a child|back then"
            r"|in those days|at that time|at school)\b",
            r"\bif any(?:thing|one|body)?\b",
            r"\bif you (?:have|had) ever\b",
        ),
    ),
    asks_type=sign(
        (
            rf"\b(?:are|were|aren['’]t) you [^?]*\b{_BUYER}\b",
            r"\b(?:consider|call|regard|classify|count|view|label|class) yourself\b",
            r"\b(?:describe|see|think of|rate) yourself as\b",
            rf"\b(?:yourself|do you act as|you more of)\b[^?]*\b{_BUYER}\b",
            r"\bwhat (?:kind|type|sort) of (?:a )?(?:\w+ )?(?:buyer|shopper|customer|consumer"
            r"|purchaser|decision[ -]?maker|client)\b",
            r"\b(?:what|which) (?:is |was )?(?:your )?(?:buying |purchasing )?role\b[^?]*"
            r"\b(?:decisions?|buying|purchase|purchasing)\b",
            r"\bwhich (?:kind|type|sort)\b[^?]*\bare you\b",
        ),
    ),
    asks_list=sign(
        (
            r"^(?:[^,?]{1,80},\s+)?(?:what|which)\s+(?:(?:kinds?|sorts?|types?) of\s+|other\s+"
            rf"|different\s+)?(?!{_NO_PLURAL}\b)\w{{2,}}(?<!s)s\b"
            r"(?!\s+(?:you|your|me|us|it|the|a|an|them|people|most|off|up|out|back|when|if)\b)",
            rf"\bwhat (?:are|were) (?:all )?(?:the|your|some)\b[^?]*?\b(?!{_NO_PLURAL}\b)"
            r"\w{3,}(?<!s)s\b",
            r"^(?:please )?(?:tell|list|name|describe|mention)\b[^?]*\ball (?:the|of the"
            r"|your)\b",
            r"^(?:please )?(?:list|name|enumerate|mention)\b",
        ),
    ),
    what_else=sign(
        (
            r"\b(?:what|who|where|which|how|anything|anybody|anyone|anywhere|something|nothing)"
            r" (?:else|other|others|more)\b",
            r"\bany (?:other|others|more)\b",
            r"\b(?:and )?(?:more|others)\s*\?",
        ),
    ),
)
