"""The code book: what tags mean, renamed, merged and split; the interviews stay as they are.

Each is one write, and gives the change, which `taking_back.take_back` undoes.
"""

from collections.abc import Collection, Iterable
from itertools import chain

from msgspec.structs import replace

from persona_wizard.interviewing.lines import tag_named
from persona_wizard.model.composing import Code, ObservationKey
from persona_wizard.model.errors import WizardError
from persona_wizard.model.observations import STAR
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean, clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.tags import tags_of
from persona_wizard.studies.taking_back import Change, change
from persona_wizard.synthesis.code_book import meanings
from persona_wizard.synthesis.tags import OPPOSING_PREFIXES


class NotRetagged(WizardError):
    """A tag can't be renamed, merged or split like this."""


def describe_tag(store: StudyFolder, tag: str, definition: str, example: str) -> Change:
    """Say in the code book what a tag means, with an example. Raises NotRetagged, StoreError."""
    told = _tag(tag)

    def describe(study: Study) -> Study:
        code = replace(
            _code(study, told), definition=clean_line(definition), example=clean(example).strip()
        )
        return _with(study, code)

    return change(store, describe)


def rename_tag(store: StudyFolder, tag: str, new: str) -> Change:
    """Call a tag by another name from now on; lines with the old one count as the new one.

    What says the contrary goes along: `not-new` is what `not-old` is called from now on.
    Raises NotRetagged where the new name is another tag already, StoreError.
    """
    old, called = _tag(tag), _tag(new)
    written = frozenset(tags_of(store.interviews().interviews))

    def rename(study: Study) -> Study:
        code = _code(study, old)
        in_use = written | {name for c in study.codes for name in (c.tag, *c.aliases)}
        if called in in_use - {code.tag, *code.aliases}:
            raise NotRetagged(
                f"#{called} is a tag already. Nothing was changed: merge the two, or choose "
                "another name."
            )
        renamed = _with(study, _called(code, called), without=(code.tag,))
        return _with_contraries(renamed, (code.tag,), called, written)

    return change(store, rename)


def merge_tags(store: StudyFolder, tags: Iterable[str], into: str) -> Change:
    """Let all of these tags count as one of them, or as a new one. Raises NotRetagged, StoreError.

    The definition and example of the one that stays are kept. What says the contrary goes along.
    """
    kept = _tag(into)
    going = [tag for tag in dict.fromkeys(map(_tag, tags)) if tag != kept]
    written = frozenset(tags_of(store.interviews().interviews))

    def merge(study: Study) -> Study:
        gone = [_code(study, tag).tag for tag in going]
        return _with_contraries(_merged(study, kept, going), gone, _code(study, kept).tag, written)

    return change(store, merge)


def split_tag(store: StudyFolder, tag: str, new: str, keys: Iterable[ObservationKey]) -> Change:
    """Let these observations, which carry a tag, count under a new one instead of it.

    Raises NotRetagged, StoreError.
    """
    old, called = _tag(tag), _tag(new)
    parted = tuple(dict.fromkeys(keys))
    if not parted:
        raise NotRetagged("Mark the lines that are to have another tag first. Nothing was changed.")
    if old == called:
        raise NotRetagged(f"They have #{old} already. Nothing was changed.")

    def split(study: Study) -> Study:
        whole, code = _code(study, old), _code(study, called)
        if code.tag == whole.tag:
            raise NotRetagged(f"#{called} counts as #{old}. Nothing was changed: choose another.")
        if code.of not in ("", whole.tag):
            raise NotRetagged(
                f"#{called} was split from #{code.of} already. Nothing was changed: choose another."
            )
        both = tuple(dict.fromkeys((*code.parted, *parted)))
        return _with(study, replace(code, of=whole.tag, parted=both))

    return change(store, split)


def along(done: Change, tag: str) -> dict[str, str]:
    """What said the contrary of a tag that was renamed or merged, by what it counts as now."""
    before, after = (meanings(study.codes) for study in (done.before, done.after))
    return {
        name: after[name]
        for name in _saying_the_contrary(tag)
        if name in after and after[name] != before.get(name, name)
    }


def _saying_the_contrary(tag: str) -> tuple[str, ...]:
    return tuple(prefix + tag for prefix in OPPOSING_PREFIXES)


def _with_contraries(
    study: Study, gone: Collection[str], kept: str, written: Collection[str]
) -> Study:
    """The study with what said the contrary of these tags as the contrary of the one that stays.

    `written` are the tags as they stand in interviews.
    """
    if kept.startswith(OPPOSING_PREFIXES):
        return study
    for old in gone:
        pairs = zip(_saying_the_contrary(old), _saying_the_contrary(kept), strict=True)
        for contrary, called in pairs:
            code = _code(study, contrary)
            in_book = code in study.codes
            if code.tag != contrary or not (in_book or contrary in written):
                continue
            known = {name for c in study.codes for name in (c.tag, *c.aliases)}
            if called in known - {*code.aliases}:
                study = _merged(study, called, (contrary,))
            else:
                study = _with(study, _called(code, called), without=(contrary,))
    return study


def _merged(study: Study, kept: str, going: Collection[str]) -> Study:
    merged = _code(study, kept)
    codes = [_code(study, tag) for tag in going]
    aliases = [name for code in codes for name in (code.tag, *code.aliases)]
    gone = {code.tag for code in codes}
    for code in codes:
        merged = _taking_parts(merged, code, gone)
    if merged.of in gone:
        merged = replace(merged, of="", parted=())
    names = dict.fromkeys((*merged.aliases, *aliases))
    merged = replace(merged, aliases=tuple(name for name in names if name != merged.tag))
    return _with(study, merged, without=gone)


def _called(code: Code, new: str) -> Code:
    names = dict.fromkeys((*code.aliases, code.tag))
    return replace(code, tag=new, aliases=tuple(name for name in names if name != new))


def _taking_parts(merged: Code, code: Code, gone: Collection[str]) -> Code:
    """The tag that stays, with the observations that were parted to one that goes."""
    if not code.parted or code.of == merged.tag or code.of in gone:
        return merged
    if merged.of not in ("", code.of):
        raise NotRetagged(
            f"#{merged.tag} was split from #{merged.of}, and #{code.tag} from #{code.of}. "
            "Nothing was changed: merge those first."
        )
    both = tuple(dict.fromkeys((*merged.parted, *code.parted)))
    return replace(merged, of=code.of, parted=both)


def _code(study: Study, tag: str) -> Code:
    """The entry of a tag, or of the one that it counts as; a new one where there is none."""
    entries = (code for code in study.codes if tag == code.tag)
    counting = (code for code in study.codes if tag in code.aliases)
    return next(chain(entries, counting), Code(tag=tag))


def _with(study: Study, code: Code, without: Collection[str] = ()) -> Study:
    """The study with this entry in place of its earlier form, else at the end."""
    going = {*without} - {code.tag}
    codes = {one.tag: one for one in study.codes if one.tag not in going}
    return replace(study, codes=tuple({**codes, code.tag: code}.values()))


def _tag(typed: str) -> str:
    tag = tag_named(typed)
    if not tag or tag == STAR:
        raise NotRetagged(
            f"“{clean_line(typed)}” is no tag: it begins with a letter, and is of letters, digits "
            "and “-”. Nothing was changed."
        )
    return tag
