"""Composing: heading by heading, what people said and the claims that are made of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.widgets import OptionList

from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import heading
from persona_wizard.model.observations import STAR
from persona_wizard.studies import composing_view as view
from persona_wizard.synthesis.observed import Observed
from persona_wizard.synthesis.themes import THEMES_FROM
from persona_wizard.tui import composing_rows as shown
from persona_wizard.tui import persona_actions
from persona_wizard.tui.actions import told_with_keys
from persona_wizard.tui.composer import Done
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.composing_shown import ComposingShown
from persona_wizard.tui.screens.evidence import EvidenceScreen
from persona_wizard.tui.screens.sentence_box import SentenceBox
from persona_wizard.tui.screens.tag_box import TagBox
from persona_wizard.tui.screens.which_claim import WhichClaim

# So many lines are saved in a moment; more would hold up the keys.
_AT_ONCE = 5
_WAIT = "Still saving; a moment."
_NONE_MEANT = "Go to something that was said, or mark it first."
_NO_CLAIM = "No claim in hand yet: {claim} makes one of what is marked, Tab goes to the claims."

# What follows a step: told what went wrong, if anything.
_Then = Callable[[WizardError | None], None]


class ComposingScreen(ComposingShown):
    """Composes under a heading, and goes on where it was left."""

    ACTIONS: ClassVar = persona_actions.COMPOSING
    HELP_TITLE = "Composing"
    HELP_TEXT = (
        "What people said, unread first. Mark what belongs together and say it in one sentence: "
        "that is a claim, and the numbers come by themselves. The claim last worked on stays in "
        "hand (▸): + and - link to it. Without a mark the line under the cursor is meant.\n"
        "✓ read, + supports a claim, - speaks against one, ★ starred, ┆ similar to its neighbours."
    )

    # Going to a place, and away

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """On what was said: its place in the interview. On a claim: who said it."""
        if self._claim_list.has_focus:
            row = self._claim_list.row
            if row is not None and row.claim is not None:
                self.app.push_screen(EvidenceScreen(safe_line(row.claim.label), (row.claim,)))
            return
        one = self._said_list.observed
        if one is not None:
            self._open_place(one)

    def _open_place(self, one: Observed) -> None:
        from persona_wizard.tui.screens.place_in_interview import place_in

        try:
            screen = place_in(self._store, one, self._tags, self._study.codes)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return

        def back(place: str | None) -> None:
            if place:
                self._was_away = True
                self.wizard.sit_down(self._store, one.key.interview, place)

        self._was_away = True
        self.app.push_screen(screen, back)

    def action_to_persona(self) -> None:
        """The persona: the screen beneath, or one of its own on top, which keeps what is here."""
        from persona_wizard.tui.screens.persona import PersonaScreen

        if isinstance(self.app.screen_stack[-2], PersonaScreen):
            self.action_close()
            return
        self._was_away = True
        self.app.push_screen(PersonaScreen(self._store))

    def action_close(self) -> None:
        self._left.heading = self._heading
        self.dismiss()

    # Composing

    def action_mark(self) -> None:
        if self._claim_list.has_focus:
            return
        self._said_list.toggle_mark()
        self._show_hand()

    def _meant(self) -> tuple[Observed, ...]:
        """What is marked, under any heading; else what the cursor is on."""
        marked = self._said_list.marked
        if marked:
            every = {one.key: one for ones in self._found.values() for one in ones}
            return tuple(every[key] for key in marked if key in every)
        one = self._said_list.observed
        if one is None or self._claim_list.has_focus:
            self._say(_NONE_MEANT)
            return ()
        return (one,)

    def action_claim(self) -> None:
        meant = self._meant()
        if not meant:
            return

        def typed(sentence: str | None) -> None:
            if sentence is None or not sentence.strip():
                return

            def make() -> None:
                keys = [one.key for one in meant]
                field = _field(meant, self._heading)
                self._in_hand = self._composer.make_claim(self._heading, sentence, keys, field)

            self._do(make)

        count = "1 line" if len(meant) == 1 else f"{len(meant)} lines"
        title = heading(self._heading).title
        box = SentenceBox(
            f"What do they say, in one sentence? A claim under {title}, on {count}.",
            "Enter makes the claim, Esc leaves it. The numbers come by themselves.",
            [shown.in_short(one) for one in meant],
        )
        self.app.push_screen(box, typed)

    def action_hypothesis(self) -> None:
        if self._persona is None:
            return

        def typed(sentence: str | None) -> None:
            if sentence is None or not sentence.strip():
                return

            def make() -> None:
                self._in_hand = self._composer.make_hypothesis(self._heading, sentence)

            self._do(make, keeps_marks=True)

        title = heading(self._heading).title
        box = SentenceBox(
            f"What do you suppose, in one sentence? A hypothesis under {title}.",
            "It has no evidence: it is no claim before somebody says so.",
        )
        self.app.push_screen(box, typed)

    def action_support(self) -> None:
        self._link(supports=True)

    def action_oppose(self) -> None:
        self._link(supports=False)

    def _link(self, *, supports: bool) -> None:
        sentence, where = self._held()
        if not sentence:
            self._say(told_with_keys(_NO_CLAIM, self.wizard.keys))
            return
        meant = self._meant()
        if not meant:
            return

        def link() -> None:
            keys = [one.key for one in meant]
            field = _field(meant, where)
            self._in_hand = self._composer.link(self._in_hand, keys, supports=supports, field=field)

        self._do(link, goes_on=True)

    def action_read(self) -> None:
        meant = self._meant()
        if not meant:
            return
        links = view.links_of(self._study)
        keys = [one.key for one in meant]
        marked = set(self._study.read)
        if all(key in marked for key in keys):
            self._do(partial(self._composer.mark, keys, read=False))
        elif waiting := [one.key for one in meant if not links.is_read(one)]:
            self._do(partial(self._composer.mark, waiting, read=True), goes_on=True)
        else:
            self._say("It is tagged or linked, and counts as read.")

    def action_tag(self) -> None:
        meant = self._meant()
        reading = self._reading
        if not meant or reading is None:
            return

        def give(tag: str | None) -> None:
            if tag:
                lacking = [one for one in meant if not _bears(one, tag)]
                keys = [one.key for one in lacking or meant]
                step = partial(self._composer.tag, keys, tag)
                self._do(step, tagged=True, lines=len(keys))

        found = self._found.get(meant[0].heading, ())
        suggested = view.tags_for(meant[0], found, view.languages(reading))
        more = f" and {len(meant) - 1} more" if len(meant) > 1 else ""
        line = f"{meant[0].observation.text}{more}"
        self.app.push_screen(TagBox(line, self._offered(), suggested), give)

    # The code book, and drafts

    def action_code_book(self) -> None:
        from persona_wizard.tui.screens.code_book import CodeBookScreen

        if self._busy:
            self._say(_WAIT)
        elif self._reading is not None:
            self._was_away = True
            self.app.push_screen(CodeBookScreen(self._composer, self._reading))

    def action_themes(self) -> None:
        """Draft themes of the question that the cursor stands under."""
        one, reading = self._said_list.observed, self._reading
        if one is None or reading is None:
            self._say(_NONE_MEANT)
            return
        if self._busy:
            self._say(_WAIT)
            return
        lines = view.to_question(self._found.get(one.heading, ()), one.key.question)
        answers = view.answers_among(lines)
        if answers < THEMES_FROM:
            self._say(
                f"Draft themes are for {THEMES_FROM} answers to a question and more; "
                f"this one has {answers}."
            )
            return
        from persona_wizard.tui.screens.themes import ThemesScreen

        self._was_away = True
        self.app.push_screen(ThemesScreen(self._composer, reading, lines, self._offered()))

    def _offered(self) -> list[str]:
        """The study's tags, the most used first."""
        used = self._tags
        return sorted((tag for tag in used if tag != STAR), key=lambda tag: -used[tag])

    # Changing sentences

    def action_reword(self) -> None:
        claim = self._sentences().get(self._in_hand)
        if claim is None:
            self._say("Go to a claim or a hypothesis first.")
            return

        def typed(sentence: str | None) -> None:
            if sentence is not None and sentence.strip():
                reword = partial(self._composer.reword, claim.id, sentence)
                self._do(reword, keeps_marks=True)

        box = SentenceBox("Say it otherwise:", "Enter keeps it.", value=claim.sentence)
        self.app.push_screen(box, typed)

    def action_merge(self) -> None:
        """Ask which other claim says the same, and take it into the one in hand."""
        kept = self._composed_in_hand()
        if kept is None:
            return
        others = [one for one in self._study.claims if one.id != kept.id]
        # What stands under the same heading is more likely to be meant.
        others.sort(key=lambda one: one.heading != kept.heading)
        if not others:
            self._say("There is no other claim to take in.")
            return

        def chosen(place: int | None) -> None:
            if place is not None:
                merge = partial(self._composer.merge, others[place].id, kept.id)
                self._do(merge, keeps_marks=True)

        question = f"Which one goes into “{kept.sentence}”, which keeps its words?"
        self.app.push_screen(WhichClaim(question, [one.sentence for one in others]), chosen)

    def action_bring_here(self) -> None:
        """Put the claim in hand under the heading that is shown."""
        claim = self._composed_in_hand()
        if claim is None:
            return
        if claim.heading == self._heading:
            self._say("It stands under this heading already.")
            return
        said = [o for ones in self._found.values() for o in ones if o.key in claim.supports]
        field = _field(said, self._heading)
        move = partial(self._composer.move, claim.id, self._heading, field)
        self._do(move, keeps_marks=True)

    def _composed_in_hand(self) -> ComposedClaim | None:
        """The claim in hand; says what to do where there is none, or it is a hypothesis."""
        claim = next((one for one in self._study.claims if one.id == self._in_hand), None)
        if claim is None:
            self._say("Go to a claim first; a hypothesis is none yet.")
        return claim

    def action_drop(self) -> None:
        """Among the claims: drop the one in hand. Else take what is meant off it."""
        if self._claim_list.has_focus:
            self._ask_drop()
            return
        meant = self._meant()
        claim = next((c for c in self._study.claims if c.id == self._in_hand), None)
        keys = [one.key for one in meant if claim is not None and one.key in claim.links]
        if keys:
            self._do(partial(self._composer.unlink, self._in_hand, keys))
        elif meant:
            self._say("It is not linked to the claim in hand. Tab goes to the claims.")

    def _ask_drop(self) -> None:
        sentence, _ = self._held()
        if not sentence:
            self._say("Go to a claim first.")
            return
        claim = next((c for c in self._study.claims if c.id == self._in_hand), None)
        links = len(claim.links) if claim is not None else 0
        going = "Its link goes" if links == 1 else f"Its {links} links go"
        about = f" {going}, what was said stays." if links else ""
        dropped = self._in_hand

        def drop(yes: bool | None) -> None:
            if yes:
                self._do(partial(self._composer.drop, dropped), keeps_marks=True)

        box = Confirm(f"Drop “{sentence}”?{about}", "drop it", "keep it")
        self.app.push_screen(box, drop)

    def action_take_back(self) -> None:
        before = self._sentences()
        taken: list[Done | None] = []

        def then(fault: WizardError | None) -> None:
            if fault is not None:
                self.wizard.tell_fault(fault)
                return
            done = taken[0]
            if done is None:
                self._say("Nothing to take back.")
                return
            # What comes back is what one goes on with.
            back = [one for one in self._sentences() if one not in before]
            self._in_hand = back[0] if back else self._in_hand
            self._changed(tagged=bool(done.tag))
            self._tell_done(f"Taken back: {done.told}")

        lines = self._composer.lines_to_take_back
        self._run(lambda: taken.append(self._composer.take_back()), then, lines)

    def _do(
        self,
        step: Callable[[], None],
        *,
        goes_on: bool = False,
        keeps_marks: bool = False,
        tagged: bool = False,
        lines: int = 1,
    ) -> None:
        """Do one thing and save it, say what it was, and show what follows."""

        def then(fault: WizardError | None) -> None:
            if fault is not None:
                self.wizard.tell_fault(fault)
                # Of several lines some may be tagged already.
                self._changed(tagged=tagged)
                return
            under_cursor = not self._said_list.marked
            if not keeps_marks:
                self._said_list.clear_marks()
            self._changed(tagged=tagged)
            if goes_on and under_cursor:
                self._said_list.go_on()
            self._tell_done(f"{self._composer.told} · {self.key('take_back')} takes it back")

        self._run(step, then, lines)

    def _run(self, step: Callable[[], None], then: _Then, lines: int) -> None:
        """Take a step that saves so many lines, a few at once, more off the screen's thread."""
        if self._busy:
            self._say(_WAIT)
        elif lines <= _AT_ONCE:
            then(_fault_of(step))
        else:
            self._busy = True
            self._say(f"saving {lines} lines…")
            self._run_aside(step, then)

    @work(thread=True)
    def _run_aside(self, step: Callable[[], None], then: _Then) -> None:
        fault = _fault_of(step)

        def ended() -> None:
            self._busy = False
            if self.is_open:
                then(fault)

        self.app.call_from_thread(ended)

    def _tell_done(self, text: str) -> None:
        one = self._said_list.observed
        self._told_at = one.key if one is not None else None
        self._say(text)


def _fault_of(step: Callable[[], None]) -> WizardError | None:
    """Take a step; what went wrong, if anything."""
    try:
        step()
    except WizardError as fault:
        return fault
    return None


def _field(meant: Sequence[Observed], heading_id: str) -> str | None:
    """The field that all of these lines answer, where it is one of this heading."""
    fields = {one.field for one in meant}
    own = {field.id for field in heading(heading_id).fields}
    return fields.pop() if len(fields) == 1 and fields <= own else None


def _bears(one: Observed, tag: str) -> bool:
    return tag in one.observation.tags or (tag == STAR and one.observation.star)
