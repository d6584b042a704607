"""What a document says: drawn by lot, consistent in itself unless a flaw is asked for. Nobody here exists."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

FAMILY = "강고곽구남노도류문민방배백변성손신심양여염오우원유육윤이임장전정조주진차채천최추하한함허현홍황"
GIVEN = (
    "가건경광규나다도동라민범병보빈상서선성세소솔수승시아연영예완용우원유윤은의이인재정주준지진찬채태하한해현형혜호환희"
)
SCHOOLS_KO = (
    "새벽대학교",
    "은하수대학교",
    "푸른솔대학교",
    "한빛과학기술대학교",
    "남산여자대학교",
    "태백공과대학교",
    "가온예술대학교",
    "달구벌대학교",
    "온누리국제대학교",
    "금강대학교",
    "두물머리대학교",
    "백두산업대학교",
)
HIGH_SCHOOLS_KO = ("별빛고등학교", "솔내음고등학교", "미르과학고등학교", "한가람여자고등학교")
MAJORS_KO = (
    "물리학과",
    "화학공학과",
    "산업디자인학과",
    "영어영문학과",
    "경제학과",
    "건축공학과",
    "소프트웨어학부",
    "미디어커뮤니케이션학과",
    "사회복지학과",
    "호텔관광경영학과",
    "생명과학과",
    "정치외교학과",
    "음악교육과",
    "기계항공공학부",
    "인공지능전공",
)
DEGREES_KO = (
    "학사",
    "공학사",
    "이학사",
    "문학사",
    "경영학사",
    "경제학석사",
    "공학석사",
    "이학박사",
    "사회복지학사",
    "예술학사",
)
FIRST = (
    "Amelia",
    "Tomas",
    "Ingrid",
    "Noah",
    "Priya",
    "Luca",
    "Chloe",
    "Mateus",
    "Yara",
    "Elias",
    "Sofia",
    "Henrik",
    "Min-seo",
    "Ji-ho",
    "Aisha",
    "Oscar",
)
LAST = (
    "Whitlock",
    "Fernandes",
    "Lindqvist",
    "Okafor",
    "Sharma",
    "Moretti",
    "Kowalska",
    "Haddad",
    "Nakata",
    "Brennan",
    "van Dijk",
    "O'Shea",
    "Park",
    "Choi",
    "Ivanova",
    "Castell-Ruiz",
)
SCHOOLS_EN = (
    "Lakeshore University",
    "Graymoor College",
    "Eastvale Institute of Technology",
    "University of Marlowe",
    "Saebyeok University",
    "Thornbury State University",
    "Halcyon School of Economics",
    "Pinecrest Polytechnic University",
    "Hanbit University of Science and Technology",
    "Wexley University",
)
MAJORS_EN = (
    "Chemical Engineering",
    "English Literature",
    "Physics",
    "Industrial Design",
    "Economics",
    "Architecture",
    "Software Engineering",
    "Social Work",
    "Political Science",
    "Music Education",
    "Marine Biology",
    "Data Science",
)
DEGREES_EN = (
    "Bachelor of Engineering",
    "Bachelor of Science",
    "Bachelor of Arts",
    "Master of Science",
    "Master of Arts",
    "Doctor of Philosophy",
    "Bachelor of Fine Arts",
    "Master of Business Administration",
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Facts:
    """One person's certificate; dates are days, texts are as a person would write them."""

    korean: bool
    holder_name: str
    birth_date: date
    school: str
    major: str | None
    degree: str | None
    admission_date: date
    graduation_date: date | None
    issue_date: date
    document_number: str
    dates: str

    def day(self, value: date) -> str:
        """A day in this document's way of writing dates."""
        return write_date(value, self.dates)


def write_date(day: date, form: str) -> str:
    """The day in one of the usual forms."""
    y, m, d = day.year, day.month, day.day
    month = MONTHS[m - 1]
    forms = {
        "ko_words": f"{y}년 {m}월 {d}일",
        "ko_words0": f"{y}년 {m:02}월 {d:02}일",
        "ko_dots": f"{y}. {m}. {d}.",
        "ko_dots0": f"{y}.{m:02}.{d:02}",
        "iso": f"{y}-{m:02}-{d:02}",
        "slashes": f"{y}/{m:02}/{d:02}",
        "en_long": f"{month} {d}, {y}",
        "en_day": f"{d} {month} {y}",
        "en_short": f"{month[:3]}. {d}, {y}" if m != 5 else f"May {d}, {y}",
        "en_short_day": f"{d:02} {month[:3]} {y}",
        "ko_seogi": f"서기 {y}년 {m}월 {d}일",
        "ko_tight": f"{y}년{m:02}월{d:02}일",
        "ko_full": f"{y}년 {m}월 {d}일".translate(_FULL_WIDTH),
        "ko_dots_wide": f"{y}. {m:02}. {d:02}",
        "en_ordinal": f"{month} {d}{_ordinal(d)}, {y}",
        "en_ordinal_day": f"{d}{_ordinal(d)} {month} {y}",
        "en_day_of": f"the {d}{_ordinal(d)} day of {month}, {y}",
        "en_comma": f"{d} {month}, {y}",
        "en_dashes": f"{d:02}-{month[:3]}-{y}",
        "en_capitals": f"{month.upper()} {d:02}, {y}",
        "dangi": f"단기 {y + 2333}년 {m}월 {d}일",
        "two_digits": f"{y % 100:02}. {m}. {d}.",
        "two_figures": f"{_other_month(m, d):02}/{m:02}/{y}",
    }
    return forms[form]


def _other_month(month: int, day: int) -> int:
    """A day that may be a month as well, and another one."""
    small = (day - 1) % 12 + 1
    return small if small != month else month % 12 + 1


def _ordinal(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def draw_facts(kind: str, *, korean: bool, rng: random.Random) -> Facts:
    """Facts that contradict nothing."""
    high = korean and kind in ("graduation_certificate", "diploma") and rng.random() < 0.12
    start = rng.randint(1999, 2018)
    born = date(start - 19 if not high else start - 16, 1, 1) + timedelta(days=rng.randint(0, 364))
    admission = date(start, 3, rng.choice((1, 2, 3, 4))) if korean else date(start, 9, rng.randint(1, 20))
    years = 3 if high else rng.choice((4, 4, 4, 5, 6))
    graduation = (
        date(start + years, 2, rng.randint(5, 26))
        if korean
        else date(start + years, rng.choice((5, 6)), rng.randint(5, 28))
    )
    studying = kind == "enrolment_certificate"
    issue = (
        date(start + rng.randint(1, 3), rng.randint(4, 11), rng.randint(1, 28))
        if studying
        else graduation
        if kind == "diploma"
        else min(graduation + timedelta(days=rng.randint(20, 2500)), date(2025, 12, 1))
    )
    forms = (
        ("ko_words", "ko_words0", "ko_dots", "ko_dots0", "iso")
        if korean
        else ("en_long", "en_day", "en_short", "en_short_day", "iso", "slashes")
    )
    serial = rng.randint(1000, 99999)
    number = rng.choice(
        (f"제 {issue.year}-{serial} 호", f"제{issue.year}-{serial}호", f"{issue.year}-{serial:06}", f"제 {serial} 호")
        if korean
        else (f"{issue.year}-{serial:06}", f"UR-{issue.year}-{serial}", f"A{serial:07}", f"{issue.year}/{serial}")
    )
    given = "".join(rng.sample(GIVEN, 1 if rng.random() < 0.06 else 2))
    return Facts(
        korean=korean,
        holder_name=rng.choice(FAMILY) + given if korean else f"{rng.choice(FIRST)} {rng.choice(LAST)}",
        birth_date=born,
        school=rng.choice(HIGH_SCHOOLS_KO if high else SCHOOLS_KO) if korean else rng.choice(SCHOOLS_EN),
        major=None if high else rng.choice(MAJORS_KO if korean else MAJORS_EN),
        degree=None if high or studying else rng.choice(DEGREES_KO if korean else DEGREES_EN),
        admission_date=admission,
        graduation_date=None if studying else graduation,
        issue_date=issue,
        document_number=number,
        dates=rng.choice(forms),
    )


def with_flaw(facts: Facts, flaw: str) -> Facts:
    """The facts with something impossible in them; flaws of the claim are not made here."""
    if flaw == "graduated_before_admission" and facts.graduation_date:
        return replace(facts, admission_date=facts.graduation_date, graduation_date=facts.admission_date)
    if flaw == "issued_in_future":
        return replace(facts, issue_date=date(2041, 3, 4))
    return facts
