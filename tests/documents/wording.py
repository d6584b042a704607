"""Labels, titles and sentences that the drawn documents use."""

from __future__ import annotations

import random

from tests.documents.facts import Facts

TITLES = {
    ("graduation_certificate", True): ("졸업증명서", "졸 업 증 명 서", "졸  업  증  명  서", "학위수여증명서"),
    ("enrolment_certificate", True): ("재학증명서", "재 학 증 명 서", "재  학  증  명  서"),
    ("transcript", True): ("성적증명서", "성 적 증 명 서", "학업성적증명서"),
    ("diploma", True): ("졸업장", "학 위 기", "학 위 증", "졸 업 장"),
    ("graduation_certificate", False): ("Certificate of Graduation", "GRADUATION CERTIFICATE", "CERTIFICATE OF DEGREE"),
    ("enrolment_certificate", False): (
        "Certificate of Enrollment",
        "CERTIFICATE OF ENROLMENT",
        "Enrollment Verification",
    ),
    ("transcript", False): ("Academic Transcript", "OFFICIAL TRANSCRIPT", "Transcript of Records"),
    ("diploma", False): ("DIPLOMA", "Diploma", "Diploma"),
}
LABELS = {
    True: {
        "holder_name": ("성명", "성    명", "이름", "성 명"),
        "birth_date": ("생년월일", "출생일", "생년월일"),
        "school": ("학교명", "대학교", "소속대학", "학    교"),
        "major": ("학과", "전공", "학과/전공", "학과(부)", "학    과"),
        "degree": ("학위", "학위명", "취득학위", "학    위"),
        "admission_date": ("입학일", "입학연월일", "입학일자"),
        "graduation_date": ("졸업일", "졸업연월일", "학위수여일"),
        "issue_date": ("발급일", "발급일자", "발행일"),
        "document_number": ("증명번호", "문서번호", "발급번호"),
    },
    False: {
        "holder_name": ("Full Name", "Student Name", "Name"),
        "birth_date": ("Date of Birth", "Birth Date", "D.O.B."),
        "school": ("Institution", "University", "Name of Institution"),
        "major": ("Field of Study", "Department", "Programme", "Major"),
        "degree": ("Degree Awarded", "Degree", "Degree Conferred"),
        "admission_date": ("Date of Entry", "Admission Date", "Enrollment Date"),
        "graduation_date": ("Graduation Date", "Date of Conferral", "Date of Graduation"),
        "issue_date": ("Date Issued", "Issue Date", "Date of Issue"),
        "document_number": ("Serial No.", "Document No.", "Certificate Number"),
    },
}
STATEMENTS = {
    ("graduation_certificate", True): (
        "위 사람은 본교의 전 과정을 마치고 졸업하였음을 증명합니다.",
        "위와 같이 졸업하였음을 증명함.",
    ),
    ("enrolment_certificate", True): ("위 사람은 본교에 재학하고 있음을 증명합니다.", "위와 같이 재학 중임을 증명함."),
    ("transcript", True): ("위와 같이 성적을 증명합니다.", "위 성적은 사실과 다름이 없음을 증명함."),
    ("diploma", True): ("위 사람은 본교의 소정의 과정을 이수하였으므로 이 증서를 수여합니다.",),
    ("graduation_certificate", False): (
        "We hereby certify that the person named above graduated from our institution.",
    ),
    ("enrolment_certificate", False): (
        "We hereby certify that the person named above is currently enrolled as a student.",
    ),
    ("transcript", False): ("This is an official record and is not valid without the seal of the Registrar.",),
    ("diploma", False): ("With all the rights, honors and privileges thereunto appertaining.",),
}
COURSES = {
    True: (
        "자료구조",
        "전공영어",
        "일반물리학",
        "경제학원론",
        "졸업논문",
        "대학글쓰기",
        "선형대수",
        "학교와 사회",
        "한국사",
        "통계학개론",
    ),
    False: (
        "Data Structures",
        "Major Seminar",
        "General Physics",
        "School and Society",
        "Linear Algebra",
        "Thesis",
        "World History",
        "Statistics I",
    ),
}
HEADS = ("김 도 윤", "이서현", "박 주 원", "최유나")


def title(kind: str, facts: Facts, rng: random.Random) -> str:
    """One of the kind's titles."""
    return rng.choice(TITLES[kind, facts.korean])


def label(field: str, facts: Facts, rng: random.Random) -> str:
    """One of the field's labels."""
    return rng.choice(LABELS[facts.korean][field])


def two_labels(field: str, facts: Facts) -> str:
    """The field's label in both languages, the document's own first."""
    return f"{LABELS[facts.korean][field][0]} {LABELS[not facts.korean][field][0]}"


def statement(kind: str, facts: Facts, rng: random.Random) -> str:
    """What the document certifies."""
    return rng.choice(STATEMENTS[kind, facts.korean])


def shown(field: str, facts: Facts) -> str | None:
    """The field's value as printed; None if there is none."""
    value = getattr(facts, field)
    return value if value is None or isinstance(value, str) else facts.day(value)


def head(facts: Facts, rng: random.Random) -> str:
    """Who signs."""
    if not facts.korean:
        return rng.choice((f"President of {facts.school}", f"Registrar, {facts.school}", f"Rector, {facts.school}"))
    if facts.school.endswith("고등학교"):
        return rng.choice((f"{facts.school}장", f"{facts.school} 교장"))
    return rng.choice((f"{facts.school} 총장", f"{facts.school}총장", f"{facts.school}장"))
