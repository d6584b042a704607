"""Letters and statements of schools abroad, in the words that their offices use."""

from __future__ import annotations

import pytest

from core.domain.field import FieldName
from tests.kit.pages import extract, page_of, value_of

LETTERS = {
    "a confirmation with a student's years": (
        [
            "@100 Northgate University",
            "@146 Office of the Registrar",
            "@192 12 College Road, Northgate NG1 4AB, United Kingdom",
            "@264 Our Ref: NU/2021/04417",
            "@310 14 May 2021",
            "@382 TO WHOM IT MAY CONCERN",
            "@454 Dear Sir or Madam,",
            "@500 Confirmation of Graduation - Ms Hana Sato",
            "@572 I write to confirm that Ms Hana Sato, born on 3 February 1997, was a full-time student",
            "@618 of Northgate University from 18 September 2015 to 30 June 2019. She read for the degree of",
            "@664 Bachelor of Arts in Modern History and graduated on 12 July 2019.",
            "@736 Please do not hesitate to contact this office should you require further information.",
            "@808 Yours faithfully,",
            "@906 Dr. Paul Whitcombe",
            "@952 Academic Registrar",
        ],
        (
            "graduation_certificate|Hana Sato|1997-02-03|Northgate University|Modern History|Bachelor o"
            "f Arts|2015-09-18|2019-07-12|2021-05-14|NU/2021/04417"
        ),
    ),
    "a student who reads for a degree": (
        [
            "@100 Westhaven College",
            "@146 Registry Services",
            "@218 Date: 3 October 2023",
            "@264 Reference: ENR-23-55102",
            "@336 Enrolment Verification",
            "@408 To whom it may concern,",
            "@454 This letter is to confirm that Kwame Boateng (date of birth 19 January 2002) is currently",
            "@500 enrolled as a full-time student at Westhaven College. He is studying for a Bachelor of",
            "@546 Engineering in Civil Engineering. His studies commenced on 20 September 2021 and he is expected",
            "@592 to graduate in June 2025.",
            "@664 Sincerely,",
            "@736 Student Records Manager",
            "@782 Westhaven College",
        ],
        (
            "enrolment_certificate|Kwame Boateng|2002-01-19|Westhaven College|Civil Engineering|Bachelo"
            "r of Engineering|2021-09-20|-|2023-10-03|ENR-23-55102"
        ),
    ),
    "a statement in two columns": (
        [
            "@100 Kingsmere University      Student Administration",
            "@172 Our reference      KM-88120-B",
            "@218 Date      22 March 2022",
            "@290 STATEMENT OF DEGREE",
            "@362 We hereby confirm the following details from the records of the University.",
            "@434 Student      Isabella Romano",
            "@480 Born      30 November 1990",
            "@526 Course      MSc Finance",
            "@572 Subject      Finance",
            "@618 Qualification      Master of Science",
            "@664 Registered      1 October 2013",
            "@710 Awarded on      18 July 2015",
            "@782 Signed for and on behalf of the University",
            "@880 Head of Student Records",
        ],
        (
            "graduation_certificate|Isabella Romano|1990-11-30|Kingsmere University|Finance|Master of S"
            "cience|2013-10-01|2015-07-18|2022-03-22|KM-88120-B"
        ),
    ),
    "a programme pursued from one day to another": (
        [
            "@100 Lakemont College",
            "@146 Graduation Certificate",
            "@218 This certifies that Noah Bergström (DOB 14/07/1999) having pursued an approved programme of",
            "@264 study in Software Engineering from 2 September 2018 to 10 June 2022 has been awarded the degree",
            "@310 Bachelor of Science with Second Class Honours (Upper Division)",
            "@382 Dated this 30th day of June 2022",
            "@454 Registrar      Certificate ID: LC22-60117",
        ],
        (
            "graduation_certificate|Noah Bergström|1999-07-14|Lakemont College|Software Engineering|Bac"
            "helor of Science|2018-09-02|2022-06-10|2022-06-30|LC22-60117"
        ),
    ),
    "a form in capitals": (
        [
            "@100 MARITIME UNIVERSITY OF POHANG",
            "@146 CERTIFICATE OF GRADUATION",
            "@218 NAME: JUNG WOO SUNG",
            "@264 DATE OF BIRTH: 1991-05-26",
            "@310 COLLEGE: COLLEGE OF MARITIME SCIENCES",
            "@356 DEPARTMENT: NAVIGATION SCIENCE",
            "@402 DEGREE: BACHELOR OF ENGINEERING",
            "@448 PERIOD OF STUDY: 2010-03-02 TO 2016-02-19",
            "@520 THIS IS TO CERTIFY THAT THE ABOVE MENTIONED PERSON HAS GRADUATED FROM THIS UNIVERSITY.",
            "@592 2020-10-12",
            "@638 PRESIDENT",
            "@684 No. 2020-1012-0033",
        ],
        (
            "graduation_certificate|JUNG WOO SUNG|1991-05-26|MARITIME UNIVERSITY OF POHANG|NAVIGATION S"
            "CIENCE|BACHELOR OF ENGINEERING|2010-03-02|2016-02-19|2020-10-12|2020-1012-0033"
        ),
    ),
    "attended between two days": (
        [
            "@100 University of Vale",
            "@172 To Whom It May Concern",
            "@218 Date: 8th January 2020",
            "@264 Student: Mr Arjun Mehta",
            "@336 Dear Sir/Madam",
            "@408 This is to confirm that the above-named student, whose date of birth is 21 June 1994, attended",
            "@454 the University of Vale between 25 September 2012 and 17 June 2015 and was awarded a Bachelor of",
            "@500 Laws on 16 July 2015. The principal subject of study was Law.",
            "@572 Yours sincerely",
            "@670 Academic Registrar",
        ],
        (
            "graduation_certificate|Arjun Mehta|1994-06-21|University of Vale|Law|Bachelor of Laws|2012"
            "-09-25|2015-07-16|2020-01-08|-"
        ),
    ),
    "labels within sentences": (
        [
            "@100 VERIFICATION OF GRADUATION",
            "@172 This letter serves to verify that ZHANG WEI (Date of Birth: 1996.02.11) graduated from Haneul",
            "@218 International University with the degree of Bachelor of Tourism Management, majoring in Hotel",
            "@264 Management. Dates of attendance: March 4, 2014 to February 20, 2018. Degree conferral date:",
            "@310 February 20, 2018.",
            "@382 Verification No. 18-V-2207",
            "@454 Issued: May 3, 2018",
            "@500 Office of Academic Affairs",
            "@546 Haneul International University",
        ],
        (
            "graduation_certificate|Zhang Wei|1996-02-11|Haneul International University|Hotel Manageme"
            "nt|Bachelor of Tourism Management|2014-03-04|2018-02-20|2018-05-03|18-V-2207"
        ),
    ),
    "an award confirmed": (
        [
            "@100 Aldersgate University      Student Services Centre",
            "@172 Confirmation of Award",
            "@244 We are pleased to confirm that Thandiwe Nkosi was awarded the degree of Bachelor of Nursing",
            "@290 (Honours) by Aldersgate University on 4 December 2020.",
            "@362 Date of birth      6 March 1998",
            "@408 Programme      Nursing",
            "@454 Start of studies      13 February 2017",
            "@500 End of studies      27 November 2020",
            "@572 Document reference      AU-C-55291",
            "@618 Date of issue      11 December 2020",
        ],
        (
            "graduation_certificate|Thandiwe Nkosi|1998-03-06|Aldersgate University|Nursing|Bachelor of"
            " Nursing (Honours)|2017-02-13|2020-12-04|2020-12-11|AU-C-55291"
        ),
    ),
    "days before months": (
        [
            "@100 SUNRISE UNIVERSITY",
            "@146 (Established 1954)",
            "@218 Ref No: SR/REG/2017/118      Date: 21-08-2017",
            "@290 TO WHOMSOEVER IT MAY CONCERN",
            "@362 This is to certify that Mr. Rahul Deshpande, bearing Roll No. 11CS042, born on 12-05-1993,",
            "@408 was a bonafide student of this University. He was admitted on 01-08-2011 and passed the Bachelor",
            "@454 of Technology examination in Computer Science held in May 2015. The degree was",
            "@500 conferred on 30-11-2015.",
            "@552           Registrar",
            "@598           Sunrise University",
        ],
        (
            "graduation_certificate|Rahul Deshpande|1993-05-12|Sunrise University|Computer Science|Bach"
            "elor of Technology|2011-08-01|2015-11-30|2017-08-21|SR/REG/2017/118"
        ),
    ),
}


@pytest.mark.parametrize(("lines", "wanted"), LETTERS.values(), ids=LETTERS.keys())
def test_a_letter_is_understood(extraction, lines, wanted):
    found = extract(extraction, page_of(*lines))
    assert "|".join(value_of(found, name) or "-" for name in FieldName).casefold() == wanted.casefold()


@pytest.mark.parametrize(
    ("label", "value", "doubts", "more"),
    [
        ("01.10.2017", "2017-10-01", ("day_order",), ()),
        ("01.10.2017", "2017-10-01", (), ("Date of graduation : 18.07.2021",)),
        ("01.10.2017", "2017-10-01", ("day_order",), ("Issued on : 27.08.1995",)),
        ("01.10.2017", "01.10.2017", ("ambiguous_date",), ("Date of graduation : 07.18.2021",)),
        ("10/01/2017", "10/01/2017", ("ambiguous_date",), ()),
        ("2017-10-01", "2017-10-01", (), ()),
    ],
    ids=["one tells", "two tell", "one tells twice", "they differ", "another sign", "clear"],
)
def test_the_pages_own_order_tells_an_unclear_day(extraction, label, value, doubts, more):
    page = page_of("Certificate of Graduation", "Date of birth : 27.08.1995", f"Date of admission : {label}", *more)
    field = extract(extraction, page).get(FieldName.ADMISSION_DATE)
    assert field is not None
    assert (field.value, field.doubts) == (value, doubts)
    assert field.grounded == ("ambiguous_date" not in doubts)


def test_the_day_of_graduation_goes_before_the_end_of_studies(extraction):
    page = page_of("Degree Certificate", "Date of completion : 20 May 2020", "Date of graduation : 3 June 2020")
    field = extract(extraction, page).get(FieldName.GRADUATION_DATE)
    assert field is not None
    assert (field.value, field.doubts) == ("2020-06-03", ())
