"""Lines that a web page leaves in a copied text, known by themselves alone.

Each pattern must fit the whole of a short line, so that a paragraph which speaks of pages, of
essays or of cookies is never taken for one.
"""

import re
from enum import StrEnum

from lessons.importing.documents.markers import Style, marker_of


class Clutter(StrEnum):
    """Why a line is no part of the lesson, in the words of its finding."""

    COUNT = "a count of words or pages"
    RELATED = "a list of other documents"
    TEASER = "a cut-off teaser of another document"
    NAVIGATION = "something to press on a web page"
    PAGE_NUMBER = "a page number"
    TRAIL = "the trail of a web page"
    BYLINE = "a line about who wrote it or handed it in"
    RULED = "a drawn line"
    CONTENTS = "a table of contents"
    NOTE = "a footnote"
    FURNITURE = "a line that stands on every page"
    REPEATED = "the title once more"
    STRAY = "a line among the questions that belongs to none of them"


LONGEST = 60  # words; a line beyond it is text
_NUMBER = r"(?:\d{1,3}(?:[,.' ]\d{3})+|\d{1,6})"
_UNIT = (
    r"(?:words?|pages?|pgs?|pp|characters?|paragraphs?|min(?:ute)?s?(?:\s+read)?|views?|"
    r"downloads?|ratings?|citations?|cites?|sources?|comments?|likes?|shares?|votes?|reads?)"
)
_NAMED_UNIT = (
    r"(?:word\s?count|page\s?count|words?|pages?|length|characters?|reading\s+time|views?|"
    r"downloads?|rating|votes?)"
)
_PAIR = re.compile(
    rf"(?:{_NAMED_UNIT}\s*[:=]\s*{_NUMBER}|{_NUMBER}[\s-]*{_UNIT}\b\.?|"
    rf"\b{_NAMED_UNIT}\s+{_NUMBER}(?!\d))"
)
_KIND_OF_TEXT = (
    r"(?:essays?|documents?|(?:term|research|position|reaction|white)?\s*papers?|reports?|"
    r"articles?|thesis|theses|dissertations?|case stud(?:y|ies)|book reviews?|reviews?|"
    r"study guides?|study notes|flash\s?cards?|homework|samples?|examples?|assignments?|"
    r"presentations?|speech(?:es)?|outlines?)"
)
_PRAISE = (
    r"(?:best|better|good|great|strong|powerful|satisfactory|top|popular|premium|free|featured|"
    r"recommended|related|similar|recent|latest|new|newest|other|more|random|sample|example|"
    r"trending|suggested|selected|college|university|high school|middle school|persuasive|"
    r"argumentative|expository|narrative|descriptive|admissions?)"
)
# What may stand beside the counts in a line of nothing else.
_FILLING = re.compile(
    rf"\b(?:{_KIND_OF_TEXT}|{_PRAISE}|approx(?:imately)?|about|circa|total|type|level|length|of|"
    r"and|in|for|double[- ]spaced|single[- ]spaced|open|preview|view|download|updated|published|"
    r"grade|mla|apa|chicago|format|only|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|"
    r"\b(?:19|20)\d\d\b|[^\w\s]",
)
_TITLE_AND_COUNT = re.compile(
    r"(?P<title>.*?\S)\s*(?P<between>[-–—|·•:;,(\[/]|\s)\s*(?P<counts>(?:"
    + _PAIR.pattern
    + r"[\s·•|/,;:&()\[\]–—-]*(?:and\s+)?){1,4})[)\].]?"
)
_COMMAND = re.compile(
    r"(?:write|explain|describe|discuss|compare|answer|use|read|list|define|give|name|choose|"
    r"prepare|complete|summari[sz]e|limit|at least|in|about|no more than|maximum|minimum)\b"
)


def folded(text: str) -> str:
    """Return a text for comparing: small letters, plain quotes, no closing punctuation."""
    plain = text.casefold().translate(_QUOTES)
    return plain.strip(" \t.:;,!*_>›»-–—|…#")


_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


def counts_in(text: str) -> int:
    """Return how many counts of words, pages and the like a text holds."""
    return len(_PAIR.findall(folded(text)))


def is_count(text: str) -> bool:
    """Tell whether a line holds counts and nothing else: "1,234 words · 5 pages"."""
    plain = folded(text)
    rest, count = _PAIR.subn(" ", plain)
    return count > 0 and not _FILLING.sub(" ", rest).strip()


def is_titled_count(text: str) -> bool:
    """Tell whether a line is a title with its counts: "The Weimar Years - 912 words, 4 pages"."""
    plain = folded(text)
    if not _PAIR.search(plain[-40:]) or len(plain.split()) > 30:
        return False
    found = _TITLE_AND_COUNT.fullmatch(plain)
    if not found:
        return False
    title, kinds = found["title"], _PAIR.findall(found["counts"])
    marker = marker_of(title)
    if _COMMAND.match(marker.rest if marker else title) or re.search(r"[.?!;]\s", title):
        return False
    if len(kinds) > 1:
        return not _reads_on(text, title)
    is_parted = found["between"].strip() != ""
    return is_parted and marker is None and len(title.split()) <= 14 and not _reads_on(text, title)


def _reads_on(text: str, title: str) -> bool:
    """Tell whether the line is a sentence that happens to end in a count."""
    return text.rstrip().endswith(".") and len(title.split()) > 3 and "(" not in text


_LISTED = (
    r"(?:essays?|documents?|(?:term |research )?papers?|articles?|study guides?|flash\s?cards?|"
    r"posts?|topics?|content|searches)"
)
_LIST_OF = re.compile(
    r"(?:(?:read|get|find|see|view|browse|show|discover|buy|the|our|all|any|most|some|many|\d+|"
    rf"and)\s+)*(?:{_PRAISE}[\s,/&+]+(?:and\s+)?)+{_LISTED}\b(?P<after>.*)"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|can|could|must|should|would|do|does|did|"
    r"argue[sd]?|show(?:s|ed|n)?|sa(?:y|id)|tell|told|make|made|write|wrote|written)\b"
)
_ABOUT = re.compile(rf"(?:(?:\d+|all|free|more)\s+)*{_KIND_OF_TEXT}\s+(?:related|similar)\s+to\b.*")
_PLAIN_ABOUT = re.compile(
    rf"(?:\d+\s+)?(?:essays|documents|papers|term papers|research papers)\s+(?:on|about|by|for)\b.*"
)
_INVITING = re.compile(
    r"(?:you (?:may|might|could|will|would) (?:also |even )*(?:like|love|enjoy|find|want|need|"
    r"be interested).*"
    r"|(?:people|students|readers|users|others|visitors|members|customers)(?: who \w+.*?)? "
    r"also .*"
    r"|if you (?:liked|enjoyed|found) this.*"
    r"|(?:see|view|load|browse|discover|explore) (?:more|all|other|similar|related)(?: .*)?"
    r"|(?:find|read|show) (?:more|similar|related)(?: .*)?"
    r"|more (?:about|like|from|on|by|to explore|to read|for you)\b.*"
    r"|(?:related|similar|recommended|suggested|trending|popular)(?: (?:now|today|reading|posts?|"
    r"to this|for you|items?|links?|works?|pages?|books?|resources?|lessons?))?(?:[:|–—-].*)?"
    r"|what (?:others|people|students) (?:are|were) (?:reading|viewing|saying).*"
    r"|(?:don't|do not) miss.*|keep (?:on )?reading.*|up next.*|next (?:article|essay|page|post).*"
    r"|previous (?:article|essay|page|post).*|essay topics?.*|search (?:for )?(?:more |our )?"
    rf"{_KIND_OF_TEXT}.*"
    r"|(?:tags?|tagged|categor(?:y|ies)|filed under|topics?|subjects?|keywords?|posted in)\s*:.*"
    r"|not what you(?:'re| are) looking for.*|can't find .*essay.*)"
)


def is_related(text: str) -> bool:
    """Tell whether a line heads a list of other documents: "Best essays", "You may also like"."""
    plain = folded(text)
    words = len(plain.split())
    marker = marker_of(text)
    if words > 16 or (marker is not None and marker.style is not Style.BULLET):
        return False
    is_sentence = text.rstrip().endswith((".", "?")) and words > 6
    if re.match(r"you (?:may|might) also (?:like|find these)", plain):
        return True
    if is_sentence:
        return False
    listed = _LIST_OF.fullmatch(plain)
    if listed and words <= 12 and not _VERB.search(listed["after"]):
        return True
    return any(p.fullmatch(plain) for p in (_INVITING, _ABOUT, _PLAIN_ABOUT))


_PRESS = re.compile(
    r"(?:(?:click (?:here )?to |tap to )?(?:read|view|see|show|load) (?:more|less|all|full|on|the "
    r"(?:full|whole|rest|entire).*)|continue(?: reading.*)?|continue to (?:the |this )?(?:next|full|site|article|essay|page).*|(?:read|open|view|get|preview|"
    r"download|print|save|share|cite|report|rate|flag|edit|copy|buy|order|unlock|access) (?:this |"
    r"the |full |your |a |whole |entire |free |complete |instant |as |in |to |now)*"
    rf"(?:{_KIND_OF_TEXT}|page|pdf|version|file|text|access|article|word|docx?|link|post|now|"
    r"membership|account|clipboard|app|it|this)"
    r"|open document|full text|download|print|print (?:page|preview|this page)|share|share (?:this|on|via|with|it)\b.*|"
    r"tweet|pin it|e-?mail this.*|embed|like|save|bookmark|follow us.*|follow @?.*on \w+|"
    r"(?:share|follow|find) (?:us )?on (?:facebook|twitter|x|pinterest|instagram|linkedin|whatsapp|reddit)|"
    r"facebook|twitter|pinterest|instagram|linkedin|whatsapp|reddit|youtube|google\+|"
    r"sign (?:up|in|out)\b.*|log ?(?:in|out)\b.*|register(?: now| here| for free| today)?|join (?:now|us|today|"
    r"free|over|for free|our|millions).*|subscribe\b.*|unsubscribe|create (?:an? |your )?(?:free )?account.*|"
    r"get (?:started|access|instant|unlimited|your|help|a quote|the app).*|start (?:your )?free trial.*|"
    r"start (?:writing|learning) (?:now|for free)|try (?:it )?(?:now|free|for free).*|upgrade\b.*|go premium.*|"
    r"become a (?:member|premium).*|newsletter.*|join our newsletter.*|(?:enter )?your e-?mail.*|"
    r"home|menu|main menu|search|search\.{3}|skip to (?:main )?(?:content|navigation)|back to top|top of page|"
    r"to top|back|next|previous|prev|next page|previous page|« ?prev(?:ious)?|next ?»|"
    r"page not found|toggle navigation|close|cancel|submit|ok|accept|accept all.*|decline|reject all.*|"
    r"manage (?:cookies|preferences|consent).*|cookie (?:policy|settings|preferences|notice|consent).*|"
    r"(?:we|this (?:site|website|page)|our (?:site|website|partners)|by (?:continuing|using|browsing|"
    r"clicking)).*\bcookies?\b.*|privacy(?: policy| notice| statement)?|"
    r"terms(?: (?:of (?:use|service)|(?:and|&) conditions).*)?|"
    r"copyright\b.*|©.*|\(c\) ?\d{4}.*|all rights reserved.*|advert(?:s|isement|ising)?s?.*|sponsored.*|"
    r"ads? by .*|remove ads.*|report (?:this|an?) (?:ad|advert|abuse|problem|error|essay|document|page|copyright|issue).*|(?:leave|post|write|add) a (?:comment|reply|review).*|"
    r"\d* ?(?:comments?|repl(?:y|ies)|responses?)(?: \(\d+\))?|reply|comments? (?:are )?closed.*|"
    r"was this (?:helpful|article|page|document|essay).*|rate (?:this|it).*|(?:loading|please wait)|"
    r"(?:this is a )?preview(?: of .*| only)?|(?:essay|writing) (?:sample|service|help)s?(?: .*)?|"
    r"check (?:my |your )?(?:writing|essay|paper)(?: quality)?|hire (?:a )?writer.*|order (?:now|your|a custom|custom).*|"
    r"plagiarism.*|need (?:help|an essay|a paper|writing).*|(?:save|find) (?:your |time|more ).*"
    r"(?:here|essays?|papers?).*|(?:view|see) (?:as|in) (?:multiple|one|single) pages?|"
    r"let us (?:write|help).*|scroll (?:down|up|to).*|jump to .*|listen(?: to this.*)?|translate|"
    r"only available (?:on|to|for) .*|help|faqs?|contact(?: us)?|about us|careers|sitemap|blog)"
)
_SELLING = re.compile(
    r"\bplagiarism[- ]free\b|\bcustom (?:essay|paper)s?\b|\bessay writing service\b|\bper page\b|"
    r"\bonly \$\d|\bfree trial\b|\bour (?:newsletter|community|database|library) (?:of|to|and)\b|"
    r"\bsubscribe to\b|\bsign up (?:for|to|now|free)\b|\bread the (?:full|rest)\b|\bclick here\b|"
    r"\bto (?:read|view|see|access|unlock|download) the (?:full|whole|rest|entire|complete)\b"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}", re.I)
_PAGE = re.compile(
    r"(?:page|p|pg)\.?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?"
)
_TRAIL = re.compile(r"[^>›»→/|]{1,40}(?:\s[>›»→/|]\s[^>›»→/|]{1,60}){1,7}")
_BYLINE = re.compile(
    r"(?:(?:written|posted|submitted|edited|uploaded|published|prepared|compiled|autho?red) "
    r"(?:by|on)\b.{1,60}|by:? (?:[a-z][\w.'-]*\.?\s?){1,5}|(?:author|student|teacher|professor|instructor|name|"
    r"class|period|course|date|date submitted|submitted|school|due date|section|last updated|updated)\s*:.{0,60}|"
    r"(?:name|date|class|period)\s*_{2,}.*)"
)


def is_navigation(text: str) -> bool:
    """Tell whether a line is a button, a banner or an offer of a web page."""
    plain = folded(text)
    words = len(plain.split())
    if words > 25 or not plain:
        return False
    if _ADDRESS.fullmatch(text.strip()):
        return True
    is_sentence = words > 12 and text.rstrip().endswith(".")
    if _PRESS.fullmatch(plain) and not (
        is_sentence and not _SELLING.search(plain) and "cookie" not in plain
    ):
        return True
    return bool(_SELLING.search(plain)) and bool(re.match(_OFFER, plain))


_OFFER = (
    r"(?:sign|subscribe|join|get|click|read|start|try|order|buy|need|save|want|stuck|this is|to |"
    r"create|become|upgrade|download|unlock|our |we |let |don't|access|essays? )"
)


def clutter_of(text: str) -> Clutter | None:
    """Return why a line by itself is no part of a lesson; None for what may be."""
    if len(text) > 400 or len(text.split()) > LONGEST:
        return None
    plain = folded(text)
    if not plain or not re.search(r"\w", plain):
        return Clutter.RULED
    if _PAGE.fullmatch(plain):
        return Clutter.PAGE_NUMBER
    if is_count(text) or is_titled_count(text):
        return Clutter.COUNT
    if is_related(text):
        return Clutter.RELATED
    if is_navigation(text):
        return Clutter.NAVIGATION
    if re.fullmatch(r"(?:submitted|posted|uploaded|essay written) by\b.{1,60}", plain):
        return Clutter.BYLINE
    return Clutter.TRAIL if _is_trail(text) else None


def _is_trail(text: str) -> bool:
    found = _TRAIL.fullmatch(text.strip())
    if not found or text.rstrip().endswith((".", "?", "!", ":")):
        return False
    signs = re.findall(r"\s([>›»→/|])\s", text)
    starts_home = folded(text).startswith(("home", "start"))
    return starts_home or (len(signs) > 1 and signs[0] in ">›»→")


def is_byline(text: str) -> bool:
    """Tell whether a short line names who wrote, taught or handed it in, or when."""
    return len(text.split()) <= 12 and bool(_BYLINE.fullmatch(folded(text)))
