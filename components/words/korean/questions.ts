import type { Kind } from "../../../src/stores/jobs-store.ts";
import type { Words } from "../words.ts";

export const kinds: Readonly<Record<Kind, (count: number) => string>> = {
  containers: (count) => `컨테이너 ${count}개`,
  images: (count) => `이미지 ${count}개`,
  volumes: (count) => `볼륨 ${count}개`,
};

export const questions: Words["questions"] = {
  removeTitle: (name) => `삭제: ${name}`,
  removeManyTitle: (kind, count) => `${kinds[kind](count)} 삭제`,
  stopManyTitle: (count) => `${kinds.containers(count)} 중지`,
  restartManyTitle: (count) => `${kinds.containers(count)} 재시작`,
  andMore: (names, more) => `${names} 외 ${more}개`,
  remove: "삭제",
  stop: "중지",
  restart: "재시작",
  keep: "취소",
  killAndRemove: "종료 후 삭제",
  runsAndIsKilled: "실행 중이므로 종료 요청 없이 먼저 강제 종료합니다.",
  runAndAreKilled: (count, names) =>
    `${count}개는 실행 중이므로 종료 요청 없이 먼저 강제 종료합니다: ${names}`,
  allRunAndAreKilled: "모두 실행 중이므로 종료 요청 없이 먼저 강제 종료합니다.",
  inTrash: () =>
    "기록한 데이터와 로그도 삭제되고 볼륨은 남습니다. 10분 동안 {containers.undo} 키로 모두 되돌릴 수 있고(중지된 상태), {confirm.further} 키는 바로 삭제합니다.",
  forGood: "바로 삭제",
  stopsMany:
    "각각 종료를 요청하고, 10초 안에 끝나지 않으면 강제 종료합니다. 기록한 데이터는 남고 {containers.stop} 키로 다시 시작합니다.",
  restartsMany:
    "각각 종료를 요청하고, 10초 안에 끝나지 않으면 강제 종료한 뒤 다시 시작합니다. 기록한 데이터는 남습니다.",
  allNamesGo: (count) => `이름 ${count}개가 모두 삭제됩니다.`,
  volumesGo: () => "안의 모든 파일도 삭제되며 되돌릴 수 없습니다.",
  volumeInUse: (volume, containers) => `삭제할 수 없음: ${volume}. 사용 중인 컨테이너: ${containers}`,
  volumesInUse: (count, volumes) => `${count}개는 컨테이너가 사용 중이므로 남습니다: ${volumes}`,
  layersGo: "다른 이미지가 쓰지 않는 레이어도 삭제되며 되돌릴 수 없습니다.",
  inUse: (image, containers) =>
    `삭제할 수 없음: ${image}. 이 이미지로 만든 컨테이너를 먼저 삭제하세요: ${containers}`,
  manyInUse: (count, images) => `${count}개는 이 이미지로 만든 컨테이너가 있으므로 남습니다: ${images}`,
  removedContainer: (id) => `${id} (휴지통)`,
};
