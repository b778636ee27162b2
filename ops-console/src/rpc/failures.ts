import { Code, ConnectError } from '@connectrpc/connect';
import { BinaryReader } from '@bufbuild/protobuf/wire';

/** What went wrong with a call, as far as a person can do something about it. */
export type Failure =
  /** The session has ended. */
  | { kind: 'signed-out' }
  /** The server did not take a value. */
  | { kind: 'bad-value'; words: string }
  /** This account may not do that. */
  | { kind: 'forbidden' }
  | { kind: 'not-found' }
  /** Too often; the same again later. */
  | { kind: 'throttled' }
  /** Nobody knows whether it took effect: ask again under the same command id. */
  | { kind: 'unknown-outcome' }
  | { kind: 'defect'; words: string };

export function failureOf(error: unknown): Failure {
  const known = ConnectError.from(error);
  switch (known.code) {
    case Code.Unauthenticated:
      return { kind: 'signed-out' };
    case Code.PermissionDenied:
      return { kind: 'forbidden' };
    case Code.NotFound:
      return { kind: 'not-found' };
    case Code.ResourceExhausted:
      return { kind: 'throttled' };
    case Code.InvalidArgument:
      return { kind: 'bad-value', words: badValues(known) || known.rawMessage };
    case Code.Unimplemented:
    case Code.OutOfRange:
    case Code.FailedPrecondition:
      return { kind: 'defect', words: known.rawMessage };
    default:
      return { kind: 'unknown-outcome' };
  }
}

/** The remedies of google.rpc.BadRequest: `field: what to give`. */
function badValues(error: ConnectError): string {
  const violations = error.details.flatMap((detail) => ('type' in detail && detail.type === 'google.rpc.BadRequest' ? readBadRequest(detail.value) : []));
  return violations.map(({ field, remedy }) => `${field}: ${remedy}`).join('; ');
}

function readBadRequest(bytes: Uint8Array) {
  const violations: { field: string; remedy: string }[] = [];
  eachField(bytes, (field, reader) => {
    if (field !== 1) return false;
    const violation = { field: '', remedy: '' };
    eachField(reader.bytes(), (inner, text) => {
      if (inner === 1) violation.field = text.string();
      else if (inner === 2) violation.remedy = text.string();
      else return false;
      return true;
    });
    violations.push(violation);
    return true;
  });
  return violations;
}

function eachField(bytes: Uint8Array, read: (field: number, reader: BinaryReader) => boolean) {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (!read(field, reader)) reader.skip(type);
  }
}
