"""What /help says."""

_MOVING = """\
Moving. ID is a question's name in /list, or its number.
An empty line, or /next: the next question.
/back: the question before.
/go ID: that question. Also /go opening and /go closing.
/key: key questions only; again for all."""

_READING = """\
Reading.
/list: every question, with what became of it.
/show ID: a question and its answer, without going there.
/notes: the notes that wait to be filed.
/read: everything typed, then what was not asked.
/time: how long it has taken, and what is left."""

_ANSWERING = """\
Answering.
Type what you hear, line by line.
On a closed question, type the number or the words of a choice first; what follows is a remark.
> at the start of a line: their own words. ? at the start: a question you asked off the guide.
#word: a tag. #star: for the page.
A line that begins with // is taken as words that begin with /.
/declined, /dont-know, /not-applicable, /out-of-time: what became of the question.
The same again takes it back.
/clear: take this answer back.
/earlier: its earlier forms. /earlier 2: have form 2 again; nothing is lost."""

_ELSEWHERE = """\
Without going there.
/answer ID TEXT: the line TEXT to any question; to a consent by its ID, y or n.
A value alone takes the place of the one there was, which /earlier still has.
/declined ID, and the other states. /clear ID.
In a script this is the sure way: a line finds its question, whatever was taken before."""

_NOTES = """\
Notes.
/note TEXT: a remark to file later.
/file 3: note 3 to the answer of the question that it was typed under. /file 3 ID: to another.
/drop 3: note 3 goes."""

_ENDING = """\
The end.
/finish: end the interview. /reopen: open it again.
/quit: leave; everything is saved."""

WRITING_HELP = "\n\n".join((_ANSWERING, _MOVING, _NOTES, _READING, _ELSEWHERE, _ENDING))
READING_HELP = "\n\n".join((_MOVING, _READING, "The end.\n/quit: leave."))
