"""The wordings by which a web page's own lines are known, in small letters with plain quotes.

Each list is one pattern; a wording in it fits a whole line.
"""

import re

_FLAGS = re.IGNORECASE


def _any(*wordings: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{wording})" for wording in wordings), _FLAGS)


NUMBER = r"(?:\d{1,3}(?:[,.' ]\d{3})+|\d{1,6})"
UNIT = (
    r"(?:words?|pages?|pgs?|pp|characters?|paragraphs?|min(?:ute)?s?(?:\s+read)?|views?|"
    r"downloads?|ratings?|citations?|cites?|sources?|comments?|likes?|shares?|votes?|reads?)"
)
NAMED_UNIT = (
    r"(?:word\s?count|page\s?count|words?|pages?|length|characters?|reading\s+time|views?|"
    r"downloads?|rating|votes?)"
)
# "1,234 words", "Pages: 5"
COUNT = re.compile(
    rf"(?:{NAMED_UNIT}\s*[:=]\s*{NUMBER}|{NUMBER}[\s-]*{UNIT}\b\.?|"
    rf"\b{NAMED_UNIT}\s+{NUMBER}(?!\d))"
)
KIND_OF_TEXT = (
    r"(?:essays?|documents?|(?:term|research|position|reaction|white)?\s*papers?|reports?|"
    r"articles?|thesis|theses|dissertations?|case stud(?:y|ies)|book reviews?|reviews?|"
    r"study guides?|study notes|flash\s?cards?|homework|samples?|examples?|assignments?|"
    r"presentations?|speech(?:es)?|outlines?)"
)
LISTED = (
    r"(?:essays?|documents?|(?:term |research )?papers?|articles?|study guides?|flash\s?cards?|"
    r"posts?|topics?|content|searches)"
)
PRAISE = (
    r"(?:best|better|good|great|strong|powerful|satisfactory|top|popular|premium|free|featured|"
    r"recommended|related|similar|recent|latest|new|newest|other|more|random|sample|example|"
    r"trending|suggested|selected|college|university|high school|middle school|persuasive|"
    r"argumentative|expository|narrative|descriptive|admissions?)"
)
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
# What may stand beside the counts in a line of nothing else.
FILLING = re.compile(
    rf"\b(?:{KIND_OF_TEXT}|{PRAISE}|{_MONTHS}|approx(?:imately)?|about|circa|total|type|level|"
    r"length|of|and|in|for|double[- ]spaced|single[- ]spaced|open|preview|view|download|updated|"
    r"published|grade|mla|apa|chicago|format|only)\b|\b(?:19|20)\d\d\b|[^\w\s]"
)
TITLE_AND_COUNTS = re.compile(
    r"(?P<title>.*?\S)\s*(?P<between>[-–—|·•:;,(\[/]|\s)\s*(?P<counts>(?:"
    + COUNT.pattern
    + r"[\s·•|/,;:&()\[\]–—-]*(?:and\s+)?){1,4})[)\].]?"
)
# How a person, and no web page, begins a line that ends in a count.
COMMAND = re.compile(
    r"(?:write|explain|describe|discuss|compare|answer|use|read|list|define|give|name|choose|"
    r"prepare|complete|summari[sz]e|limit|at least|in|about|no more than|maximum|minimum)\b"
)

# Heads of lists of other documents.
LIST_OF = re.compile(
    r"(?:(?:read|get|find|see|view|browse|show|discover|buy|the|our|all|any|most|some|many|\d+|"
    rf"and)\s+)*(?:{PRAISE}[\s,/&+]+(?:and\s+)?)+{LISTED}\b(?P<after>.*)"
)
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|can|could|must|should|would|do|does|did|"
    r"argue[sd]?|show(?:s|ed|n)?|sa(?:y|id)|tell|told|make|made|write|wrote|written)\b"
)
ALSO_LIKE = re.compile(r"you (?:may|might) also (?:like|find these)")
INVITING = _any(
    rf"(?:(?:\d+|all|free|more)\s+)*{KIND_OF_TEXT}\s+(?:related|similar)\s+to\b.*",
    r"(?:\d+\s+)?(?:essays|documents|papers|term papers|research papers)\s+"
    r"(?:on|about|by|for)\b.*",
    r"you (?:may|might|could|will|would) (?:also |even )*"
    r"(?:like|love|enjoy|find|want|need|be interested).*",
    r"(?:people|students|readers|users|others|visitors|members|customers)(?: who \w+.*?)? also .*",
    r"if you (?:liked|enjoyed|found) this.*",
    r"(?:see|view|load|browse|discover|explore) (?:more|all|other|similar|related)(?: .*)?",
    r"(?:find|read|show) (?:more|similar|related)(?: .*)?",
    r"more (?:about|like|from|on|by|to explore|to read|for you)\b.*",
    r"(?:related|similar|recommended|suggested|trending|popular)"
    r"(?: (?:now|today|reading|posts?|to this|for you|items?|links?|works?|pages?|books?|"
    r"resources?|lessons?))?(?:[:|–—-].*)?",
    r"what (?:others|people|students) (?:are|were) (?:reading|viewing|saying).*",
    r"(?:don't|do not) miss.*",
    r"keep (?:on )?reading.*",
    r"up next.*",
    r"(?:next|previous) (?:article|essay|page|post).*",
    r"essay topics?.*",
    rf"search (?:for )?(?:more |our )?{KIND_OF_TEXT}.*",
    r"(?:tags?|tagged|categor(?:y|ies)|filed under|topics?|subjects?|keywords?|posted in)\s*:.*",
    r"not what you(?:'re| are) looking for.*",
    r"can't find .*essay.*",
)

# Buttons, banners, offers.
PRESSED = _any(
    r"(?:click (?:here )?to |tap to )?(?:read|view|see|show|load) "
    r"(?:more|less|all|full|on|the (?:full|whole|rest|entire).*)",
    r"continue(?: reading.*)?",
    r"continue to (?:the |this )?(?:next|full|site|article|essay|page).*",
    r"(?:read|open|view|get|preview|download|print|save|share|cite|report|rate|flag|edit|copy|buy|"
    r"order|unlock|access) (?:this |the |full |your |a |whole |entire |free |complete |instant |"
    rf"as |in |to |now)*(?:{KIND_OF_TEXT}|page|pdf|version|file|text|access|article|word|docx?|"
    r"link|post|now|membership|account|clipboard|app|it|this)",
    r"open document|full text|download|print|print (?:page|preview|this page)",
    r"share|share (?:this|on|via|with|it)\b.*",
    r"tweet|pin it|e-?mail this.*|embed|like|save|bookmark",
    r"follow us.*|follow @?.*on \w+",
    r"(?:(?:share|follow|find) (?:us )?on )?(?:facebook|twitter|x|pinterest|instagram|linkedin|"
    r"whatsapp|reddit|youtube|google\+)",
    r"sign (?:up|in|out)\b.*|log ?(?:in|out)\b.*|register(?: now| here| for free| today)?",
    r"join (?:now|us|today|free|over|for free|our|millions).*",
    r"subscribe\b.*|unsubscribe|create (?:an? |your )?(?:free )?account.*",
    r"get (?:started|access|instant|unlimited|your|help|a quote|the app).*",
    r"start (?:your )?free trial.*|start (?:writing|learning) (?:now|for free)",
    r"try (?:it )?(?:now|free|for free).*|upgrade\b.*|go premium.*",
    r"become a (?:member|premium).*|newsletter.*|join our newsletter.*|(?:enter )?your e-?mail.*",
    r"home|menu|main menu|search|skip to (?:main )?(?:content|navigation)",
    r"back to top|top of page|to top|back|next|previous|prev|next page|previous page",
    r"« ?prev(?:ious)?|next ?»|page not found|toggle navigation|close|cancel|submit|ok",
    r"accept|accept all.*|decline|reject all.*|manage (?:cookies|preferences|consent).*",
    r"cookie (?:policy|settings|preferences|notice|consent).*",
    r"(?:we|this (?:site|website|page)|our (?:site|website|partners)|by (?:continuing|using|"
    r"browsing|clicking)).*\bcookies?\b.*",
    r"privacy(?: policy| notice| statement)?",
    r"terms(?: (?:of (?:use|service)|(?:and|&) conditions).*)?",
    r"copyright\b.*|©.*|\(c\) ?\d{4}.*|all rights reserved.*",
    r"advert(?:s|isement|ising)?s?.*|sponsored.*|ads? by .*|remove ads.*",
    r"report (?:this|an?) "
    r"(?:ad|advert|abuse|problem|error|essay|document|page|copyright|issue).*",
    r"(?:leave|post|write|add) a (?:comment|reply|review).*",
    r"\d* ?(?:comments?|repl(?:y|ies)|responses?)(?: \(\d+\))?|comments? (?:are )?closed.*",
    r"was this (?:helpful|article|page|document|essay).*|rate (?:this|it).*",
    r"(?:loading|please wait)|(?:this is a )?preview(?: of .*| only)?",
    r"(?:essay|writing) (?:sample|service|help)s?(?: .*)?",
    r"check (?:my |your )?(?:writing|essay|paper)(?: quality)?",
    r"hire (?:a )?writer.*|order (?:now|your|a custom|custom).*|plagiarism.*",
    r"need (?:help|an essay|a paper|writing).*|let us (?:write|help).*",
    r"(?:save|find) (?:your |time|more ).*(?:here|essays?|papers?).*",
    r"(?:view|see) (?:as|in) (?:multiple|one|single) pages?",
    r"scroll (?:down|up|to).*|jump to .*|listen(?: to this.*)?|translate",
    r"only available (?:on|to|for) .*",
    r"help|faqs?|contact(?: us)?|about us|careers|sitemap|blog",
)
SELLING = re.compile(
    r"\bplagiarism[- ]free\b|\bcustom (?:essay|paper)s?\b|\bessay writing service\b|"
    r"\bper page\b|\bonly \$\d|\bfree trial\b|\bour (?:newsletter|community|database|library) "
    r"(?:of|to|and)\b|\bsubscribe to\b|\bsign up (?:for|to|now|free)\b|"
    r"\bread the (?:full|rest)\b|\bclick here\b|\bto (?:read|view|see|access|unlock|download) "
    r"the (?:full|whole|rest|entire|complete)\b"
)
OFFERING = re.compile(
    r"(?:sign|subscribe|join|get|click|read|start|try|order|buy|need|save|want|stuck|this is|to |"
    r"create|become|upgrade|download|unlock|our |we |let |don't|access|essays? )"
)

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}", _FLAGS)
PAGE = _any(
    r"(?:page|p|pg)\.?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
    r"\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?",
)
TRAIL = re.compile(r"[^>›»→/|]{1,40}(?:\s[>›»→/|]\s[^>›»→/|]{1,60}){1,7}")
HANDED_IN = re.compile(r"(?:submitted|posted|uploaded|essay written) by\b.{1,60}")
BYLINE = _any(
    r"(?:written|posted|submitted|edited|uploaded|published|prepared|compiled|autho?red) "
    r"(?:by|on)\b.{1,60}",
    r"by:? (?:[a-z][\w.'-]*\.?\s?){1,5}",
    r"(?:author|student|teacher|professor|instructor|name|class|period|course|date|"
    r"date submitted|submitted|school|due date|section|last updated|updated)\s*:.{0,60}",
    r"(?:name|date|class|period)\s*_{2,}.*",
)
