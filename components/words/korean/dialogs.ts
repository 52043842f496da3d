import { kindOf, type ManyActivity } from "../../../src/stores/jobs-store.ts";
import type { Words } from "../words.ts";
import { kinds } from "./questions.ts";

export const dialogs: Words["dialogs"] = {
  close: "닫기",
  hide: "숨기기",
  keep: "적용",
  clear: "지우기",
  move: "이동",
  doIt: "확인",
  goOn: "자동 완성",
  why: "자세히",
  dismiss: "지우기",
  cancel: "취소",
  help: "단축키",
  filter: "필터",
  elsewhere: (place) => `${place} 화면`,
  error: "오류 내용",
  because: (cause) => `원인: ${cause}`,
};

export const palette: Words["palette"] = {
  title: "명령",
  run: "실행",
  complete: "완성",
  history: "최근 명령",
  search: "검색",
  nothing: "맞는 항목 없음",
  elsewhere: (place) => `${place}에서만 사용 가능`,
};

export const prompts: Words["prompts"] = {
  rename: { title: (name) => `이름 변경: ${name}`, hint: "영문자, 숫자, _ . -" },
  nameTaken: (name) => `이미 사용 중인 이름: ${name}`,
  tag: { title: (image) => `태그: ${image}`, hint: "예: team/app:1.2", wanted: "이름 입력" },
  volume: { title: "볼륨 만들기", hint: "영문자, 숫자, _ . -", wanted: "이름 입력" },
  save: {
    title: (image) => `저장: ${image}`,
    hint: (dir) => `새 파일의 경로 (기준 ${dir})`,
    wanted: "파일 경로 입력",
  },
  saveLog: { title: "로그 저장" },
  copyOut: {
    title: (path) => `내보내기: ${path}`,
    hint: (dir) => `이 컴퓨터의 비어 있는 경로 또는 폴더 (기준 ${dir})`,
    wanted: "경로를 입력하세요",
  },
  starter: {
    title: "프로그램을 더한 스타터 이미지",
    hint: "PATH에 있는 이름이나 경로, 예: python3 vim /opt/tool",
    wanted: "프로그램 이름 입력 (기본 구성은 {everywhere.starter})",
  },
  load: {
    title: "아카이브 불러오기",
    hint: (dir) => `파일 또는 OCI 레이아웃 폴더의 경로 (기준 ${dir})`,
    wanted: "아카이브 경로 입력",
  },
};

export const form: Words["form"] = {
  title: (image) => `실행: ${image}`,
  starting: "시작 중…",
  start: "시작",
  nextField: "다음 항목",
  close: "닫기",
  labels: {
    command: "명령",
    name: "이름",
    tty: "터미널",
    environment: "환경 변수",
    memory: "메모리",
    cpus: "CPU",
  },
  placeholders: {
    command: "실행할 명령, 예: sh",
    name: "자동 지정",
    environment: "KEY=value OTHER='two words'",
    memory: "제한 없음, 예: 512m, 1.5g",
    cpus: "제한 없음, 예: 0.5, 2",
  },
  yes: "예",
  no: "아니요",
  spaceChanges: "space로 변경",
  as: (user) => `사용자 ${user},`,
  in: (dir) => `작업 폴더 ${dir}`,
  withSet: (names) => `· 환경 변수 ${names}`,
  problems: {
    openQuote: (quote) => `닫히지 않은 따옴표: ${quote}`,
    noCommand: "실행할 명령 입력, 예: sh",
    name: "영문자, 숫자, _ . - 두 글자 이상, 첫 글자는 영문자나 숫자",
    environment: (word) => `KEY=value 형식이 아님: ${word}`,
    leastMemory: (least) => `최소 ${least}`,
    memory: "숫자 뒤에 b, k, m, g 입력, 예: 512m",
    cpus: "CPU 수 입력, 예: 1.5",
  },
};

export const sessionForm: Words["sessionForm"] = {
  title: (container) => `프로세스 추가: ${container}`,
  note: "빈 항목은 컨테이너의 설정을 따릅니다",
  yes: "열기",
  doing: "여는 중…",
  labels: { command: "명령", user: "사용자", directory: "작업 폴더" },
  placeholders: {
    command: "컨테이너의 가장 좋은 셸, 예: top, psql -U app",
    user: "이름 또는 uid, 이름:그룹, uid:gid",
    directory: "컨테이너 안의 경로, 예: /srv",
  },
  problems: { directory: "루트부터 경로 입력, 예: /srv" },
};

export const sessions: Words["sessions"] = {
  title: "터미널",
  none: "열린 터미널 없음",
  open: "열림",
  goes: "이동",
};

export const doctor: Words["doctor"] = {
  title: "진단",
  looking: "컴퓨터를 확인하는 중…",
  verdicts: { ok: "정상", degraded: "제한됨", missing: "없음" },
};

/** The engine's phases; one that is not here is shown as the engine says it. */
const PHASES: Readonly<Record<string, string>> = {
  loading: "불러오는 중",
  packing: "묶는 중",
  "reading archive": "아카이브 읽는 중",
  "reading programs": "프로그램 읽는 중",
  saving: "저장 중",
  storing: "보관 중",
  unpack: "압축 푸는 중",
  unpacking: "압축 푸는 중",
};

const MANY: Readonly<Record<ManyActivity, string>> = {
  starting: "시작",
  stopping: "중지",
  restarting: "재시작",
  killing: "강제 종료",
  signalling: "시그널 보내기",
  pausing: "일시 정지",
  unpausing: "재개",
  removing: "삭제",
  "bringing-back": "되돌리기",
  "removing-images": "삭제",
  "removing-volumes": "삭제",
};

export const jobs: Words["jobs"] = {
  title: "작업",
  none: "진행 중인 작업 없음",
  label: (work) => {
    switch (work.kind) {
      case "starter":
        return "스타터 이미지";
      case "load":
        return `${work.path} 불러오기`;
      case "save-log":
        return `로그를 ${work.path}에 저장`;
      case "save":
        return `${work.image} 저장`;
      case "many":
        return `${kinds[kindOf(work.activity)](work.count)} ${MANY[work.activity]}`;
    }
  },
  failed: (label) => `${label} 실패`,
  starting: "시작 중",
  cancelling: "취소 중",
  phase: (phase) => PHASES[phase] ?? phase,
  item: (item) => item.replace(/^layer (\d+) of (\d+)$/, "레이어 $1/$2"),
  doneOf: (done, total) => `${total} 중 ${done}`,
  speed: (size) => `${size}/초`,
  left: (age) => `${age} 남음`,
  soFar: (age) => `${age} 경과`,
  earlierSteps: (count) => `이전 단계 ${count}개`,
};

export const stores: Words["stores"] = {
  undone: ({ container: { name }, formerName }) =>
    name === formerName ? `되돌림: ${name}` : `되돌림: ${name} (이름 ${formerName} 사용 중)`,
  nothingRemoved: "되돌릴 삭제가 없습니다",
  done: (work) => `완료: ${jobs.label(work)}`,
  cancelled: (work) => `취소됨: ${jobs.label(work)}`,
};
