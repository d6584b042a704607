"""What is said about versions."""

from __future__ import annotations

from desktop.ui.phrases import Said


class VersionPhrase(Said):
    """Comparing, keeping a decision, handing in again."""

    TITLE = ("Versions", "버전 비교")
    TITLE_OF = ("Versions of {title}", "{title}: 버전 비교")
    SIDE = ("Version {version} · {status}", "버전 {version} · {status}")
    BEFORE = ("Before", "이전")
    AFTER = ("After", "이후")
    WHAT = ("What", "항목")
    CHANGE = ("Change", "변화")
    ALL = ("Also what is the same", "같은 항목도 보기")
    NOTHING = ("Nothing differs between these versions.", "두 버전 사이에 바뀐 내용이 없습니다.")
    ONE = (
        "There is one version only. Run a stage again or hand in new files, and what changes is shown here.",
        "버전이 하나뿐입니다. 다시 실행하거나 새 파일을 받으면 바뀐 내용이 여기에 보입니다.",
    )
    LOADING = ("Comparing…", "비교하는 중…")
    LINES = ("What differs", "바뀐 내용")
    ANSWERS = ("{verdict} by {actor}, {time}: {reason}", "{time} {actor} {verdict}: {reason}")
    SINCE = (
        "Since then: {gone} of {count} questions gone, {new} new; new files: {files}.",
        "그 뒤: 질문 {count}건 중 {gone}건 해소, {new}건 추가, 새 파일 {files}개.",
        "Since then: {gone} of {count} question gone, {new} new; new files: {files}.",
    )
    FILE = ("File", "파일")
    PAGE = ("Page", "쪽")
    QUESTION = ("Question", "질문")
    CHECK = ("Check: {name}", "검사: {name}")
    ENGINE = ("Engine: {stage}", "엔진: {stage}")
    SAME = ("Same", "같음")
    CHANGED = ("Changed", "바뀜")
    ADDED = ("New", "추가")
    REMOVED = ("Gone", "없어짐")
    EVIDENCE = ("Evidence", "근거만")
    PAGE_LINE = ("{file}, page {page}: {words} words", "{file} {page}쪽: 단어 {words}개")
    UNREAD = ("{file}, page {page}: {problem}", "{file} {page}쪽: {problem}")
    SET = ("{value} (set by a person; read: {read})", "{value} (사람이 입력, 판독: {read})")
    SURE = ("{value}  ·  {facts}", "{value}  ·  {facts}")
    NEW_FILES = ("New files", "새 파일")
    INSTEAD = ("Instead of the files before…", "이전 파일 대신…")
    BESIDE = ("Beside the files before…", "이전 파일과 함께…")
    DROP_INSTEAD = ("{count} files instead of those before", "파일 {count}개로 바꾸기")
    DROP_BESIDE = ("{count} files beside those before", "파일 {count}개 더하기")
    DROP_HINT = (
        "New files for this record can be dropped here.",
        "이 기록의 새 파일을 여기에 끌어다 놓을 수 있습니다.",
    )
    KEEP = ("Keep the decision", "이전 결정 유지")
    KEEP_TIP = (
        "Sets version {after} aside; version {before} stands as it was decided.",
        "버전 {after}은 쓰지 않고, 버전 {before}의 결정을 그대로 둡니다.",
    )
    HAND_IN = ("Files for a record", "기록의 새 파일")
    HAND_IN_ASK = ("Is this for {title}? Files: {count}", "{title}의 파일입니까? 파일 {count}개")
    HAND_IN_FACTS = (
        "Record {record}, version {version}, {status}: {source}",
        "기록 {record}, 버전 {version}, {status}: {source}",
    )
    HAND_IN_MORE = ("and {count} more", "그 밖에 {count}개")
    HAND_IN_INSTEAD = ("Instead of its files", "기존 파일 대신")
    HAND_IN_BESIDE = ("Beside its files", "기존 파일에 더하기")
    HAND_IN_ANEW = ("No, a new record", "아니요, 새 기록")
    HELD_OVER = ("For {title}: you will be asked", "{title}: 놓으면 먼저 묻습니다")
    HANDED_IN = ("The new files are read as version {version}.", "새 파일을 버전 {version}(으)로 판독합니다.")
    KEPT = ("Version {version} stands as it was decided.", "버전 {version}의 결정을 유지합니다.")
