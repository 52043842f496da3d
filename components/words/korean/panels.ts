import type { Words } from "../words.ts";

export const header: Words["header"] = {
  running: (count) => `실행 ${count}`,
  paused: (count) => `일시 정지 ${count}`,
  created: (count) => `생성 ${count}`,
  stopped: (count) => `중지 ${count}`,
  images: (count, size) => `이미지 ${count}개 ${size}`,
  opening: "여는 중…",
  notOpen: "열지 못함",
  rootless: "rootless",
  root: "root",
  doctor: (found) => `진단: ${found}`,
  config: (line, count) =>
    count === 1 && line !== undefined ? `설정 ${line}번째 줄` : `설정 오류 ${count}개`,
  doctorOk: "정상",
  lacks: (count) => `문제 ${count}건`,
};

export const panels: Words["panels"] = {
  containers: "컨테이너",
  images: "이미지",
  layers: "레이어",
  volumes: "볼륨",
  networks: "네트워크",
};

export const tabs: Words["tabs"] = {
  terminal: "터미널",
  logs: "로그",
  stats: "통계",
  processes: "프로세스",
  isolation: "격리",
  changes: "변경",
  files: "파일",
  users: "사용 중",
  inspect: "상세 정보",
  history: "이력",
  command: "명령",
  waste: "낭비",
  compare: "비교",
};

export const places: Words["places"] = {
  containers: "컨테이너",
  images: "이미지",
  layers: "레이어",
  volumes: "볼륨",
  files: "파일",
  logs: "로그",
  stats: "통계",
  processes: "프로세스",
  isolation: "격리",
  inspect: "상세 정보",
  terminal: "터미널",
  everywhere: "공통",
  viewer: "파일 보기",
  waste: "낭비",
  history: "이력",
  prefix: "프로그램이 키를 받는 동안",
  ended: "끝난 터미널",
  look: "지나간 출력 보기",
  dialogs: "대화 상자",
  help: "도움말",
  doctor: "진단",
  error: "오류",
  confirm: "질문",
  jobs: "작업",
  sessions: "열린 터미널",
};

export const lists: Words["lists"] = {
  loading: "불러오는 중…",
  unreadable: "읽을 수 없음",
  noneFits: "필터와 일치하는 항목 없음",
  noneYet: "아직 없음",
  none: "없음",
  position: (at, count) => `${at}/${count}`,
  marked: (count) => `${count}개 표시`,
  columns: {
    age: "생성 시간",
    name: "이름",
    status: "상태",
    image: "이미지",
    size: "크기",
    layers: "레이어",
    number: "순서",
    command: "명령",
    users: "사용",
  },
};

export const images: Words["images"] = {
  layers: (count) => `레이어 ${count}`,
};

export const users: Words["users"] = {
  count: (count) => (count === 0 ? "미사용" : `사용 ${count}`),
  members: (count) => (count === 0 ? "없음" : `컨테이너 ${count}`),
  noUsers: "사용하는 컨테이너가 없습니다.",
  noMembers: "연결된 컨테이너가 없습니다.",
  readOnly: "읽기 전용",
  inTrash: "휴지통에 있음",
};

export const layers: Words["layers"] = {
  titleOf: (name) => `레이어: ${name}`,
  narrowTitleOf: (name) => `레이어 ${name}`,
  writtenBy: (container) => `${container} 기록 중`,
  noInstruction: "(명령 없음)",
  facts: {
    number: "번호",
    size: "크기",
    packed: (size) => `압축 ${size}`,
    files: "파일",
    created: "생성",
    digest: "다이제스트",
    diffId: "diff 식별자",
    chainId: "chain 식별자",
    container: "컨테이너",
    image: "이미지",
  },
};

export const logs: Words["logs"] = {
  nothing: "아직 출력이 없습니다.",
  noneFits: "일치하는 줄이 없습니다.",
  following: "따라가는 중",
  merged: (count) => `로그 ${count}개`,
  only: (stream) => `${stream}만`,
  filtered: (text) => `필터 ${text}`,
  wrong: (text) => `${text} 식이 완성되지 않음`,
  looking: (share) => `찾는 중… ${share}`,
  notFound: "없음",
  found: (count) => `${count}줄 일치`,
  counting: (count, share) => `지금까지 ${count}줄, ${share}`,
  wrapped: "(반대쪽 끝부터)",
  lines: (count) => `${count}줄`,
  line: (at, count) => `${count}줄 중 ${at}`,
  follows: "{logs.follow} 따라가기",
};

export const welcome: Words["welcome"] = {
  looking: "확인하는 중…",
  nothingFits: "필터와 일치하는 항목이 없습니다.",
  clearsIt: "필터 지우기",
  nothingYet: "아직 아무것도 없습니다. 이미지부터 시작하세요.",
  makeStarter: "이 컴퓨터의 프로그램으로 스타터 이미지 만들기",
  makeStarterWith: "원하는 프로그램을 더해 만들기",
  pullLater: "추후 지원: 레지스트리에서 가져오기",
  buildLater: "추후 지원: Dockerfile로 빌드하기",
  doctor: "이 컴퓨터에 있는 것과 없는 것",
  loadArchive: "아카이브 불러오기 (docker save, podman save, OCI)",
  allKeys: "모든 단축키",
  leave: "나가기",
  noContainers: "아직 컨테이너가 없습니다.",
  goToImages: "이미지 목록으로 이동 ({images.run-form} 키로 실행)",
  nothingSelected: "선택한 항목이 없습니다.",
};

export const screen: Words["screen"] = {
  tooSmall: (least, now) => `필요한 화면 크기 ${least}, 현재 ${now}`,
};
