// Hand a document in and follow it, by polling or by events; and receive callbacks. Node 22 or later, no packages:
//   node --experimental-strip-types client.ts http://127.0.0.1:8737 TOKEN certificate.pdf
// With an older Node: npx tsx client.ts ...
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename } from "node:path";

type RecordAnswer = { record: number; job_status: string; process_status: string; hold_reasons: { text: string }[] };
type ServerEvent = { id?: string; event?: string; data?: Record<string, unknown> };

const SETTLED = new Set(["DONE", "SENT", "FAILED"]);
const SILENCE_MS = 60_000; // a sign of life comes every fifteen seconds
const isForLater = (status: number) => [429, 503, 507].includes(status);
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

export class Client {
  private address: string;
  private token: string;

  constructor(address: string, token: string) {
    this.address = address;
    this.token = token;
  }

  private call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { Authorization: `Bearer ${this.token}`, ...(init.headers as Record<string, string>) };
    return fetch(this.address + path, { ...init, headers, redirect: "error" });
  }

  /**
   * Returns the record's number. The key makes it safe to ask again when no answer came.
   * due: by when it is to be decided, as 2026-12-01 or 2026-12-01T17:00+09:00; empty for no deadline.
   */
  async handIn(path: string, claim: Record<string, string>, reference: string, due = ""): Promise<number> {
    const key = randomUUID();
    const bytes = await readFile(path);
    for (;;) {
      const form = new FormData();
      form.append("files", new Blob([bytes]), basename(path));
      form.append("claim", JSON.stringify(claim));
      form.append("reference", reference);
      form.append("due", due);
      const answer = await this.call("/records", { method: "POST", body: form, headers: { "Idempotency-Key": key } }).catch(
        () => undefined,
      );
      if (answer === undefined || isForLater(answer.status)) {
        await sleep(1000 * Number(answer?.headers.get("Retry-After") ?? 2));
        continue;
      }
      if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
      return ((await answer.json()) as { record: number }).record;
    }
  }

  /** Asks until the record is settled; an unchanged record costs an empty answer (304). */
  async poll(record: number, everyMs = 2000): Promise<RecordAnswer> {
    let etag = "";
    for (;;) {
      const answer = await this.call(`/records/${record}`, { headers: etag ? { "If-None-Match": etag } : {} }).catch(
        () => undefined,
      );
      if (answer !== undefined && answer.status !== 304 && !isForLater(answer.status)) {
        if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
        etag = answer.headers.get("ETag") ?? "";
        const found = (await answer.json()) as RecordAnswer;
        if (SETTLED.has(found.job_status)) return found;
      }
      await sleep(everyMs);
    }
  }

  /** Listens; after a break it goes on right after the last stored event that was heard. */
  async *events(record: number): AsyncGenerator<ServerEvent> {
    let last = "0";
    for (;;) {
      const silence = new AbortController();
      let watch = setTimeout(() => silence.abort(), SILENCE_MS);
      const init = { headers: { "Last-Event-ID": last }, signal: silence.signal };
      const answer = await this.call(`/records/${record}/events`, init).catch(() => undefined);
      if (answer && !answer.ok && !isForLater(answer.status)) throw new Error(`${answer.status}: ${await answer.text()}`);
      try {
        let rest = "";
        for await (const piece of answer?.ok && answer.body ? answer.body.pipeThrough(new TextDecoderStream()) : []) {
          clearTimeout(watch);
          watch = setTimeout(() => silence.abort(), SILENCE_MS);
          const blocks = (rest + piece).split("\n\n");
          rest = blocks.pop() ?? "";
          for (const block of blocks) {
            const event: ServerEvent = {};
            for (const line of block.split("\n")) {
              if (line.startsWith("id: ")) event.id = line.slice(4);
              else if (line.startsWith("event: ")) event.event = line.slice(7);
              else if (line.startsWith("data: ")) event.data = JSON.parse(line.slice(6));
            }
            if (event.event === undefined) continue; // a sign of life
            last = event.id ?? last;
            yield event;
          }
        }
      } catch {
        // the connection broke: go on below
      } finally {
        clearTimeout(watch);
        silence.abort();
      }
      await sleep(2000);
    }
  }
}

/** Whether one of the secrets signed these very bytes within the last five minutes (Standard Webhooks). */
export function isFromHoldpoint(secrets: string[], headers: Record<string, string | undefined>, body: Buffer): boolean {
  const id = headers["webhook-id"];
  const at = headers["webhook-timestamp"];
  const signatures = headers["webhook-signature"];
  if (!id || !at || !signatures || !/^\d{1,12}$/.test(at)) return false;
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false;
  return secrets.some((secret) => {
    const mac = createHmac("sha256", Buffer.from(secret.replace(/^whsec_/, ""), "base64"));
    const wanted = mac.update(`${id}.${at}.`).update(body).digest();
    return signatures.split(" ").some((one) => {
      const [version, text] = one.split(",");
      const given = Buffer.from(text ?? "", "base64");
      return version === "v1" && given.length === wanted.length && timingSafeEqual(given, wanted);
    });
  });
}

/** A receiver in memory, to try with; a real one stores before it answers, and keeps ids for five days at least. */
export function receiver(secrets: string[], onTold: (told: Record<string, unknown>) => void) {
  const seen = new Set<string>();
  return createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      const body = Buffer.concat(pieces);
      const headers = request.headers as Record<string, string | undefined>;
      if (!isFromHoldpoint(secrets, headers, body)) return void response.writeHead(401).end();
      const id = headers["webhook-id"] as string;
      if (!seen.has(id)) {
        seen.add(id);
        onTold(JSON.parse(body.toString("utf8")));
      }
      response.writeHead(204).end();
    });
  });
}

if (process.argv[1]?.endsWith("client.ts")) {
  const [address, token, path] = process.argv.slice(2);
  const client = new Client(address, token);
  const record = await client.handIn(path, {}, `trial-${randomUUID().slice(0, 6)}`);
  for await (const event of client.events(record)) {
    console.log(event.event, JSON.stringify(event.data));
    if (event.event === "reset" || event.data?.settled) break; // reset: what was missed is no longer kept; ask below
  }
  const found = await client.poll(record);
  console.log(found.job_status, found.process_status, found.hold_reasons.map((reason) => reason.text));
  process.exit(0);
}
