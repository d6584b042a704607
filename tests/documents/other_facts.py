"""Other people, schools and subjects than in `facts`: rarer names, in other orders, and other ways of writing dates."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.documents.facts import Facts, draw_facts


def _list(text: str) -> tuple[str, ...]:
    """What stands between bars, or between spaces where there is no bar."""
    return tuple(text.split("|" if "|" in text else None))


FAMILIES = _list(
    "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 전 홍 유 고 문 양 손 배 백 허 남 심 노 하 "
    "곽 성 차 주 우 구 민 류 나 진 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석 선 설 마 길 연 위 "
    "표 명 기 반 라 왕 금 옥 육 인 맹 제 모 탁 국 은 편 용 남궁 황보 제갈 선우 독고 사공"
)
GIVEN = _list(
    "민준 서연 도현 하은 지우 예린 준호 수빈 태윤 가영 시후 다은 재원 유진 건우 채원 동현 미경 영수 "
    "정숙 성호 은지 광수 보람 한별 슬기 아름 하늘 경민 혜진 석진 나래 종혁 필립 옥순 춘자 병철 말순 "
    "규리 람 솔 준 혁 진"
)
SCHOOLS_KO = _list(
    "한울대학교 청람대학교 서라벌산업대학교 미리내대학교 동백여자대학교 누리과학기술원 "
    "해오름교육대학교 바른간호대학교 산들외국어대학교 나루예술대학 보람전문대학 갈매기해양대학교"
)
HIGH_SCHOOLS_KO = _list(
    "늘푸른고등학교 단비여자고등학교 샛별공업고등학교 한솔외국어고등학교 고운정보산업고등학교 참빛예술고등학교"
)
MAJORS_KO = _list(
    "국어국문학과 신문방송학과 수학과 전기전자공학부 간호학과 체육교육과 식품영양학과 컴퓨터공학부 "
    "도시행정학과 철학과 응용통계학과 시각디자인전공 융합전자공학부 한국음악과 경영학부 화학과"
)
DEGREES_KO = (
    "공학사",
    "이학사",
    "문학사",
    "경영학사",
    "간호학사",
    "교육학석사",
    "법학사",
    "체육학사",
    "미술학석사",
    "의학박사",
)
FIRST = _list(
    "Oluwaseun|Maria|Jürgen|Thandiwe|Siobhan|Rajesh|Xiaoming|Fatima|Giorgos|Anneke|Dmitri|Leilani|"
    "Kenji|Ngozi|Catalina|Mohammed|Eun-ji|Seung Ho|Marie-Claire|Bronwyn|Thi Minh|John"
)
LAST = _list(
    "Adeyemi|García Márquez|Müller|Nkosi|Gallagher|Krishnamurthy|Wang|Al-Rashid|Papadopoulos|de Vries|"
    "Sokolov|Kealoha|Watanabe|Eze|Restrepo|Siddiqui|Hwang|Ryu|Dubois|Llewellyn|Nguyen|Smith"
)
SCHOOLS_EN = _list(
    "University of Ashcombe|Queen's College Barrowdale|Technical University of Neustadt|"
    "Riverton State College|Royal Institute of Maritime Studies|St. Brendan's University|"
    "Universidad de Sierra Alta|Kingsmere University|National University of Port Almeria|"
    "Hanul University|Northfield Agricultural University|The University of Tarn"
)
MAJORS_EN = _list(
    "Mathematics|Civil Engineering|International Relations|Nursing|Business Administration|"
    "Korean Language and Literature|Environmental Science|Law|Computer Science|Psychology|"
    "Visual Communication Design|Agricultural Economics|History of Art|"
    "Electrical and Electronic Engineering"
)
DEGREES_EN = _list(
    "Bachelor of Technology|Bachelor of Laws|Bachelor of Nursing|Master of Engineering|"
    "Bachelor of Commerce|Bachelor of Education|Master of Fine Arts|Doctor of Philosophy|"
    "Bachelor of Science|Bachelor of Arts"
)
DATES_KO = ("ko_words", "ko_dots", "ko_dots0", "iso", "ko_seogi", "ko_tight", "ko_full", "ko_dots_wide")
DATES_EN = ("en_ordinal", "en_ordinal_day", "en_day_of", "en_comma", "en_dashes", "en_capitals", "en_long", "iso")


def draw_other_facts(kind: str, *, korean: bool, rng: random.Random, high: bool = False) -> Facts:
    """Facts that contradict nothing. high: of a secondary school, which has neither subject nor degree."""
    facts = draw_facts(kind, korean=korean, rng=rng)
    studies = facts.degree is not None
    facts = replace(
        facts,
        holder_name=rng.choice(FAMILIES) + rng.choice(GIVEN) if korean else _name(rng),
        school=rng.choice(HIGH_SCHOOLS_KO if high else SCHOOLS_KO) if korean else rng.choice(SCHOOLS_EN),
        major=None if high else rng.choice(MAJORS_KO if korean else MAJORS_EN),
        degree=rng.choice(DEGREES_KO if korean else DEGREES_EN) if studies and not high else None,
        dates=rng.choice(DATES_KO if korean else DATES_EN),
        document_number=_number(facts, rng),
    )
    if facts.degree is None and not high and kind != "enrolment_certificate":
        return replace(facts, degree=rng.choice(DEGREES_KO if korean else DEGREES_EN))
    return facts


def _name(rng: random.Random) -> str:
    first, last = rng.choice(FIRST), rng.choice(LAST)
    return rng.choice(
        (f"{first} {last}",) * 3 + (f"{last}, {first}", f"{last.upper()}, {first}", f"{first} {last.upper()}")
    )


def _number(facts: Facts, rng: random.Random) -> str:
    year, serial = facts.issue_date.year, rng.randint(100, 999_999)
    if facts.korean:
        groups = "-".join(f"{rng.randint(0, 9999):04}" for _ in range(3))
        return rng.choice(
            (f"제 {year}-{serial:05}호", f"{year}-{serial:06}", groups, f"제{serial}호", f"학사-{year}-{serial:04}")
        )
    return rng.choice(
        (f"{year}-{serial:06}", f"AC/{year}/{serial:05}", f"RG{serial:06}", f"{serial:07}", f"UN-{serial:05}-{year}")
    )
