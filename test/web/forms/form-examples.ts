import assert from 'node:assert/strict';
import { generateSync } from 'otplib';
import type { Response } from 'supertest';
import type { Locale } from '../../../server/domain/catalogue/words.ts';
import { builtInVersion } from '../../../server/domain/privacy/privacy-notice.ts';
import { type DeclaredPage, patternOf } from '../../../server/web/declared-page.ts';
import { everyPage } from '../../../server/web/every-page.ts';
import { paths } from '../../../server/web/paths.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import { type ExamplesBelow, exampleOf, plainExamples } from '../../support/route-examples.ts';
import { wholeNotice } from '../../support/whole-notice.ts';
import { type Form, inputsOf } from '../admin/office.ts';
import { Visitor, validDetails } from '../booking/visitor.ts';
import { pairedKiosk } from '../kiosk/kiosk-door.ts';
import { type Agent, account, csrfOf, goodPassword, signedIn, signIn } from '../staff/staff-browser.ts';
import { joinable, officeExamples } from '../walk-examples.ts';

/** Every page that `formPage` has made: there is no other list. */
export const formPages: readonly DeclaredPage[] = everyPage.filter(({ form }) => form);

const site = 'BJ-TSY';
const bilingual = (name: string, chinese: string, english: string): Form => ({
  [`${name}.zh-CN`]: chinese,
  [`${name}.en`]: english,
});

const leftDate: Form = { expires: '2027-03-01', email: 'wu@li.cn', consent: builtInVersion };

/** What makes the form of a page good, where it is not so as it is opened. */
export const fillings: Readonly<Record<string, Form>> = {
  '/admin/sites/new': { code: 'CD', ...bilingual('name', '成都海关', 'Chengdu Customs') },
  '/admin/services/new': {
    code: 'NEW_CARD',
    ...bilingual('name', '新卡', 'New card'),
    ...bilingual('summary', '说明', 'Summary'),
    ...bilingual('where', '窗口', 'At the counter'),
  },
  '/admin/services/:service/questions/:question': {
    code: 'NEW_QUESTION',
    ...bilingual('text', '是否？', 'Is it?'),
    'answers.new1.code': 'YES',
    ...bilingual('answers.new1.label', '是', 'Yes'),
    'answers.new2.code': 'NO',
    ...bilingual('answers.new2.label', '否', 'No'),
  },
  '/admin/privacy-notice': bilingual(
    'text',
    '一份新的隐私声明。'.repeat(60),
    'A new privacy notice. '.repeat(60),
  ),
  '/admin/sites/:site/channels/:kind': {
    url: 'https://gateway.invalid/sms',
    secret: 'a signing key of ours',
  },
  '/admin/closures/new': {
    sites: [site, 'HZ'],
    date: '2026-12-31',
    ...bilingual('reason', '系统升级', 'System upgrade'),
  },
  '/admin/calendar/day': { date: '2026-12-31', kind: 'off', name: '元旦' },
  '/admin/calendar/import': { year: '2027', file: JSON.stringify(wholeNotice(2027)) },
  '/admin/day/tickets/:ticket/change': { priority: 'on', reason: '老人' },
  '/admin/day/tickets/:ticket/void': { reason: '重复取号' },
  '/admin/day/tickets/:ticket/booking': joinable,
  '/admin/day/tickets/:ticket/correction': { to: 'void', reason: '重复取号' },
  '/admin/ratings/:ticket': { answer: '已致电道歉' },
  '/admin/clusters/:cluster': { cause: 'by_machine', note: '致电无人接听' },
  '/admin/waitlist/:entry': { act: 'remove', reason: '重复登记' },
  '/admin/planner/:site': { _act: 'save-a' },
  '/admin/keys': { name: 'A kiosk', site },
  '/admin/subscribers': { name: 'ERP', url: 'https://erp.invalid/hook', site },
  '/admin/reports': { at: '08:00' },
  '/admin/subscribers/:id': { from: '1', to: '2' },
  '/admin/staff/new': { username: 'newcomer', name: 'Wang Fang', sites: site },
  '/certificates/new': leftDate,
  '/bookings/:reference/certificate': leftDate,
  '/admin/day/:reference/certificate': leftDate,
  '/admin/day/:reference/change': { 'quantity-RENEW': '2', reason: '企业来电' },
  '/staff/password': {
    old: goodPassword,
    wanted: 'Another-horse-8-battery',
    again: 'Another-horse-8-battery',
  },
  '/staff/sign-in': { username: 'door', password: goodPassword },
};

/** What an address says besides. */
const queries: Readonly<Record<string, string>> = {
  '/admin/day/new': '?site=BJ-TSY&service=UNLOCK',
};

/** A browser for each kind of reader, and what there is to be read. */
export class FormReader {
  readonly #hall: HallSystem;
  readonly #below: ExamplesBelow;
  readonly #office: Agent;
  readonly #visitor: Visitor;
  readonly #reference: string;
  readonly #factor: string;
  readonly #single: Agent;

  private constructor(hall: HallSystem, parts: [ExamplesBelow, Agent, Visitor, string, Agent]) {
    this.#hall = hall;
    [this.#below, this.#office, this.#visitor, this.#factor, this.#single] = parts;
    this.#reference = this.#visitor.path.split('/')[2] ?? '';
  }

  static async of(hall: HallSystem): Promise<FormReader> {
    await account(hall, 'wu', 'administrator');
    await account(hall, 'door', 'administrator');
    await account(hall, 'twice', 'administrator');
    await account(hall, 'single', 'administrator');
    const visitor = await new Visitor(hall).book(['RENEW'], { ...validDetails, email: 'wu@li.cn' });
    await pairedKiosk(hall);
    const office = await signedIn(hall, 'wu');
    const below = await officeExamples(hall, site);
    const twice = await signedIn(hall, 'twice');
    const page = (await twice.get('/staff/account/second-factor')).text;
    const factor = (/factor-secret">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '');
    const reader = new FormReader(hall, [below, office, visitor, factor, await signedIn(hall, 'single')]);
    const enrolled = await twice
      .post('/staff/account/second-factor')
      .type('form')
      .send({ _csrf: csrfOf(page), code: reader.#code(), password: goodPassword });
    assert.equal(enrolled.status, 200, enrolled.text);
    return reader;
  }

  /** The address of a page, of something that there is. */
  addressOf(page: DeclaredPage): string {
    return exampleOf(
      patternOf(page),
      { ...plainExamples, question: 'new', reference: this.#reference },
      this.#below,
    );
  }

  /** The same with what the address has to say for there to be a form. */
  pageOf(page: DeclaredPage): string {
    return `${this.addressOf(page)}${queries[patternOf(page)] ?? ''}`;
  }

  /** The form of a page as it is opened, in a language that is remembered. */
  async open(page: DeclaredPage, locale?: Locale): Promise<Sender> {
    const address = this.pageOf(page);
    const plainly = page.get === undefined ? address.slice(0, address.lastIndexOf('/')) : address;
    const lang = locale === undefined ? '' : `${plainly.includes('?') ? '&' : '?'}lang=${locale}`;
    const from = `${plainly}${lang}`;
    if (page.audience === 'holder') {
      const opened = await this.#visitor.open(from);
      return {
        text: opened.text,
        form: inputsOf(opened.text),
        send: (form) => this.#visitor.post(form, address),
      };
    }
    const agent = await this.#agentFor(page);
    const { status, text } = await agent.get(from);
    assert.equal(status, 200, from);
    const form = page.get === undefined ? { _csrf: csrfOf(text) } : inputsOf(text);
    return { text, form, send: (filled) => agent.post(address).type('form').send(filled) };
  }

  /** What has to be typed for the form to be accepted. */
  filling(page: DeclaredPage, opened: Pick<Sender, 'text'>): Form {
    if (patternOf(page) === '/bookings') return { reference: this.#reference, mobile: validDetails.mobile };
    if (page.path === paths.staff.enrolment()) {
      const own = (/factor-secret">([A-Z2-7 ]+)</.exec(opened.text)?.[1] ?? '').replaceAll(' ', '');
      return { code: this.#code(own), password: goodPassword };
    }
    const [, start] = [...opened.text.matchAll(/name="start" value="(\d+)"/g)].at(-1) ?? [];
    if (start !== undefined) return { ...validDetails, start, reason: 'They asked for it' };
    if (page.audience !== 'halfway') return fillings[patternOf(page)] ?? {};
    // a code is good once
    this.#hall.clock.advance(60_000);
    return { code: this.#code() };
  }

  async #agentFor({ audience, path }: DeclaredPage): Promise<Agent> {
    if (audience === 'everybody') return this.#hall.agent();
    // the office's own password has become another where its form was walked
    if (path === paths.staff.enrolment()) return this.#single;
    if (audience !== 'halfway') return this.#office;
    const agent = this.#hall.agent();
    await signIn(agent, 'twice');
    return agent;
  }

  #code(secret = this.#factor): string {
    return generateSync({ secret, epoch: Math.floor(this.#hall.clock.now() / 1000) });
  }
}

interface Sender {
  readonly text: string;
  readonly form: Form;
  send(form: Form): PromiseLike<Response>;
}
