import type { Words } from "../words.ts";

export const config: Words["config"] = {
  line: (path, line) => `${path} ${line}번째 줄`,
  unknownOption: (name) => `없는 옵션: ${name}`,
  unknownAction: (id) => `없는 동작: ${id}`,
  badKey: (key) => `없는 키: ${key}`,
  clash: (key, id, other) => `${key} 키를 ${other}에서 이미 사용 중, ${id} 키는 그대로 유지`,
  wantsKeys: (id) => `${id} 값은 키 목록이어야 함`,
  wantsTable: (name) => `${name} 값은 테이블([${name}])이어야 함`,
  wantsOneOf: (name, allowed) => `${name} 값은 다음 중 하나여야 함: ${allowed}`,
  didYouMean: (nearest) => `혹시 ${nearest}?`,
  mendFile: "파일을 고치거나 지우세요",
  mendSyntax: "고칠 때까지 파일 전체가 적용되지 않음",
  helpShowsIds: "도움말({everywhere.help})에서 {help.ids} 키를 누르면 ID 표시",
  keysLookLike: '키 쓰는 법: ["d", "G", "ctrl-d", "shift-tab", "f5", "space"], 없애려면 []',
  chooseOtherKey: "다른 키를 고르거나 다른 동작의 키를 바꾸세요",
};
