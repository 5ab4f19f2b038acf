"""The glossary: the words of the field, explained in plain ones."""

from msgspec import Struct


class Concept(Struct, frozen=True):
    """A word of the field: what it means, an example, and how a bank captures it."""

    id: str
    name: str
    meaning: str
    example: str
    captured: str


BUYING_ROLES = ("decision-maker", "influencer", "end-user")
BUYER_TYPES = (
    "budget-conscious",
    "relationship-focused",
    "innovator",
    "risk-averse",
    "industry-specific",
    "segment-specific",
    "competitor-focused",
)

CONCEPTS: tuple[Concept, ...] = (
    Concept(
        id="customer-persona",
        name="Customer persona",
        meaning="A portrait of a group of customers, drawn from what real people said. "
        "It is a model to think with, not a person.",
        example="Cedar Coffee draws “First-light Robin” from thirteen interviews and plans with "
        "Robin's early mornings in mind.",
        captured="A bank asks about all six headings; the interviews of a study add up to the "
        "persona.",
    ),
    Concept(
        id="market-segmentation",
        name="Market segmentation",
        meaning="Sorting everybody who might buy into groups whose members want or do much the "
        "same, so that each group can be served in its own way.",
        example="Cedar Coffee finds that people on shifts and people who give coffee as a present "
        "buy in different ways, and treats them as two segments.",
        captured="The study names its segment, and every count is split by audience so that "
        "differences can be seen.",
    ),
    Concept(
        id="target-market",
        name="Target market",
        meaning="The people a business has chosen to serve first, out of all who might buy.",
        example="Cedar Coffee chooses households in Northport that brew at home before work.",
        captured="It is written down with the study, before the first interview, and decides whom "
        "to invite.",
    ),
    Concept(
        id="demographic-information",
        name="Demographic information",
        meaning="Plain facts that describe people in numbers: age, gender, income, where they "
        "live. They never explain why somebody acts.",
        example="Of Cedar Coffee's customers asked, most are between 30 and 44 and live in town.",
        captured="Optional questions at the very end, with bands to choose from and a way to say "
        "no.",
    ),
    Concept(
        id="psychographic-information",
        name="Psychographic information",
        meaning="What goes on inside: character, interests, values, and what people hope for or "
        "fear.",
        example="One Cedar Coffee customer calls the morning brew the only quiet quarter of an "
        "hour of the day.",
        captured="Open questions about a real day, under personality and objectives.",
    ),
    Concept(
        id="behavioural-information",
        name="Behavioural information",
        meaning="What people truly do: where they look things up, what they buy, how often, and "
        "by which way.",
        example="A Cedar Coffee customer reads the small print first and then orders on the "
        "website once a month.",
        captured="Questions about the last real occasion, with choices that can be counted.",
    ),
    Concept(
        id="pain-points",
        name="Pain points",
        meaning="What goes wrong, costs effort or worries people, with the product or in the rest "
        "of their life.",
        example="The Cedar Coffee box comes on Tuesday, when nobody is at home.",
        captured="“Tell me about the last time…” under problems, with “what else?” until nothing "
        "new comes.",
    ),
    Concept(
        id="needs-and-wants",
        name="Needs and wants",
        meaning="A need is what somebody cannot do without; a want is how they would like to have "
        "it. People name their wants, and the need lies behind them.",
        example="A new father wants stronger Cedar Coffee; what he needs is to stay awake on the "
        "morning train.",
        captured="Open questions about what people hoped to get done and what they would change.",
    ),
    Concept(
        id="decision-making-process",
        name="Decision-making process",
        meaning="The way from the first thought to yes or no: what set it off, what was weighed "
        "up, and who had a say.",
        example="A couple talks about Cedar Coffee on Sunday, tries a bag from the market, and "
        "orders two weeks later.",
        captured="The participant tells the last decision as a story, from the first thought to "
        "the end.",
    ),
    Concept(
        id="channels",
        name="Channels",
        meaning="The places where people and a business meet, such as a shop, a website or the "
        "telephone.",
        example="Cedar Coffee is ordered on the website, but questions come in by telephone.",
        captured="A list of places to tick, about the last purchase.",
    ),
    Concept(
        id="customer-journey",
        name="Customer journey",
        meaning="The stages that people pass through with a product: hearing of it, weighing it "
        "up, deciding, buying, and living with it.",
        example="Somebody tastes Cedar Coffee at a friend's house in May, compares it in June, and "
        "orders in July.",
        captured="Each question may be marked with the stage that it belongs to.",
    ),
    Concept(
        id="decision-maker",
        name="Decision-maker",
        meaning="The one who says the last yes or no. Two people can share the part.",
        example="He found Cedar Coffee, but she said “we'll try it”, and so it was ordered.",
        captured="“Who made the last call?”, asked about a real decision.",
    ),
    Concept(
        id="influencer",
        name="Influencer",
        meaning="Somebody whose word carries weight in a decision that another person takes.",
        example="A sister who knows about coffee is asked first, and Cedar Coffee is bought for "
        "the whole house.",
        captured="A choice under “Who made the last call?”: somebody else, after asking me.",
    ),
    Concept(
        id="end-user",
        name="End-user",
        meaning="The one who uses the product, whoever chose it and whoever paid.",
        example="The Cedar Coffee box was a present; she drinks it and never picked it.",
        captured="A choice under “Who made the last call?”: somebody else, without asking me.",
    ),
    Concept(
        id="budget-conscious",
        name="Budget-conscious buyer",
        meaning="Looks at the cost first and wants the most for the money.",
        example="A student works out what each cup of Cedar Coffee comes to before anything else.",
        captured="Suggested by comparing prices and by naming the price among what counted.",
    ),
    Concept(
        id="relationship-focused",
        name="Relationship-focused buyer",
        meaning="Buys from people they know and trust, and stays with them.",
        example="She takes Cedar Coffee because her neighbour does and the roaster answers the "
        "telephone.",
        captured="Suggested by asking friends and by giving weight to the word of a trusted "
        "person.",
    ),
    Concept(
        id="innovator",
        name="Innovator",
        meaning="Likes to try what is new before others do, and takes some rough edges with it.",
        example="He ordered Cedar Coffee's first test roast on the day it was announced.",
        captured="Suggested by following news of things just out and by wanting to be among the "
        "first.",
    ),
    Concept(
        id="risk-averse",
        name="Risk-averse buyer",
        meaning="Wants to be sure before deciding, and looks for a way back.",
        example="She reads how to cancel Cedar Coffee before she reads what it tastes like.",
        captured="Suggested by reading the small print and by wanting a way out at any time.",
    ),
    Concept(
        id="industry-specific",
        name="Industry-specific buyer",
        meaning="Chooses by what a line of work calls for, and asks others in the same trade.",
        example="The owner of a guest house needs Cedar Coffee in large tins, with an invoice for "
        "the books.",
        captured="Suggested by reading the trade press and by choosing what the job calls for.",
    ),
    Concept(
        id="segment-specific",
        name="Segment-specific buyer",
        meaning="Looks for something made for people in one particular situation.",
        example="A night worker wants to know whether Cedar Coffee has a gentle roast for four in "
        "the afternoon.",
        captured="Suggested by asking others in the same situation and by looking for a fit with "
        "it.",
    ),
    Concept(
        id="competitor-focused",
        name="Competitor-focused buyer",
        meaning="Sets one maker beside another and takes the one that comes out ahead.",
        example="He has a table of Cedar Coffee and Harbour Beans, and fills in a row for each "
        "bag.",
        captured="Suggested by reading tests against rivals and by choosing what did better than "
        "they did.",
    ),
)

CONCEPT_BY_ID = {concept.id: concept for concept in CONCEPTS}
