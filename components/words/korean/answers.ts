import type { Words } from "../words.ts";

const doing: Words["status"]["doing"] = {
  starting: "시작하는",
  stopping: "중지하는",
  restarting: "재시작하는",
  killing: "강제 종료하는",
  pausing: "일시 정지하는",
  unpausing: "재개하는",
  removing: "삭제하는",
  renaming: "이름을 바꾸는",
};

export const reasons: Words["reasons"] = {
  noContainer: "선택한 컨테이너 없음",
  noImage: "선택한 이미지 없음",
  noFile: "선택한 파일 없음",
  noLine: "줄이 없습니다",
  noSearch: "검색어가 없습니다. /로 검색하세요",
  nothingMarked: "표시한 컨테이너가 없습니다. space로 표시하세요",
  nothingSelected: "선택한 항목 없음",
  busy: (name, activity) => `${name} 이미 ${doing[activity]} 중`,
  notRunning: (name) => `${name} 실행 중이 아님`,
  nothingToFilter: "필터를 적용할 목록이 없음",
  onlyInLists: "왼쪽 목록에서만 사용 가능",
  noFilter: "적용된 필터 없음 (/ 필터)",
  noneOfMarked: "표시한 항목 중 해당하는 것이 없음",
  noCommit: "이미지로 커밋하는 기능은 아직 없음",
  noRegistries: "레지스트리 기능은 아직 없음, 아카이브는 L로 불러오기",
  noBuilds: "빌드 기능은 아직 없음",
  noJobs: "진행 중인 작업 없음",
  noError: "아직 오류 없음",
  imageHasNoChanges: "이미지 전체에는 변경 내용이 없음, 레이어에서 확인",
  starterUnderWay: "스타터 이미지를 이미 만드는 중",
  noTerminal: "열린 터미널 없음 (a 연결, e 셸 열기)",
};

export const messages: Words["messages"] = {
  copiedLines: (count) => `${count}줄 복사함`,
  copiedId: (id) => `ID 복사됨: ${id}`,
  made: (reference) => `만들기 완료: ${reference ?? "스타터 이미지"}`,
  enterRunsIt: "enter로 실행",
  loaded: (name) => `불러오기 완료: ${name}`,
  saved: (path) => `저장 완료: ${path}`,
  tagged: (name, reference) => `태그 추가됨: ${reference} (${name})`,
  noCommand: (image) => `실행할 명령이 지정되지 않은 이미지: ${image}`,
  typeACommand: "enter를 누르고 명령 입력",
  theme: (name) => `테마: ${name}`,
  details: "자세히",
  dismiss: "지우기",
};
