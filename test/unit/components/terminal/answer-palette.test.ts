import assert from "node:assert/strict";
import { test } from "node:test";
import { createEmulator } from "../../../../components/terminal/emulator.ts";

test("who asks for a colour of the palette is told what it made of it, else xterm's", async () => {
  const table: [written: string, ...answers: string[]][] = [
    ["\x1b]4;1;?\x07", "4;1;rgb:cdcd/0000/0000"],
    [
      "\x1b]4;16;?;21;?;231;?\x1b\\",
      "4;16;rgb:0000/0000/0000",
      "4;21;rgb:0000/0000/ffff",
      "4;231;rgb:ffff/ffff/ffff",
    ],
    ["\x1b]4;232;?;255;?\x07", "4;232;rgb:0808/0808/0808", "4;255;rgb:eeee/eeee/eeee"],
    ["\x1b]4;1;#102030\x07\x1b]4;1;?\x07", "4;1;rgb:1010/2020/3030"],
    ["\x1b]4;1;rgb:0a/20/30\x07\x1b]4;1;?\x07", "4;1;rgb:0a0a/2020/3030"],
    ["\x1b]4;1;rgb:0123/4567/89ab\x07\x1b]4;1;?\x07", "4;1;rgb:0123/4567/89ab"],
    ["\x1b]4;1;#102030\x07\x1b]104;1\x07\x1b]4;1;?\x07", "4;1;rgb:cdcd/0000/0000"],
    ["\x1b]4;256;?\x07"],
    ["\x1b]4;x;?\x07"],
    ["\x1b]4;1\x07"],
  ];
  for (const [written, ...answers] of table) {
    const { replies } = await write(written);
    assert.deepEqual(
      replies,
      answers.map((answer) => `\x1b]${answer}\x1b\\`),
      JSON.stringify(written),
    );
  }
});

test("what a terminal does not know leaves nothing on the screen, and no answer", async () => {
  const strings = {
    link: "\x1b]8;id=1;https://example.com\x1b\\",
    "end of a link": "\x1b]8;;\x07",
    sixel: "\x1bPq#0;2;0;0;0#0~~@@vv@@~~$-\x1b\\",
    "application command": "\x1b_Ga=T,f=24;AAAA\x1b\\",
    "privacy message": "\x1b^secret\x1b\\",
    "start of string": "\x1bXsecret\x1b\\",
    clipboard: "\x1b]52;c;aGk=\x07",
    "a question for the clipboard": "\x1b]52;c;?\x07",
    notification: "\x1b]9;hello\x07",
    directory: "\x1b]7;file:///tmp\x1b\\",
    "shell integration": "\x1b]133;A\x07",
    image: "\x1b]1337;File=inline=1:AAAA\x07",
    "kitty's keyboard": "\x1b[>1u\x1b[?u\x1b[<u",
    capability: "\x1bP+q544e\x1b\\",
    "modified keys": "\x1b[>4;2m",
  };
  for (const [what, sequence] of Object.entries(strings)) {
    // Split at every byte, as a slow line does.
    const { replies, row } = await write(...`a${sequence}b`);
    assert.deepEqual([replies, row], [[], "ab"], what);
  }
});

async function write(...parts: readonly string[]): Promise<{ replies: string[]; row: string | undefined }> {
  const replies: string[] = [];
  using emulator = createEmulator({ columns: 40, rows: 4, onReply: (bytes) => void replies.push(bytes) });
  for (const part of parts) await new Promise<void>((resolve) => emulator.write(part, resolve));
  return { replies, row: emulator.terminal.buffer.active.getLine(0)?.translateToString(true) };
}
