import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { createClient, type Transport } from '@connectrpc/connect';
import { AgencyService } from '../gen/eoc/v1/agencies_pb';
import { CityService, type CitySummary, type GetCityResponse } from '../gen/eoc/v1/cities_pb';
import { OccurredSource, type Outcome } from '../gen/eoc/v1/common_pb';
import { AccountService, type Account } from '../gen/eoc/v1/identity_pb';
import type { Role } from '../gen/eoc/v1/policy_pb';
import { ClockMode, RealmKind, RealmService } from '../gen/eoc/v1/realms_pb';
import { UnitService } from '../gen/eoc/v1/units_pb';
import { failureOf } from './failures';
import { uuid7 } from './ids';
import { wordsOfCode } from './refusals';
import type { Session } from './session';

/** What an administrator wants to be told of a step: done, or why not. */
export type Done = { done: true } | { done: false; words: string };

const atOnce = 8;

/** What an administrator does before anybody can work in a realm: people, a city, its agencies and units. */
export class Setup {
  readonly #accounts;
  readonly #cities;
  readonly #realms;
  readonly #agencies;
  readonly #units;

  constructor(
    transport: Transport,
    private readonly session: Session,
  ) {
    this.#accounts = createClient(AccountService, transport);
    this.#cities = createClient(CityService, transport);
    this.#realms = createClient(RealmService, transport);
    this.#agencies = createClient(AgencyService, transport);
    this.#units = createClient(UnitService, transport);
  }

  async accounts(): Promise<Account[]> {
    return (await this.#accounts.listAccounts({ realm: this.session.realm }, this.#options())).accounts;
  }

  /** Makes an account; its password is told to nobody but the one who asks. */
  makeAccount(name: string, role: Role, agency: string, password: string): Promise<Done> {
    return attempt(async () => {
      const { result } = await this.#accounts.createAccount({ realm: this.session.realm, id: uuid7(), name, role, agency, password }, this.#options());
      return result.case === 'account' ? '' : wordsOfCode(result.value?.code ?? '');
    });
  }

  async cities(): Promise<CitySummary[]> {
    return (await this.#cities.listCities({}, this.#options())).cities;
  }

  /** The city the realm is in; its name is empty when it is in none. */
  city(): Promise<GetCityResponse> {
    return this.#cities.getCity({ realm: this.session.realm }, this.#options());
  }

  /** Puts the realm into a city, and its agencies and units on the roster; doing it again changes what the pack changed. `told` hears how far it is. */
  loadCity(name: string, told: (done: number, all: number) => void): Promise<Done> {
    return attempt(async () => {
      // The realm's zone is its city's.
      const timeZone = (await this.cities()).find((known) => known.city === name)?.timeZone || 'Etc/UTC';
      await this.#realms.openRealm({ header: this.#header(), kind: RealmKind.LIVE, timeZone, title: 'live', clock: ClockMode.WALL, city: name }, this.#options());
      const chosen = await this.#ask(this.#realms.chooseCity({ header: this.#header(), city: name, timeZone }, this.#options()));
      if (chosen !== '') return chosen;
      const city = await this.city();
      const steps = [...city.agencies.map((agency) => () => this.#register(agency)), ...city.units.map((unit) => () => this.#enrol(unit, city))];
      return inTurn(steps, told);
    });
  }

  async #register(agency: GetCityResponse['agencies'][number]): Promise<string> {
    const { id, name, discipline, mayDispatch } = agency;
    const registered = await this.#ask(this.#agencies.registerAgency({ header: this.#header(), agency: id, name, discipline }, this.#options()));
    return registered || this.#ask(this.#agencies.setDispatchConsent({ header: this.#header(), agency: id, mayDispatch }, this.#options()));
  }

  #enrol(unit: GetCityResponse['units'][number], city: GetCityResponse): Promise<string> {
    const station = city.stations.find((station) => station.id === unit.station)?.name ?? unit.station;
    return this.#ask(this.#units.enrolUnit({ header: this.#header(), unit: unit.id, callSign: unit.callSign, kind: unit.kind, station }, this.#options()));
  }

  /** Nothing when it was accepted, else why not. */
  async #ask(reply: Promise<{ outcome?: Outcome | undefined }>): Promise<string> {
    const result = (await reply).outcome?.result;
    return result?.case === 'refusal' ? wordsOfCode(result.value.code) : '';
  }

  #header() {
    return { realm: this.session.realm, commandId: uuid7(), issuedAt: timestampFromMs(Date.now()), source: OccurredSource.DISPATCHER };
  }

  #options() {
    return { headers: { authorization: `Bearer ${this.session.token}` }, timeoutMs: 30_000 };
  }
}

/** Some side by side; ends at the first that was not done. */
async function inTurn(steps: (() => Promise<string>)[], told: (done: number, all: number) => void): Promise<string> {
  for (let from = 0; from < steps.length; from += atOnce) {
    const words = (await Promise.all(steps.slice(from, from + atOnce).map((step) => step()))).find((said) => said !== '');
    if (words !== undefined) return words;
    told(Math.min(from + atOnce, steps.length), steps.length);
  }
  return '';
}

async function attempt(act: () => Promise<string>): Promise<Done> {
  try {
    const words = await act();
    return words === '' ? { done: true } : { done: false, words };
  } catch (error) {
    const failure = failureOf(error);
    return { done: false, words: 'words' in failure ? `Not taken: ${failure.words}.` : failure.kind === 'signed-out' ? 'Your session has ended. Sign in again.' : 'The server does not answer. Try again.' };
  }
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four letters that are not mistaken for each other: 79 bits. */
export function newPassword(): string {
  const chosen = Array.from({ length: 16 }, () => letters[below(letters.length)]);
  return [0, 4, 8, 12].map((from) => chosen.slice(from, from + 4).join('')).join('-');
}

/** Evenly from 0 to below this. */
function below(limit: number): number {
  const whole = 256 - (256 % limit);
  for (;;) {
    const byte = crypto.getRandomValues(new Uint8Array(1))[0]!;
    if (byte < whole) return byte % limit;
  }
}
