"""Topics: each label found by a description that a librarian would put under it, and none where none is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalog.records import TopicMatch
from data.vocab.tables import topic_areas, topic_phrases
from data.vocab.topics import match_topics, spellings

ABOUT = {
    "Customer service": (
        "A kind word at the checkout counter costs nothing. Learn what visitors remember about good "
        "service, how to greet people so that they feel at home, and how to recover when the patron "
        "experience goes wrong."
    ),
    "Conflict and de-escalation": (
        "Voices rise, and everyone looks at you. Practice words that calm an upset patron, learn when to "
        "step back from an argument, and find out what makes a tense moment worse."
    ),
    "Safety and security": (
        "Is your building ready for the worst day? Walk through entrances and parking lots with a "
        "security guard's eye, plan for theft and violence, and decide when to call the police."
    ),
    "Wikipedia and reference": (
        "The reference interview is alive. See how librarians find out what people really want to know, "
        "weigh reliable sources, and send them away with an answer."
    ),
    "Homelessness and social needs": (
        "A social worker in the library can change lives. Hear how three branches help people who sleep "
        "in shelters or cars to find housing, a shower and a hot meal."
    ),
    "Mental health and trauma": (
        "One adult in five lives with a mental illness. Understand what anxiety and depression look like "
        "in a public place, and how to respond without harm to a person in crisis."
    ),
    "Community wellbeing": (
        "Neighbors who know each other live longer. Explore how reading rooms, gardens and shared meals "
        "ease loneliness and build social connection and a feeling of belonging in your town."
    ),
    "Community needs and engagement": (
        "Stop guessing what residents want. Map the assets of your area, talk with partners and leaders, "
        "and turn a needs assessment into outreach that matters."
    ),
    "Health": (
        "Where do people turn with a new diagnosis? Find trustworthy health information, help a neighbor "
        "compare insurance plans, and set up a private spot for telehealth visits."
    ),
    "Civil legal justice": (
        "Most tenants face eviction court without a lawyer. Learn where legal information ends and legal "
        "advice begins, and how to point people to legal aid."
    ),
    "Disaster and emergency": (
        "When the river rose, the branch stayed open. Write a plan for floods and storms, protect what "
        "matters, and help the town recover after a disaster."
    ),
    "Older adults": (
        "People over sixty are our most loyal readers. Build services for seniors, from large type to "
        "memory cafes, and work with caregivers and nursing homes."
    ),
    "Equity and access": (
        "Who does not come, and why? Examine bias in hiring and displays, remove barriers for people with "
        "disabilities, and make inclusion a daily habit."
    ),
    "Spanish speakers": (
        "¡Bienvenidos! Reach Latino families with bilingual signs and books in Spanish, and train staff "
        "who speak a little or none of the language."
    ),
    "Jobs and small business": (
        "Unemployment is high in many towns. Help people polish a resume, search for work, or write the "
        "business plan for a first shop."
    ),
    "Climate and sustainability": (
        "A greener building saves money too. Measure the carbon footprint of your branch, cut waste and "
        "energy use, and talk about climate change with neighbors."
    ),
    "Incarceration and reentry": (
        "Books reach people behind bars in many ways. Visit a county jail library, and see how branches "
        "support those coming home from prison."
    ),
    "Active learning": (
        "Hands on, screens off. Turn a corner of the room into a makerspace where people of all ages "
        "tinker, build and learn by doing."
    ),
    "Early literacy": (
        "Songs, rhymes and picture books build young brains. Plan a storytime for toddlers and show "
        "parents how to read aloud with joy."
    ),
    "Teens": (
        "Teenagers need a place that is theirs. Create a teen space with their advice, learn what goes on "
        "in the adolescent brain, and say yes to noise."
    ),
    "Programming": (
        "Fill the calendar without emptying the purse. Find performers, plan events for adults, and learn "
        "which library programs draw a crowd again and again."
    ),
    "Digital collections": (
        "Shoeboxes of old photographs hold a town's memory. Scan them well, describe them with good "
        "metadata, and keep the files safe with digital preservation."
    ),
    "Readers' advisory and collections": (
        "What should I read next? Learn the appeal of each genre, from mystery to romance, weed the "
        "shelves without tears, and suggest books with confidence."
    ),
    "Intellectual freedom": (
        "A parent wants a novel off the shelf. Review how to answer a book challenge, what the First "
        "Amendment protects, and how to stand up for the freedom to read."
    ),
    "Policy": (
        "When was your handbook last revised? Write rules that people understand, review each policy with "
        "the law in mind, and keep procedures short enough to be used."
    ),
    "Staff wellbeing": (
        "You cannot pour from an empty cup. Recognize the signs of burnout, set boundaries, and lift "
        "morale on a team that is tired."
    ),
    "Space planning": (
        "Move one shelf and the whole room changes. Plan a renovation on a small budget, choose furniture "
        "that lasts, and make rooms that can be rearranged."
    ),
    "Funding and advocacy": (
        "Budgets follow stories. Write a grant proposal that gets read, speak to elected officials, and "
        "ask donors for support."
    ),
    "Trustees and friends": (
        "A good board makes a good library. Learn what trustees do and what they leave to the director, "
        "run better meetings, and work hand in hand with a Friends group."
    ),
    "Management and leadership": (
        "Nobody taught you to be a supervisor. Learn how to give feedback, delegate, hire well, and lead "
        "people through change."
    ),
    "Staff training": (
        "People learn best from each other. Draw up a training plan for new employees, run a staff day "
        "worth attending, and build a habit of continuing education."
    ),
    "Technology and digital literacy": (
        "Phones, tablets and passwords baffle many of us. Teach basic computer skills with patience, "
        "explain online privacy, and keep up with artificial intelligence."
    ),
    "Data and evaluation": (
        "Numbers can speak. Design a survey that people answer, collect data you will use, and show "
        "outcomes instead of counting heads."
    ),
    "Volunteers": (
        "Free help is never free. Recruit volunteers for real tasks, train them, and thank them so that "
        "they stay."
    ),
    "Marketing": (
        "The best-kept secret in town is not a compliment. Write a marketing plan, use social media with "
        "a purpose, and promote what you do beyond the walls."
    ),
    "Small and rural libraries": (
        "One person, one room, one thousand readers. Directors of rural libraries tell how they get by "
        "with a small staff and a long road to the next town."
    ),
}


@pytest.mark.parametrize("label", ABOUT)
def test_each_topic_is_found_where_a_librarian_would_see_it(label: str) -> None:
    assert match_topics("", ABOUT[label], ())[0].label == label


def test_every_topic_has_an_example() -> None:
    assert list(ABOUT) == list(topic_areas())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lorem ipsum dolor sit amet.",
        "The session was fun, and everybody went home happy.",
        "Bring a pencil. We begin at nine and stop for lunch.",
        "An accessible talk on the history of paper, string and ink.",
    ],
)
def test_a_text_about_nothing_we_know_gets_no_topic(text: str) -> None:
    assert match_topics("", text, ()) == ()


def test_topics_come_main_one_first_with_their_phrases_as_they_stand_in_the_text() -> None:
    found = match_topics(
        "", "De-escalating conflict is a craft. Clear library policies help, says the Policy Manual.", ()
    )

    assert found == (
        TopicMatch("Conflict and de-escalation", 1, ("De-escalating", "conflict")),
        TopicMatch("Policy", 2, ("library policies", "Policy Manual")),
    )


def test_a_topic_counts_more_in_the_title_than_in_the_last_sentence() -> None:
    text = "The day begins early. Volunteers help with trustees."

    assert match_topics("Trustees", text, ())[0].label == "Trustees and friends"
    assert match_topics("Volunteers", text, ())[0].label == "Volunteers"


def test_a_term_in_quotation_marks_counts_more() -> None:
    for one, other, topic in (
        ("“volunteers”", "trustees", "Volunteers"),
        ("volunteers", "“trustees”", "Trustees and friends"),
    ):
        assert match_topics("", f"The day begins early. It is about {one} and {other}.", ())[0].label == topic


def test_one_passing_word_does_not_beat_the_subject() -> None:
    text = "An accessible hour on weeding: which books to keep, and how weeding makes shelves inviting."

    assert [topic.label for topic in match_topics("", text, ())] == ["Readers' advisory and collections"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("canteens and prisoners' jailbirds", ()),
        ("a teen, two teens, the teen's, teens’ rooms", ("teen",)),
        ("social well-being, social wellbeing, social well–being", ("social well-being",)),
        ("STEM for all", ("STEM",)),
        ("it stems from a plant's stem", ()),
        ("stress-management skills", ("stress-management",)),
    ],
)
def test_phrases_are_whole_words_with_simple_endings(text: str, found: tuple[str, ...]) -> None:
    words = {phrase for topic in match_topics(text, "", ()) for phrase in topic.phrases}

    assert set(found) <= words if found else not words


def test_a_phrase_without_weight_hides_the_phrases_inside_it() -> None:
    assert match_topics("", "Hints for big and small libraries, and for shy readers.", ()) == ()
    (topic,) = match_topics("", "Big and small libraries learn from a rural library.", ())
    assert topic.phrases == ("rural library",)


def test_endings_are_written_out() -> None:
    assert spellings("defuse") == {"defuse", "defuses", "defused", "defusing"}
    assert {"policy", "policies"} <= spellings("policy")
    assert {"ban", "bans", "banned", "banning"} <= spellings("ban")
    assert {"manage conflict", "managing conflict", "manage conflicts"} <= spellings("manage conflict")
    assert spellings("STEM") == {"stem"}


@given(st.text(max_size=200), st.text(max_size=400), st.lists(st.text(max_size=60), max_size=3))
def test_any_text_gives_up_to_three_different_topics(title: str, text: str, objectives: list[str]) -> None:
    found = match_topics(title, text, objectives)

    assert [topic.rank for topic in found] == list(range(1, len(found) + 1))
    assert len({topic.label for topic in found}) == len(found) <= 3
    assert {topic.label for topic in found} <= set(topic_areas())


def test_letters_that_grow_in_lower_case_move_nothing() -> None:
    (topic,) = match_topics("", "İİİ volunteers İ", ())

    assert topic.phrases == ("volunteers",)


def test_every_topic_has_ten_phrases_at_least_and_every_phrase_a_topic() -> None:
    count = dict.fromkeys(topic_areas(), 0)
    for row in topic_phrases():
        count[row.label] += 1
        assert 0 <= row.weight <= 3

    assert min(count.values()) >= 10
