import { echo } from "../../base/echo.ts";
import { CodedError } from "../../base/errors.ts";

/** Who a process is, in numbers. */
export interface ResolvedUser {
  readonly uid: number;
  readonly gid: number;
  readonly additionalGids: readonly number[];
  readonly home: string;
}

/** The texts of the container's own /etc/passwd and /etc/group; undefined where it has none. */
export interface Accounts {
  readonly passwd: string | undefined;
  readonly group: string | undefined;
}

/**
 * Reads `user`, `uid`, `user:group`, `uid:gid` and the mixed forms strictly: all digits are a number, anything else
 * must be a name that the container's own files have. Empty means root. `more`: groups beside the user's own. Throws
 * `invalid`.
 */
export function resolveUser(
  text: string,
  { passwd, group }: Accounts,
  more: readonly string[] = [],
): ResolvedUser {
  const user = resolveOne(text, { passwd, group });
  const groups = parseGroup(group ?? "");
  const added = more.map((one) => {
    const gid = parseNumber(one, one) ?? groups.find(({ name }) => name === one)?.gid;
    if (gid === undefined) throw unknown(one, one, "group", "group");
    return gid;
  });
  return { ...user, additionalGids: [...new Set([...user.additionalGids, ...added])] };
}

function resolveOne(text: string, { passwd, group }: Accounts): ResolvedUser {
  const [userText = "", groupText, ...rest] = text.split(":");
  if (rest.length > 0) throw unreadable(text, "it has more than one colon");
  const users = parsePasswd(passwd ?? "");
  const groups = parseGroup(group ?? "");
  const uid = userText === "" ? 0 : parseNumber(userText, text);
  const user = users.find((entry) => (uid === undefined ? entry.name === userText : entry.uid === uid));
  if (user === undefined && uid === undefined) throw unknown(text, userText, "user", "passwd");
  const base = { uid: user?.uid ?? uid ?? 0, home: user?.home || "/" };
  if (groupText === undefined || groupText === "") {
    const name = user?.name;
    const additionalGids = groups.filter(({ members }) => name !== undefined && members.includes(name));
    return {
      ...base,
      gid: user?.gid ?? 0,
      additionalGids: [...new Set(additionalGids.map(({ gid }) => gid))],
    };
  }
  const gid = parseNumber(groupText, text) ?? groups.find(({ name }) => name === groupText)?.gid;
  if (gid === undefined) throw unknown(text, groupText, "group", "group");
  return { ...base, gid, additionalGids: [] };
}

/** What the lines of a passwd file call each uid; the first one counts. */
export function userNames(passwd: string): ReadonlyMap<number, string> {
  return new Map(
    parsePasswd(passwd)
      .toReversed()
      .map(({ uid, name }) => [uid, name]),
  );
}

/** The largest id but one: (uid_t)-1 means "leave it". */
const MAX_ID = 0xff_ff_ff_fe;

function parseNumber(part: string, text: string): number | undefined {
  if (!/^\d+$/.test(part)) return undefined;
  const id = Number(part);
  if (id > MAX_ID) throw unreadable(text, `${part} is larger than any id`);
  return id;
}

/** passwd(5): name:password:uid:gid:comment:home:shell. Lines that are not so are passed over. */
function parsePasswd(text: string): { name: string; uid: number; gid: number; home: string }[] {
  return text.split("\n").flatMap((line) => {
    const [name = "", , uid = "", gid = "", , home = ""] = line.split(":");
    if (name === "" || !isId(uid) || !isId(gid)) return [];
    return [{ name, uid: Number(uid), gid: Number(gid), home }];
  });
}

/** group(5): name:password:gid:member,member. */
function parseGroup(text: string): { name: string; gid: number; members: string[] }[] {
  return text.split("\n").flatMap((line) => {
    const [name = "", , gid = "", members = ""] = line.split(":");
    return name === "" || !isId(gid) ? [] : [{ name, gid: Number(gid), members: members.trim().split(",") }];
  });
}

function isId(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= MAX_ID;
}

function unreadable(text: string, reason: string): CodedError {
  return new CodedError("invalid", "invalid-user", `find user "${echo(text)}": ${reason}`, {
    hint: "write user, uid, user:group or uid:gid",
  });
}

function unknown(text: string, part: string, what: string, file: string): CodedError {
  return new CodedError(
    "invalid",
    "unknown-user",
    `find user "${echo(text)}": the container's /etc/${file} has no ${what} "${echo(part)}"`,
    { hint: "give a number, or a name that the image knows" },
  );
}
