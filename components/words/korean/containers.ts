import type { Words } from "../words.ts";

export const status: Words["status"] = {
  created: "생성됨",
  up: (age) => `실행 ${age}`,
  exited: (code) => `종료됨 (${code})`,
  outOfMemory: "메모리 부족",
  failed: "실패",
  paused: "일시 정지",
  doing: {
    starting: "시작 중",
    stopping: "중지 중",
    restarting: "재시작 중",
    killing: "종료 중",
    signalling: "시그널",
    pausing: "멈춤 중",
    unpausing: "재개 중",
    removing: "삭제 중",
    renaming: "변경 중",
  },
  narrow: {
    up: (age) => `${age}째`,
    exited: (code) => `종료 ${code}`,
    outOfMemory: "OOM 종료",
  },
};

export const ages: Words["ages"] = {
  second: "초",
  minute: "분",
  hour: "시간",
  day: "일",
  week: "주",
  month: "개월",
  year: "년",
};

export const terminal: Words["terminal"] = {
  mainSession: "주",
  exited: (code) => `종료됨 (${code})`,
  ended: (code) => `끝남 (${code})`,
  exitedWithContainer: (code) => `컨테이너와 함께 종료됨 (${code})`,
  goesBack: (key) => `${key} 뒤로`,
  closes: (key) => `${key} 닫기`,
  leaves: (prefix) => `${prefix} 후 {prefix.leave} 나가기`,
  types: (key) => `${key} 입력`,
  comesBack: (prefix) => `${prefix} 후 {prefix.zoom} 돌아가기`,
  look: {
    back: (back, most) => `${most}줄 중 ${back}줄 위`,
    match: (query, at, count) => `${query}: ${at}/${count}`,
    characters: (count) => `${count}자`,
    lines: (count) => `${count}줄`,
  },
  endedAgo: (age) => `${age} 전 종료됨`,
  attach: "터미널에 연결",
  shell: "셸 하나 더 열기",
  logs: "로그 보기",
  stop: "중지",
  unpause: "재개",
  start: "시작",
  startAgain: "다시 시작",
  remove: "삭제",
};
