import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { showProgress } from "../src/show-progress.ts";

function shown(isTTY: boolean, columns = 80) {
  const pieces: string[] = [];
  const output = Object.assign(
    new Writable({
      write(piece, _encoding, done) {
        pieces.push(String(piece));
        done();
      },
    }),
    { isTTY, columns },
  );
  let clock = 0;
  const tell = showProgress(output, () => clock);
  return {
    pieces,
    read(total: number, msEach: number) {
      for (let done = 1; done <= total; done++) {
        tell(`读取 ${done}/${total} 报告${done}.txt`, { done, total });
        clock += msEach;
      }
    },
    tell,
  };
}

test("a log gets the first, the last and now and then a line, with the time left", () => {
  const log = shown(false);
  log.read(20_000, 10);
  expect(log.pieces.length).toBeLessThan(50);
  expect(log.pieces[0]).toBe("读取 1/20000 报告1.txt（0%）\n");
  expect(log.pieces[1]).toMatch(/^读取 501\/20000 .*（2%，约还要 3 分钟）\n$/);
  expect(log.pieces.at(-1)).toBe("读取 20000/20000 报告20000.txt（100%）\n");
});

test("two stages are forecast apart, and a notice is a line of its own", () => {
  const log = shown(false);
  log.read(3, 10_000);
  log.tell("索引是另一个版本做的。");
  log.read(4, 10_000);
  expect(log.pieces.map((line) => line.replace(/^.*?（|）\n$/g, ""))).toEqual([
    "33%",
    "66%，约还要 10 秒",
    "100%",
    "索引是另一个版本做的。\n",
    "25%",
    "50%，约还要 20 秒",
    "75%，约还要 10 秒",
    "100%",
  ]);
});

test("a terminal gets one line that is renewed, no wider than the window, and ends with a line break", () => {
  const terminal = shown(true, 24);
  terminal.read(100, 50);
  const lines = terminal.pieces.filter((piece) => !piece.startsWith("\u001b"));
  expect(lines.length).toBeLessThan(60);
  expect(lines.slice(0, -1).every((line) => !line.includes("\n"))).toBe(true);
  expect(lines[0]).toBe("读取 1/100 报告1.txt（1");
  expect(lines.at(-1)).toBe("读取 100/100 报告100.txt（100%）\n");
});
