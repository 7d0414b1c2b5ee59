"""Writing a draft of the practice, publishing it to a team or to everybody, and rolling it back."""

from kith.access import filed, practice
from kith.access.doors import action
from kith.access.editions import queries, rules
from kith.access.may import May
from kith.access.models import PracticeDraft, PracticeEdition, PracticePublication, PracticeText, Team, Worker
from kith.core import Refused, clock
from kith.database.session import change_stamp
from kith.practice.drafting import problem_with_name, problem_with_text

OVER = "This draft was published or put away. Begin another one."


@action(May.CHANGE_PRACTICE)
def begin_draft(by: Worker, *, title: str, why: str, like: PracticeEdition | None = None) -> PracticeDraft:
    """Begin a draft on top of what holds today for everybody, with the changes that ``like`` brought if one is given.

    Raises ``Refused`` without a title and a reason.
    """
    asked = (
        ("title", rules.problem_with_words(title, "Say what you want to change", rules.LONGEST_TITLE)),
        ("why", rules.problem_with_words(why, "Say why", rules.LONGEST_WHY)),
    )
    if problems := [(field, words) for field, words in asked if words]:
        raise Refused.several(problems)
    pack = filed.on(clock.today()).code
    draft = PracticeDraft.objects.create(
        pack=pack,
        title=title.strip(),
        why=why.strip(),
        after_id=queries.edition_for_all(pack, clock.today()),
        by=by,
        at=clock.now(),
    )
    for name in queries.brought_by(like) if like else ():
        save_text(by, draft, name=name, text=like.texts.get(name, ""), seen=0)  # type: ignore[union-attr]
    return draft


@action(May.CHANGE_PRACTICE)
def save_text(by: Worker, draft: PracticeDraft, *, name: str, text: str, seen: int) -> PracticeText:
    """Keep a file of a draft, whatever is wrong in it; without text it is again as it was before the draft.

    ``seen`` is the version the writer had before them, 0 for none. Raises ``Refused`` for a file that is not changed
    here, a text too long or too deep to be read, and where somebody saved it meanwhile: nothing of theirs is written
    over.
    """
    draft = _lock(draft)
    if problem := problem_with_name(name):
        raise Refused(problem, field="name")
    if problem := problem_with_text(text):
        raise Refused(problem, field="text")
    latest = (
        PracticeText.objects.filter(draft=draft, name=name).order_by("-version").select_related("by").first()
    )
    if (latest.version if latest else 0) != seen:
        who = latest.by.name if latest else "Somebody"
        raise Refused(
            f"{who} saved this file after you opened it. Theirs is kept; put both together.", field="text"
        )
    return PracticeText.objects.create(
        draft=draft,
        name=name,
        version=seen + 1,
        text=text.replace("\r\n", "\n"),
        before_hash=queries.hash_on_disk(draft.pack, name),
        by=by,
        at=clock.now(),
    )


@action(May.CHANGE_PRACTICE)
def put_away(by: Worker, draft: PracticeDraft) -> PracticeDraft:
    """Stop work on a draft. What was written stays to be read."""
    draft = _lock(draft)
    draft.put_away_by, draft.put_away_at = by, clock.now()
    draft.save(update_fields=["put_away_by", "put_away_at"])
    return draft


@action(May.CHANGE_PRACTICE)
def bring_in(by: Worker, draft: PracticeDraft) -> PracticeDraft:
    """Let a draft follow what holds for everybody today. Raises ``Refused`` where both changed the same file."""
    draft = _lock(draft)
    latest = queries.edition_of(queries.edition_for_all(draft.pack, clock.today()) or 0)
    before, now = (one.texts if one else {} for one in (draft.after, latest))
    mine = set(queries.own_changes(draft)) & set(queries.saved(draft))
    if both := rules.clashes(mine, rules.changed_between(before, now)):
        raise Refused(
            f"Changed there as well: {', '.join(both)}. "
            "Copy your text, put the file back as it was, bring in, and write it anew."
        )
    draft.after = latest
    draft.save(update_fields=["after"])
    return draft


@action(May.CHANGE_PRACTICE)
def publish_draft(by: Worker, draft: PracticeDraft, *, team: Team | None, why: str) -> PracticePublication:
    """Make an edition of a draft and let it hold from today, for one team or for everybody.

    Raises ``Refused`` with everything that stands against it: mistakes, stories that come out otherwise, costs beyond
    the budget without a named reason, what was published meanwhile.
    """
    _one_at_a_time()
    draft = _lock(draft)
    if found := queries.obstacles(draft, clock.today()):
        raise Refused.several([(None, words) for words in found])
    draft.edition = PracticeEdition.objects.create(
        pack=draft.pack,
        title=draft.title,
        texts=queries.texts_of(draft),
        after=draft.after,
        made_by=by,
        made_at=clock.now(),
    )
    draft.save(update_fields=["edition"])
    return publish(by, draft.edition, team=team, why=why)


@action(May.CHANGE_PRACTICE)
def publish(by: Worker, edition: PracticeEdition, *, team: Team | None, why: str) -> PracticePublication:
    """Let an edition hold from today, for one team or for everybody; its trials in teams end with the latter.

    Raises ``Refused`` without a reason, and where it holds there already or its pack no longer does.
    """
    if problem := rules.problem_with_words(why, "Say why it is published", rules.LONGEST_WHY):
        raise Refused(problem, field="why")
    today, place = clock.today(), team.pk if team else None
    if edition.pack != filed.on(today).code:
        raise Refused("Its pack no longer holds.")
    _one_at_a_time()
    held = practice.holds(edition.pack, today, place)
    if held and held.edition == edition.pk and held.team in (place, None):
        raise Refused(f"Edition {edition.pk} holds there already.", field="team")
    if team is None and edition.after_id != (latest := queries.edition_for_all(edition.pack, today)):
        raise Refused(f"It does not know of {_called(latest)}. Begin a draft from it, and publish that.")
    if team is None:
        trials = PracticePublication.objects.filter(
            edition=edition, team__isnull=False, ended_on__isnull=True
        )
        trials.update(ended_on=today, ended_by=by, ended_at=clock.now(), ended_why="Published to everybody")
    made = PracticePublication.objects.create(
        edition=edition, team=team, started_on=today, why=why.strip(), by=by, at=clock.now()
    )
    change_stamp(practice.STAMP)
    return made


@action(May.CHANGE_PRACTICE)
def roll_back(by: Worker, publication: PracticePublication, *, why: str) -> PracticePublication:
    """End a publication today: what held there before holds again.

    Raises ``Refused`` without a reason, where it is over, and where a later one stands on it.
    """
    if problem := rules.problem_with_words(why, "Say why it is rolled back", rules.LONGEST_WHY):
        raise Refused(problem, field="why")
    _one_at_a_time()
    found, today = practice.publications(), clock.today()
    mine = next((one for one in found if one.number == publication.pk), None)
    pack = filed.on(today).code
    obstacle = rules.obstacle_to_rolling_back(mine, found, today, pack) if mine else "It is not there."
    if obstacle:
        raise Refused(obstacle)
    publication.ended_on, publication.ended_by, publication.ended_at = today, by, clock.now()
    publication.ended_why = why.strip()
    publication.save(update_fields=["ended_on", "ended_by", "ended_at", "ended_why"])
    change_stamp(practice.STAMP)
    return publication


def _lock(draft: PracticeDraft) -> PracticeDraft:
    rows = PracticeDraft.objects.select_for_update(of=("self",)).select_related("after")
    locked = rows.get(pk=draft.pk)
    if not locked.is_open:
        raise Refused(OVER)
    return locked


def _called(edition: int | None) -> str:
    return f"edition {edition}, which holds for everybody" if edition else "what was rolled back"


def _one_at_a_time() -> None:
    """Two who publish at once wait for each other, and the later one sees what the earlier did."""
    change_stamp(practice.STAMP)
