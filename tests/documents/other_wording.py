"""Labels, titles and sentences that other offices use."""

from __future__ import annotations

import random

from tests.documents.facts import Facts

TITLES = {
    ("graduation_certificate", True): ("졸업증명서", "졸 업 증 명 서", "졸업(학위수여)증명서", "학위수여증명서"),
    ("enrolment_certificate", True): ("재학증명서", "재 학 증 명 서"),
    ("transcript", True): ("성적증명서", "성 적 증 명 서", "학부 성적증명서"),
    ("diploma", True): ("학위기", "졸업증서", "학 위 증 서"),
    ("graduation_certificate", False): ("Degree Certificate", "CERTIFICATE OF GRADUATION", "Certification of Degree"),
    ("enrolment_certificate", False): (
        "Certificate of Enrolment",
        "PROOF OF ENROLLMENT",
        "Certificate of Student Status",
    ),
    ("transcript", False): ("Official Academic Transcript", "ACADEMIC RECORD", "Statement of Academic Record"),
    ("diploma", False): ("DIPLOMA", "Diploma", "Diploma of Graduation"),
}
LABELS = {
    True: {
        "holder_name": ("성명", "성 명", "이 름", "성명(한글)", "학생성명"),
        "birth_date": ("생년월일", "생 년 월 일", "출생년월일", "출생일자"),
        "school": ("학교명", "출신학교", "소속학교", "대학(원)명", "졸업학교"),
        "major": ("학과(전공)", "소속학과", "학과·전공", "전공명", "학부(과)", "전공학과", "모집단위"),
        "degree": ("학위명", "취득학위명", "수여학위", "학위종별", "학위(종류)"),
        "admission_date": ("입학년월일", "입 학 일", "입학일자", "최초입학일", "입학연월일"),
        "graduation_date": ("졸업년월일", "학위취득일", "학위수여일자", "졸 업 일", "졸업일자"),
        "issue_date": ("발급일자", "발급연월일", "교부일자", "발행일", "증명발급일"),
        "document_number": ("발급번호", "문서확인번호", "제증명번호", "증명서번호", "원본확인번호"),
    },
    False: {
        "holder_name": (
            "Name of Student",
            "Student's Full Name",
            "Name in Full",
            "Candidate",
            "Name of Candidate",
            "Student",
        ),
        "birth_date": ("Date of Birth", "Birthdate", "Born", "DOB"),
        "school": (
            "Name of Institution",
            "Awarding Institution",
            "Granting Institution",
            "Awarding Body",
            "Institution Attended",
        ),
        "major": (
            "Course of Study",
            "Programme of Study",
            "Discipline",
            "Main Field of Study",
            "Field of Specialisation",
        ),
        "degree": ("Qualification Awarded", "Title of Qualification", "Degree Conferred", "Award Title", "Degree"),
        "admission_date": (
            "Date of Commencement",
            "Start of Studies",
            "Date of Registration",
            "Commencement Date",
            "Date of Admission",
        ),
        "graduation_date": (
            "Date of Award",
            "Conferral Date",
            "Date of Completion",
            "Date of Conferment",
            "Award Date",
        ),
        "issue_date": ("Date of Issue", "Issued on", "Date of Issuance", "Issued"),
        "document_number": ("Certificate No.", "Document Reference", "Our Ref.", "Registry No.", "Record No."),
    },
}
STATEMENTS = {
    ("graduation_certificate", True): (
        "위의 사실을 증명합니다.",
        "위 사람은 위와 같이 졸업하였음을 증명합니다.",
        "상기인은 본교를 졸업하였음을 증명함.",
    ),
    ("enrolment_certificate", True): ("위 학생은 현재 본교에 재학 중임을 증명합니다.", "위의 사실을 증명함."),
    ("transcript", True): ("위와 같이 증명합니다.", "상기와 같이 성적을 증명함."),
    ("diploma", True): ("위 사람은 소정의 전 과정을 이수하였기에 이 증서를 수여함.",),
    ("graduation_certificate", False): ("The above particulars are certified to be correct according to our records.",),
    ("enrolment_certificate", False): (
        "It is certified that the above-named person is registered as a full-time student.",
    ),
    ("transcript", False): (
        "Issued without alteration or erasure.",
        "A grade point average of 4.5 is the highest possible.",
    ),
    ("diploma", False): ("Given under the seal of the University.",),
}
STRANGE_TITLES = {
    True: ("수료증명서", "휴학증명서", "졸업예정증명서", "재적증명서", "제적증명서"),
    False: ("Certificate of Completion", "Certificate of Expected Graduation", "Certificate of Leave of Absence"),
}
"""Titles of documents that are none of the four kinds."""
STRANGE_STATEMENTS = {
    True: {
        "수료증명서": "위 사람은 본교의 소정의 과정을 수료하였음을 증명합니다.",
        "휴학증명서": "위 사람은 현재 본교에서 휴학 중임을 증명합니다.",
        "졸업예정증명서": "위 사람은 본교를 졸업할 예정임을 증명합니다.",
        "재적증명서": "위 사람은 본교에 재적하고 있음을 증명합니다.",
        "제적증명서": "위 사람은 본교에서 제적되었음을 증명합니다.",
    },
    False: {
        "Certificate of Completion": "We certify that the person named above has completed the short course.",
        "Certificate of Expected Graduation": "We certify that the person named above is expected to graduate.",
        "Certificate of Leave of Absence": "We certify that the person named above is on leave of absence.",
    },
}


def title(kind: str, facts: Facts, rng: random.Random) -> str:
    """One of the kind's titles."""
    return rng.choice(TITLES[kind, facts.korean])


def label(field: str, facts: Facts, rng: random.Random) -> str:
    """One of the field's labels."""
    return rng.choice(LABELS[facts.korean][field])


def statement(kind: str, facts: Facts, rng: random.Random) -> str:
    """What the document certifies."""
    return rng.choice(STATEMENTS[kind, facts.korean])


def head(facts: Facts, rng: random.Random) -> str:
    """Who signs."""
    if not facts.korean:
        return rng.choice(
            (f"Vice-Chancellor, {facts.school}", f"Academic Registrar, {facts.school}", f"President, {facts.school}")
        )
    if facts.school.endswith("고등학교"):
        return rng.choice((f"{facts.school}장", f"{facts.school}장 [직인생략]", f"{facts.school} 교장 (인)"))
    if facts.school.endswith("원"):
        return rng.choice((f"{facts.school} 총장", f"{facts.school}장"))
    return rng.choice((f"{facts.school} 총장", f"{facts.school}총장 (직인)", f"{facts.school}총장 [직인생략]"))
