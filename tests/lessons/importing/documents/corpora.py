"""Documents as people have them, each with what a careful reader makes of it."""

from __future__ import annotations

# Copied from a web page: one line a paragraph, no headings, other people's essays in between.
WEB = """\
Home > History > Essays
Weimar Foreign Policy, 1919-1933
1,456 words · 6 pages
In 1919 the new republic had to accept a treaty that almost nobody in Germany thought just. Its \
army was cut to 100,000 men, its colonies were taken, and the blame for the war was laid on it.
Every government of the republic wanted to change the treaty; they differed in how. Some hoped to \
show, by trying to fulfill it, that it could not be fulfilled. In April 1922 others found a \
partner at Rapallo…
Related Documents
The Treaty of Versailles and Its Consequences
1,234 words · 5 pages
The Treaty of Versailles was signed on 28 June 1919 and imposed harsh terms on ...
Hyperinflation in Germany Essay
Words: 912 Pages: 4
In the years after the war the German government printed money in order to…
Best Essays
Stresemann: A European Statesman?
Essay 3 pages / 912 words
Gustav Stresemann served as foreign minister for six years, and his policy has been…
Continue Reading
The occupation of the Ruhr in January 1923 showed the price of defiance. Passive resistance \
ruined the currency within a year, and Stresemann, who became chancellor in August, called it off.
His pages of notes and the essays he wrote in these years tell of a patient man. He did not give \
up the aim, but he changed the means: at Locarno Germany accepted its western borders.
ANALYSIS QUESTIONS
Answer in complete sentences and give exact evidence.
1. Explain why no German government of the 1920’s could accept the treaty
as it stood.
2. To what extent was the “policy of fulfillment” a policy of revision? (6 points)
3. Describe what Germany hoped to gain from each of the following:
Rapallo -
Locarno –
Geneva:
4. Stresemann and his critics
a) What did Stresemann want?
b) How did his critics answer him
i) on the left?
ii) on the right?
c) Who was right?
5) Compare the means of 1922-1925 with those of the years 1930-1933.
You May Also Find These Documents Helpful
Better Essays
Locarno Dbq
1055 Words
5 Pages
The Locarno Treaties were seven agreements negotiated at Locarno, Switzerland, in…
Read More
Powerful Essays
The Great Depression
2008 Words
9 Pages
Sign up for our newsletter and never miss a new essay.
© 2014 All rights reserved.
"""
WEB_CLUTTER = [
    line
    for line in WEB.split("\n")
    if line
    and line.startswith(
        (
            "Home", "1,456", "Related", "The Treaty of", "1,234", "Hyperinflation", "Words:",
            "In the years", "Best", "Stresemann: A", "Essay 3", "Gustav", "Continue", "You May",
            "Better", "Locarno Dbq", "1055", "5 Pages", "The Locarno", "Read", "Powerful",
            "The Great", "2008", "9 Pages", "Sign", "©",
        )
    )
]  # fmt: skip

# Typed and wrapped, with sections, a bibliography and lettered parts.
WRAPPED = """\
THE LEAGUE OF NATIONS AND THE PEACE
===================================

by an unknown pupil

I. Hopes

When the League of Nations met for the first time in Geneva in November 1920,
forty-two states had joined it. It was to settle quarrels before they became
wars, and for some years it did so: over the Aaland Islands in 1921, and over
the frontier between Greece and Bulgaria in 1925.

The absence of the United States, of Germany until 1926 and of Soviet Russia
until 1934 was felt from the beginning...

II. Disappointment

The Manchurian crisis of 1931-1933 was the first great test. Japan stayed in
the country it had taken, and left the League on 27 March 1933. Italy did the
same after Abyssinia, which it attacked on the 3rd of October 1935.

Bibliography

Walters, F. P. A History of the League of Nations. London: Oxford University
Press, 1952.
Steiner, Zara. The Lights that Failed. Oxford: Oxford University Press, 2005.

QUESTIONS FOR DISCUSSION

1) What did the founders of the League hope for, and which of their hopes came
true before 1930?

2) Which of the two crises did more harm to the League? Explain your choice by
comparing

   (a) what was at stake,

   (b) what the members of the Council did,
       and why, and

   (c) what followed.

3) "The League was only as strong as its members wanted it to be." Discuss.
"""

MARKDOWN = """\
---
title: The Peloponnesian War
author: somebody
---

# The Peloponnesian War

The growth of Athens, *Thucydides* says, made the war inevitable; the **pretext** was another, and \
[the historian](https://example.org/th) does not think much of it.

## Causes

In 431 BC Sparta invaded Attica.
The `code` and 5 * 3 = 15 and a_b_c stay as they are, <b>too</b>.

### Corcyra

* its fleet, which nobody could ignore
* its quarrel with Corinth

## Analysis questions

1. Why did the war begin?
   Give two reasons.
2. Compare:
   a. Athens
   b. Sparta
      - its army
      - its allies
3. What is **meant** by *pretext*? [4]

## Further reading

- Kagan, Donald. *The Outbreak of the Peloponnesian War*. Ithaca: Cornell University Press, 1969.
- Thucydides, History of the Peloponnesian War
"""

# No heading above the questions, and parts as bare lines.
NO_HEADING = """\
The Corn Laws
The Corn Laws were tariffs on imported grain enforced in the United Kingdom between 1815 and 1846. \
They were designed to keep prices high to favour domestic producers.
Opponents argued that they raised the price of bread, and in 1838 the Anti-Corn Law League was \
founded in Manchester. It was said that the essays of its members filled 1,500 pages.
1. Why were the laws passed in 1815?
2. Who gained and who lost by them
3. Explain the importance of the following people.
Cobden
Bright
Peel
4. Was the repeal inevitable?
"""
