"""Errors in Korean, by their code. The core writes its texts in English; they stay at hand as the detail.

A code without a line here is shown with the core's own text. What a text says beyond its code (a limit, a path) is in
that detail.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

KOREAN: Final = MappingProxyType(
    {
        # A file that will not work as it is.
        "bad_input": "이 파일은 처리할 수 없습니다. 다른 사본을 요청하십시오.",
        "empty_file": "빈 파일입니다. 다시 요청하십시오.",
        "damaged": "파일이 손상되어 열 수 없습니다. 다시 요청하십시오.",
        "truncated": "파일의 끝부분이 없습니다. 다시 요청하십시오.",
        "encrypted": "암호로 보호된 PDF입니다. 암호 없는 사본을 요청하십시오.",
        "unsupported_type": "읽을 수 없는 형식입니다. PDF, JPEG, PNG, TIFF, WebP, HEIC, BMP를 사용하십시오.",
        "too_large": "파일이 너무 큽니다. 더 작은 사본을 보내거나 나누십시오.",
        "too_many_pixels": "그림이 너무 큽니다. 더 작게 만드십시오.",
        "unreadable": "열 수 없습니다. 파일이 그대로 있는지, 권한이 있는지 확인하십시오.",
        "no_regular_file": "일반 파일이 아닙니다. 문서 파일을 추가하십시오.",
        # A path that was not taken in.
        "claim_file": "신청 내용 파일입니다. 함께 있는 문서와 같이 추가됩니다.",
        "link": "폴더 안의 링크는 따라가지 않습니다. 원본 폴더를 추가하십시오.",
        "empty_folder": "폴더에 파일이 없습니다.",
        "no_document": "읽을 수 있는 문서가 없습니다.",
        "too_deep": "폴더가 너무 깊습니다. 안쪽 폴더를 추가하십시오.",
        "too_many_files": "파일이 너무 많습니다. 나누어 추가하십시오.",
        "bad_region": "읽을 수 없는 영역입니다. 다시 그려 주십시오.",
        # The engines.
        "engine_failed": "판독 엔진에 오류가 있었습니다. 다시 시도할 수 있습니다.",
        "engine_missing": "판독 엔진이 없습니다. Holdpoint를 다시 설치하거나 다른 엔진을 고르십시오.",
        "language_missing": "판독 언어 자료가 없습니다. Holdpoint를 다시 설치하십시오.",
        "child_crashed": "이 문서를 읽다가 판독 프로세스가 중단되었습니다.",
        "child_memory": "문서를 읽는 데 허용된 것보다 많은 메모리가 필요합니다.",
        "child_missing": "판독 프로세스를 시작할 수 없습니다. Holdpoint를 다시 설치하십시오.",
        "start_timeout": "판독 프로세스가 정해진 시간 안에 시작하지 않았습니다.",
        "open_timeout": "문서를 정해진 시간 안에 열지 못했습니다.",
        "document_timeout": "이 쪽을 읽기 전에 정해진 시간을 다 썼습니다.",
        "page_timeout": "이 쪽을 정해진 시간 안에 읽지 못했습니다.",
        "interrupted_often": "이 단계에서 프로그램이 여러 번 중단되었습니다. 파일을 확인한 뒤 다시 시도하십시오.",
        "internal_error": "이 단계에서 예상하지 못한 오류가 발생했습니다.",
        "hold_without_reason": "정책이 사유 없이 보류했습니다. 정책 파일을 확인하십시오.",
        "no_reading": "먼저 판독해야 합니다.",
        "not_read": "먼저 판독해야 합니다.",
        "no_extraction": "먼저 항목을 추출해야 합니다.",
        "not_extracted": "먼저 판독과 추출을 해야 합니다.",
        "no_result": "단계가 결과를 내지 않았습니다.",
        # The language model.
        "model_unavailable": "언어 모델이 답하지 않습니다. 서버와 주소를 확인하십시오.",
        "model_unusable": "언어 모델의 답을 쓸 수 없습니다.",
        "model_spent": "언어 모델의 하루 한도에 이르렀습니다.",
        "model_key": "서버가 키를 받지 않거나 키를 꺼낼 수 없습니다. 키를 다시 저장하십시오.",
        "model_not_found": "서버에 그 모델이나 경로가 없습니다. 모델 이름과 주소를 확인하십시오.",
        "model_moved": "서버가 다른 주소를 가리킵니다. 최종 주소를 입력하십시오.",
        "model_refused": "서버가 요청을 받지 않았습니다.",
        # Recognisers on other machines.
        "reader_unavailable": "인식 서버가 답하지 않습니다. 주소와 연결을 확인하십시오.",
        "reader_nonsense": "인식기의 답을 쓸 수 없습니다. 다시 시도할 수 있습니다.",
        "reader_spent": "인식기의 하루 한도에 이르렀습니다. 내일 계속합니다.",
        "reader_key": "인식 서버가 키를 받지 않거나 키를 꺼낼 수 없습니다. 키를 다시 저장하십시오.",
        "reader_address": "인식 서버의 주소가 없거나 맞지 않습니다. 설정에서 주소를 확인하십시오.",
        "reader_moved": "인식 서버가 다른 주소를 가리킵니다. 최종 주소를 입력하십시오.",
        "reader_refused": "인식 서버가 이 그림을 읽지 못합니다.",
        "reader_setup": "인식 서버가 이 API용으로 설정되어 있지 않습니다. CLOVA OCR 빌더를 확인하십시오.",
        "reader_unusable": "이 인식기는 쓸 수 없습니다. 설정을 확인하십시오.",
        "no_recogniser": "그런 인식기가 없습니다.",
        "wrong_material": "이 인식기가 읽지 않는 형식입니다.",
        "no_page": "그런 쪽이 없습니다.",
        "bad_key": "키가 아닙니다. 영문자, 숫자, 기호로 된 한 단어여야 합니다.",
        "no_keyring": "이 시스템에는 키를 보관할 곳이 없어 저장하지 못했습니다. 환경 변수로 지정하십시오.",
        "call_ended": "이미 끝난 호출입니다.",
        # The store and the data folder.
        "store_failed": "저장소에 오류가 있습니다. 디스크 공간과 권한을 확인하십시오.",
        "damaged_database": "데이터베이스가 손상되었습니다. 다른 곳으로 옮기고 백업을 넣으십시오.",
        "newer_database": "더 새로운 Holdpoint가 만든 데이터입니다. Holdpoint를 업데이트하십시오.",
        "damaged_result": "저장된 결과가 손상되었습니다. 단계를 다시 실행하십시오.",
        "temp_folder": "데이터 폴더에 쓸 수 없습니다. 디스크 공간을 확보한 뒤 다시 시도하십시오.",
        "other_version": "이 버전으로 데이터 폴더를 한 번 연 뒤 복구하십시오.",
        "in_use": "Holdpoint가 이 데이터 폴더를 쓰고 있습니다. 먼저 닫으십시오.",
        # What a person asked for.
        "conflict": "그사이 기록이 바뀌었습니다. 다시 확인하십시오.",
        "changed_meanwhile": "그사이 다른 사람이 기록을 바꾸었습니다. 다시 확인하십시오.",
        "outdated_version": "더 새로운 버전이 있습니다. 그 버전에서 결정하십시오.",
        "nothing_stands": "돌아갈 이전 결정이 없습니다. 지금 보이는 내용으로 결정하십시오.",
        "one_version": "버전이 하나뿐이어서 비교할 것이 없습니다.",
        "same_version": "같은 버전끼리는 비교할 수 없습니다. 서로 다른 버전을 고르십시오.",
        "not_decidable": "보류 중이거나 이미 결정한 기록만 결정할 수 있습니다.",
        "in_work": "기록이 아직 처리 중입니다. 기다리거나 먼저 취소하십시오.",
        "stage_order": "앞 단계의 결과가 없습니다. 먼저 앞 단계를 실행하십시오.",
        "inputs_changed": "이 단계가 도는 동안 입력이 바뀌어 다시 실행합니다.",
        "useless_setting": "이 실행에는 그 설정을 쓰는 단계가 없습니다.",
        "illegal_move": "지금 상태에서는 할 수 없습니다.",
        "lease_lost": "다른 작업이 이 단계를 맡았습니다.",
        "not_found": "찾을 수 없습니다. 경로나 번호를 확인하십시오.",
        "bad_value": "날짜는 2024-03-02처럼 입력하십시오.",
        "usage": "요청을 처리할 수 없습니다.",
        "error": "처리하지 못했습니다.",
        # The program itself.
        "not_saved": "그곳에 저장할 수 없습니다. 다른 폴더를 고르십시오.",
        "no_file_manager": "파일 관리자를 열 수 없습니다. 폴더 경로는 설정의 데이터 폴더에 있습니다.",
        # Many at once, putting off, handing on.
        "not_held": "보류 중인 기록이 아닙니다.",
        "no_note": "다음 검토자가 무엇을 볼지 메모에 적으십시오.",
        "time_is_over": "지난 시각입니다. 이후 시각을 고르십시오.",
        "broken_chain": "감사 기록의 해시 사슬이 끊겼습니다. holdpoint audit verify를 실행하십시오.",
        # The watched folder, tables of claims.
        "no_folder": "그런 폴더가 없습니다. 있는 폴더를 고르십시오.",
        "own_folder": "데이터 폴더나 그것을 담은 폴더는 감시할 수 없습니다.",
        "bad_csv": "올바른 CSV 파일이 아닙니다.",
        "bad_text": "UTF-8이나 한국어 Windows로 저장한 글이 아닙니다. CSV UTF-8로 저장하십시오.",
        "empty_table": "제목 줄 아래에 내용이 없습니다.",
        "too_many_rows": "줄이 너무 많습니다. 파일을 나누십시오.",
        "too_many_columns": "열이 너무 많습니다.",
        "bad_mapping": "열의 내용이 맞지 않습니다. 열마다 한 번씩만 고르십시오.",
        "no_key": "어느 열이 기록을 가리키는지 고르십시오.",
        "no_fields": "신청 내용이 든 열을 고르십시오.",
        # The local service.
        "address_taken": "그 주소와 포트를 쓸 수 없습니다. 다른 포트를 고르십시오.",
        "service_failed": "서비스를 시작하지 못했습니다. 로그를 확인하십시오.",
        "token_exposed": "다른 사용자가 토큰 파일을 읽을 수 있습니다. holdpoint token --rotate를 실행하십시오.",
        "token_file": "토큰 파일을 쓸 수 없습니다. 권한을 확인하십시오.",
        "key_used": "이미 다른 요청에 쓴 키입니다. 새 키를 쓰십시오.",
        "settled": "이미 끝난 기록이라 취소할 것이 없습니다.",
        # Callbacks.
        "address_forbidden": "이 주소로는 보내지 않습니다. 주소를 확인하십시오.",
        "name_not_found": "주소의 이름을 찾지 못했습니다. 철자를 확인하십시오.",
        "answer_too_large": "받는 쪽의 응답이 너무 큽니다.",
        "bad_secret": "비밀 키를 쓸 수 없습니다. 다시 설정하십시오.",
        "courier_died": "전송 중에 프로그램이 중단되었습니다. 다시 보냅니다.",
        "shutdown": "프로그램을 닫아 중단했습니다. 다음에 이어서 합니다.",
        "timeout": "받는 쪽이 정해진 시간 안에 응답하지 않았습니다.",
        # Settings and rule files.
        "bad_setting": "설정 값이 올바르지 않습니다.",
        "bad_policy": "정책 파일이 올바르지 않습니다.",
        "bad_schools": "학교 목록 파일이 올바르지 않습니다.",
        "bad_document_types": "문서 종류 파일이 올바르지 않습니다.",
    }
)
