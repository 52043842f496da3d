import { echo } from "../../base/echo.ts";
import { CodedError } from "../../base/errors.ts";

/** A name for a container that was given none: two words that are easy to say and to type. */
export function inventName(pick: (count: number) => number = below): string {
  const adjective = ADJECTIVES[pick(ADJECTIVES.length)];
  return `${adjective}_${NOUNS[pick(NOUNS.length)]}`;
}

/** Names need not be unguessable. */
function below(count: number): number {
  return Math.floor(Math.random() * count);
}

/** Checks a name that a person gave. Throws `invalid`. */
export function parseName(name: string, verb: string): string {
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/.test(name)) return name;
  throw new CodedError("invalid", "invalid-name", `${verb} container: "${echo(name)}" cannot be a name`, {
    hint: "use up to 128 letters, digits, _ . and -, beginning with a letter or a digit",
  });
}

const ADJECTIVES =
  "amber balmy brave breezy bright brisk calm candid clear clever coral cosy crisp dapper deft eager early easy fair fleet fresh gentle glad golden grand happy hardy hazel honest humble ivory jolly keen kind lively lucid lucky mellow merry mild misty neat nimble noble opal patient placid plucky proud quick quiet ready rosy russet sandy serene silver sleek smart snug sober steady still stout sunny swift tidy tranquil trim true velvet vivid warm wise witty young zesty".split(
    " ",
  );

// Things that a ferryman sees in a day's work.
const NOUNS =
  "anchor barge beacon berth bight boat bollard boom bow breeze bridge brook buoy cable canal cape cargo channel cleat coast compass cove creek crew current deck delta dock dory drift eddy estuary ferry fjord float ford galley gull gunwale harbor haven hawser heron hull inlet island jetty keel ketch kingfisher lagoon landing lantern ledge lighthouse lock marsh mast mooring oar otter paddle pier pilot plank pond port prow pylon quay raft rapids reach reed ripple river rope rudder sail sandbar schooner shoal shore skiff sloop sound spray stern strand stream swan tern tide tiller towpath tributary trout wake wave weir wharf willow yawl".split(
    " ",
  );
