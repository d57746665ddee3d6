import { type Peer, textOf } from './peer.ts';

/** How Easy!Appointments (1.5) is spoken to, as the script of its own booking page does. */
export interface EasyAppointmentsAt {
  /** without a slash at its end */
  readonly url: string;
  /** ids; absent: the first ones that its page names */
  readonly provider?: string | undefined;
  readonly service?: string | undefined;
  /** the local date from which free days are looked for */
  readonly from: string;
}

interface Time {
  readonly day: string;
  readonly hour: string;
}

const daysLooked = 60;
const daysWanted = 10;

export async function easyAppointments(at: EasyAppointmentsAt): Promise<Peer> {
  const address = `${at.url}/index.php`;
  const first = await fetch(address);
  const page = await textOf(first);
  const cookies = first.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  const token =
    /"csrf_token":"([^"]+)"/.exec(page)?.[1] ??
    cookies.find((cookie) => cookie.startsWith('csrf_cookie='))?.slice('csrf_cookie='.length) ??
    '';
  const provider = at.provider ?? named(page, 'available_providers');
  const service = at.service ?? named(page, 'available_services');
  const post = async (call: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(`${address}/booking/${call}`, {
      method: 'POST',
      headers: { cookie: cookies.join('; '), 'x-requested-with': 'XMLHttpRequest' },
      body: new URLSearchParams({ csrf_token: token, ...fields }),
    });
  const visit = { provider_id: provider, service_id: service, manage_mode: 'false' };
  const hoursOf = async (day: string): Promise<readonly string[]> =>
    JSON.parse(await textOf(await post('get_available_hours', { ...visit, selected_date: day })));
  const times: Time[] = [];
  const days: string[] = [];
  for (let k = 0; k < daysLooked && days.length < daysWanted; k += 1) {
    const day = new Date(Date.parse(at.from) + k * 86_400_000).toISOString().slice(0, 10);
    const hours = await hoursOf(day);
    if (hours.length > 0) days.push(day);
    times.push(...hours.map((hour) => ({ day, hour })));
  }
  if (times.length === 0) throw new Error(`${at.url}: nothing is free in ${daysLooked} days from ${at.from}`);
  let people = 0;
  const registered = async ({ day, hour }: Time): Promise<boolean> => {
    people += 1;
    const start = `${day} ${hour}:00`;
    const response = await post('register', {
      'post_data[manage_mode]': 'false',
      'post_data[appointment][start_datetime]': start,
      'post_data[appointment][end_datetime]': start,
      'post_data[appointment][id_users_provider]': provider,
      'post_data[appointment][id_services]': service,
      'post_data[appointment][notes]': '',
      'post_data[customer][first_name]': '小明',
      'post_data[customer][last_name]': '王',
      'post_data[customer][email]': `n${Date.parse(day)}-${people}@test.invalid`,
      'post_data[customer][phone_number]': String(13_900_000_000 + people),
      'post_data[customer][timezone]': 'Asia/Shanghai',
    });
    const text = await response.text();
    return response.ok && text.includes('appointment_id');
  };
  const next = (): Time => {
    const time = times.shift();
    if (time === undefined) throw new Error(`${at.url}: every time that was free is taken`);
    return time;
  };
  return {
    name: 'Easy!Appointments',
    page: async () => void (await textOf(await fetch(address))),
    hours: async (nth) => void (await hoursOf(days[nth % days.length] ?? at.from)),
    month: async () =>
      void (await textOf(
        await post('get_unavailable_dates', { ...visit, selected_date: days[0] ?? at.from }),
      )),
    register: async () => {
      if (!(await registered(next()))) throw new Error(`${at.url}: a free time was not sold`);
    },
    sold: async (wanted) => {
      const time = next();
      const answers = await Promise.all(Array.from({ length: wanted }, () => registered(time)));
      return answers.filter((sold) => sold).length;
    },
  };
}

function named(page: string, list: string): string {
  const id = new RegExp(`"${list}":\\[\\{[^{}\\[\\]]*?"id":"?(\\d+)`).exec(page)?.[1];
  if (id === undefined) throw new Error(`the booking page names no ${list}: say which by its id`);
  return id;
}
