"""Is an English field of study what the Korean one beside it says? By the words that both are made of."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_PAIRS: Final = (
    "가족=family 간호=nurs 건설=construct 건축=architect 게임=game 경영=business|manage 경제=econom "
    "경찰=police 관광=touris 광고=advertis 교육=educat 교통=transport 국문=korean 국어=korean "
    "국제=internation 군사=military 금융=financ 기계=mechanic 기악=instrument 나노=nano 농업=agricult "
    "데이터=data 도시=urban 독문=german 디자인=design 로봇=robot 마케팅=marketing 무역=trade "
    "무용=danc 문예=writing 문헌=library 문화=cultur 물류=logistic 물리=physic 미디어=media 미술=art "
    "반도체=semicond 방사선=radio 방송=broadcast 법=law 보건=health 보안=secur 복지=welfare|social "
    "부동산=estate 불문=french 사학=history 사회=soci 산업=industr 상담=counsel 생명=bio|life "
    "생물=bio 성악=vocal 세무=tax 소방=fire 소프트웨어=software 수학=math 수의=veterin 스포츠=sport "
    "시각=visual 식품=food 신문=journal 신소재=material 신학=theolog 실내=interior 심리=psycholog "
    "아동=child 약학=pharmac 언론=journal 언어=language|linguist 에너지=energy 역사=history "
    "연극=theat 영문=english 영상=image|film|video 영양=nutrition 영어=english 영화=film|cinema "
    "예술=art 외교=diploma 원예=horticult 유아=child 음악=music 응급=emergen 의류=cloth|fashion "
    "의예=medic 의학=medic 인공지능=artificial|ai 일문=japan 일어=japan 임상=clinic 자동차=automo "
    "재료=material 전기=electric 전자=electron 정보=inform 정치=politic 조경=landscape "
    "조리=culinar|cook 조선=naval|ship 종교=relig 중문=chin 중어=chin 지구=earth 지리=geograph "
    "천문=astronom 철학=philosoph 체육=physical|sport 축산=animal 치위생=dental 치의=dent "
    "컴퓨터=comput 토목=civil 통계=statist 통신=communic 특수=special 패션=fashion 한국=korea "
    "한의=korean 항공=aero|aviat 해양=ocean|marin 행정=administ 호텔=hotel 홍보=relation 화학=chem "
    "환경=environ 회계=account"
)
"""Words of Korean fields of study, and how one of their English words begins or goes on."""
_WORDS: Final = MappingProxyType(
    {korean: tuple(meant.split("|")) for korean, meant in (pair.split("=") for pair in _PAIRS.split())}
)


def is_translation(korean: str, english: str, *, is_whole: bool = True) -> bool:
    """True if a word of the Korean field of study stands in the English one, and none of its known words is missing.

    Args:
        korean: as 전자공학과.
        english: as Electronic Engineering.
        is_whole: False if some of it was not read; then one of the known words will do.
    """
    said = english.casefold()
    known = [stems for word, stems in _WORDS.items() if word in korean]
    found = [any(stem in said for stem in stems) for stems in known]
    return bool(found) and (all(found) if is_whole else any(found))
