"""What the dialog for running again says, and what is said of pauses."""

from __future__ import annotations

from desktop.ui.phrases import Said


class AgainPhrase(Said):
    """Labels, totals and states."""

    TITLE = ("Run again", "다시 실행")
    OPEN = ("Run again…", "다시 실행…")
    OPEN_ALL = ("Run all of these again…", "목록 전체 다시 실행…")
    OPEN_ALL_TIP = (
        "Every record that the list shows, also those not loaded yet",
        "아직 불러오지 않은 것까지 목록의 모든 기록",
    )
    OF_ONE = ("Record {name}", "기록 {name}")
    OF_MANY = ("{count} records", "기록 {count}건", "One record")
    OF_LIST = ("All {count} records of the list", "목록의 모든 기록 {count}건")
    FINDING = ("Looking for the records…", "기록을 찾는 중…")
    BEGIN = ("Begin with", "시작 단계")
    REACH = ("How far", "범위")
    FROM_HERE = ("From here on", "여기부터 끝까지")
    FROM_HERE_TIP = ("This stage and what follows it", "이 단계와 그 뒤 단계를 모두 실행")
    ONLY = ("Only this stage", "이 단계만")
    ONLY_TIP = ("Then it stops; what follows is asked for by hand", "이 단계 뒤에서 멈추고 다음 단계는 직접 실행")
    OTHER = ("Other settings for this run", "이번 실행만 다른 설정")
    OTHER_HINT = (
        "They hold for these runs alone and stay with them; the settings of the program do not change.",
        "이번 실행에만 적용되고 실행 기록에 남습니다. 프로그램 설정은 바뀌지 않습니다.",
    )
    AS_SET = ("as set", "설정대로")
    PAGES = ("Pages of a file (0: all)", "파일마다 쪽 수 (0: 전체)")
    LANGUAGES = ("Languages", "언어")
    KOREAN_ENGLISH = ("Korean and English", "한국어와 영어")
    KOREAN = ("Korean", "한국어")
    ENGLISH = ("English", "영어")
    RECOGNISER = ("Recogniser", "인식기")
    MODEL = ("Language model", "언어 모델")
    MODEL_ON = ("ask it", "사용")
    MODEL_OFF = ("do not ask it", "사용 안 함")
    POLICY = ("Policy", "정책")
    CHOOSE_POLICY = ("Choose a file…", "파일 선택…")
    NO_POLICY = ("Back to the program's", "프로그램 정책으로")
    PREVIEW = ("What this would do", "실행하면 바뀌는 내용")
    COUNTING = ("Working it out: {done} of {count}…", "계산 중: {count}건 가운데 {done}건…")
    WILL_RUN = ("{run} of {count} would run: {stages}", "{count}건 가운데 {run}건 실행: {stages}")
    NOTHING_RUNS = ("None of {count} would run", "{count}건 가운데 실행할 것이 없음")
    VERSIONS_ONLY = ("New versions: {count}", "{count}건은 새 버전이 생김")
    VERSIONS = (
        "New versions: {count}; decided already, and staying so: {decided}",
        "{count}건은 새 버전이 생김; 그중 {decided}건은 이미 결정되었고 결정은 그대로 유지",
    )
    OUTDATED = ("Results that no longer stand: {stages}", "더는 유효하지 않게 되는 결과: {stages}")
    LOCKED = (
        "{count} hold values that a person stands for; they stay",
        "{count}건에는 사람이 확인한 값이 있고 그대로 유지",
    )
    CORRECTED = ("Corrected by a person, and kept: {fields}", "사람이 고친 값, 그대로 유지: {fields}")
    LEFT_OUT = ("Left out: {reasons}", "제외: {reasons}")
    NUMBER_OF = ("{name} {count}", "{name} {count}건")
    COL_RECORD = ("Record", "기록")
    COL_RUNS = ("Runs", "실행")
    COL_OUTDATED = ("No longer stands", "무효가 됨")
    COL_STAYS = ("Stays", "유지")
    COL_WHY = ("Left out because", "제외 까닭")
    STAYS_VERSION = ("version {version}", "버전 {version}")
    STAYS_VALUES = ("a person's values", "사람이 확인한 값")
    SHOWN = ("The first {shown} of {count} are listed.", "{count}건 가운데 처음 {shown}건만 표시합니다.")
    EMPTY = ("No record is chosen.", "선택한 기록이 없습니다.")
    DO = ("Run {count} again", "{count}건 다시 실행", "Run one again")
    DOING = ("Queueing: {done} of {count}…", "대기열에 넣는 중: {count}건 가운데 {done}건…")
    SOME_NOT = ("{count} run again. {left} do not:", "{count}건 다시 실행. {left}건은 제외:")
    STOP = ("Stop", "멈춤")
    COL_OWN = ("Own settings", "별도 설정")
    OWN = ("{name}: {value}", "{name}: {value}")


class PausePhrase(Said):
    """What is said of pauses."""

    PAUSE = ("Pause", "일시 중지")
    RESUME = ("Go on", "계속")
    PART_DONE = ("Part done", "일부 완료")
    PART_DONE_TIP = (
        "The stages that were asked for are done; nothing follows until somebody runs the next one.",
        "요청한 단계까지만 끝났습니다. 다음 단계를 실행할 때까지 그대로 있습니다.",
    )
    PAUSE_TIP = ("Begin nothing more; what runs ends its stage", "새로 시작하지 않음; 실행 중인 단계는 끝까지 진행")
    MENU = ("Pause or go on", "일시 중지, 계속")
    CHAIN = ("The whole chain", "전체 단계")
    STAGE = ("Stage {stage}", "{stage} 단계만")
    MODEL_STAGE = ("Stage {stage}: holds back the language model too", "{stage}: 언어 모델 호출도 멈춤")
    PAUSED = ("Paused: {what}", "일시 중지: {what}")
    ALL = ("everything", "전체")
    RECORDS = ("{count} records", "기록 {count}건", "one record")
    WAITING = ("{count} wait for that", "대기 {count}건")
    WHO = ("since {at} by {actor}", "{at}부터, {actor}")
    CELL = ("paused", "일시 중지")
    OUTDATED = ("outdated", "이전 결과")
