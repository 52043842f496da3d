import type { Words } from "../words.ts";

export const actions: Words["actions"] = {
  "containers.open": {
    label: "열기",
    description: "터미널로 이동 (실행 중이 아니면 먼저 s로 시작)",
  },
  "containers.attach": { label: "연결", description: "키보드와 화면을 주 프로세스에 연결" },
  "containers.shell": { label: "셸", description: "셸 하나 더 열기" },
  "containers.logs": { label: "로그", description: "출력 내용을 보고 계속 따라가기" },
  "containers.stop": {
    label: "중지/시작",
    description: "종료를 요청하고 응답이 없으면 강제 종료, 실행 중이 아니면 시작",
  },
  "containers.restart": { label: "재시작", description: "중지한 뒤 다시 시작" },
  "containers.pause": {
    label: "일시 정지",
    description: "모든 프로세스를 그 자리에서 멈춤 / 멈춘 컨테이너 재개",
  },
  "containers.commit": { label: "커밋", description: "변경 내용으로 이미지 만들기" },
  "containers.remove": { label: "삭제", description: "기록한 데이터까지 모두 삭제 (먼저 확인)" },
  "containers.kill": { label: "강제 종료", description: "요청 없이 즉시 종료" },
  "containers.rename": { label: "이름 변경", description: "다른 이름 지정" },

  "images.run-form": {
    label: "실행…",
    description: "명령, 이름, 제한을 정해 컨테이너 시작",
  },
  "images.run": { label: "실행", description: "이미지 설정 그대로 컨테이너를 바로 시작" },
  "images.tag": { label: "태그", description: "이름 하나 더 지정" },
  "images.save": {
    label: "저장",
    description: "docker, podman, skopeo로 불러올 수 있는 아카이브로 저장",
  },
  "images.pull": { label: "내려받기", description: "레지스트리에서 이미지 가져오기" },
  "images.push": { label: "올리기", description: "레지스트리로 이미지 보내기" },
  "images.build": { label: "빌드", description: "Dockerfile로 이미지 만들기" },
  "images.remove": {
    label: "삭제",
    description: "다른 이미지가 쓰지 않는 레이어까지 삭제 (먼저 확인)",
  },
  "everywhere.starter": {
    label: "스타터 이미지",
    description: "이 컴퓨터의 프로그램으로 스타터 이미지 만들기 (오프라인 가능)",
  },
  "everywhere.load": {
    label: "불러오기",
    description: "아카이브 불러오기: docker save, podman save, OCI 아카이브, OCI 레이아웃",
  },

  "layers.files": { label: "파일", description: "이 레이어의 파일 보기" },
  "images.files": { label: "파일", description: "이미지 전체의 파일 보기" },
  "files.toggle": { label: "펼치기/접기", description: "디렉터리 내용을 펼치거나 접기" },
  "files.unfold": { label: "펼치기", description: "디렉터리 내용 펼치기" },
  "files.fold": {
    label: "접기",
    description: "디렉터리를 접거나 파일이 든 디렉터리로 이동",
  },
  "files.only-changes": {
    label: "변경만",
    description: "추가, 변경, 삭제된 파일만 보기 / 모두 보기",
  },
  "files.unfold-all": { label: "모두 펼치기", description: "모든 디렉터리 펼치기 / 모두 접기" },
  "files.back": { label: "뒤로", description: "필터를 지운 다음 뒤로 이동" },

  "logs.search": { label: "검색", description: "텍스트 또는 /정규식/ 찾기" },
  "logs.next": { label: "다음", description: "다음 일치 줄로 이동" },
  "logs.previous": { label: "이전", description: "이전 일치 줄로 이동" },
  "logs.filter": {
    label: "필터",
    description: "텍스트나 /정규식/이 있는 줄만 표시. 앞에 !를 붙이면 없는 줄만 표시",
  },
  "logs.timestamps": { label: "시각", description: "줄마다 기록 시각 표시 전환" },
  "logs.streams": { label: "스트림", description: "표준 출력만, 표준 오류만, 모두 보기 전환" },
  "logs.wrap": { label: "줄바꿈", description: "긴 줄 줄바꿈 또는 자르기" },
  "logs.merge": { label: "합치기", description: "표시한 컨테이너의 로그를 하나로 보기 전환" },
  "logs.save": { label: "저장", description: "필터를 통과한 줄을 파일로 저장" },
  "logs.copy": { label: "복사", description: "찾은 줄 또는 화면의 줄을 클립보드에 복사" },
  "logs.back": { label: "뒤로", description: "검색, 필터를 끝내거나 뒤로 이동" },
  "logs.follow": {
    label: "따라가기",
    description: "끝으로 이동해 계속 따라가기 (위로 이동하면 멈춤)",
  },

  "terminal.enter": { label: "입력", description: "모든 키를 프로그램에 전달 (테두리에 보이는 키로 되찾기)" },
  "terminal.next": { label: "다음 세션", description: "이 컨테이너의 다음 터미널 보기" },
  "terminal.close": {
    label: "닫기",
    description: "이 터미널 닫기 (셸은 종료되고 컨테이너는 계속 실행)",
  },

  "everywhere.filter": {
    label: "필터",
    description: "입력한 조건에 맞는 항목만 보기 (단어, !제외, status=running, label=키=값)",
  },
  "everywhere.mark": { label: "표시", description: "항목 표시, 이후 동작은 표시한 모든 항목에 적용" },
  "everywhere.mark-all": { label: "모두 표시", description: "목록의 모든 항목 표시 / 해제" },
  "everywhere.sort": { label: "정렬", description: "다음 열 기준으로 목록 정렬" },
  "everywhere.reverse": { label: "역순", description: "목록 순서 뒤집기" },
  "everywhere.next-match": { label: "다음 일치", description: "필터와 일치하는 다음 항목으로 이동" },
  "everywhere.previous-match": { label: "이전 일치", description: "필터와 일치하는 이전 항목으로 이동" },
  "everywhere.zoom": { label: "확대", description: "현재 영역을 화면의 절반, 다시 전체로 확대" },
  "everywhere.unzoom": { label: "축소", description: "확대의 반대 순서: 전체, 절반, 원래 크기" },
  "everywhere.copy": { label: "ID 복사", description: "선택한 항목의 ID를 클립보드에 복사" },
  "everywhere.jobs": { label: "작업", description: "진행 중인 작업과 실패한 작업" },
  "everywhere.error": { label: "최근 오류", description: "최근 오류의 전체 내용과 해결 방법" },
  "everywhere.doctor": {
    label: "진단",
    description: "이 컴퓨터에 있는 것과 없는 것, 문제마다 해결 명령",
  },
  "everywhere.back": {
    label: "뒤로",
    description: "메시지, 필터, 표시, 확대를 해제하거나 목록으로 이동",
  },
  "everywhere.palette": {
    label: "명령",
    description: "모든 동작과 명령을 이름으로 찾아 실행",
  },
  "everywhere.help": { label: "도움말", description: "현재 위치에서 쓸 수 있는 모든 키" },
  "everywhere.next-theme": {
    label: "다음 테마",
    description: "다음 테마로 표시: default, high-contrast, colour-blind, terminal",
  },
  "everywhere.suspend": {
    label: "일시 중단",
    description: "Wherry를 멈추고 셸로 돌아가기 (fg로 다시 열기)",
  },
  "everywhere.quit": { label: "나가기", description: "Wherry 나가기 (컨테이너는 계속 실행)" },

  "everywhere.down": { label: "아래로", description: "한 줄 아래로" },
  "everywhere.up": { label: "위로", description: "한 줄 위로" },
  "everywhere.half-down": { label: "반 쪽 아래로", description: "반 페이지 아래로" },
  "everywhere.half-up": { label: "반 쪽 위로", description: "반 페이지 위로" },
  "everywhere.page-down": { label: "다음 쪽", description: "한 페이지 아래로" },
  "everywhere.page-up": { label: "이전 쪽", description: "한 페이지 위로" },
  "everywhere.first": { label: "처음", description: "처음으로" },
  "everywhere.last": { label: "끝", description: "끝으로" },

  "everywhere.containers": { label: "컨테이너", description: "컨테이너 목록으로 이동" },
  "everywhere.images": { label: "이미지", description: "이미지 목록으로 이동" },
  "everywhere.layers": { label: "레이어", description: "레이어 목록으로 이동" },
  "everywhere.next-panel": { label: "다음 패널", description: "다음 패널로 이동" },
  "everywhere.previous-panel": { label: "이전 패널", description: "이전 패널로 이동" },
  "everywhere.next-tab": { label: "다음 탭", description: "주 화면의 다음 탭 보기" },
  "everywhere.previous-tab": { label: "이전 탭", description: "주 화면의 이전 탭 보기" },
};
