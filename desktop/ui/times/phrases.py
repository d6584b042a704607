"""What the times screen says."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from core.domain.times import Cause, Grain, Lap
from desktop.ui.phrases import Said


class TimesPhrase(Said):
    """Sentences and labels."""

    TIMES = ("Times", "시간")
    DAY = ("24 hours", "24시간")
    WEEK = ("7 days", "7일")
    MONTH = ("30 days", "30일")
    QUARTER = ("90 days", "90일")
    YEAR = ("A year", "1년")
    REFRESH = ("Count again", "다시 집계")
    EXPORT = ("Save as CSV…", "CSV로 저장…")
    EXPORT_KIND = ("Tables (CSV)", "표 (CSV)")
    SAVED = ("Saved: {path}", "저장함: {path}")
    STAGES = ("Stages", "단계별")
    TREND = ("Trend", "추이")
    FLOW = ("Throughput", "처리량")
    LATE = ("Late", "지연")
    REASONS = ("Hold reasons", "보류 사유")
    ERRORS = ("Errors", "오류")
    REVIEWERS = ("Reviewers", "검토자")
    STUCK = ("Not moving", "멈춘 작업")
    TIMELINE = ("One record", "기록 하나")
    LOADING = ("Counting…", "집계 중…")
    EMPTY = (
        "Nothing has been timed yet. Times appear here as records go through the chain.",
        "아직 잰 시간이 없습니다. 기록이 처리되면 여기에 시간이 나타납니다.",
    )
    EMPTY_PERIOD = ("Nothing ended in this time.", "이 기간에 끝난 작업이 없습니다.")
    NOT_LATE = ("Nothing took longer than its target.", "목표 시간을 넘긴 작업이 없습니다.")
    NO_REASONS = ("Nothing was held in this time.", "이 기간에 보류된 기록이 없습니다.")
    NO_ERRORS = ("Nothing failed in this time.", "이 기간에 실패한 작업이 없습니다.")
    NO_REVIEWERS = ("Nobody decided anything in this time.", "이 기간에 내려진 결정이 없습니다.")
    NOT_STUCK = ("Everything moves.", "멈춘 작업이 없습니다.")
    NO_RECORD = ("Type a record's number to see where its time went.", "기록 번호를 입력하면 시간을 볼 수 있습니다.")
    OPEN_RECORD = ("Open the record", "기록 열기")
    LOOK = ("Where its time went", "시간 내역 보기")
    RECORD_NUMBER = ("Record number", "기록 번호")
    ALONE = ("Without a person", "사람 없이 승인")
    ALONE_OF = ("{count} of {judged} judged", "판정 {judged}건 중 {count}건")
    OLDEST = ("oldest {age}", "가장 오래된 것 {age}")
    PART_DONE = ("{count} part done", "일부 완료 {count}건")
    LATE_COUNT = ("Late", "지연")
    STUCK_COUNT = ("Not moving", "멈춤")
    STUCK_STRIP = ("{count} stuck", "멈춘 작업 {count}건")
    CAUSE_COUNT = ("{cause}: {count}", "{cause}: {count}건")
    PERIOD = ("{since} to {until}", "{since} ~ {until}")
    LEGEND = (
        "Dot: half took no longer. Bar: 95 of 100. Line: 99 of 100. Upright: the target. Up to 5 % off.",
        "점: 절반이 이 안에 끝남. 막대: 100건 중 95건. 선: 100건 중 99건. 세로줄: 목표. 오차 5 % 이내.",
    )
    TREND_LEGEND = ("Line: half took no longer. Dashes: 95 of 100.", "선: 절반이 이 안에 끝남. 점선: 100건 중 95건.")
    LINE_HALF = ("half", "절반")
    LINE_MOST = ("95 of 100", "100건 중 95건")
    LINE_TARGET = ("target", "목표")
    COL_STAGE = ("Stage", "단계")
    COL_LAP = ("Time spent", "시간 종류")
    COL_COUNT = ("Runs", "건수")
    COL_MEAN = ("Mean", "평균")
    COL_P50 = ("Half", "절반")
    COL_P95 = ("95 of 100", "100건 중 95건")
    COL_P99 = ("99 of 100", "100건 중 99건")
    COL_TARGET = ("Target", "목표")
    COL_LATE = ("Late", "지연")
    COL_WHEN = ("When", "때")
    COL_TAKEN_IN = ("Taken in", "접수")
    COL_ALONE = ("By the policy", "자동 승인")
    COL_HELD = ("Held", "보류")
    COL_APPROVED = ("Approved", "승인")
    COL_REJECTED = ("Rejected", "반려")
    COL_FAILED = ("Failed", "실패")
    COL_RECORD = ("Record", "기록")
    COL_TOOK = ("Took", "걸린 시간")
    COL_ENDED = ("Ended", "끝남")
    COL_REASON = ("Reason", "사유")
    COL_ERROR = ("Error", "오류")
    COL_TIMES = ("How often", "횟수")
    COL_REVIEWER = ("Reviewer", "검토자")
    COL_CHANGED = ("Changed later", "나중에 바꿈")
    COL_CAUSE = ("Why", "까닭")
    COL_LIMIT = ("Limit", "한도")
    COL_ATTEMPT = ("Attempt", "시도")
    COL_STATUS = ("Status", "상태")
    COL_FROM = ("From", "시작")
    GOING_ON = ("going on", "진행 중")
    RECORD_AND_VERSION = ("{record}, v{version}", "{record}, v{version}")
    ROW = ("{stage} · {lap}", "{stage} · {lap}")
    VERSIONED = ("v{version} · {stage} · attempt {attempt}", "v{version} · {stage} · {attempt}번째")
    LATE_OF = ("{late} of {count} late", "{count}건 중 {late}건 지연")
    CAUSE_NO_LANES = (
        "no lane is at work; start Holdpoint or its lanes",
        "일하는 레인이 없음; 프로그램이나 레인을 시작하세요",
    )
    CAUSE_LANE_DEAD = ("its lane has died; the next look takes it over", "레인이 멈춤; 곧 다른 레인이 이어받습니다")
    CAUSE_BEHIND = ("behind {ahead} others", "앞에 {ahead}건")
    CAUSE_NOT_TAKEN = ("next, but no lane takes this stage", "다음 차례이나 이 단계를 맡는 레인이 없음")
    CAUSE_LATER = ("put off until {due}", "{due}까지 미뤄짐")
    CAUSE_PAUSED = ("paused by somebody", "누군가 일시 중지함")
    CAUSE_SLOW = ("still at work; look at the file or cancel it", "아직 작업 중; 파일을 확인하거나 취소하세요")


class LapPhrase(Said):
    """What a record does with its time."""

    WAITING = ("waiting for a lane", "차례 기다림")
    RUNNING = ("running", "작업")
    HOLDING = ("waiting for a person", "검토 기다림")


LAP: Final = MappingProxyType(
    {Lap.WAITING: LapPhrase.WAITING, Lap.RUNNING: LapPhrase.RUNNING, Lap.HOLDING: LapPhrase.HOLDING}
)
CAUSE: Final = MappingProxyType({cause: TimesPhrase[f"CAUSE_{cause.name}"] for cause in Cause})
CLOCK: Final = MappingProxyType({Grain.HOUR: "%m-%d %H:%M", Grain.DAY: "%m-%d", Grain.WEEK: "%Y-%m-%d"})
"""How a step of a trend is written."""
