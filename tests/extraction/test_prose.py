"""Certificates and diplomas that say what they say in sentences, or in lines of their own without labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.kit.pages import extract, page_of, value_of

PROSE = {
    "a letter with the programme of study": (
        [
            "Saint Brendan University",
            "Certificate of Graduation",
            "This is to certify that Ms. Clara Jensen (born 4 May 1990) was admitted to this",
            "University on 1 September 2008, completed the programme of study in Linguistics and was",
            "awarded the degree of Bachelor of Arts on 12 July 2012.",
            "Given this 3rd day of August 2013.",
            "Registrar",
        ],
        (
            "graduation_certificate|Clara Jensen|1990-05-04|Saint Brendan University|Linguistics|"
            "Bachelor of Arts|2008-09-01|2012-07-12|2013-08-03|-"
        ),
    ),
    "studied from one day to another": (
        [
            "GRADUATION CERTIFICATE",
            "No. 2013/0455",
            "This certifies that Tomas Varga, born on 14 March 1985, student number 200355,",
            "studied at Kingsbridge University from 1 October 2004 to 30 June 2008 with a major in",
            "Mechanical Engineering and a minor in Music, and obtained the degree of Bachelor of",
            "Engineering on 30 June 2008.",
            "Date of issue: 2 February 2013",
            "Kingsbridge University",
        ],
        (
            "graduation_certificate|Tomas Varga|1985-03-14|Kingsbridge University|Mechanical Engineering|"
            "Bachelor of Engineering|2004-10-01|2008-06-30|2013-02-02|2013/0455"
        ),
    ),
    "a bachelor in a subject": (
        [
            "Harrow Valley College",
            "To whom it may concern",
            "Degree Confirmation",
            "We confirm that Priya Nair (date of birth 7 January 1995) graduated from Harrow Valley College",
            "with a Bachelor of Science in Computer Science on 20 June 2017.",
            "She was enrolled from 15 September 2013.",
            "Dated 5 May 2018",
            "Academic Registrar",
        ],
        (
            "graduation_certificate|Priya Nair|1995-01-07|Harrow Valley College|Computer Science|"
            "Bachelor of Science|2013-09-15|2017-06-20|2018-05-05|-"
        ),
    ),
    "department, college and university in a row": (
        [
            "CERTIFICATE OF GRADUATION",
            "Certificate No. GR-2021-1188",
            "It is hereby certified that HONG GILDONG, born on March 3, 1998, entered the Department of",
            "Electrical Engineering, College of Engineering, Hanbit University on March 2, 2016 and",
            "graduated with the degree of Bachelor of Engineering on February 19, 2021.",
            "March 4, 2021",
            "President, Hanbit University",
        ],
        (
            "graduation_certificate|HONG GILDONG|1998-03-03|Hanbit University|Electrical Engineering|"
            "Bachelor of Engineering|2016-03-02|2021-02-19|2021-03-04|GR-2021-1188"
        ),
    ),
    "a degree conferred in a day": (
        [
            "Certificate of Graduation",
            "This is to certify that the above-named student, majoring in Economics and Statistics, has",
            "successfully completed all the requirements and has been conferred the Degree of Bachelor of",
            "Economics in February 25, 2011.",
            "Name: Kim Ha-neul",
            "Date of Birth: 1988. 3. 4.",
            "Date of Issue: 2012. 5. 6.",
            "Dongha University",
            "President",
        ],
        (
            "graduation_certificate|Kim Ha-neul|1988-03-04|Dongha University|Economics and Statistics|"
            "Bachelor of Economics|-|2011-02-25|2012-05-06|-"
        ),
    ),
    "a subject in a line of its own": (
        [
            "@100 University of Marlowe",
            "@200 The Senate, on the recommendation of the Faculty of Science,",
            "@250 has conferred upon",
            "@320 Helen Okafor",
            "@400 the degree of",
            "@480 Bachelor of Science",
            "@620 Marine Biology",
            "@740 with all the rights, privileges and honours thereto pertaining.",
            "@800 Granted at Marlowe this ninth day of July, 2016",
            "@1000 Chancellor        Registrar",
        ],
        ("diploma|Helen Okafor|-|University of Marlowe|Marine Biology|Bachelor of Science|-|-|2016-07-09|-"),
    ),
    "confers on": (
        [
            "@100 UNIVERSIDADE DO VALE VERDE",
            "@200 confers on",
            "@270 Joana Marques",
            "@350 the degree of Bachelor of Laws",
            "@430 in",
            "@480 Political Science",
            "@560 Given at the seat of the University this 24th day of June 2005",
            "@800 Rector",
        ],
        ("diploma|Joana Marques|-|UNIVERSIDADE DO VALE VERDE|Political Science|Bachelor of Laws|-|-|2005-06-24|-"),
    ),
    "a degree with honours": (
        [
            "@100 The University of Northmoor",
            "@180 This is to certify that",
            "@250 William Arthur Penrose",
            "@330 was this day admitted to the degree of",
            "@400 Bachelor of Arts",
            "@470 with Honours of the Second Class, Division One",
            "@540 in",
            "@600 History",
            "@700 having satisfied the examiners",
            "@800 14 July 1999",
            "@900 Vice-Chancellor",
        ],
        ("diploma|William Arthur Penrose|-|The University of Northmoor|History|Bachelor of Arts|-|-|1999-07-14|-"),
    ),
    "a degree with praise": (
        [
            "@100 Windermere College",
            "@170 By virtue of the authority vested in them by the State, the Trustees have conferred on",
            "@250 Margaret Rose Lindholm",
            "@330 the degree of Bachelor of Fine Arts",
            "@420 magna cum laude",
            "@500 and all the rights and privileges pertaining thereto",
            "@600 Given at Eastport this tenth day of May in the year of our Lord",
            "@650 two thousand and nine",
        ],
        ("diploma|Margaret Rose Lindholm|-|Windermere College|-|Bachelor of Fine Arts|-|-|2009-05-10|-"),
    ),
    "a degree in a line of its own": (
        [
            "@100 Université de Valmont",
            "@200 Diploma",
            "@280 Awarded to Élodie Marchand",
            "@350 born on 5 June 1984",
            "@420 Master of Science",
            "@560 Applied Mathematics",
            "@700 Conferred on 12 September 2008",
            "@900 The President of the University",
        ],
        (
            "diploma|Élodie Marchand|1984-06-05|Université de Valmont|Applied Mathematics|Master of Science|-|"
            "2008-09-12|-|-"
        ),
    ),
    "a sentence that ends with a day in a line of its own": (
        [
            "Certificate of Graduation",
            "This is to certify that Wei Fuentes (date of birth: March 3, 1968) entered",
            "this university on August 26, 1986, fulfilled all requirements for the degree of",
            "Bachelor of Fine Arts with a major in Business Administration and graduated on",
            "June 20, 1991.",
            "This certificate is issued at the request of the above-mentioned person.",
            "Saint Brendan College",
        ],
        (
            "graduation_certificate|Wei Fuentes|1968-03-03|Saint Brendan College|Business Administration|"
            "Bachelor of Fine Arts|1986-08-26|1991-06-20|-|-"
        ),
    ),
    "입학하여, in spaced letters": (
        [
            "졸업증명서",
            "성명 방 세 숙",
            "1980년 9월 10일생",
            "위 사 람 은 1999 년 3 월 2 일 본 대학교 예 술 대 학 물 리 학 과 에",
            "입 학 하 여 2005 년 2 월 10 일 소 정 의 전 과 정 을 마치고 졸 업 하여",
            "미 술 학 사 학 위 를 취 득 하 였 음 을 증 명 함",
            "@1000 2008 년 10 월 1 일",
            "@1200 전 남 해 양 대 학 교 총 장",
        ],
        (
            "graduation_certificate|방세숙|1980-09-10|전남해양대학교|물리학과|"
            "미술학사|1999-03-02|2005-02-10|2008-10-01|-"
        ),
    ),
    "입학, in the next line": (
        [
            "제 2020-11 호",
            "졸업증명서",
            "성명 : 김하늘",
            "생년월일 : 1990년 3월 4일",
            "위 사람은 본교 공과대학 토목공학과에 2009년 3월 2일",
            "입학, 2014년 2월 21일 소정의 전 과정을 마치고 졸업하여 공학사",
            "학위를 취득하였음을 증명합니다.",
            "@1000 2020년 5월 6일",
            "@1200 가온대학교 총장",
        ],
        (
            "graduation_certificate|김하늘|1990-03-04|가온대학교|토목공학과|"
            "공학사|2009-03-02|2014-02-21|2020-05-06|제 2020-11 호"
        ),
    ),
    "학위기 without its title": (
        [
            "제 15-1476 호",
            "마 화 섭",
            "1997년 6월 12일생",
            "위 사람은 본교 사범대학 유아교육과 소정의 전 과정을 마치고",
            "교육학사의 자격을 얻었으므로 이를 인정함",
            "@1000 2021년 2월 20일",
            "@1200 영남미래대학교 총장 공학박사 소채화",
        ],
        ("diploma|마화섭|1997-06-12|영남미래대학교|유아교육과|교육학사|-|-|2021-02-20|제 15-1476 호"),
    ),
    "università in the letterhead": (
        [
            "Università degli Studi di Monteverde",
            "Certificate of Graduation",
            "Name: Carla Bianchi",
            "Date of Birth: 13 April 1991",
            "Degree: Master of Science",
            "Major: Physics",
            "Date of Graduation: 15 July 2016",
            "Date of Issue: 20 July 2016",
        ],
        (
            "graduation_certificate|Carla Bianchi|1991-04-13|Università degli Studi di Monteverde|Physics|"
            "Master of Science|-|2016-07-15|2016-07-20|-"
        ),
    ),
    "hochschule in the letterhead": (
        [
            "Hochschule für Technik und Wirtschaft Neustadt",
            "Certificate of Graduation",
            "Name: Carla Bianchi",
            "Date of Birth: 13 April 1991",
            "Degree: Master of Science",
            "Major: Physics",
            "Date of Graduation: 15 July 2016",
            "Date of Issue: 20 July 2016",
        ],
        (
            "graduation_certificate|Carla Bianchi|1991-04-13|Hochschule für Technik und Wirtschaft Neustadt|Physics|"
            "Master of Science|-|2016-07-15|2016-07-20|-"
        ),
    ),
}
FIELDS = (
    "document_type", "holder_name", "birth_date", "school", "major", "degree", "admission_date", "graduation_date",
    "issue_date", "document_number",
)  # fmt: skip


@pytest.mark.parametrize("name", PROSE)
def test_prose_is_understood(extraction, name):
    lines, wanted = PROSE[name]
    found = extract(extraction, page_of(*lines))
    assert "|".join(value_of(found, field) or "-" for field in FIELDS) == wanted
    assert not [field.name for field in found.fields if field.doubts]


def test_a_value_whose_end_is_unsure_is_a_doubt(extraction):
    above = ["@200 hereby admits", "@250 Daniel Eriksen", "@330 to the degree of", "@400 Master of Business"]
    below = ["@436 Administration", "@540 in recognition of all requirements for the degree being fulfilled"]
    found = extract(extraction, page_of(*above, *below))
    assert [field.doubts for field in found.fields if field.name == "degree"] == [("cut_off",)]


def test_a_day_that_ends_a_sentence_is_no_day_of_issue(extraction):
    lines, _ = PROSE["a sentence that ends with a day in a line of its own"]
    assert value_of(extract(extraction, page_of(*lines)), "issue_date") is None


def test_a_number_may_look_like_a_month(extraction):
    assert value_of(extract(extraction, page_of("제 2020-11 호", "졸업증명서")), "document_number") == "제 2020-11 호"


def test_words_kept_together_by_the_file_are_words_of_their_own(extraction):
    page = page_of("Diploma", "hereby confers upon", "Ángel~Whitfield", "the degree of Bachelor~of~Arts in History")
    words = tuple(replace(word, text=word.text.replace("~", "\u00a0")) for word in page.words)
    found = extract(extraction, replace(page, words=words))
    assert (value_of(found, "holder_name"), value_of(found, "degree")) == ("Ángel Whitfield", "Bachelor of Arts")
    assert all(field.grounded for field in found.fields)
