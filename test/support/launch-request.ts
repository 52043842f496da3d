// A process that starts a container and then waits to be killed: node --import tsx launch-request.ts REQUEST.json
import { readFileSync } from "node:fs";
import { createNativeDriver } from "../../runtime/index.ts";

const launched = await createNativeDriver().launch(JSON.parse(readFileSync(process.argv[2]!, "utf8")));
console.log(JSON.stringify({ pid: launched.pid, startTicks: launched.startTicks }));
setInterval(() => {}, 1000);
