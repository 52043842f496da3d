import type { Words } from "../words.ts";

export const files: Words["files"] = {
  reading: "파일 읽는 중…",
  noMatch: (filter) => `"${filter}" 경로를 찾을 수 없습니다.`,
  noChanges: "이미지에서 변경된 파일이 없습니다.",
  noFiles: "파일이 없습니다.",
  whole: "전체 파일",
  orders: { name: "이름순", size: "크기순", path: "경로순" },
  total: (count, size) => `파일 ${count}개, ${size}`,
  removed: (count) => `삭제 ${count}개`,
};

export const viewer: Words["viewer"] = {
  reading: "읽는 중…",
  empty: "빈 파일입니다.",
  sameText: "내용은 같고 모드, 소유자 또는 시간이 다릅니다.",
  strange: (count) => `UTF-8이 아닌 문자 ${count}개`,
  onlyFirst: (size) => `처음 ${size}만 표시 ({viewer.copy-out} 내보내기)`,
};

export const waste: Words["waste"] = {
  counting: "계산하는 중…",
  none: "이후 레이어가 덮어쓰거나 삭제한 파일이 없습니다.",
  noneHidden: "이미지의 파일을 덮어쓰거나 삭제하지 않았습니다.",
  columns: { bytes: "크기", copies: "사본", carried: "레이어", hidden: "가린 곳", path: "경로" },
  efficiency: (percent, wasted) => `효율 ${percent} %, 낭비 ${wasted}`,
  partial: (percent, part, wasted) => `효율 ${percent} %, 낭비 ${wasted} 중 ${part}`,
};

export const history: Words["history"] = {
  reading: "레이어 읽는 중…",
  none: "레이어가 있는 이미지가 없습니다.",
};

export const compare: Words["compare"] = {
  title: (before, after) => `${before} -> ${after}`,
  same: "차이가 없습니다.",
  layerOf: (number, image) => `${image}의 레이어 ${number}`,
  chosen: (name) => `비교 기준: ${name}`,
  chooseFirst:
    "이미지나 레이어에서 {images.compare}, 컨테이너에서 {containers.compare} 키를 누르면 비교 기준이 됩니다.",
  chooseSecond: "다른 항목에서 같은 키를 누르면 둘을 비교합니다.",
  noMore: "비교 기준을 해제했습니다",
};
