import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

export interface Span {
  trace: string;
  name: string;
  /** Unix milliseconds. */
  start: number;
  end: number;
}

/** An OTLP/gRPC collector that keeps spans and takes everything else. */
export class Collector {
  readonly spans: Span[] = [];
  readonly #server: Http2Server = createServer();

  async start() {
    this.#server.on('stream', (stream, { ':path': path }) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => void parts.push(part));
      stream.on('end', () => {
        // Before each gRPC message stand five bytes: whether it is compressed, and how long it is.
        if (String(path).endsWith('TraceService/Export')) this.spans.push(...spansOf(Buffer.concat(parts).subarray(5)));
        answer(stream);
      });
    });
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get address() {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  of(trace: string) {
    return this.spans.filter((span) => span.trace === trace);
  }

  stop() {
    this.#server.close();
  }
}

function answer(stream: ServerHttp2Stream) {
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.end(Buffer.alloc(5));
}

/** ExportTraceServiceRequest: resource_spans 1, their scope_spans 2, their spans 2. */
const spansOf = (request: Uint8Array): Span[] => within(request, 1).flatMap((resource) => within(resource, 2)).flatMap((scope) => within(scope, 2)).map(spanOf);

/** A span's trace_id 1, name 5, start 7 and end 8. */
function spanOf(bytes: Uint8Array): Span {
  const span: Span = { trace: '', name: '', start: 0, end: 0 };
  fields(bytes, (field, reader) => {
    if (field === 1) span.trace = Buffer.from(reader.bytes()).toString('hex');
    else if (field === 5) span.name = reader.string();
    else if (field === 7) span.start = Number(reader.fixed64()) / 1e6;
    else if (field === 8) span.end = Number(reader.fixed64()) / 1e6;
    else return false;
    return true;
  });
  return span;
}

function within(bytes: Uint8Array, wanted: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  fields(bytes, (field, reader, type) => field === wanted && type === WireType.LengthDelimited && found.push(reader.bytes()) > 0);
  return found;
}

function fields(bytes: Uint8Array, take: (field: number, reader: BinaryReader, type: WireType) => boolean) {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (!take(field, reader, type)) reader.skip(type);
  }
}
